"""From which day, until when, for how long: the frames of a step in the terms of a sentence."""

from __future__ import annotations

from datetime import date

from unknot.dictation.letters.days import UnreadLetter, dated, numeric
from unknot.dictation.letters.letter_tokens import Sort
from unknot.dictation.letters.model import Why
from unknot.dictation.letters.phrase import Kind, Phrase
from unknot.dictation.letters.reader import Reader, Rule, one


def day_at(of: Reader, at: int) -> tuple[date, int] | None:
    """A written date from here, with its weekday if one stands before it, and where it ends."""
    start = at
    weekday = of.kind(at, "weekday")
    if weekday is not None:
        start += 1 + of.sign(at + 1, ",")
    found = _date(of, start)
    if found is None:
        return None
    if weekday is not None and found[0].weekday() != int(weekday):
        raise UnreadLetter(Why.DATE, of.words(at, found[1]))
    return found


def _date(of: Reader, at: int) -> tuple[date, int] | None:
    if at >= len(of.terms):
        return None
    term = of.terms[at]
    if term.sort in (Sort.ISO, Sort.DOTTED, Sort.SLASHED):
        end = at + 1
        if term.sort is Sort.DOTTED and term.text.rstrip().endswith(".") and (year := _year(of, end)):
            return numeric(f"{term.text}{year}", of.calendar), end + 1
        return numeric(term.text, of.calendar), end
    day = of.whole(at, bare=True)
    if day is not None and term.sort is Sort.NUMBER and 1 <= day[0] <= 31:
        middle = day[1] + of.sign(day[1], ".")
        if (month := of.kind(middle, "month")) is not None:
            return _with_year(of, at, day[0], int(month), middle + 1)
    if (month := of.kind(at, "month")) is not None:
        day = of.whole(at + 1, bare=True)
        if (
            day is not None
            and of.terms[at + 1].sort is Sort.NUMBER
            and 1 <= day[0] <= 31
            and not of.is_(day[1], "unit")
        ):
            return _with_year(of, at, day[0], int(month), day[1])
    return None


def _with_year(of: Reader, at: int, day: int, month: int, end: int) -> tuple[date, int]:
    start = end + (of.sign(end, ",") and _year(of, end + 1) is not None)
    year = _year(of, start)
    end = start + 1 if year is not None else end
    return dated(day, month, year, of.words(at, end), of.calendar), end


def _year(of: Reader, at: int) -> int | None:
    found = of.terms[at] if at < len(of.terms) else None
    whole = found is not None and found.sort is Sort.NUMBER and len(found.text) == 4 and found.text.startswith("20")
    return int(found.text) if whole and found is not None and found.text.isdigit() else None


def begin(of: Reader, at: int) -> Rule:
    """From 5 January; on 5 January; 5 January: ...; 5 to 11 January; from now on."""
    lead = of.is_(at, "from", "startdate", "ondate", "maybe_night")
    start = at + lead
    start += lead and of.is_(start, "maybe_night", "from", "ondate")
    found = day_at(of, start)
    if found is not None:
        if not lead and not _may_start(of):
            raise UnreadLetter(Why.DATES, of.words(at, found[1]))
        day, end = found
        until = day_at(of, end + 1) if of.is_(end, "until", "to") or of.sign(end, "-") else None
        if until is not None:
            begin = Phrase(Kind.BEGIN, day, of.words(at, end))
            return [begin, Phrase(Kind.UNTIL, until[0], of.words(end, until[1]))], until[1]
        sure = of.is_(at, "from", "startdate")
        return one(of, Kind.BEGIN, day, at, end, loose=not sure)
    if of.is_(at, "now"):
        return one(of, Kind.BEGIN, None, at, at + 1)
    if of.is_(at, "from", "startdate") and of.is_(start, "now", "weekday"):
        return one(of, Kind.BEGIN, None, at, start + 1)
    return None


def _may_start(of: Reader) -> bool:
    """Whether a date without "from" stands where a step begins."""
    return not of.done or of.done[-1].kind in (Kind.SEPARATOR, Kind.THEN, Kind.MEDICINE, Kind.VERB)


def until(of: Reader, at: int) -> Rule:
    if not of.is_(at, "until", "to"):
        return None
    found = day_at(of, at + 1)
    return one(of, Kind.UNTIL, found[0], at, found[1]) if found else None


def lasting(of: Reader, at: int) -> Rule:
    """For 3 days, for the first week, x 7 days, 3 Tage lang; for 1/52."""
    start = at + of.is_(at, "for")
    start += start == at and of.is_(at, "times") and of.number(at + 1, bare=True) is not None
    start += of.is_(start, "lasting")
    if start == at and of.done and of.done[-1].kind is Kind.SEPARATOR and of.done[-1].text != ",":
        return None
    found = of.whole(start)
    slashed = found and of.sign(found[1], "/") and start > at and not of.german
    if found and slashed and (of_ := of.whole(found[1] + 1, bare=True)) and of_[0] in (7, 52):
        return one(of, Kind.LASTING, found[0] * (1 if of_[0] == 7 else 7), at, of_[1])
    n, end = found if found else (1, start)
    if found is None and not (start > at and of.is_(start - 1, "lasting")):
        return None
    unit = of.kind(end, "days")
    if unit is not None and n > 0:
        if of.is_(end + 1, "later"):
            return None
        return one(of, Kind.LASTING, n * int(unit), at, end + 1 + of.is_(end + 1, "lang"))
    if of.is_(end, "months") and n > 0:
        raise UnreadLetter(Why.DATES, of.words(at, end + 1))
    return None


def after(of: Reader, at: int) -> Rule:
    """After one week, after another week, one week later. How many days, and whether from the last step."""
    lead = of.is_(at, "after")
    start = at + lead
    more = of.is_(start, "lasting")
    start += more
    found = of.whole(start)
    n, end = found if found else (1, start)
    if found is None and not (lead and more):
        return None
    unit = of.kind(end, "days")
    later = of.is_(end + 1, "later")
    if unit is None or not (lead or later) or n < 1:
        return None
    return one(of, Kind.AFTER, (n * int(unit), more or later), at, end + 1 + later)


def week(of: Reader, at: int) -> Rule:
    """Week 2, weeks 3-4, days 4 to 6, from day 7, 2. Woche: from which day, and before which, counted from 0."""
    start = at + of.is_(at, "from", "during", "ondate", "maybe_night")
    unit = of.kind(start, "days")
    if unit is not None and (found := of.whole(start + 1, bare=True)):
        first, end = found
        last = None
        if of.sign(end, "-") or of.is_(end, "to", "until", "and"):
            more = of.whole(end + 1, bare=True)
            if more and not of.is_(more[1], "unit", "form", "times"):
                last, end = more
    elif (found := of.whole(start, bare=True)) and of.sign(found[1], ".") and (unit := of.kind(found[1] + 1, "days")):
        first, end, last = found[0], found[1] + 2, None
    else:
        return None
    days = int(unit)
    on = of.is_(end, "onwards") or (start > at and of.is_(end, "maybe_night") and of.is_(at, "from"))
    open_ = on or of.is_(at, "from")
    if first < 1 or (last is not None and last <= first):
        raise UnreadLetter(Why.DATES, of.words(at, end))
    before = None if open_ else (last or first) * days
    return one(of, Kind.WEEK, ((first - 1) * days, before), at, end + on)
