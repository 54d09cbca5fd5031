"""What is felt, measured and asked; visits; standing facts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from unknot.journal.entry.checks import LINE, NAME, ImpossibleEntry, bounded, coded, few, lasting, needed, on_scale
from unknot.journal.entry.shared import Band, Site
from unknot.journal.quantity import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Symptom:
    """Anything felt or seen that is not a spasm. Side effects and red flags both read it."""

    code: str
    bother: int | None = None
    bother_band: Band | None = None
    new: bool | None = None
    sudden: bool | None = None
    still: bool | None = None
    sites: tuple[Site, ...] = ()
    suspected_medicine: str = ""
    duration: timedelta | None = None
    note: str = ""

    def __post_init__(self) -> None:
        coded("symptom", "symptom", self.code)
        on_scale("bother", self.bother)
        if self.bother is not None and self.bother_band is not None:
            raise ImpossibleEntry("bother", "A number or a word for how much it bothers, not both.")
        few("sites", self.sites)
        bounded("suspected_medicine", self.suspected_medicine, NAME)
        lasting("duration", self.duration, timedelta(days=60))
        bounded("note", self.note)


class MeasurementKind(StrEnum):
    LAB = "lab"
    VITAL = "vital"
    SCORE = "score"
    IMAGING = "imaging"
    EXAMINATION = "examination"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """A result: a lab value, a score a clinician gave, what an MRI or EMG said."""

    kind: MeasurementKind
    name: str
    code: str = ""
    value: Quantity | None = None
    text: str = ""
    low: Quantity | None = None
    high: Quantity | None = None
    by: str = ""
    attachment: UUID | None = None

    def __post_init__(self) -> None:
        needed("name", self.name)
        if self.code:
            coded("code", "measurement", self.code)
        bounded("text", self.text)
        bounded("by", self.by, NAME)


@dataclass(frozen=True, slots=True)
class Answer:
    item: str
    value: str | int

    def __post_init__(self) -> None:
        needed("item", self.item)
        if isinstance(self.value, str):
            bounded("value", self.value, LINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A filled questionnaire; `instrument` names its data file, with its version."""

    instrument: str
    version: int = 1
    answers: tuple[Answer, ...] = ()

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9\-]{0,79}", self.instrument):
            raise ImpossibleEntry("instrument", "An instrument is named by its data file.")
        few("answers", self.answers, 200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A follow-up on the clock date of `happened_at`: whom, my questions, what was decided."""

    whom: str = ""
    questions: tuple[str, ...] = ()
    decided: str = ""

    def __post_init__(self) -> None:
        bounded("whom", self.whom, NAME)
        few("questions", self.questions)
        for question in self.questions:
            needed("question", question, LINE)
        bounded("decided", self.decided)


class Standing(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_SURE = "not-sure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstance:
    """A standing fact: a condition, a level of injury, an allergy, kidney disease, pregnancy ..."""

    code: str
    standing: Standing = Standing.YES
    detail: str = ""
    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        coded("circumstance", "circumstance", self.code)
        bounded("detail", self.detail, LINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """A stretch of logging with a purpose: "28 days before my visit". `ends` is its last day."""

    starts: date
    ends: date
    purpose: str = ""

    def __post_init__(self) -> None:
        if not timedelta(0) <= self.ends - self.starts <= timedelta(days=366):
            raise ImpossibleEntry("ends", "A campaign ends after it starts, within a year.")
        bounded("purpose", self.purpose, LINE)
