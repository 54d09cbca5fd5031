"""What holds exactly at an edge: at the minute of a word, at a dose's own time, on the first and last day of a plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from tests.days import entries, journal
from unknot.journal.coverage import DayState, coverage, days
from unknot.journal.entry import (
    Body,
    Dose,
    Entry,
    Medicine,
    PlannedDose,
    PlanStep,
    Prescription,
    Provenance,
    Retraction,
)
from unknot.journal.ids import new_id
from unknot.journal.journal import settle
from unknot.journal.plan import due_doses, planned_on, step_on
from unknot.journal.quantity import Quantity
from unknot.journal.slots import second_records, unanswered
from unknot.journal.span import moment

ZONE = "Europe/Dublin"
DAY = date(2026, 3, 2)
TEN = PlannedDose(time(8), Quantity(Decimal(10), "mg"))
BACLOFEN = Medicine(name="Baclofen", code="baclofen")


def entry(body: Body, at: datetime, id: UUID | None = None) -> Entry[Body]:
    when = moment(at, ZONE)
    return Entry(id=id or new_id(when.instant), happened_at=when, provenance=Provenance(recorded_at=when), body=body)


def plan(starts: date, ends: date | None, *steps: date, every: int = 1) -> Prescription:
    made = tuple(PlanStep(starts=day, doses=(TEN,), every_days=every) for day in steps)
    return Prescription(medicine=BACLOFEN, starts=starts, ends=ends, steps=made)


@pytest.mark.parametrize(("late", "problems"), [(0, 0), (1, 1)])
def test_a_spasm_recorded_with_the_word_was_known_to_it_and_one_a_minute_later_was_not(late: int, problems: int):
    word, spasm = entries("2026-03-02 21:00 none\n2026-03-02 12:00 spasm")
    said = word.provenance.recorded_at.instant + timedelta(minutes=late)
    logged = replace(spasm, provenance=replace(spasm.provenance, recorded_at=moment(said, ZONE)))
    assert len(coverage(settle([word, logged])).problems) == problems


@pytest.mark.parametrize(
    ("until", "state"), [("23:59", DayState.PARTLY), ("00:00", DayState.VOUCHED), ("00:01", DayState.VOUCHED)]
)
def test_a_day_is_recorded_from_exactly_twenty_hours(until: str, state: DayState):
    on = "2026-03-02" if until == "23:59" else "2026-03-03"
    (day,) = days(journal(f"{on} {until} everything day:2026-03-02"), DAY, DAY, ZONE)
    assert day.state is state


@pytest.mark.parametrize(("minute", "waiting"), [(59, 0), (60, 1), (61, 1)])
def test_a_dose_is_over_from_its_own_minute(minute: int, waiting: int):
    now = datetime(2026, 3, 2, 7, tzinfo=UTC) + timedelta(minutes=minute)
    asked = due_doses(settle([entry(plan(DAY, None, DAY), datetime(2026, 3, 1, 9))]), DAY, DAY, ZONE, now)
    assert len(unanswered(asked, now=now)) == waiting


@pytest.mark.parametrize(("day", "holds"), [(1, False), (2, True), (3, True), (4, True), (5, False)])
def test_a_plan_holds_on_its_first_and_on_its_last_day(day: int, holds: bool):
    of = plan(DAY, date(2026, 3, 4), DAY)
    assert (step_on(of, date(2026, 3, day)) is not None) == holds
    assert bool(planned_on(of, date(2026, 3, day))) == holds


def test_a_step_holds_from_its_own_day_and_every_second_day_counts_from_it():
    of = plan(DAY, None, DAY, date(2026, 3, 9))
    first, second = of.steps
    assert [step_on(of, date(2026, 3, day)) for day in (8, 9, 10)] == [first, second, second]
    every = plan(DAY, None, DAY, every=2)
    assert [bool(planned_on(every, date(2026, 3, day))) for day in (2, 3, 4, 5)] == [True, False, True, False]


def test_a_dose_taken_the_day_before_or_after_may_answer_and_two_days_away_may_not():
    prescription = entry(plan(DAY, None, DAY), datetime(2026, 3, 1, 9))
    slot = moment(datetime(2026, 3, 2, 8), ZONE)

    def answered(at: datetime) -> bool:
        taken = entry(Dose(medicine=BACLOFEN, planned_for=slot), at)
        (due,) = due_doses(settle([prescription, taken]), DAY, DAY, ZONE, datetime(2026, 3, 5, tzinfo=UTC))
        return due.answer is not None

    assert [answered(datetime(2026, 3, day, 12)) for day in (1, 2, 3)] == [True, True, True]
    assert not answered(datetime(2026, 3, 4, 12))


def test_withdrawals_in_a_circle_withdraw_nothing_and_end():
    one, two, three = (UUID(int=n) for n in (1, 2, 3))
    at = datetime(2026, 3, 2, 9)
    circle = [entry(Retraction(retracts=two), at, one), entry(Retraction(retracts=one), at, two)]
    (spasm,) = entries("2026-03-02 08:00 spasm")
    outside = entry(Retraction(retracts=one), at, three)
    assert settle([spasm, *circle, outside]).entries == (spasm,)
    withdrawing = entry(Retraction(retracts=spasm.id), at, UUID(int=9))
    assert settle([spasm, *circle, outside, withdrawing]).withdrawn == (spasm,)


@pytest.mark.parametrize(("hours", "asked"), [(47, 1), (48, 0), (49, 0)])
def test_a_second_record_is_asked_about_for_two_days(hours: int, asked: int):
    prescription = entry(plan(DAY, None, DAY), datetime(2026, 3, 1, 9))
    slot = moment(datetime(2026, 3, 2, 8), ZONE)
    twice = [entry(Dose(medicine=BACLOFEN, planned_for=slot), datetime(2026, 3, 2, 8, n)) for n in (0, 5)]
    now = twice[1].happened_at.instant + timedelta(hours=hours)
    assert len(second_records(settle([prescription, *twice]), now=now, zone=ZONE)) == asked


def test_a_dose_on_a_day_without_a_slot_is_no_second_record_of_the_day_before():
    prescription = entry(plan(DAY, None, DAY, every=2), datetime(2026, 3, 1, 9))
    answering = entry(
        Dose(medicine=BACLOFEN, planned_for=moment(datetime(2026, 3, 2, 8), ZONE)), datetime(2026, 3, 2, 8)
    )
    next_day = entry(Dose(medicine=BACLOFEN), datetime(2026, 3, 3, 8))
    now = datetime(2026, 3, 3, 12, tzinfo=UTC)
    assert second_records(settle([prescription, answering, next_day]), now=now, zone=ZONE) == ()
