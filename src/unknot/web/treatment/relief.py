"""Felt relief: asked once after a treatment, and once more later if it was left open. An answer, never a duty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unknot.journal.entry import Entry, Level, Precision, Role, Stage, Treatment
from unknot.knowledge.vocabulary import vocabulary
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.entry_words import capital

FROM, UNTIL = timedelta(minutes=30), timedelta(hours=24)
"""How long after a treatment it is asked again: not at once, and not when the day has gone by."""

ANSWERS = (Level.NO, Level.A_BIT, Level.YES)


@dataclass(frozen=True, slots=True)
class ReliefQuestion:
    """A treatment of which it is not yet known whether it brought relief."""

    id: UUID
    question: str


@allow(Access.LOG)
@require_http_methods(["GET", "POST"])
def relief(request: HttpRequest, id: UUID) -> HttpResponse:
    """Not at all, a little, a lot, or cannot say; leaving it asks once more later."""
    ctx = page_context(request, about=id)
    entry = ctx.entry(id, Treatment)
    if request.method == "POST":
        said = request.POST.get("relief", "")
        if said not in {*ANSWERS, Level.UNKNOWN}:
            return HttpResponseBadRequest()
        ctx.amend(entry, {"relief": said})
        return redirect("treatments" if request.POST.get("to") == "treatments" else "log")
    context = {
        "entry": entry,
        "heading": _("{treatment}. Saved.").format(treatment=capital(ctx.voice.coded("treatment", entry.body.code))),
        "answers": answers(),
    }
    return render(request, "treatment/relief.html", context)


def answers() -> list[dict[str, str]]:
    words = {Level.NO: _("Not at all"), Level.A_BIT: _("A little"), Level.YES: _("A lot")}
    return [{"value": level.value, "words": words[level]} for level in ANSWERS]


def relief_question(ctx: PageContext) -> ReliefQuestion | None:
    """The latest treatment that may be asked about now; one at a time, and never what a clinician did."""
    for entry in reversed(ctx.journal.of(Treatment)):
        if _open(entry, ctx):
            return ReliefQuestion(entry.id, _question(entry, ctx))
    return None


def _open(entry: Entry[Treatment], ctx: PageContext) -> bool:
    body, since = entry.body, ctx.now.instant - entry.happened_at.instant
    term = vocabulary("treatment").terms.get(body.code)
    asked = body.stage is Stage.DONE and not (term and "clinic" in term.classes) and body.code != "nothing"
    mine = entry.provenance.role is ctx.who.role or ctx.who.role is Role.OWNER
    timed = entry.precision is not Precision.DAY
    return asked and mine and timed and body.relief is None and FROM <= since <= UNTIL


def _question(entry: Entry[Treatment], ctx: PageContext) -> str:
    words = ctx.voice.coded("treatment", entry.body.code)
    at = ctx.voice.time(entry.happened_at.local.time())
    if entry.happened_at.clock_date == ctx.now.clock_date:
        return _("{treatment} at {time}: did it bring relief?").format(treatment=capital(words), time=at)
    return _("{treatment} yesterday at {time}: did it bring relief?").format(treatment=capital(words), time=at)
