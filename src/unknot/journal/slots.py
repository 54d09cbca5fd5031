"""The slots of a plan, as Log and the reminders see them: which wait for an answer, which were put off, and what was
recorded a second time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from unknot.journal.entry import AlertAnswer, Dose, DoseStatus, Entry
from unknot.journal.journal import Journal
from unknot.journal.plan import DueDose, due_doses, same_medicine
from unknot.journal.span import moment

PUT_OFF = "DOSE"
"""The rule that an answer "later" to a due dose names; its key is the slot's."""
EARLY = timedelta(hours=1)
"""A planned dose stands on Log from this long before its time."""
WAITS = timedelta(hours=12)
"""It stands there for so long, or until the next of the same medicine is near; then it is found with the medicine."""


@dataclass(frozen=True, slots=True)
class Second:
    """A dose that was recorded for a slot which `first` answers already, or beside all slots of its day."""

    entry: Entry[Dose]
    first: Entry[Dose]


def slot_key(dose: DueDose) -> str:
    """The name of a slot in an answer: its plan and its time on the person's clock."""
    return f"{PUT_OFF}/{dose.prescription.id}:{dose.due.local.isoformat(timespec='minutes')}"


def waiting(journal: Journal, *, now: datetime, zone: str) -> tuple[DueDose, ...]:
    """The doses that stand on Log now, in order of time: the latest unanswered slot of each plan, while it is due.

    An answer to a later slot answers no earlier one: those stay unknown, and are found with the medicine.
    """
    return tuple(dose for dose in _open(journal, now, zone) if not is_put_off(journal, dose, now))


def put_off(journal: Journal, *, now: datetime, zone: str) -> tuple[tuple[DueDose, datetime], ...]:
    """The doses that would stand on Log now and were put off, each with the time at which it comes back."""
    found = ((dose, comes_back(journal, dose)) for dose in _open(journal, now, zone))
    return tuple((dose, back) for dose, back in found if back is not None and now < back)


def _open(journal: Journal, now: datetime, zone: str) -> tuple[DueDose, ...]:
    today = moment(now, zone).diary_day
    asked = due_doses(journal, today - timedelta(days=1), today + timedelta(days=1), zone, now + EARLY)
    latest = {dose.prescription.id: dose for dose in asked if now - dose.due.instant < WAITS}
    found = [dose for dose in latest.values() if dose.answer is None]
    return tuple(sorted(found, key=lambda dose: (dose.due.instant, dose.prescription.id)))


def put_offs(journal: Journal, dose: DueDose) -> tuple[Entry[AlertAnswer], ...]:
    """The answers "later" to it that stand, on Log or to a notice."""
    key = slot_key(dose)
    return tuple(e for e in journal.of(AlertAnswer) if e.body.rule == PUT_OFF and e.body.key == key)


def comes_back(journal: Journal, dose: DueDose) -> datetime | None:
    """When it is asked about again, once someone answered "later": what later means is the person's to choose."""
    wait = timedelta(minutes=journal.settings.reminders.later_minutes)
    return max((e.happened_at.instant + wait for e in put_offs(journal, dose)), default=None)


def is_put_off(journal: Journal, dose: DueDose, now: datetime) -> bool:
    back = comes_back(journal, dose)
    return back is not None and now < back


def unanswered(doses: Iterable[DueDose], *, now: datetime) -> tuple[DueDose, ...]:
    """The slots that are over and of which nothing is known."""
    return tuple(dose for dose in doses if dose.answer is None and dose.due.instant <= now)


def second_records(journal: Journal, *, now: datetime, zone: str, days: int = 2) -> tuple[Second, ...]:
    """Doses of the last days that were recorded beside the one that answers their slot. Kept, and asked about."""
    today = moment(now, zone).diary_day
    asked = due_doses(journal, today - timedelta(days=days), today, zone, now + timedelta(days=1))
    answers = {dose.answer.id for dose in asked if dose.answer is not None}
    since = now - timedelta(days=days)
    found = []
    for entry in journal.of(Dose):
        odd = entry.body.status is DoseStatus.TAKEN and not entry.body.as_needed and entry.id not in answers
        if odd and entry.happened_at.instant > since and (first := _first(entry, asked)) is not None:
            found.append(Second(entry, first))
    return tuple(found)


def _first(entry: Entry[Dose], asked: Iterable[DueDose]) -> Entry[Dose] | None:
    """The record that answers the same slot; for a dose without a slot the nearest answered one of its diary day."""
    slot = entry.body.planned_for
    mine = [
        dose
        for dose in asked
        if dose.answer is not None and same_medicine(dose.prescription.body.medicine, entry.body.medicine)
    ]
    if slot is not None:
        named = [
            d.answer for d in mine if (d.due.clock_date, d.due.local.time()) == (slot.clock_date, slot.local.time())
        ]
        return named[0] if named else None
    near = [d.answer for d in mine if d.answer is not None and d.day == entry.diary_day]
    return min(near, key=lambda e: abs(e.happened_at.instant - entry.happened_at.instant), default=None)
