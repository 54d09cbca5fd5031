"""The diary: the days with their four states, and one timeline of everything in a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from unknot.household.people.scopes import Scope
from unknot.journal.coverage import Coverage, Day, DayState, coverage, days
from unknot.journal.entry import (
    Body,
    Circumstance,
    DiaryDay,
    Entry,
    Episode,
    Precision,
    Role,
    Settings,
    Standing,
    Toss,
)
from unknot.report.wording import Voice, counted
from unknot.web.diary.checkin import BACK_DAYS
from unknot.web.diary.problems import (
    EARLIEST,
    LATEST,
    SHOWN,
    looked_at,
    open_question,
)
from unknot.web.page.access import Access, allow, viewer
from unknot.web.page.alerts import alerts_just_raised
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.entry_text import change_url, entry_text
from unknot.web.page.guide_links import explaining
from unknot.web.page.journal_reader import UNDATED

QUIET_KINDS = (Settings, Toss)
"""Kinds that are no part of a day's story."""


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day in the list: its mark, its name, and what it says."""

    day: date
    state: str
    figure: str
    spoken: str
    name: str
    tells: str


@dataclass(frozen=True, slots=True)
class DiaryRow:
    """An entry in the timeline."""

    id: UUID
    at: str
    what: str
    more: tuple[str, ...]
    aside: str
    private: bool
    change: str
    """Where its details are changed, if there is such a page."""
    guide: str
    """Where the guide explains it, if it does."""
    mine: bool = True
    """Whether who looks may change it."""
    others: bool = False
    """Whether someone who helps wrote it, and the owner looks."""


# ---------------------------------------------------------------- the days


@allow(Access.READ, Scope.ENTRIES)
@require_GET
def diary(request: HttpRequest, until: date | None = None) -> HttpResponse:
    furthest = viewer(request).now.date() + timedelta(days=1)  # where clocks are ahead
    shown = min(until or furthest, furthest)
    if shown.year <= EARLIEST:
        raise Http404
    ctx = page_context(request, days=looked_at(shown), always=UNDATED)
    today = ctx.now.diary_day
    last = min(shown, today)
    first = last - timedelta(days=SHOWN - 1)
    covered = coverage(ctx.journal)
    rows = [day_row(day, ctx) for day in reversed(days(ctx.journal, first, last, ctx.zone, covered))]
    context = {
        "rows": rows,
        "earlier": first - timedelta(days=1),
        "later": min(last + timedelta(days=SHOWN), today) if last < today else None,
        "question": open_question(ctx, covered, shown),
        "period": ctx.voice.period(first, last),
    }
    return render(request, "diary/diary.html", context)


def day_row(day: Day, ctx: PageContext) -> DayRow:
    state, figure = mark(day)
    return DayRow(day.day, state, figure, spoken(day, ctx.voice), day_name(day.day, ctx), _tells(day, ctx))


def mark(day: Day) -> tuple[str, str]:
    """How a day is drawn: a number, a dot for none, an open edge for "at least", dashes for no record."""
    match day.state:
        case DayState.NO_RECORD:
            return "empty", ""
        case DayState.PARTLY:
            return "least", str(day.spasms) if day.spasms else ""
        case DayState.VOUCHED if day.spasms == 0:
            return "none", ""
        case DayState.VOUCHED:
            return ("few" if day.spasms == 1 else "some" if day.spasms < 4 else "many"), str(day.spasms)


def spoken(day: Day, voice: Voice) -> str:
    """The state of a day in words."""
    _ = voice._
    spasms = counted(day.spasms, _("1 spasm"), _("{n} spasms"))
    match day.state:
        case DayState.NO_RECORD:
            return _("No record")
        case DayState.PARTLY:
            return _("At least {spasms}").format(spasms=spasms) if day.spasms else _("Partly recorded")
        case DayState.VOUCHED:
            return spasms if day.spasms else _("No spasms")


def day_name(day: date, ctx: PageContext) -> str:
    """Today, yesterday, or the weekday with its date."""
    voice, ago = ctx.voice, (ctx.now.diary_day - day).days
    if ago == 0:
        return _("Today, {day}").format(day=voice.day(day))
    if ago == 1:
        return _("Yesterday, {day}").format(day=voice.day(day))
    return voice.weekday(day)


def _tells(day: Day, ctx: PageContext) -> str:
    """What else the day says of itself: what was bothersome, and whether it rests on memory."""
    here = ctx.journal.on(day.day)
    worst = [e.body.bother for e in here if isinstance(e.body, Episode) and e.body.bother is not None]
    checked = [e.body.bother for e in here if isinstance(e.body, DiaryDay) and e.body.bother is not None]
    parts = [
        spoken(day, ctx.voice),
        _("worst bother {n}").format(n=max(worst)) if worst else "",
        _("average bother {n}").format(n=checked[-1]) if checked else "",
        _("from memory") if day.recalled else "",
    ]
    return ", ".join(part for part in parts if part)


# ---------------------------------------------------------------- one day


def _is_no(body: Body) -> bool:
    """A "no" to a question about the person is kept, and is nothing that happened on the day."""
    return isinstance(body, Circumstance) and body.standing is Standing.NO


@allow(Access.READ, Scope.ENTRIES)
@require_GET
def day(request: HttpRequest, day: date) -> HttpResponse:
    if not EARLIEST < day.year < LATEST:
        raise Http404
    ctx = page_context(request, days=(day, day), always=UNDATED)
    today = ctx.now.diary_day
    if day > today:
        raise Http404
    covered = coverage(ctx.journal)
    found = days(ctx.journal, day, day, ctx.zone, covered)[0]
    state, figure = mark(found)
    context = {
        "day": day,
        "name": day_name(day, ctx),
        "state": state,
        "figure": figure,
        "spoken": spoken(found, ctx.voice),
        "stands_on": stands_on(found, covered, ctx),
        "rows": [
            row(e, ctx) for e in ctx.journal.on(day) if not isinstance(e.body, QUIET_KINDS) and not _is_no(e.body)
        ],
        "fillable": (today - day).days <= BACK_DAYS,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1) if day < today else None,
        "alerts": alerts_just_raised(request, ctx),
    }
    return render(request, "diary/day.html", context)


def stands_on(day: Day, covered: Coverage, ctx: PageContext) -> str:
    """What time the number of a day stands on."""
    hours = round(day.hours)
    match day.state:
        case DayState.NO_RECORD:
            return _("A day without a record is unknown. It is not counted as none.")
        case DayState.PARTLY:
            return _("{n} of 24 hours are vouched for. The rest is unknown.").format(n=hours)
        case DayState.VOUCHED:
            return _("{n} of 24 hours are vouched for.").format(n=min(hours, 24))


def row(entry: Entry[Body], ctx: PageContext) -> DiaryRow:
    says = entry_text(entry, ctx.voice)
    return DiaryRow(
        id=entry.id,
        at=clock(entry, ctx),
        what=says.what,
        more=says.more,
        aside=aside(entry, ctx),
        private=entry.private,
        change=change_url(entry),
        guide=explaining(entry.body),
        mine=ctx.who.may_change(entry),
        others=ctx.who.is_owner and entry.provenance.role is Role.CARER,
    )


def clock(entry: Entry[Body], ctx: PageContext) -> str:
    """When, as exactly as it is known; after midnight with the date the clock showed."""
    at, voice = entry.happened_at, ctx.voice
    match entry.precision:
        case Precision.DAY:
            return _("some time")
        case Precision.DAY_PART | Precision.HOUR:
            words = _("about {time}").format(time=voice.time(at.local.time()))
        case Precision.MINUTE:
            words = voice.time(at.local.time())
    if at.clock_date != entry.diary_day and not isinstance(entry.body, DiaryDay):
        return f"{words}, {voice.short(at.clock_date)}"
    return words


def aside(entry: Entry[Body], ctx: PageContext) -> str:
    """By whom, and whether from memory: said only when it is not the person, at the time."""
    parts = [
        _by(entry),
        _("from memory") if entry.recalled else "",
        _("private") if entry.private else "",
    ]
    return ", ".join(part for part in parts if part)


def _by(entry: Entry[Body]) -> str:
    """Who wrote it, where that was not the person."""
    name = entry.provenance.name
    match entry.provenance.role:
        case Role.CARER:
            seen = _("seen by {name}").format(name=name) if name else _("seen by a carer")
            asleep = isinstance(entry.body, Episode) and entry.body.asleep
            return f"{seen}, {_('while asleep')}" if asleep else seen
        case Role.CLINICIAN:
            return _("by {name}").format(name=name) if name else _("by a clinician")
        case Role.OWNER | Role.EXAMPLE:
            return ""
