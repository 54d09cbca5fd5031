"""A year on one page: twelve small months, each a press away from its days."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from unknot.household.people.scopes import Scope
from unknot.journal.coverage import Day, DayState, coverage, days
from unknot.report.wording import counted
from unknot.web.diary.calendar import WEEK, box_state, fill_of, worst
from unknot.web.diary.problems import EARLIEST, LATEST
from unknot.web.page.access import Access, allow, viewer
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.journal_reader import UNDATED, first_day


@dataclass(frozen=True, slots=True)
class SmallMonth:
    """A month of the year: its name, its days as small marks, and what it holds in words."""

    name: str
    open: date
    """The day that a press opens."""
    lead: range
    """The places before its first day in the first week."""
    marks: tuple[tuple[str, str], ...]
    """The state and the fill of each day that has been."""
    words: str


@allow(Access.READ, Scope.ENTRIES)
@require_GET
def year(request: HttpRequest, year: int) -> HttpResponse:
    if not EARLIEST < year < LATEST or year > viewer(request).now.year + 1:
        raise Http404
    first, last = date(year, 1, 1), date(year, 12, 31)
    ctx = page_context(request, days=(first, last), always=UNDATED)
    today = ctx.now.diary_day
    if first > today:
        raise Http404
    begins = first_day(ctx.who)
    found = days(ctx.journal, first, min(last, today), ctx.zone, coverage(ctx.journal))
    months = [
        _small(tuple(day for day in found if day.day.month == n), begins, ctx)
        for n in range(1, found[-1].day.month + 1)
    ]
    context = {
        "year": year,
        "months": months,
        "words": _words(found, ctx),
        "before": year - 1 if begins is None or begins < first else None,
        "after": year + 1 if last < today else None,
    }
    return render(request, "diary/year.html", context)


def _small(found: tuple[Day, ...], begins: date | None, ctx: PageContext) -> SmallMonth:
    start = found[0].day
    until = start.replace(day=monthrange(start.year, start.month)[1])
    return SmallMonth(
        name=format_date(start, "LLLL", ctx.voice.locale),
        open=min(until, ctx.now.diary_day),
        lead=range((start.weekday() - ctx.voice.locale.first_week_day) % WEEK),
        marks=tuple(_mark(day, begins, ctx) for day in found),
        words=_words(found, ctx),
    )


def _mark(day: Day, begins: date | None, ctx: PageContext) -> tuple[str, str]:
    if day.state is DayState.NO_RECORD:
        return ("" if begins and day.day < begins else "empty"), ""
    return box_state(day), fill_of(worst(ctx.journal, day.day)) if day.spasms else ""


def _words(found: tuple[Day, ...], ctx: PageContext) -> str:
    """41 spasms on 22 days; 25 days recorded whole."""
    _ = ctx.voice._
    spasms, on = sum(day.spasms for day in found), sum(day.spasms > 0 for day in found)
    whole = sum(day.state is DayState.VOUCHED for day in found)
    if all(day.state is DayState.NO_RECORD for day in found):
        return _("no record")
    n = counted(spasms, _("1 spasm"), _("{n} spasms"))
    said = counted(on, _("{spasms} on 1 day"), _("{spasms} on {n} days"), spasms=n) if spasms else _("no spasms logged")
    return _("{spasms}; {recorded}").format(
        spasms=said, recorded=counted(whole, _("1 day recorded whole"), _("{n} days recorded whole"))
    )
