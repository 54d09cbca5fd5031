"""The table of kinds: one row of facts for each kind of entry, read by every room that must treat kinds differently.

A new kind is a type in `journal.entry`, its name in `Body`, and a row here; mypy refuses a kind without a row, and
names every other place that matches kinds to the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never, get_args

from unknot.journal.document import kind_of
from unknot.journal.entry import (
    AlertAnswer,
    Amendment,
    Attachment,
    Body,
    Campaign,
    Circumstance,
    DayCount,
    DiaryDay,
    Dose,
    Episode,
    Experiment,
    ExperimentDay,
    Exposure,
    Goal,
    Habit,
    Measurement,
    Note,
    Person,
    Prescription,
    Response,
    Retraction,
    Settings,
    Stock,
    Symptom,
    Toss,
    Treatment,
    Visit,
)


class Reach(StrEnum):
    """What somebody with a grant needs to see entries of a kind."""

    DIARY = "diary"
    NOTES = "notes"  # own words
    MEDICINES = "medicines"  # can name a medicine
    NOBODY = "nobody"  # a word about another entry, settled before anything is shown


@dataclass(frozen=True, slots=True, kw_only=True)
class KindFacts:
    """What the rooms need to know of a kind.

    `noun` is what one is called. An `event` happens at a time and matters only near it, and a journal has most of
    these. What is `standing` matters whatever its date: every window of a journal holds it. What is `in_force` holds
    on all days: a grant for some days shows it too. `plannable` may be dated after now. `sent_alone` may be sent by a
    device that only logs. `reach` is what a grant must hold to show it. `fhir` are its resource types in R4, none if
    it has no place there. `cohort` is whether a cohort file has a row for it.
    """

    noun: str
    event: bool = False
    standing: bool = False
    in_force: bool = False
    plannable: bool = False
    sent_alone: bool = False
    reach: Reach = Reach.DIARY
    fhir: tuple[str, ...] = ()
    cohort: bool = False


def facts(body: Body) -> KindFacts:
    """The row of a body's kind."""
    return KIND_FACTS[type(body)]


def _row(body: Body) -> KindFacts:
    match body:
        case Episode():
            return KindFacts(noun="spasm", event=True, sent_alone=True, fhir=("Observation",), cohort=True)
        case Dose():
            return KindFacts(
                noun="dose", event=True, sent_alone=True, reach=Reach.MEDICINES, fhir=("MedicationAdministration",),
                cohort=True,
            )  # fmt: skip
        case Treatment():
            return KindFacts(noun="treatment", event=True, sent_alone=True, fhir=("Procedure",), cohort=True)
        case Exposure():
            return KindFacts(noun="exposure", event=True, sent_alone=True, fhir=("Observation",), cohort=True)
        case Symptom():
            return KindFacts(noun="symptom", event=True, sent_alone=True, fhir=("Observation",))
        case DiaryDay():
            return KindFacts(noun="day", sent_alone=True, fhir=("QuestionnaireResponse", "Observation"), cohort=True)
        case DayCount():
            return KindFacts(noun="count of a day", sent_alone=True, fhir=("Observation",), cohort=True)
        case Note():
            return KindFacts(noun="note", sent_alone=True, reach=Reach.NOTES, fhir=("Observation",))
        case Prescription():
            return KindFacts(
                noun="plan", standing=True, in_force=True, plannable=True, reach=Reach.MEDICINES,
                fhir=("MedicationStatement",), cohort=True,
            )  # fmt: skip
        case Measurement():
            return KindFacts(noun="result", standing=True, fhir=("Observation",))
        case Response():
            return KindFacts(noun="questionnaire", fhir=("QuestionnaireResponse",))
        case Visit():
            return KindFacts(noun="visit", standing=True, plannable=True, fhir=("Encounter",))
        case Circumstance():
            return KindFacts(
                noun="standing fact", standing=True, in_force=True, fhir=("Condition", "AllergyIntolerance")
            )
        case Goal():
            return KindFacts(noun="goal", standing=True, in_force=True, reach=Reach.NOTES, fhir=("Goal",))
        case Campaign():
            return KindFacts(noun="days before a visit", standing=True, plannable=True)
        case Experiment():
            return KindFacts(noun="experiment", standing=True, plannable=True)
        case Toss():
            return KindFacts(noun="coin of an experiment", standing=True, plannable=True)
        case ExperimentDay():
            return KindFacts(noun="day of an experiment", standing=True, plannable=True)
        case Habit():
            return KindFacts(noun="habit", standing=True, plannable=True)
        case Stock():
            return KindFacts(noun="count of what is left", standing=True, reach=Reach.MEDICINES)
        case AlertAnswer():
            return KindFacts(noun="answer to a message", reach=Reach.MEDICINES)
        case Attachment():
            return KindFacts(noun="file")
        case Person():
            return KindFacts(noun="person", standing=True, in_force=True)
        case Settings():
            return KindFacts(noun="settings", standing=True, in_force=True)
        case Amendment() | Retraction():
            return KindFacts(noun="correction", reach=Reach.NOBODY)
        case _ as never:
            assert_never(never)


def _empty(kind: type[Body]) -> Body:
    """One of a kind without fields: enough to be told from the others."""
    return object.__new__(kind)


KIND_FACTS: Mapping[type[Body], KindFacts] = {kind: _row(_empty(kind)) for kind in get_args(Body)}

EVENTS = frozenset(kind for kind, row in KIND_FACTS.items() if row.event)
STANDING_KINDS = frozenset(kind_of(kind) for kind, row in KIND_FACTS.items() if row.standing)
"""The names, as documents write them, of the kinds that matter whatever their date."""

CORRECTIONS = frozenset({kind_of(Amendment), kind_of(Retraction)})
