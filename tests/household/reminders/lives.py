"""Small journals with something to be reminded of."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from unknot.household.reminders.slots import ReminderSlot, slots
from unknot.journal.entry import (
    Body,
    Dose,
    DoseStatus,
    Entry,
    Medicine,
    PlannedDose,
    PlanStep,
    Prescription,
    Provenance,
    Reminders,
    Settings,
)
from unknot.journal.ids import new_id
from unknot.journal.journal import Journal, settle
from unknot.journal.quantity import Quantity
from unknot.journal.span import Span, moment

ZONE = "Europe/Dublin"
MG = lambda value: Quantity(Decimal(value), "mg")  # noqa: E731


def at(text: str, zone: str = ZONE) -> datetime:
    """An instant from a wall-clock time: `2026-03-02 08:00`."""
    return moment(datetime.fromisoformat(text), zone).instant


def entry(body: Body, when: datetime, zone: str = ZONE) -> Entry[Body]:
    happened = moment(when, zone)
    return Entry(id=new_id(when), happened_at=happened, provenance=Provenance(recorded_at=happened), body=body)


def kept(*, checkin: time | None = None, zone: str = ZONE, **reminders: Any) -> Settings:
    return Settings(zone=zone, reminder=checkin, reminders=Reminders(**reminders))


def plan(name: str, *times: time, amount: str = "10", starts: date = date(2026, 1, 1)) -> Prescription:
    doses = tuple(PlannedDose(one, MG(amount)) for one in times)
    medicine = Medicine(name=name, strength=MG(amount))
    return Prescription(medicine=medicine, steps=(PlanStep(starts=starts, doses=doses),), starts=starts)


def taken(of: Entry[Any], due: datetime, when: datetime, zone: str = ZONE) -> Entry[Body]:
    body = Dose(
        medicine=of.body.medicine, status=DoseStatus.TAKEN, planned_for=moment(due, zone), prescription=of.id
    )  # fmt: skip
    return entry(body, when, zone)


def journal(*entries: Entry[Body]) -> Journal:
    return settle(entries)


def of_a_week(known: Journal, now: datetime, zone: str = ZONE) -> tuple[ReminderSlot, ...]:
    return slots(known, zone, Span(now, now + timedelta(days=7)), now)
