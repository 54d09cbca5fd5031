"""How often in the terms of a sentence: three times a day, every other day, on Mondays, every 8 hours."""

from __future__ import annotations

from unknot.dictation.letters.days import UnreadLetter
from unknot.dictation.letters.model import Why
from unknot.dictation.letters.phrase import Kind
from unknot.dictation.letters.reader import Reader, Rule, one, refuse


def often(of: Reader, at: int) -> Rule:
    """Three times a day, tds, 3 x täglich; daily three times; once a week."""
    if (n := of.kind(at, "often")) is not None:
        return one(of, Kind.OFTEN, int(n), at, at + 1)
    found = times(of, at)
    if found is not None:
        n_, end = found
        if of.is_(end, "day", "day24"):
            return one(of, Kind.OFTEN, n_, at, end + 1)
        if of.is_(end, "week"):
            return one(of, Kind.EVERY, 7, at, end + 1) if n_ == 1 else refuse(Why.WEEKDAYS, of.words(at, end + 1))
        if of.german and not of.is_(at, "once") and of.number(end, bare=True):  # 3 x 1 Tablette
            return one(of, Kind.OFTEN, n_, at, end, loose=True)
        if of.german and of.is_(at, "once") and of.number(end, bare=True):  # dreimal 10 mg: of what time?
            raise UnreadLetter(Why.HOW_OFTEN, of.words(at, end))
        return None if of.is_(end, "number") or of.number(end) else refuse(Why.HOW_OFTEN, of.words(at, end))
    if of.is_(at, "day") and (after := times(of, at + 1)):
        return one(of, Kind.OFTEN, after[0], at, after[1])
    if of.is_(at, "day"):
        return one(of, Kind.DAILY, None, at, at + 1)
    return None


def times(of: Reader, at: int) -> tuple[int, int] | None:
    """Three times, twice, 3 x: how often, not yet in what time."""
    if (n := of.kind(at, "once")) is not None:
        return int(n), at + 1
    found = of.whole(at, bare=True)
    if found and 1 <= found[0] <= 12 and of.is_(found[1], "times"):
        return found[0], found[1] + 1
    return None


def every(of: Reader, at: int) -> Rule:
    """Every other day, every 3 days, weekly, on Mondays, every 8 hours."""
    every = of.kind(at, "every")
    if every == "2":
        return one(of, Kind.EVERY, 2, at, at + 1)
    if of.is_(at, "weekly"):
        return one(of, Kind.EVERY, 7, at, at + 1)
    found = of.whole(at + 1, bare=True) if every is not None else None
    if found and (unit := of.kind(found[1], "days")):
        return one(of, Kind.EVERY, found[0] * int(unit), at, found[1] + 1)
    if found and of.is_(found[1], "hours"):
        return one(of, Kind.HOURLY, found[0], at, found[1] + 1)
    if every is not None and (day := of.kind(at + 1, "weekday")) is not None:
        return _weekday(of, at, int(day), at + 2)
    if of.is_(at, "q") and (found := of.whole(at + 1, bare=True)) and of.is_(found[1], "hours"):
        return one(of, Kind.HOURLY, found[0], at, found[1] + 1)
    if (found := of.whole(at, bare=True)) and of.is_(found[1], "hourly"):
        return one(of, Kind.HOURLY, found[0], at, found[1] + 1)
    start = at + of.is_(at, "maybe_night", "ondate")
    if (day := of.kind(start, "weekday")) is not None and of.terms[start].norm.endswith("s"):
        return _weekday(of, at, int(day), start + 1)
    return None


def _weekday(of: Reader, at: int, day: int, end: int) -> Rule:
    more = end + (of.is_(end, "and") or of.sign(end, ",", "/"))
    if of.is_(more, "weekday"):
        raise UnreadLetter(Why.WEEKDAYS, of.words(at, more + 1))
    return one(of, Kind.WEEKDAY, day, at, end)
