"""What a cohort file keeps of an entry: closed codes, numbers and shifted times. Nothing else has a column."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class RowKind(StrEnum):
    """What a row is about."""

    SPASM = "spasm"
    DOSE = "dose"
    PLAN = "plan"
    TREATMENT = "treatment"
    EXPOSURE = "exposure"
    DAY = "day"
    COUNT = "count"  # how many spasms a day had, as the person kept it
    FOLLOWED = "followed"  # an exposure was chosen for the check-in
    SUSPECTED = "suspected"  # an exposure was named as a suspect
    GAP = "gap"  # hours that count as no record, whatever was vouched


@dataclass(frozen=True, slots=True)
class Place:
    region: str
    side: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """An exposure that a check-in showed, its answer, and the hour of the clock said with it, if one was."""

    code: str
    level: str
    hour: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row. Times are the person's own wall clock, moved by the person's own whole number of weeks.

    `code` is the exposure, treatment or medicine; `detail` the kind of spasm, the status of a dose or the stage of a
    treatment; `until` the end of a gap; `ends` and `steps` the dates of a plan.
    """

    kind: RowKind
    at: datetime
    recorded: datetime
    imported: bool = False
    precision: str = "minute"
    code: str | None = None
    detail: str | None = None
    level: str | None = None
    value: float | None = None
    unit: str | None = None
    as_needed: bool | None = None
    seconds: int | None = None
    bother: int | None = None
    woke: bool | None = None
    sites: tuple[Place, ...] = ()
    day: date | None = None
    word: str | None = None
    timed: bool | None = None
    asked: tuple[Said, ...] = ()
    until: datetime | None = None
    ends: date | None = None
    steps: tuple[date, ...] = ()
