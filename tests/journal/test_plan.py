"""Planned doses and their answers, across midnight, clock changes and changed plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from tests.days import entries, journal
from unknot.journal.entry import (
    Body,
    Dose,
    DoseStatus,
    Entry,
    Medicine,
    PlannedDose,
    PlanStep,
    Prescription,
)
from unknot.journal.journal import settle
from unknot.journal.plan import DoseCount, counted, due_doses, planned_on
from unknot.journal.quantity import Quantity
from unknot.journal.span import moment

ZONE = "Europe/Dublin"
LATER = datetime(2026, 12, 1, tzinfo=UTC)
BACLOFEN = Medicine(name="Baclofen", code="baclofen")
TEN = Quantity(Decimal(10), "mg")
(TEMPLATE,) = entries('2026-03-01 09:00 note "plan"')


def step(starts: date, *hours: int, every: int = 1) -> PlanStep:
    return PlanStep(starts=starts, doses=tuple(PlannedDose(time(h), TEN) for h in hours), every_days=every)


def plan(*steps: PlanStep, medicine: Medicine = BACLOFEN, ends: date | None = None, id: int = 1) -> Entry[Body]:
    body = Prescription(medicine=medicine, steps=steps, starts=steps[0].starts, ends=ends)
    return replace(TEMPLATE, id=UUID(int=id), body=body)


def dose(at: str, *, planned: str = "", status: DoseStatus = DoseStatus.TAKEN, id: int) -> Entry[Body]:
    when = moment(datetime.fromisoformat(at), ZONE)
    slot = moment(datetime.fromisoformat(planned), ZONE) if planned else None
    body = Dose(medicine=BACLOFEN, status=status, planned_for=slot)
    return replace(TEMPLATE, id=UUID(int=100 + id), happened_at=when, body=body)


def count(raw: list[Entry[Body]], first: date, last: date, now: datetime = LATER) -> DoseCount:
    return counted(due_doses(settle(raw), first, last, ZONE, now))


MARCH = date(2026, 3, 2)


def test_no_answer_is_unknown_and_never_missed() -> None:
    raw = [plan(step(MARCH, 8, 14, 22)), dose("2026-03-02T08:10", id=1)]
    raw.append(dose("2026-03-02T14:00", planned="2026-03-02T14:00", status=DoseStatus.SKIPPED, id=2))
    found = count(raw, MARCH, MARCH)
    assert (found.planned, found.taken, found.skipped, found.unknown) == (3, 1, 1, 1)


def test_a_dose_after_midnight_belongs_to_the_day_it_was_planned_for() -> None:
    raw = [plan(step(MARCH, 8, 1)), dose("2026-03-03T01:20", id=1)]
    doses = due_doses(settle(raw), MARCH, MARCH, ZONE, LATER)
    assert [(d.due.local.day, d.due.local.hour, d.status) for d in doses] == [(2, 8, None), (3, 1, DoseStatus.TAKEN)]


def test_two_doses_answer_two_planned_ones_and_one_answers_only_one() -> None:
    raw = [plan(step(MARCH, 8, 22)), dose("2026-03-02T08:10", id=1)]
    assert count(raw, MARCH, MARCH).taken == 1
    raw.append(dose("2026-03-02T09:00", id=2))
    assert count(raw, MARCH, MARCH).taken == 2


def test_what_is_not_due_yet_is_not_counted() -> None:
    now = datetime(2026, 3, 2, 15, tzinfo=UTC)
    assert count([plan(step(MARCH, 8, 14, 22))], MARCH, MARCH + timedelta(days=5), now).planned == 2


def test_a_changed_plan_asks_for_its_own_doses_on_its_own_days() -> None:
    changed = plan(step(MARCH, 8), step(MARCH + timedelta(days=2), 8, 20), ends=MARCH + timedelta(days=3))
    assert count([changed], MARCH - timedelta(days=3), MARCH + timedelta(days=9)).planned == 1 + 1 + 2 + 2


def test_a_plan_written_anew_is_answered_by_doses_of_the_same_medicine() -> None:
    old = plan(step(MARCH, 8), ends=MARCH)
    new = plan(step(MARCH + timedelta(days=1), 8), id=2)
    raw = [old, new, dose("2026-03-02T08:00", id=1), dose("2026-03-03T08:00", planned="2026-03-03T08:00", id=2)]
    assert count(raw, MARCH, MARCH + timedelta(days=1)) == DoseCount(2, 2, 0)


def test_another_medicine_answers_nothing() -> None:
    other = plan(step(MARCH, 8), medicine=Medicine(name="Gabapentin", code="gabapentin"))
    assert count([other, dose("2026-03-02T08:00", id=1)], MARCH, MARCH).taken == 0


def test_every_other_day() -> None:
    prescription = plan(step(MARCH, 8, every=2)).body
    assert isinstance(prescription, Prescription)
    assert [len(planned_on(prescription, MARCH + timedelta(days=n))) for n in range(4)] == [1, 0, 1, 0]


def test_the_night_the_clocks_change_has_its_doses_once() -> None:
    for change in (date(2026, 3, 28), date(2026, 10, 24)):
        doses = due_doses(settle([plan(step(MARCH, 1, 8, 22))]), change, change, ZONE, LATER)
        assert len({d.due.instant for d in doses}) == 3


def test_a_journal_without_a_plan_has_no_due_dose() -> None:
    assert due_doses(journal("2026-03-02 08:00 dose baclofen 10mg"), MARCH, MARCH, ZONE, LATER) == ()
