"""A journal in the terminal: plans in words, doses without ids, and what is not known of a planned one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

from unknot.cli.day_listing import by_day
from unknot.journal.entry import (
    Body,
    Dose,
    Entry,
    Habit,
    Medicine,
    PlannedDose,
    PlanStep,
    Prescription,
    Provenance,
    Treatment,
)
from unknot.journal.ids import new_id
from unknot.journal.journal import settle
from unknot.journal.quantity import Quantity
from unknot.journal.span import moment

ZONE = "Europe/Dublin"
TEN = Quantity(Decimal(10), "mg")
BACLOFEN = Medicine(name="Baclofen", code="baclofen")


def entry(body: Body, at: str) -> Entry[Body]:
    when = moment(datetime.fromisoformat(at), ZONE)
    return Entry(id=new_id(when.instant), happened_at=when, provenance=Provenance(recorded_at=when), body=body)


def test_a_day_of_doses_plans_and_habits():
    first = date(2026, 3, 2)
    step = PlanStep(
        starts=first, doses=(PlannedDose(time(8), TEN), PlannedDose(time(14), TEN), PlannedDose(time(22), TEN))
    )
    plan = entry(Prescription(medicine=BACLOFEN, starts=first, steps=(step,)), "2026-03-02T07:00")
    habit = entry(Habit(code="stretching", words="Stretch calves", at=(time(22),)), "2026-03-02T07:05")
    due = moment(datetime(2026, 3, 2, 8), ZONE)
    dose = Dose(medicine=BACLOFEN, amount=TEN, planned_for=due, prescription=plan.id)
    did = Treatment(code="stretching", habit=habit.id)
    known = settle([plan, habit, entry(dose, "2026-03-02T08:05"), entry(did, "2026-03-02T09:00")])
    now = datetime(2026, 3, 2, 15, tzinfo=UTC)
    assert list(by_day(known, first, first, ZONE, now)) == [
        "2026-03-02 Mon  partly recorded",
        "    2026-03-02 07:00  plan Baclofen: From 2 March 2026: 10 mg at 08:00, 14:00 and 22:00",
        "    2026-03-02 07:05  habit Stretch calves, 22:00",
        "    2026-03-02 08:05  dose Baclofen 10mg planned:08:00",
        "    2026-03-02 09:00  treatment stretching",
        "    2026-03-02 14:00  Baclofen 10 mg was planned; whether it was taken is not known",
    ]
