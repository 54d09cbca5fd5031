"""Dates as people write them in a table, alone or with a time: "3/5/26", "14.01.26 3 Uhr", "2026-05-14T21:30+01:00"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta, timezone
from functools import cache, lru_cache

from unknot.importers.words import phrases

EARLIEST, LATEST = 1900, 2200
_NUMBERS = r"(?P<a>\d{1,4})\s*(?P<sep>[./\-])\s*(?P<b>\d{1,2})(?:\s*[./\-]\s*(?P<c>\d{4}|\d{2}))?(?P<dot>\.?)"
_DAY_MONTH = (
    r"(?P<a>\d{1,2})(?:st|nd|rd|th|\.|º)?[\s\-]*(?:of\s+|de\s+)?(?P<month>[^\W\d]+)\.?,?"
    r"(?:[\s\-]*(?:de\s+)?(?P<c>\d{4}|\d{2}))?"
)
_MONTH_DAY = r"(?P<month>[^\W\d]+)\.?\s+(?P<a>\d{1,2})(?:st|nd|rd|th)?(?:\s*,?\s+(?P<c>\d{4}))?"
_ENDS = r"(?=$|[\sT,;])"
_COMPACT = re.compile(r"(?P<c>20\d\d)(?P<b>[01]\d)(?P<a>[0-3]\d)")
_OFFSET = re.compile(
    r"\s*(?:(?P<utc>Z|UTC|GMT)\s*)?(?P<sign>[+\-−])(?P<h>\d{1,2})(?::?(?P<m>\d{2}))?$|\s*(?P<z>Z|UTC|GMT)$"
)
_CLOCK_FIRST = re.compile(r"(?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?)[\s,]+(?P<rest>\S.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it was written, the words of a time beside it, and the offset that the cell states.

    Where `named`, day and month are sure (the month was a word, or the year came first) and `first` is the day.
    """

    first: int
    second: int
    year: int | None
    separator: str = ""
    named: bool = False
    clock: str = ""
    offset: timezone | None = None
    utc: bool = False
    weekday: int | None = None


class NotADate(Exception):
    """A cell that is no date."""


_SERIAL = re.compile(r"([345]\d{4})(?:[.,](\d{1,12}))?")
_DAY_0 = date(1899, 12, 30)


def is_serial(cell: str) -> bool:
    """Whether a cell is the number that a spreadsheet has for a day: 46023 is 1 January 2026."""
    return _SERIAL.fullmatch(cell.strip()) is not None


def _of_serial(match: re.Match[str]) -> Written:
    day = _DAY_0 + timedelta(days=int(match[1]))
    minutes = round(float(f"0.{match[2] or 0}") * 24 * 60)
    clock = f"{minutes // 60:02}:{minutes % 60:02}" if match[2] and minutes < 24 * 60 else ""
    return Written(day.day, day.month, day.year, named=True, clock=clock)


@lru_cache(maxsize=8192)
def _read(cell: str) -> Written | None:
    if serial := _SERIAL.fullmatch(cell.strip()):
        return _of_serial(serial)
    text, weekday = _without_weekday(cell.strip())
    text, offset, utc = _without_offset(text)
    if (turned := _CLOCK_FIRST.fullmatch(text)) and (found := _dated(turned["rest"], weekday, offset, utc=utc)):
        return None if found.clock else replace(found, clock=turned["clock"])
    return _dated(text, weekday, offset, utc=utc)


def _dated(text: str, weekday: int | None, offset: timezone | None, *, utc: bool) -> Written | None:
    for pattern in _patterns():
        match = pattern.match(text)
        if match is None:
            continue
        groups = match.groupdict()
        rest = re.sub(r"^(?:T(?=\d)|[\s,;]+|(?:at|um|à|a las|-|–)\s+)+", "", text[match.end() :]).strip()
        if offset is not None and not rest:
            return None
        first, year, separator = int(groups["a"]), _year(groups.get("c")), groups.get("sep") or ""
        named = pattern.pattern.startswith(_COMPACT.pattern)
        if "month" in groups:
            month = _month(groups["month"])
            if not month:
                continue
            second, named = month, True
        else:
            second = int(groups["b"])
            if len(groups["a"]) == 4:
                if groups["c"] is None:
                    return None
                first, second, year, named = int(groups["c"]), second, first, True
            elif len(groups["a"]) == 3 or (groups["c"] is None and separator == "-"):
                return None
        found = Written(first, second, year, separator, named, rest, offset, utc, weekday)
        return found if _can_be(found, dotted=bool(groups.get("dot"))) else None
    return None


def _can_be(found: Written, *, dotted: bool) -> bool:
    """Whether there is such a date at all in one of the two orders; 71.2 is a number, and so is 4.25."""
    if found.year is None and found.separator == "." and not dotted and not found.clock:
        return False
    return found.year is None or EARLIEST < found.year < LATEST


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    whole = (re.compile(pattern + _ENDS, re.IGNORECASE) for pattern in (_NUMBERS, _MONTH_DAY, _DAY_MONTH))
    return (*whole, re.compile(_COMPACT.pattern + _ENDS))


