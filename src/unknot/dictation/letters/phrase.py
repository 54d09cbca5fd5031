"""The phrases of a plan: what a few words of a letter say, before they are put together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from enum import StrEnum

from unknot.journal.quantity import Quantity

COUNTED = "{tbl}"
MASSES = frozenset({"mg", "ug", "g", "[iU]"})
VERBS = ("start", "continue", "take", "increase", "reduce", "change", "stop")


class Kind(StrEnum):
    MEDICINE = "medicine"
    AMOUNT = "amount"
    COUNT = "count"
    """A number without a unit."""
    FORM = "form"
    RELEASE = "release"
    OFTEN = "often"
    """So many times a day."""
    DAILY = "daily"
    EVERY = "every"
    """Every so many days."""
    WEEKDAY = "weekday"
    HOURLY = "hourly"
    AT = "at"
    """A clock time or a part of the day."""
    SCHEME = "scheme"
    NEEDED = "needed"
    LIMIT = "limit"
    APART = "apart"
    BEGIN = "begin"
    UNTIL = "until"
    LASTING = "lasting"
    AFTER = "after"
    WEEK = "week"
    """Week 2, days 4 to 6: first day and first day after, counted from 0."""
    FROM = "from"
    TO = "to"
    VERB = "verb"
    THEN = "then"
    SEPARATOR = "separator"
    SAME = "same"
    """An amount in brackets that says the one before it again."""
    REASON = "reason"
    WHO = "who"
    ASIDE = "aside"
    """Understood, and without a place in a plan: by mouth, with food, 84 tablets in the pack."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase: what it is, its value, and its words."""

    kind: Kind
    value: object
    text: str
    loose: bool = False


@dataclass(frozen=True, slots=True)
class LetterTime:
    """A clock time, or a part of the day by name. `sure`: not 8:00 that may be in the evening."""

    at: time | None = None
    slot: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Most:
    """A limit: so many doses, or an amount; `a_day` if the letter says of what time."""

    count: int | None
    amount: Quantity | None
    a_day: bool


@dataclass(frozen=True, slots=True)
class Scheme:
    """1-0-1: counts by the parts of the day, and their unit if one follows."""

    counts: tuple[Decimal, ...]
    unit: str
