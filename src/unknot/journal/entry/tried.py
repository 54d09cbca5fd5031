"""Experiments, habits and goals; stock, answers to alerts, files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from uuid import UUID

from unknot.journal.entry.checks import LINE, ImpossibleEntry, bounded, coded, few, needed, on_scale
from unknot.journal.entry.shared import Medicine
from unknot.journal.quantity import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """Randomised pairs of blocks of one habit. `commitment` is the SHA-256 of the coins, fixed before the first."""

    habit: str
    words: str
    block_days: int
    starts: date
    commitment: str
    ended: date | None = None

    def __post_init__(self) -> None:
        coded("habit", "habit", self.habit)
        needed("words", self.words, LINE)
        on_scale("block_days", self.block_days, 1, 3)
        if not re.fullmatch(r"[0-9a-f]{64}", self.commitment):
            raise ImpossibleEntry("commitment", "The commitment is a SHA-256 in hex.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Toss:
    """The coin of one pair: whether the habit comes in its first block. `opening` proves the commitment."""

    experiment: UUID
    pair: int
    habit_first: bool
    opening: str = ""

    def __post_init__(self) -> None:
        on_scale("pair", self.pair, 0, 1000)
        bounded("opening", self.opening, LINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentDay:
    """Whether the habit was done on a diary day of an experiment."""

    experiment: UUID
    day: date
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """A plan for a habit: what, when, on which weekdays (0 is Monday); no streaks.

    Doing it is a `Treatment` that names it. A `paused` plan is kept and neither shown as planned nor reminded of;
    `ends` is its last day.
    """

    code: str
    words: str = ""
    at: tuple[time, ...] = ()
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    remind: bool = False
    paused: bool = False
    starts: date | None = None
    ends: date | None = None

    def __post_init__(self) -> None:
        coded("habit", "treatment", self.code)
        bounded("words", self.words, LINE)
        few("at", self.at, 24)
        for weekday in self.weekdays:
            on_scale("weekdays", weekday, 0, 6)


class Progress(StrEnum):
    EASIER = "easier"
    SAME = "same"
    HARDER = "harder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One goal in the person's words, and how it goes now."""

    words: str
    progress: Progress | None = None

    def __post_init__(self) -> None:
        needed("words", self.words, LINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """What is left of a medicine, counted at `happened_at`."""

    medicine: Medicine
    left: Quantity

    def __post_init__(self) -> None:
        if self.left.value < 0:
            raise ImpossibleEntry("left", "There cannot be less than nothing left.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertAnswer:
    """What was done about an alert: `key` names the alert (rule and what it stands on)."""

    rule: str
    key: str
    answer: str
    text: str = ""

    def __post_init__(self) -> None:
        needed("rule", self.rule)
        needed("key", self.key, LINE)
        coded("answer", "alert-answer", self.answer)
        bounded("text", self.text, LINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A stored file, by its content: the bytes lie encrypted beside the database.

    `about` is the entry it belongs to (a result, a visit, a treatment).
    """

    name: str
    media_type: str
    size: int
    sha256: str
    about: UUID | None = None

    def __post_init__(self) -> None:
        needed("name", self.name, 200)
        needed("media_type", self.media_type)
        on_scale("size", self.size, 0, 50_000_000)
        if not re.fullmatch(r"[0-9a-f]{64}", self.sha256):
            raise ImpossibleEntry("sha256", "A SHA-256 is 64 hexadecimal digits.")
