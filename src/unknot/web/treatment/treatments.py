"""Treatments: one press on a tile keeps what was done; whether it brought relief is asked next, or later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from unknot.actions import DifferentEntry
from unknot.journal.entry import Entry, Habit, Precision, Stage, Treatment
from unknot.journal.habits import done, planned
from unknot.journal.ids import new_id
from unknot.knowledge.vocabulary import vocabulary
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.entry_words import capital, habit_words
from unknot.web.page.form_ids import form_uuid
from unknot.web.page.last_entry import last_entry
from unknot.web.treatment.choices import GROUPS, offered, own_tiles
from unknot.web.treatment.relief import relief_question


@dataclass(frozen=True, slots=True)
class Planned:
    """A habit that is for today, and the treatment it was done with, if it was."""

    id: UUID
    words: str
    when: str
    done: UUID | None
    done_at: str


# ---------------------------------------------------------------- the page


@allow(Access.LOG)
@require_GET
def treatments(request: HttpRequest) -> HttpResponse:
    ctx = page_context(request)
    context = {
        "fresh_id": new_id(ctx.who.now),
        "planned": todays(ctx),
        "tiles": [_tile(code, ctx) for code in own_tiles(ctx)],
        "groups": [group for name in GROUPS if (group := _group(name, ctx))["tiles"]],
        "waiting": relief_question(ctx),
        "last": last_entry(ctx, Treatment),
        "back_to": "treatments",
        "locked": ctx.who.locked,
    }
    return render(request, "treatment/treatments.html", context)


def _group(name: str, ctx: PageContext) -> dict[str, object]:
    titles = {
        "move": _("Moving and stretching"),
        "water": _("Warm, cold, water"),
        "rest": _("Rest and calm"),
        "hands": _("Someone's hands, or mine"),
        "aids": _("Aids and machines"),
        "daily": _("Food, drink, body care"),
    }
    shown = own_tiles(ctx)
    codes = [term.code for term in vocabulary("treatment") if name in term.classes and term.code not in shown]
    return {"title": titles[name], "tiles": [_tile(code, ctx) for code in codes]}


def _tile(code: str, ctx: PageContext) -> dict[str, str]:
    return {"code": code, "words": capital(ctx.voice.coded("treatment", code))}


# ---------------------------------------------------------------- habits of the day


def todays(ctx: PageContext) -> list[Planned]:
    """The habits planned for this diary day."""
    today = ctx.now.diary_day
    return [_planned(entry, done(ctx.journal, entry.id, today), ctx) for entry in planned(ctx.journal, today)]


def _planned(habit: Entry[Habit], did: Entry[Treatment] | None, ctx: PageContext) -> Planned:
    return Planned(
        id=habit.id,
        words=habit_words(habit.body, ctx.voice),
        when=", ".join(ctx.voice.time(at) for at in habit.body.at),
        done=did.id if did else None,
        done_at=ctx.voice.time(did.happened_at.local.time()) if did and did.precision is not Precision.DAY else "",
    )


# ---------------------------------------------------------------- one press


@allow(Access.LOG)
@require_POST
def treat(request: HttpRequest) -> HttpResponse:
    """Keeps a treatment at once; the answer asks whether it brought relief."""
    ctx = page_context(request)
    code, habit = request.POST.get("code", ""), _habit(request.POST.get("habit", ""), ctx)
    if habit is not None:
        if (did := done(ctx.journal, habit.id, ctx.now.diary_day)) is not None:
            return redirect("relief", did.id)
        body = Treatment(code=habit.body.code, habit=habit.id)
    elif code in {*offered(), *own_tiles(ctx)}:
        body = Treatment(code=code)
    else:
        return HttpResponseBadRequest()
    entry = _keep(ctx, body, request.POST.get("id", ""))
    return redirect("relief", entry.id)


def _habit(value: str, ctx: PageContext) -> Entry[Habit] | None:
    """The habit whose button was pressed, if it is for today."""
    return next((e for e in planned(ctx.journal, ctx.now.diary_day) if str(e.id) == value), None)


def _keep(ctx: PageContext, body: Treatment, form_id: str) -> Entry[Treatment]:
    """Under the id that its form came with: the same form pressed twice is one treatment."""
    if (bounced := _bounced(ctx, body)) is not None:
        return bounced
    try:
        return ctx.record(body, id=form_uuid(form_id))
    except DifferentEntry:
        return ctx.record(body)


def _bounced(ctx: PageContext, body: Treatment) -> Entry[Treatment] | None:
    """The same tile pressed again within the hold-off: counted once."""
    hold_off = timedelta(seconds=ctx.settings.hold_off)
    for entry in reversed(ctx.journal.of(Treatment)):
        since = ctx.who.now - entry.provenance.recorded_at.instant
        if since < hold_off and (entry.body.code, entry.body.stage) == (body.code, Stage.DONE):
            return entry
    return None
