"""The doses of one day from the phrases that name them: amounts, how often, and at what times.

Nothing is worked out: an amount for a whole day is not shared out, a missing one is not filled in. What two readers
could read in two ways is `UnreadLetter`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from unknot.dictation.letters.days import UnreadLetter
from unknot.dictation.letters.model import LetterDose, LetterNeed, Why
from unknot.dictation.letters.phrase import COUNTED, MASSES, Kind, LetterTime, Most, Phrase, Scheme
from unknot.journal.quantity import Quantity

DOSING = frozenset(
    {Kind.AMOUNT, Kind.COUNT, Kind.OFTEN, Kind.DAILY, Kind.EVERY, Kind.WEEKDAY, Kind.HOURLY, Kind.AT, Kind.SCHEME}
)
"""The phrases that say what is taken in a day."""
_SLOTS = {
    3: ("morning", "noon", "evening"),
    4: ("morning", "noon", "evening", "night"),
}
MOST_A_DAY = 12
MOST_BARE = 4
"""A larger number without "tablets" behind it is more likely a slip of the pen."""


@dataclass(frozen=True, slots=True)
class DayDoses:
    """What is taken on a day of a step, and on which days."""

    doses: tuple[LetterDose, ...]
    every_days: int = 1
    weekday: int | None = None


def day_of(found: Sequence[Phrase], unit: str) -> DayDoses:
    """The doses of a day; `unit` is what a number without a unit counts ("" if nothing says it)."""
    scheme = [phrase for phrase in found if phrase.kind is Kind.SCHEME]
    every, weekday = _every(found)
    rest = [p for p in found if p.kind not in (Kind.EVERY, Kind.WEEKDAY, Kind.SCHEME)]
    if scheme:
        if len(scheme) > 1 or rest:
            raise UnreadLetter(Why.SHAPE, _words(rest or scheme))
        return DayDoses(_by_scheme(scheme[0], unit), every, weekday)
    amounts = [p for p in rest if p.kind in (Kind.AMOUNT, Kind.COUNT)]
    if not amounts:
        raise UnreadLetter(Why.HOW_MUCH, _words(rest))
    doses = _single(rest, amounts[0], unit, every) if len(amounts) == 1 else _several(rest, unit)
    if len(amounts) > 1 and (every > 1 or weekday is not None):
        raise UnreadLetter(Why.SHAPE, _words(found))
    if not 0 < len(doses) <= MOST_A_DAY:
        raise UnreadLetter(Why.HOW_OFTEN, _words(rest))
    return DayDoses(doses, every, weekday)


def needed_of(found: Sequence[Phrase], limits: Sequence[Phrase], apart: Sequence[Phrase], unit: str) -> LetterNeed:
    """What is taken when needed. "tds when needed" is: at most three times a day."""
    amounts = [p for p in found if p.kind in (Kind.AMOUNT, Kind.COUNT)]
    often = [cast(int, p.value) for p in found if p.kind is Kind.OFTEN]
    hours = [cast(int, p.value) for p in found if p.kind is Kind.HOURLY]
    slots = [cast(LetterTime, p.value) for p in found if p.kind is Kind.AT]
    others = [p for p in found if p.kind in (Kind.EVERY, Kind.WEEKDAY, Kind.SCHEME, Kind.DAILY)]
    if len(amounts) != 1 or others or len(often) > 1 or any(when.at for when in slots):
        raise UnreadLetter(Why.HOW_MUCH if not amounts else Why.SHAPE, _words(found))
    if often and slots and often[0] != len(slots):
        raise UnreadLetter(Why.TIMES, _words(found))
    amount = _amount(amounts[0], unit)
    most = [n for n in (_doses(cast(Most, p.value), amount) for p in limits) if n is not None]
    spaced = hours + [cast(int, p.value) for p in apart]
    if len({*most, *often}) > 1 or len(set(spaced)) > 1:
        raise UnreadLetter(Why.SHAPE, _words(found))
    return LetterNeed(
        amount,
        tuple(when.slot for when in slots),
        next(iter([*most, *often]), None),
        next(iter(spaced), None),
    )


def _doses(most: Most, amount: Quantity) -> int | None:
    """A limit as a number of doses, if it is one: 3 a day, or 3 tablets a day where each dose is one."""
    if not most.a_day:
        return None
    if most.amount is None:
        return most.count
    whole = most.amount.value == int(most.amount.value) and most.amount.value < 100
    return int(most.amount.value) if amount == Quantity(Decimal(1), most.amount.unit) and whole else None


# ---------------------------------------------------------------- one amount, or several


def _single(found: Sequence[Phrase], amount: Phrase, unit: str, every: int) -> tuple[LetterDose, ...]:
    """One amount: how often and when may stand before it or behind it; the times stand together."""
    quantity = _amount(amount, unit)
    places = [n for n, p in enumerate(found) if p.kind is Kind.AT]
    if places and places != list(range(places[0], places[-1] + 1)):
        raise UnreadLetter(Why.SHAPE, _words(found))
    whens = _whens([p for p in found if p.kind is Kind.AT])
    often = [cast(int, p.value) for p in found if p.kind is Kind.OFTEN]
    hourly = [cast(int, p.value) for p in found if p.kind is Kind.HOURLY]
    daily = any(p.kind is Kind.DAILY for p in found)
    loose = any(p.kind is Kind.OFTEN and p.loose for p in found)
    if every >= 7 and often and often[0] > 1:  # "tds, once a week" says two things
        raise UnreadLetter(Why.HOW_OFTEN, _words(found))
    if loose and (every > 1 or any(p.kind is Kind.WEEKDAY for p in found)):
        raise UnreadLetter(Why.HOW_OFTEN, _words(found))
    if len(often) + len(hourly) > 1 or (hourly and (whens or daily)) or (loose and whens):
        raise UnreadLetter(Why.HOW_OFTEN, _words(found))
    if hourly:
        if every > 1 or hourly[0] not in (4, 6, 8, 12, 24):
            raise UnreadLetter(Why.HOW_OFTEN, _words(found))
        return (LetterDose(quantity),) * (24 // hourly[0])
    if whens:
        if often and often[0] != len(whens):
            raise UnreadLetter(Why.TIMES, _words(found))
        return tuple(LetterDose(quantity, when.at, when.slot) for when in whens)
    if often:
        return (LetterDose(quantity),) * often[0]
    if daily and not (quantity.value == 1 and quantity.unit not in MASSES):
        raise UnreadLetter(Why.DIVIDED, _words(found))
    if daily or every > 1 or any(p.kind is Kind.WEEKDAY for p in found):
        return (LetterDose(quantity),)
    raise UnreadLetter(Why.HOW_OFTEN, _words(found))


def _several(found: Sequence[Phrase], unit: str) -> tuple[LetterDose, ...]:
    """Several amounts, each with its times behind it, or each with its times before it."""
    rest = [p for p in found if p.kind is not Kind.DAILY]
    if any(p.kind not in (Kind.AMOUNT, Kind.COUNT, Kind.AT) for p in rest):
        raise UnreadLetter(Why.HOW_OFTEN, _words(found))
    behind = rest[0].kind is not Kind.AT
    ordered = rest if behind else list(reversed(rest))
    doses: list[LetterDose] = []
    amount: Quantity | None = None
    group: list[LetterDose] = []
    counts = unit
    for phrase in ordered:
        if phrase.kind is Kind.AT:
            if amount is None:
                raise UnreadLetter(Why.TIMES, phrase.text)
            when = cast(LetterTime, phrase.value)
            group.append(LetterDose(amount, when.at, when.slot))
            continue
        if amount is not None and not group:
            raise UnreadLetter(Why.TIMES, _words(found))
        doses += group
        group = []
        amount = _amount(phrase, counts or _unit(rest))
    if not group:
        raise UnreadLetter(Why.TIMES, _words(found))
    doses += group
    _whens([p for p in rest if p.kind is Kind.AT])
    return tuple(doses if behind else reversed(doses))


def _unit(found: Sequence[Phrase]) -> str:
    """What the numbers of a row count: the unit of its only unit, if that is a counted one."""
    units = {cast(Quantity, p.value).unit for p in found if p.kind is Kind.AMOUNT}
    return units.pop() if len(units) == 1 and not units & MASSES else ""


def _amount(phrase: Phrase, unit: str) -> Quantity:
    if phrase.kind is Kind.AMOUNT:
        return cast(Quantity, phrase.value)
    if not unit or unit in MASSES or cast(Decimal, phrase.value) > MOST_BARE:
        raise UnreadLetter(Why.HOW_MUCH, phrase.text)
    return Quantity(cast(Decimal, phrase.value), unit)


def _by_scheme(phrase: Phrase, unit: str) -> tuple[LetterDose, ...]:
    scheme = cast(Scheme, phrase.value)
    counts = scheme.unit or unit or COUNTED
    if not scheme.unit and counts in MASSES:
        raise UnreadLetter(Why.UNITS, phrase.text)
    slots = _SLOTS[len(scheme.counts)]
    doses = tuple(LetterDose(Quantity(n, counts), slot=slot) for n, slot in zip(scheme.counts, slots, strict=True) if n)
    if not doses:
        raise UnreadLetter(Why.HOW_MUCH, phrase.text)
    return doses


def _whens(found: Sequence[Phrase]) -> list[LetterTime]:
    """The times, each once; 8:00 is sure only where another time shows that the letter counts to 24."""
    whens = [cast(LetterTime, p.value) for p in found]
    if len({(when.at, when.slot) for when in whens}) < len(whens):
        raise UnreadLetter(Why.TIMES, _words(found))
    by_24 = any(when.at is not None and when.sure for when in whens)
    if any(not when.sure for when in whens) and not by_24:
        raise UnreadLetter(Why.TIMES, _words([p for p in found if not cast(LetterTime, p.value).sure]))
    return whens


def _every(found: Sequence[Phrase]) -> tuple[int, int | None]:
    every = [cast(int, p.value) for p in found if p.kind is Kind.EVERY]
    weekdays = [cast(int, p.value) for p in found if p.kind is Kind.WEEKDAY]
    if len(every) > 1 or len(weekdays) > 1 or (weekdays and every and every != [7]) or (every and every[0] > 366):
        raise UnreadLetter(Why.WEEKDAYS, _words([p for p in found if p.kind in (Kind.EVERY, Kind.WEEKDAY)]))
    return (7 if weekdays else every[0] if every else 1), (weekdays[0] if weekdays else None)


def _words(found: Sequence[Phrase]) -> str:
    return " ".join(phrase.text for phrase in found)
