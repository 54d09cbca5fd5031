"""Doses, plans, treatments, exposures: what was taken, done and met."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from uuid import UUID

from unknot.journal.entry.checks import LINE, NAME, ImpossibleEntry, bounded, coded, few, lasting, on_scale
from unknot.journal.entry.shared import Level, Medicine, Site
from unknot.journal.quantity import Quantity
from unknot.journal.span import Moment


class DoseStatus(StrEnum):
    TAKEN = "taken"
    SKIPPED = "skipped"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """A dose taken, skipped or extra. `happened_at` is the time really taken (for a skipped one, when it was due).

    No answer is no `Dose`: unknown. The medicine is a snapshot, so that a changed plan rewrites nothing.
    """

    medicine: Medicine
    amount: Quantity | None = None
    status: DoseStatus = DoseStatus.TAKEN
    planned_for: Moment | None = None
    prescription: UUID | None = None
    as_needed: bool = False
    reason: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.amount is not None and self.amount.value <= 0:
            raise ImpossibleEntry("amount", "A dose is more than nothing.")
        bounded("reason", self.reason, LINE)
        bounded("note", self.note)


@dataclass(frozen=True, slots=True)
class PlannedDose:
    """One dose of a day's plan, at a local wall-clock time."""

    at: time
    amount: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """What is taken each day (or every `every_days`) from the diary date `starts` until the next step."""

    starts: date
    doses: tuple[PlannedDose, ...]
    every_days: int = 1

    def __post_init__(self) -> None:
        few("doses", self.doses, 24)
        on_scale("every_days", self.every_days, 1, 366)


@dataclass(frozen=True, slots=True, kw_only=True)
class AsNeededLimit:
    """The clinician's own limits for an as-needed medicine, as typed. Shown, never judged."""

    amount: Quantity | None = None
    most_a_day: int | None = None
    hours_between: int | None = None

    def __post_init__(self) -> None:
        on_scale("most_a_day", self.most_a_day, 1, 99)
        on_scale("hours_between", self.hours_between, 1, 999)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescription:
    """What a clinician agreed. `steps` are dated (a titration or a taper has several); none for as-needed only.

    `starts` is None where nobody said since when, as in a record of another program: no day is made up for it.
    """

    medicine: Medicine
    steps: tuple[PlanStep, ...] = ()
    as_needed: AsNeededLimit | None = None
    starts: date | None
    ends: date | None = None
    reason: str = ""
    prescriber: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        few("steps", self.steps, 200)
        if list(self.steps) != sorted(self.steps, key=lambda step: step.starts):
            raise ImpossibleEntry("steps", "The steps of a plan go from the first date to the last.")
        if len({step.starts for step in self.steps}) < len(self.steps):
            raise ImpossibleEntry("steps", "Two steps of a plan start on the same day.")
        if self.ends is not None and self.ends < self.first_day:
            raise ImpossibleEntry("ends", "A plan ends after it starts.")
        bounded("reason", self.reason, LINE)
        bounded("prescriber", self.prescriber, NAME)
        bounded("note", self.note)

    @property
    def first_day(self) -> date:
        """The first day it holds on; long ago if nobody knows since when."""
        return self.starts or date.min


class Stage(StrEnum):
    DONE = "done"
    STARTED = "started"
    CHANGED = "changed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """Something done for the muscles: stretching, heat, physiotherapy, an injection, a device ...

    `habit` is the habit plan it was done for, if it was done for one.
    """

    code: str
    stage: Stage = Stage.DONE
    sites: tuple[Site, ...] = ()
    duration: timedelta | None = None
    agent: str = ""
    amount: Quantity | None = None
    relief: Level | None = None
    programme: str = ""
    habit: UUID | None = None
    note: str = ""

    def __post_init__(self) -> None:
        coded("treatment", "treatment", self.code)
        few("sites", self.sites)
        lasting("duration", self.duration)
        bounded("agent", self.agent, NAME)
        bounded("programme", self.programme)
        bounded("note", self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """Something that may matter. `level` says whether; `value` grades it on the person's own scale."""

    code: str
    level: Level = Level.YES
    value: float | None = None
    note: str = ""

    def __post_init__(self) -> None:
        coded("exposure", "exposure", self.code)
        if self.value is not None and not -1e6 < self.value < 1e6:
            raise ImpossibleEntry("value", "That is not a usable number.")
        bounded("note", self.note)
