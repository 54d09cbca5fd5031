"""When the notice of a slot is sent, repeated, put off or given up. Pure: the slot and what was sent of it in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from unknot.household.reminders.slots import ReminderKind, ReminderSlot
from unknot.household.worker.schedule import next_time
from unknot.journal.entry import Reminders
from unknot.journal.span import moment

LATE = timedelta(hours=1)
"""What could not be told for longer than this, because nothing was running, is not told any more."""

IGNORED_STOPS = 3
PAUSED = frozenset(
    {ReminderKind.CHECKIN, ReminderKind.DOSE, ReminderKind.HABIT, ReminderKind.CAMPAIGN, ReminderKind.CARER}
)
STOPS = frozenset({ReminderKind.CHECKIN, ReminderKind.DOSE, ReminderKind.HABIT})
QUIET = frozenset(ReminderKind) - {ReminderKind.CARER}


class NoticeAnswer(StrEnum):
    """What became of a notice. `ELSEWHERE`: answered in the journal; `FORGIVEN`: reminders were turned on anew."""

    NONE = "none"
    TAKEN = "taken"
    SKIPPED = "skipped"
    DONE = "done"
    LATER = "later"
    ELSEWHERE = "elsewhere"
    IGNORED = "ignored"
    FORGIVEN = "forgiven"


@dataclass(frozen=True, slots=True)
class Sent:
    """One round of a slot that was sent."""

    round: int
    at: datetime
    answer: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """The next sending of a slot."""

    number: int
    at: datetime


def next_round(slot: ReminderSlot, sent: Sequence[Sent], kept: Reminders, zone: str, now: datetime) -> Round | None:
    """When a slot is told next; None if it is answered, given up, told often enough, or paused."""
    if slot.answered or now >= slot.until or is_paused(slot.kind, kept, zone, now):
        return None
    if not sent:
        at = out_of_quiet_hours(slot.kind, max(slot.at, slot.put_off or slot.at), kept, zone)
        return Round(0, at) if now <= at + LATE and at < slot.until else None
    last = max(sent, key=lambda one: one.round)
    match last.answer:
        case NoticeAnswer.LATER | "" if slot.put_off is not None and slot.put_off > last.at:
            at = slot.put_off
        case NoticeAnswer.LATER:
            at = (last.answered_at or last.at) + timedelta(minutes=kept.later_minutes)
        case "" if slot.kind is ReminderKind.DOSE and kept.repeat_minutes:
            at = last.at + timedelta(minutes=kept.repeat_minutes)
        case _:
            return None
    at = out_of_quiet_hours(slot.kind, at, kept, zone)
    return Round(last.round + 1, at) if at < slot.until else None


def is_paused(kind: ReminderKind, kept: Reminders, zone: str, now: datetime) -> bool:
    """Whether this kind is paused now. What runs low and visits are told all the same."""
    return kind in PAUSED and kept.paused_until is not None and moment(now, zone).diary_day < kept.paused_until


def may_stop(kind: ReminderKind, kept: Reminders) -> bool:
    """Whether ignored notices of this kind come to an end. Who chose to be asked until they answer is asked on."""
    return kind in STOPS and not (kind is ReminderKind.DOSE and kept.repeat_minutes)


def for_carer(slot: ReminderSlot, kept: Reminders) -> ReminderSlot | None:
    """The slot at which a carer is told that a due dose was not answered."""
    if slot.kind is not ReminderKind.DOSE or not kept.carer_minutes:
        return None
    at = slot.at + timedelta(minutes=kept.carer_minutes)
    return replace(slot, kind=ReminderKind.CARER, name=f"carer/{slot.name}", at=at, until=at + LATE, put_off=None)


def out_of_quiet_hours(kind: ReminderKind, at: datetime, kept: Reminders, zone: str) -> datetime:
    """The time, or the end of the quiet hours it falls into."""
    start, end = kept.quiet_from, kept.quiet_until
    if kind not in QUIET or start is None or end is None:
        return at
    return next_time(end, zone, at) if _is_quiet(moment(at, zone).local.time(), start, end) else at


def _is_quiet(clock: time, start: time, end: time) -> bool:
    return start <= clock < end if start <= end else clock >= start or clock < end
