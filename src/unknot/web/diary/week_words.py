"""The last seven days in one calm sentence, from the third day of the journal on."""

from __future__ import annotations

from datetime import date, timedelta

from unknot.journal.coverage import Coverage, Day, DayState, days
from unknot.report.wording import counted
from unknot.web.page.context import PageContext

FROM_DAY = 3
"""The first day of a journal on which there is anything to look back on."""
WEEK = timedelta(days=7)
FIRST_LOOK = 14
"""Days of logging before Patterns compares anything."""


def week_words(ctx: PageContext, begins: date | None, covered: Coverage) -> tuple[str, str]:
    """How many spasms on how many days, this week and the one before, and how many of these days are recorded whole.

    ("", "") while there is too little, or nothing, to say.
    """
    today, _ = ctx.now.diary_day, ctx.voice._
    age = (today - begins).days + 1 if begins else FIRST_LOOK
    if age < FROM_DAY:
        return "", ""
    start = max(today - WEEK + timedelta(days=1), begins or date.min)
    this = days(ctx.journal, start, today, ctx.zone, covered)
    if all(day.state is DayState.NO_RECORD for day in this):
        return "", ""
    said = _("The last {n} days: {spasms}.").format(n=len(this), spasms=_spasms(this, ctx))
    whole = _recorded(this, ctx)
    if begins is None or begins <= today - 2 * WEEK + timedelta(days=1):
        before = days(ctx.journal, start - WEEK, start - timedelta(days=1), ctx.zone, covered)
        if any(day.state is not DayState.NO_RECORD for day in before):
            said += " " + _("The 7 days before: {spasms}.").format(spasms=_spasms(before, ctx))
            whole += " " + _("Before: {n} of 7.").format(n=_whole(before))
    if age < FIRST_LOOK:
        said += " " + _("Too early for a pattern.")
    return said, whole


def _spasms(found: tuple[Day, ...], ctx: PageContext) -> str:
    """9 spasms on 5 days; "at least" where a day is not recorded whole."""
    _ = ctx.voice._
    n, on = sum(day.spasms for day in found), sum(day.spasms > 0 for day in found)
    if not n:
        return _("no spasms logged")
    spasms = counted(n, _("1 spasm"), _("{n} spasms"))
    return counted(on, _("{spasms} on 1 day"), _("{spasms} on {n} days"), spasms=spasms)


def _whole(found: tuple[Day, ...]) -> int:
    return sum(day.state is DayState.VOUCHED for day in found)


def _recorded(found: tuple[Day, ...], ctx: PageContext) -> str:
    _ = ctx.voice._
    return _("Recorded whole: {n} of {days} days. The rest is unknown, not zero.").format(
        n=_whole(found), days=len(found)
    )
