"""What a letter says, as values: plans, medicines it ends, sentences that were not read and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum

from unknot.journal.quantity import Quantity


class Why(StrEnum):
    """Why no plan is taken from a sentence."""

    WORD = "word"
    """A word or a sign in it was not understood."""
    SHAPE = "shape"
    """Every word is known, but not what they say together."""
    PAST = "past"
    POSSIBLE = "possible"
    PERSON = "person"
    ALLERGY = "allergy"
    STOPPED = "stopped"
    NEGATION = "negation"
    QUESTION = "question"
    GROWS = "grows"
    """A rule that grows ("by 5 mg a week"): its amounts would have to be worked out."""
    DIVIDED = "divided"
    """An amount for a whole day; how it is shared out is not said."""
    DIRECTED = "directed"
    CHOICE = "choice"
    RANGE = "range"
    HOW_OFTEN = "how-often"
    HOW_MUCH = "how-much"
    NO_MEDICINE = "no-medicine"
    WHICH_MEDICINE = "which-medicine"
    TWICE = "twice"
    """Two plans of one medicine; which of them holds is not said."""
    UNITS = "units"
    TIMES = "times"
    """The number of times does not fit the times of day, or a clock time could be morning or evening."""
    WEEKDAYS = "weekdays"
    DATE_ORDER = "date-order"
    """A date such as 03/05/2026: the person says which part is the day."""
    DATE = "date"
    """A day that does not exist, or that could be of two years."""
    DATES = "dates"
    """Days that do not follow each other, or a gap between two steps."""
    AFTER_UNREAD = "after-unread"
    """It goes on from a sentence that was not read."""
    UNDER_HEADING = "under-heading"
    NEIGHBOUR = "neighbour"
    """The sentence beside it may take it back."""
    LONG = "long"


@dataclass(frozen=True, slots=True)
class LetterDose:
    """One intake of a day. `at` is a clock time; else `slot` is the part of the day that the letter names, if any."""

    amount: Quantity
    at: time | None = None
    slot: str = ""


@dataclass(frozen=True, slots=True)
class LetterStep:
    """One step. It begins on `starts`, or `after_days` after the first day; neither: the letter does not say when."""

    doses: tuple[LetterDose, ...]
    every_days: int = 1
    weekday: int | None = None
    starts: date | None = None
    after_days: int | None = None

    def first_day(self, first: date) -> date | None:
        """Its first day, if the plan's first day is this one; None where it has to be asked."""
        if self.starts is not None:
            return self.starts
        return None if self.after_days is None else first + timedelta(days=self.after_days)


@dataclass(frozen=True, slots=True)
class LetterNeed:
    """What is taken when needed. `slots` are the parts of the day it is for, if any are named."""

    amount: Quantity
    slots: tuple[str, ...] = ()
    most_a_day: int | None = None
    hours_between: int | None = None


@dataclass(frozen=True, slots=True)
class LetterPlan:
    """The plan of one medicine, wholly read. `limits` are in the letter's own words: they are never a dose.

    It ends on `ends`, or `ends_after` days after the first day began (7: the last day is the seventh). `stop_day`: the
    letter says to stop on that day, which may be the first one without a dose.
    `sentences` are what it was read from; `unread` those that seem to go on about it and were not read.
    """

    name: str
    code: str
    strength: Quantity | None = None
    form: str = ""
    steps: tuple[LetterStep, ...] = ()
    need: LetterNeed | None = None
    limits: tuple[str, ...] = ()
    ends: date | None = None
    ends_after: int | None = None
    stop_day: bool = False
    reason: str = ""
    prescriber: str = ""
    sentences: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def starts(self) -> date | None:
        """The first day, if the letter gives it."""
        return self.steps[0].starts if self.steps else None

    def last_day(self, first: date) -> date | None:
        """The last day, if the letter gives one."""
        if self.ends is not None or self.ends_after is None:
            return self.ends
        return first + timedelta(days=self.ends_after - 1)


@dataclass(frozen=True, slots=True)
class LetterStop:
    """A medicine that the letter ends, on a day if it says one."""

    name: str
    code: str
    on: date | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A sentence about medicines that gives no plan: its words, why, and the word or words it failed on."""

    sentence: str
    why: Why
    word: str = ""
    name: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it was read. Every word of it stands in a sentence of a plan, a stop, a refusal or in `other`.

    `orders` are dates that can be read in two ways, if that was not answered yet.
    """

    plans: tuple[LetterPlan, ...] = ()
    stops: tuple[LetterStop, ...] = ()
    refused: tuple[Refusal, ...] = ()
    other: tuple[str, ...] = ()
    orders: tuple[str, ...] = field(default=())


class LetterTooLong(ValueError):
    """The text is longer than a letter that is read at once."""