def _month(word: str) -> int:
    return int(phrases("month").get(word.lower().rstrip("."), 0))


def _without_weekday(text: str) -> tuple[str, int | None]:
    """The text without a day of the week at its beginning or end, and which it was."""
    for pattern in (r"(?P<day>[^\W\d]+)\.?,?\s+(?P<rest>\S.*)", r"(?P<rest>.*\d),?\s+\(?(?P<day>[^\W\d]+)\.?\)?"):
        if (match := re.fullmatch(pattern, text)) and (day := weekday_of(match["day"])) is not None:
            return match["rest"], day
    return text, None


def weekday_of(cell: str) -> int | None:
    """A day of the week, Monday 0; None for any other word."""
    found = phrases("weekday").get(cell.strip().lower().rstrip("."))
    return None if found is None else int(found)


def _without_offset(text: str) -> tuple[str, timezone | None, bool]:
    match = _OFFSET.search(text)
    if match is None or ":" not in text[: match.start()]:
        return text, None, False
    rest = text[: match.start()].strip()
    if match["z"]:
        return rest, UTC, True
    hours, minutes = int(match["h"]), int(match["m"] or 0)
    if hours > 14 or minutes > 59:
        return text, None, False
    size = timedelta(hours=hours, minutes=minutes)
    return rest, timezone(size if match["sign"] == "+" else -size), False


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) + 2000 if len(text) == 2 else int(text)


def written(cell: str) -> Written:
    """The date that a cell holds; `NotADate` if it holds none."""
    found = _read(cell) if len(cell) <= 60 else None
    if found is None:
        raise NotADate
    return found


def is_date(cell: str) -> bool:
    """Whether a cell is a date that can be, in one order of day and month at least."""
    try:
        found = written(cell)
    except NotADate:
        return False
    months = (found.second,) if found.named else (found.first, found.second)
    return any(1 <= month <= 12 for month in months) and max(found.first, found.second) <= 31


def has_clock(cell: str) -> bool:
    """Whether a cell is a date with a time beside it."""
    try:
        return bool(written(cell).clock)
    except NotADate:
        return False


def orders(cells: Iterable[tuple[str, int | None]]) -> dict[str, bool | None]:
    """For each separator whether the day comes first, as rows show that leave no doubt, by their numbers or the day
    of the week that they state; None where a date can be read both ways and no row, or two that differ, show it.
    """
    votes: dict[str, set[bool]] = {}
    open_: set[str] = set()
    for cell, weekday in cells:
        try:
            found = written(cell)
        except NotADate:
            continue
        if found.named:
            continue
        votes.setdefault(found.separator, set())
        if found.first > 12 or found.second > 12:
            votes[found.separator] |= {found.first > 12} if min(found.first, found.second) <= 12 else set()
        elif found.first != found.second:
            shown = _by_weekday(found, weekday if weekday is not None else found.weekday)
            votes[found.separator] |= {shown} if shown is not None else set()
            open_.add(found.separator)
    decided: dict[str, bool | None] = {}
    for separator, seen in votes.items():
        if len(seen) == 1:
            decided[separator] = next(iter(seen))
        elif not seen and separator == ".":
            decided[separator] = True
        elif separator in open_:
            decided[separator] = None
    return decided


def _by_weekday(found: Written, weekday: int | None) -> bool | None:
    if weekday is None or found.year is None:
        return None
    fits = [first for first in (True, False) if _weekday(found, day_first=first) == weekday]
    return fits[0] if len(fits) == 1 else None


def _weekday(found: Written, *, day_first: bool) -> int | None:
    day, month = (found.first, found.second) if day_first else (found.second, found.first)
    try:
        return date(found.year or 0, month, day).weekday()
    except ValueError:
        return None


def day_of(found: Written, *, day_first: Mapping[str, bool | None], near: date | None) -> date:
    """The day of a date. A year that is left out is that of `near`, the last day above that has one.

    Raises `NotADate` for one that is not in the calendar.
    """
    year = found.year if found.year is not None else near.year if near else None
    if year is None:
        raise NotADate
    first = day_first.get(found.separator)
    orders = ((found.first, found.second),) if found.named else _possible(found, first)
    for day, month in orders:
        try:
            return date(year, month, day)
        except ValueError:
            continue
    raise NotADate


def _possible(found: Written, day_first: bool | None) -> tuple[tuple[int, int], ...]:
    """Day and month: as rows show; where two rows differ, each date that leaves no doubt as it stands."""
    if day_first is None:
        day_first = found.second <= 12
    return ((found.first, found.second),) if day_first else ((found.second, found.first),)
