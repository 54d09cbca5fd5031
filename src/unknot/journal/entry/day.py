"""What is said of a whole diary day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from uuid import UUID

from unknot.journal.entry.checks import ImpossibleEntry, bounded, coded, few, on_scale
from unknot.journal.entry.shared import Band, Level, Site
from unknot.journal.entry.spasm import EpisodeKind


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


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """How many spasms a diary day had, as the person kept it: a number of the day, spread over no hours.

    A day of none is a `DiaryDay`. `sites`, `bother` and `pain` are of the day as a whole.
    """

    day: date
    count: int
    kind: EpisodeKind = EpisodeKind.SPASM
    sites: tuple[Site, ...] = ()
    bother: int | None = None
    bother_band: Band | None = None
    pain: int | None = None
    note: str = ""

    def __post_init__(self) -> None:
        on_scale("count", self.count, 1, 999)
        few("sites", self.sites)
        on_scale("bother", self.bother)
        if self.bother is not None and self.bother_band is not None:
            raise ImpossibleEntry("bother", "A number or a word for how much it bothers, not both.")
        on_scale("pain", self.pain)
        bounded("note", self.note)
