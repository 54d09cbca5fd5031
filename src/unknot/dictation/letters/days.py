"""The days of a letter: written dates, years that are left out, and the order of 03/05/2026."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from unknot.dictation.letters.model import Why

FAR = 150
"""A date without a year is that of the nearest year, unless it is so many days away or more: then the year is asked."""


class UnreadLetter(Exception):
    """A sentence that is not read: why, and the words it failed on."""

    def __init__(self, why: Why, word: str = "") -> None:
        super().__init__(why)
        self.why, self.word = why, word


@dataclass(frozen=True, slots=True)
class Calendar:
    """What dates are read with: the day of the letter (or today), and the order of 03/05/2026 ("day", "month", "")."""

    today: date
    order: str = ""


def numeric(written: str, calendar: Calendar) -> date:
    """2026-05-03, 3.5.2026, 3.5., 03/05/2026."""
    parts = [int(part) for part in re.findall(r"[0-9]+", written)]
    if "-" in written:
        return made(parts[0], parts[1], parts[2], written)
    if "/" not in written:
        return dated(parts[0], parts[1], parts[2] if len(parts) > 2 else None, written, calendar)
    one, two, year = parts
    if one != two and one <= 12 and two <= 12 and not calendar.order:
        raise UnreadLetter(Why.DATE_ORDER, written)
    day_first = one > 12 or (two <= 12 and calendar.order != "month")
    day, month = (one, two) if day_first else (two, one)
    return made(_century(year), month, day, written)


def dated(day: int, month: int, year: int | None, written: str, calendar: Calendar) -> date:
    """The day; without a year that of the nearest one, if there is no doubt."""
    if year is not None:
        return made(_century(year), month, day, written)
    today = calendar.today
    days = [found for y in (today.year - 1, today.year, today.year + 1) if (found := _possible(y, month, day))]
    nearest = min(days, key=lambda one: abs(one - today), default=None)
    if nearest is None or abs(nearest - today).days > FAR:
        raise UnreadLetter(Why.DATE, written)
    return nearest


def made(year: int, month: int, day: int, written: str) -> date:
    found = _possible(year, month, day)
    if found is None or not 2000 <= year < 2100:
        raise UnreadLetter(Why.DATE, written)
    return found


def _century(year: int) -> int:
    return 2000 + year if year < 100 else year


def _possible(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
