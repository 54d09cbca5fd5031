"""What is odd in a journal, asked about once: it is kept as it is until the person says otherwise."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unknot import actions
from unknot.journal.coverage import Coverage, coverage
from unknot.journal.entry import AlertAnswer
from unknot.journal.problem import Oddity, Problem
from unknot.web.diary.calendar import month_of
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.entry_text import entry_text
from unknot.web.page.journal_reader import UNDATED

RULE = "odd-in-journal"
"""The name under which the answers are kept."""

AROUND_THE_MONTH = timedelta(days=14)
EARLIEST, LATEST = 1900, 2200
"""The years outside which nothing can be dated."""


@dataclass(frozen=True, slots=True)
class ProblemQuestion:
    """One oddity in plain words; `entry` can be looked at, and removed. `until` is the last day that was looked at."""

    key: str
    words: str
    day: date | None
    removable: bool
    until: date


def key_of(problem: Problem) -> str:
    """A name for a problem that says nothing about what is in it."""
    parts = "\n".join([problem.oddity, *map(str, problem.entries), problem.about])
    return hashlib.sha256(parts.encode()).hexdigest()[:32]


def unanswered(ctx: PageContext, covered: Coverage) -> list[Problem]:
    answered = {e.body.key for e in ctx.journal.of(AlertAnswer) if e.body.rule == RULE}
    every = [*ctx.journal.problems, *covered.problems]
    return [problem for problem in every if key_of(problem) not in answered]


def looked_at(until: date) -> tuple[date, date]:
    """The diary days that the diary reads when it shows this one: its month, and the two weeks before it.

    Where clocks are behind, the day before this one is meant, or the one before that.
    """
    first = month_of(until - timedelta(days=2))[0]
    return first - AROUND_THE_MONTH, month_of(until)[1] + timedelta(days=1)


def open_question(ctx: PageContext, covered: Coverage, until: date) -> ProblemQuestion | None:
    """The next oddity to ask about: one at a time."""
    waiting = unanswered(ctx, covered)
    if not waiting:
        return None
    problem = waiting[0]
    subject = _subject(ctx, problem)
    entry = ctx.journal.find(subject) if subject else None
    what = entry_text(entry, ctx.voice).what if entry else _("An entry")
    when = ctx.voice.day(entry.diary_day) if entry else ""
    words = _words(problem.oddity).format(what=f"{what} ({when})" if when else what)
    return ProblemQuestion(key_of(problem), words, entry.diary_day if entry else None, entry is not None, until)


def _subject(ctx: PageContext, problem: Problem) -> UUID | None:
    """The entry that a question is about: of a word and a spasm, the spasm."""
    standing = [id for id in problem.entries if ctx.journal.find(id)]
    return standing[-1] if standing else None


def _words(oddity: Oddity) -> str:
    match oddity:
        case Oddity.CLASH:
            return _("{what}: two devices changed it without knowing of each other. The later change stands.")
        case Oddity.EDIT_AND_WITHDRAWAL:
            return _("{what}: it was changed on one device and removed on another. It is kept.")
        case Oddity.SPASM_INSIDE_NONE:
            return _("{what}: you had said there were none in those hours. The spasm is kept and counted.")
        case Oddity.FUTURE:
            return _("{what}: its time is later than the moment it was saved. Perhaps a clock was wrong.")
        case Oddity.TWICE:
            return _("{what}: it is there twice.")
        case Oddity.OVERLAP:
            return _("{what}: two spasms at the same place at the same time.")
        case Oddity.IMPOSSIBLE_DOSE:
            return _("{what}: this is not like your own tablets.")
        case Oddity.RUNNING_FOR_LONG:
            return _("{what}: it was started and never stopped.")
        case Oddity.CHANGES_NOTHING_KNOWN | Oddity.UNREADABLE_CHANGE:
            return _("{what}: a change to it could not be put in.")
        case Oddity.UNREADABLE_ROW:
            return _("{what}: a row of a file was not understood.")


@allow(Access.READ)
@require_POST
def settled(request: HttpRequest, key: str) -> HttpResponse:
    """It is right as it is, or it goes into the bin; not asked again either way."""
    try:
        until = date.fromisoformat(request.POST.get("until", ""))
    except ValueError:
        return HttpResponseBadRequest()
    if not EARLIEST < until.year < LATEST:
        return HttpResponseBadRequest()
    ctx = page_context(request, days=looked_at(until), always=UNDATED)
    waiting = {key_of(p): p for p in unanswered(ctx, coverage(ctx.journal))}
    if key not in waiting:
        raise Http404
    subject = _subject(ctx, waiting[key])
    if "remove" in request.POST and subject:
        actions.retract(ctx.id, subject, by=ctx.by, now=ctx.who.now)
    answer = AlertAnswer(rule=RULE, key=key, answer="done")
    actions.answer(ctx.id, answer, by=ctx.by, happened_at=ctx.now, now=ctx.who.now)
    return redirect("diary-day", min(until, ctx.now.diary_day))
