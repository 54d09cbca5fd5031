"""A diary day in words: its name, what it holds, and what time its number stands on."""

from __future__ import annotations

from datetime import date

from unknot.journal.coverage import Day, DayState
from unknot.report.wording import Voice, counted
from unknot.web.page.context import PageContext


def day_name(day: date, ctx: PageContext) -> str:
    """Today, yesterday, or the weekday with its date; with the year where it is another one."""
    voice, today = ctx.voice, ctx.now.diary_day
    _ = voice._
    ago = (today - day).days
    if ago == 0:
        return _("Today, {day}").format(day=voice.day(day))
    if ago == 1:
        return _("Yesterday, {day}").format(day=voice.day(day))
    if day.year != today.year:
        return _("{weekday}, {day}").format(weekday=voice.weekday(day).split(",")[0], day=voice.full(day))
    return voice.weekday(day)


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


def stands_on(day: Day, voice: Voice) -> str:
    """What time the number of a day stands on."""
    _, hours = voice._, round(day.hours)
    match day.state:
        case DayState.NO_RECORD:
            return _("A day without a record is unknown. It is not counted as none.")
        case DayState.PARTLY:
            return _("Recorded {n} of 24 hours. What is not recorded is unknown, not zero.").format(n=hours)
        case DayState.VOUCHED:
            return _("Recorded {n} of 24 hours.").format(n=min(hours, 24))
