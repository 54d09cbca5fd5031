"""What is said of a whole diary day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from uuid import UUID

from unknot.journal.entry.checks import bounded, coded, few, on_scale
from unknot.journal.entry.shared import Level


class Word(StrEnum):
    """What the person vouches for."""

    NONE_SO_FAR = "none-so-far"  # with spasms already logged the button reads: no more so far
    EVERYTHING = "everything"  # that is everything
    MAYBE_MORE = "maybe-more"  # there may be more


class DayPart(StrEnum):
    NIGHT = "night"
    MORNING = "morning"
    MIDDAY = "midday"
    AFTERNOON = "afternoon"
    EVENING = "evening"


@dataclass(frozen=True, slots=True)
class Asked:
    """An exposure that was shown in a check-in, and its answer. What was left open is `Level.UNKNOWN`.

    `at` is about when it was, by the clock or a part of the day; None where nothing was said of it.
    """

    code: str
    level: Level = Level.NO
    at: time | None = None

    def __post_init__(self) -> None:
        coded("exposure", "exposure", self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryDay:
    """What the person says of a diary day, said at `happened_at`.

    Said on `day` itself it is first-hand; said later it is recalled. `timed` is False when only the day is
    known (an import, a bare "none"): then it vouches the whole day as recalled. `left_out` are habits planned for the
    day of which the person said that they were not done; one that was done is a `Treatment`, any other is not known.
    """

    day: date
    word: Word | None = None
    bother: int | None = None
    worst: DayPart | None = None
    sleep_broken: bool | None = None
    asked: tuple[Asked, ...] = ()
    left_out: tuple[UUID, ...] = ()
    timed: bool = True
    note: str = ""

    def __post_init__(self) -> None:
        on_scale("bother", self.bother)
        few("asked", self.asked)
        few("left_out", self.left_out)
        bounded("note", self.note)
