"""What happened: the kinds of entry a journal holds. All are frozen, and checked when made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar
from uuid import UUID

from unknot.journal.entry.about import Amendment, Note, Retraction
from unknot.journal.entry.asked import (
    Answer,
    Campaign,
    Circumstance,
    Measurement,
    MeasurementKind,
    Response,
    Standing,
    Symptom,
    Visit,
)
from unknot.journal.entry.checks import LINE, LONGEST_EPISODE, MANY, NAME, TEXT, ImpossibleEntry, Json
from unknot.journal.entry.day import Asked, DayCount, DayPart, DiaryDay, Word
from unknot.journal.entry.person import Clock, Contact, Delay, Person, Reminders, Settings, Sex, Theme, Tile
from unknot.journal.entry.shared import (
    AfterEffect,
    Band,
    Level,
    Medicine,
    Phase,
    Precision,
    Provenance,
    Role,
    Sensation,
    Side,
    Site,
    Via,
)
from unknot.journal.entry.spasm import Episode, EpisodeKind
from unknot.journal.entry.treatment import (
    AsNeededLimit,
    Dose,
    DoseStatus,
    Exposure,
    PlannedDose,
    PlanStep,
    Prescription,
    Stage,
    Treatment,
)
from unknot.journal.entry.tried import (
    AlertAnswer,
    Attachment,
    Experiment,
    ExperimentDay,
    Goal,
    Habit,
    Progress,
    Stock,
    Toss,
)
from unknot.journal.span import Moment

__all__ = [
    "LINE",
    "LONGEST_EPISODE",
    "MANY",
    "NAME",
    "TEXT",
    "AfterEffect",
    "AlertAnswer",
    "Amendment",
    "Answer",
    "AsNeededLimit",
    "Asked",
    "Attachment",
    "B",
    "Band",
    "Body",
    "Campaign",
    "Circumstance",
    "Clock",
    "Contact",
    "DayCount",
    "DayPart",
    "Delay",
    "DiaryDay",
    "Dose",
    "DoseStatus",
    "Entry",
    "Episode",
    "EpisodeKind",
    "Experiment",
    "ExperimentDay",
    "Exposure",
    "Goal",
    "Habit",
    "ImpossibleEntry",
    "Json",
    "Level",
    "Measurement",
    "MeasurementKind",
    "Medicine",
    "Note",
    "Person",
    "Phase",
    "PlanStep",
    "PlannedDose",
    "Precision",
    "Prescription",
    "Progress",
    "Provenance",
    "Reminders",
    "Response",
    "Retraction",
    "Role",
    "Sensation",
    "Settings",
    "Sex",
    "Side",
    "Site",
    "Stage",
    "Standing",
    "Stock",
    "Symptom",
    "Theme",
    "Tile",
    "Toss",
    "Treatment",
    "Via",
    "Visit",
    "Word",
]

Body = (
    Episode
    | Dose
    | Prescription
    | Treatment
    | Exposure
    | DiaryDay
    | DayCount
    | Symptom
    | Measurement
    | Response
    | Visit
    | Circumstance
    | Campaign
    | Experiment
    | Toss
    | ExperimentDay
    | Habit
    | Goal
    | Stock
    | AlertAnswer
    | Attachment
    | Person
    | Settings
    | Note
    | Amendment
    | Retraction
)

B = TypeVar("B", bound=Body, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Generic[B]):
    """One recorded fact, never edited.

    `happened_at` keeps its own zone and offset, as `provenance.recorded_at` does. A `private` entry stays out
    of every audience but the owner.
    """

    id: UUID
    happened_at: Moment
    provenance: Provenance
    body: B
    precision: Precision = Precision.MINUTE
    private: bool = False

    @property
    def diary_day(self) -> date:
        """The diary day it belongs to."""
        return self.body.day if isinstance(self.body, DiaryDay | DayCount) else self.happened_at.diary_day

    @property
    def recalled(self) -> bool:
        """Whether it was recorded on a later diary day than it happened, or imported."""
        recorded = self.provenance.recorded_at.diary_day
        return self.provenance.via is Via.IMPORT or recorded > self.diary_day
