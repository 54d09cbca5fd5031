"""Lives whose emergency card must be right, for the tests of what it says and how it is read."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

from unknot.journal.entry import (
    AsNeededLimit,
    Body,
    Circumstance,
    Contact,
    Entry,
    Medicine,
    Person,
    PlannedDose,
    PlanStep,
    Prescription,
    Provenance,
    Standing,
)
from unknot.journal.ids import new_id
from unknot.journal.journal import Journal, settle
from unknot.journal.quantity import Quantity
from unknot.journal.span import Moment, moment
from unknot.knowledge.words import as_written
from unknot.report.emergency_card import EmergencyCard, emergency_card
from unknot.report.wording import Voice

TODAY = date(2026, 3, 24)
AT = moment(datetime(2026, 3, 1, 12, tzinfo=UTC), "Europe/Dublin")


def mg(n: int) -> Quantity:
    return Quantity(Decimal(n), "mg")


def entry(body: Body, *, private: bool = False, at: Moment = AT) -> Entry[Body]:
    return Entry(
        id=new_id(at.instant), happened_at=at, provenance=Provenance(recorded_at=at), body=body, private=private
    )


def plan(name: str, code: str = "", amount: int = 10, starts: date = date(2026, 1, 3), **more: object) -> Prescription:
    step = PlanStep(starts=starts, doses=(PlannedDose(time(8), mg(amount)), PlannedDose(time(20), mg(amount))))
    return Prescription(
        medicine=Medicine(name=name, code=code, strength=mg(amount)),
        starts=starts,
        steps=(step,),
        **more,  # type: ignore[arg-type]
    )


MARY = (
    Person(
        name="Mary Byrne",
        birth_date=date(1971, 5, 4),
        contacts=(Contact("Anna (sister)", "+353 86 123 4567"), Contact("Pump clinic", "01 234 5678")),
    ),
    Circumstance(code="injury-t6-or-above", detail="T4"),
    Circumstance(code="spinal-cord-injury", detail="2012"),
    Circumstance(code="allergy", detail="penicillin"),
    Circumstance(code="kidney-disease", standing=Standing.NO),
    Circumstance(code="baclofen-pump"),
    Circumstance(code="blood-thinner"),
    plan("Baclofen", "baclofen"),
    plan("Apixaban", amount=5),
    Prescription(
        medicine=Medicine(name="Diazepam", strength=mg(2)),
        starts=date(2025, 6, 3),
        as_needed=AsNeededLimit(amount=mg(2), most_a_day=2),
    ),
)


def journal_of(*bodies: Body) -> Journal:
    return settle([entry(body) for body in bodies])


def card_of(journal: Journal, country: str = "IE", today: date = TODAY) -> EmergencyCard:
    voice = Voice(as_written, "en", country)
    return emergency_card(journal, today=today, emergency="112", voice=voice)
