"""Say it your way: a sentence becomes entries, is kept at once, and what was understood is shown."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unknot.actions import InTheFuture
from unknot.dictation import Doubt, Draft, Understood, own_of, understand
from unknot.dictation.shown import asked, shown
from unknot.journal.document import body_document
from unknot.journal.entry import Body, DiaryDay, Dose, Entry, Episode, Note, Precision, Word
from unknot.journal.journal import Journal
from unknot.journal.span import ImpossibleTime, Moment, moment
from unknot.knowledge.countries import countries
from unknot.report.wording import counted
from unknot.web.page.access import Access, allow
from unknot.web.page.alerts import alerts_now
from unknot.web.page.context import PageContext, page_context

LONGEST = 1000
_ANSWERED_WITHIN = timedelta(hours=1)


@allow(Access.LOG)
@require_POST
def say(request: HttpRequest) -> HttpResponse:
    """Keeps what was understood; what is odd is asked back, and its slot is empty until it is answered."""
    ctx = page_context(request)
    text = request.POST.get("text", "").strip()[:LONGEST]
    if not text:
        return redirect("log")
    found = _understood(text, ctx)
    logged = Counter(e.diary_day for e in ctx.journal.of(Episode))
    denied = [logged[day] if (day := _day_of_none(draft.body)) else 0 for draft in found.drafts]
    kept = [None if spasms else _keep(ctx, draft) for draft, spasms in zip(found.drafts, denied, strict=True)]
    told = [{"shown": one, "id": id} for one, id in zip(shown(found, _, now=ctx.now), kept, strict=True) if id]
    understood = any(draft.slots for draft in found.drafts)
    context = {
        "said": text,
        "said_at": ctx.now.at.isoformat(),
        "told": told,
        "note": found.note if understood else "",
        "questions": _questions(found, kept, ctx),
        "alerts": alerts_now(page_context(request)),
        "logged": counted(max(denied), _("1 spasm is logged"), _("{n} spasms are logged")) if any(denied) else "",
    }
    return render(request, "log/quick_text.html", context)


@allow(Access.LOG)
@require_POST
def say_yes(request: HttpRequest) -> HttpResponse:
    """Keeps what a question asked about, once the person says that it is so; the sentence is read again as it was."""
    ctx = page_context(request)
    try:
        at = moment(datetime.fromisoformat(request.POST.get("at", "")), ctx.zone)
        number = int(request.POST.get("question", ""))
    except (ValueError, ImpossibleTime, OverflowError) as error:
        raise Http404 from error
    found = _understood(request.POST.get("text", "").strip()[:LONGEST], ctx, at)
    if not ctx.now.instant - _ANSWERED_WITHIN < at.instant <= ctx.now.instant or not 0 <= number < len(found.questions):
        raise Http404
    draft = found.questions[number].if_yes
    if draft is None:
        raise Http404
    if kept := _kept_without(request.POST.get("entry", ""), draft, ctx):
        ctx.amend(kept, {"amount": body_document(draft.body)["amount"]})
    else:
        ctx.record(draft.body, draft.happened_at, precision=draft.precision)
    return redirect("log")


def _kept_without(id: str, draft: Draft, ctx: PageContext) -> Entry[Dose] | None:
    """The dose that was kept without its amount, if the question is about one."""
    if not id or not isinstance(draft.body, Dose):
        return None
    try:
        return ctx.entry(UUID(id), Dose)
    except ValueError as error:
        raise Http404 from error


def _understood(text: str, ctx: PageContext, at: Moment | None = None) -> Understood:
    """A locked device is told nothing of older tablets, and so asks nothing about them."""
    own = own_of(Journal() if ctx.who.locked else ctx.journal)
    return understand(text, now=at or ctx.now, own=own, language=ctx.settings.language)


def _day_of_none(body: Body) -> date | None:
    """The day of a *none*: over spasms that are logged on it, it is asked about and not kept."""
    return body.day if isinstance(body, DiaryDay) and body.word is Word.NONE_SO_FAR else None


def _keep(ctx: PageContext, draft: Draft) -> UUID:
    try:
        return ctx.record(draft.body, draft.happened_at, precision=draft.precision).id
    except InTheFuture:  # the words are kept all the same, as they were said now
        return _note(ctx, draft).id


def _note(ctx: PageContext, draft: Draft) -> Entry[Body]:
    words = getattr(draft.body, "note", "") or getattr(draft.body, "text", "") or _("something still to come")
    kept: Entry[Body] = ctx.record(Note(text=words), precision=Precision.MINUTE)
    return kept


def _questions(found: Understood, kept: list[UUID | None], ctx: PageContext) -> list[dict[str, Any]]:
    """Each question, whether a yes can answer it, and the poison line where it may be more than was meant."""
    country = countries().get(ctx.settings.country)
    return [
        {
            "asks": asked(question, _),
            "number": number,
            "can_say_yes": question.if_yes is not None,
            "entry": kept[question.draft] if question.draft is not None and question.if_yes is not None else "",
            "more": question.doubt is Doubt.AMOUNT,
            "line": country.poison if country and question.doubt is Doubt.AMOUNT else None,
        }
        for number, question in enumerate(found.questions)
    ]
