"""Clock times and parts of the day in the terms of a sentence."""

from __future__ import annotations

from datetime import time

from unknot.dictation.letters.days import UnreadLetter
from unknot.dictation.letters.letter_tokens import Sort
from unknot.dictation.letters.model import Why
from unknot.dictation.letters.phrase import Kind, LetterTime, Phrase
from unknot.dictation.letters.reader import Reader, Rule, one
from unknot.dictation.letters.terms import LetterTerm


def clock(of: Reader, at: int) -> Rule:
    """At 8 am, 08:00, 8 Uhr, 8 und 20 Uhr, noon."""
    start = at + of.is_(at, "at")
    if (named := of.kind(start, "clock")) is not None:
        return one(of, Kind.AT, LetterTime(time.fromisoformat(named)), at, start + 1)
    if start >= len(of.terms):
        return None
    term, nxt = of.terms[start], start + 1
    hour, _, minute = term.text.replace(".", ":").partition(":")
    digits = hour.isascii() and hour.isdigit() and (not minute or (minute.isascii() and minute.isdigit()))
    if digits and term.sort in (Sort.CLOCK, Sort.NUMBER) and len(minute) in (0, 2) and "," not in term.text:
        if (half := of.kind(nxt, "half")) is not None:
            return one(of, Kind.AT, LetterTime(_half(of, int(hour), int(minute or 0), half, term)), at, nxt + 1)
        if of.is_(nxt, "uhr"):
            return one(of, Kind.AT, LetterTime(_full(int(hour), int(minute or 0), term)), at, nxt + 1)
        if term.sort is Sort.CLOCK:
            end = nxt + of.is_(nxt, "hours")
            sure = of.german or end > nxt or hour[0] == "0" or int(hour) > 11
            return one(of, Kind.AT, LetterTime(_full(int(hour), int(minute), term), sure=sure), at, end)
        if len(hour) == 4 and not minute and (start > at or of.is_(nxt, "hours")) and not of.is_(nxt, "unit", "form"):
            moment = _full(int(hour[:2]), int(hour[2:]), term)
            return one(of, Kind.AT, LetterTime(moment), at, nxt + of.is_(nxt, "hours"))
    if of.german and (several := _hours_then_uhr(of, start)) is not None:
        return several
    if start > at and of.number(start, bare=True):
        raise UnreadLetter(Why.TIMES, of.words(at, start + 1))
    return None


def _hours_then_uhr(of: Reader, start: int) -> Rule:
    """8, 14 und 20 Uhr."""
    hours: list[tuple[int, LetterTerm]] = []
    at = start
    while (found := of.whole(at, bare=True)) is not None:
        hours.append((found[0], of.terms[at]))
        at = found[1]
        if of.is_(at, "uhr") and len(hours) > 1:
            return [Phrase(Kind.AT, LetterTime(_full(h, 0, term)), term.text) for h, term in hours], at + 1
        if not (of.is_(at, "and") or of.sign(at, ",")):
            return None
        at += 1
    return None


def _half(of: Reader, hour: int, minute: int, half: str, term: LetterTerm) -> time:
    if not 1 <= hour <= 12:
        raise UnreadLetter(Why.TIMES, term.text)
    return _full(hour % 12 + (12 if half == "pm" else 0), minute, term)


def _full(hour: int, minute: int, term: LetterTerm) -> time:
    if hour > 23 or minute > 59:
        raise UnreadLetter(Why.TIMES, term.text)
    return time(hour, minute)


def slot(of: Reader, at: int) -> Rule:
    start = at + (of.is_(at, "at") and of.is_(at + 1, "slot"))
    if (slot := of.kind(start, "slot")) is not None:
        return one(of, Kind.AT, LetterTime(slot=slot), at, start + 1)
    after_amount = bool(of.done) and of.done[-1].kind in (Kind.AMOUNT, Kind.COUNT)
    ends = at + 1 == len(of.terms) or of.sign(at + 1, ",", ";") or of.is_(at + 1, "prn", "and", "for", "then")
    if of.is_(at, "maybe_night") and after_amount and ends:
        return one(of, Kind.AT, LetterTime(slot="night"), at, at + 1)
    return None
