"""What a journal asks to be reminded of, each at its time: the slots. Pure: journal, zone and time span in."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from unknot.journal.entry import Campaign, DiaryDay, Entry, Habit, Prescription, Stage, Treatment, Visit, Word
from unknot.journal.habits import applies
from unknot.journal.journal import Journal
from unknot.journal.plan import DueDose, due_doses
from unknot.journal.slots import WAITS, comes_back
from unknot.journal.span import DAY_TURNS_AT, Moment, Span, diary_day_span, moment
from unknot.safety.stock import RunOut, before_weekend, run_out, to_say

DAY = timedelta(days=1)
CHECKIN_WAITS, HABIT_WAITS = timedelta(hours=4), timedelta(hours=3)
JUST_BEFORE = timedelta(hours=2)
"""A habit done so long before its time was done for it."""
MORNING, EVENING = time(10), time(18)


class ReminderKind(StrEnum):
    CHECKIN = "check-in"
    DOSE = "dose"
    HABIT = "habit"
    LOW = "low"
    VISIT = "visit"
    CAMPAIGN = "campaign"
    CARER = "carer"
    STOPPED = "stopped"
    NEWS = "news"


@dataclass(frozen=True, slots=True)
class ReminderSlot:
    """One thing at one time. After `until` it is not told any more; `name` tells it from all others of the journal.

    `put_off` is when a dose comes back that was answered with "later", on Log or on a notice; it may be over.
    """

    kind: ReminderKind
    name: str
    at: datetime
    until: datetime
    answered: bool = False
    doses: tuple[DueDose, ...] = ()
    habit: Entry[Habit] | None = None
    low: tuple[Entry[Prescription], ...] = ()
    put_off: datetime | None = None


def slots(journal: Journal, zone: str, span: Span, now: datetime) -> tuple[ReminderSlot, ...]:
    """The slots of a span in order of time; whether one is answered is as known at `now`."""
    found = [
        *_checkins(journal, zone, span),
        *_doses(journal, zone, span),
        *_habits(journal, zone, span),
        *_low(journal, zone, span, now),
        *_visits(journal, zone, span),
        *_campaigns(journal, zone, span),
    ]
    return tuple(sorted((s for s in found if span.holds(s.at)), key=lambda slot: (slot.at, slot.name)))


def wanted(journal: Journal) -> bool:
    """Whether the person asked to be reminded of anything."""
    kept = journal.settings
    more = kept.reminders
    habits = any(habit.body.remind for habit in journal.of(Habit))
    return bool(kept.reminder or habits or more.doses or more.running_low or more.visits or more.campaign)


# ---------------------------------------------------------------- each kind


def _checkins(journal: Journal, zone: str, span: Span) -> Iterator[ReminderSlot]:
    at = journal.settings.reminder
    if at is None:
        return
    for day in _days(span, zone):
        due = _at(day, at, zone)
        over = diary_day_span(due.diary_day, zone).end
        answered = any(_is_said(entry, due) for entry in journal.of(DiaryDay))
        until = min(due.instant + CHECKIN_WAITS, over)
        yield ReminderSlot(ReminderKind.CHECKIN, f"check-in/{due.diary_day}", due.instant, until, answered)


def _is_said(entry: Entry[DiaryDay], due: Moment) -> bool:
    """Whether the day was closed with a word, or said to be without spasms around the time of the check-in."""
    said = entry.body
    if said.day != due.diary_day or said.word is None:
        return False
    return said.word is not Word.NONE_SO_FAR or entry.happened_at.instant > due.instant - JUST_BEFORE


def _doses(journal: Journal, zone: str, span: Span) -> Iterator[ReminderSlot]:
    """One slot for all medicines that are due at a time."""
    if not journal.settings.reminders.doses:
        return
    first, last = moment(span.start, zone).diary_day - DAY, moment(span.end, zone).diary_day + DAY
    due: dict[datetime, list[DueDose]] = defaultdict(list)
    for dose in due_doses(journal, first, last, zone, span.end + DAY):
        due[dose.due.instant].append(dose)
    times = sorted(due)
    for at, following in zip(times, [*times[1:], None], strict=True):
        doses = tuple(due[at])
        waiting = [dose for dose in doses if dose.answer is None]
        backs = [back for dose in waiting if (back := comes_back(journal, dose)) is not None]
        until = min(at + WAITS, following or at + WAITS)
        yield ReminderSlot(
            kind=ReminderKind.DOSE,
            name=f"dose/{doses[0].due.local:%Y-%m-%dT%H:%M}",
            at=at,
            until=until,
            answered=not waiting,
            doses=doses,
            put_off=max(backs) if backs and len(backs) == len(waiting) else None,
        )


def _habits(journal: Journal, zone: str, span: Span) -> Iterator[ReminderSlot]:
    for habit in journal.of(Habit):
        if not habit.body.remind:
            continue
        for day in _days(span, zone):
            for at in habit.body.at if applies(habit.body, day) else ():
                due = _at(day, at, zone)
                name = f"habit/{habit.id}/{due.local:%Y-%m-%dT%H:%M}"
                answered = any(_is_done(entry, habit, due) for entry in journal.of(Treatment))
                yield ReminderSlot(
                    ReminderKind.HABIT, name, due.instant, due.instant + HABIT_WAITS, answered, habit=habit
                )


def _is_done(entry: Entry[Treatment], habit: Entry[Habit], due: Moment) -> bool:
    ours = entry.body.habit == habit.id and entry.body.stage is Stage.DONE
    return ours and due.instant - JUST_BEFORE < entry.happened_at.instant < due.instant + HABIT_WAITS


def _low(journal: Journal, zone: str, span: Span, now: datetime) -> Iterator[ReminderSlot]:
    """What runs out within a week, told once for each count, and once more before a weekend on which it does."""
    if not journal.settings.reminders.running_low:
        return
    for day in _days(span, zone):
        out = [(plan, run_out(journal, plan, now=now, zone=zone)) for plan in _running(journal, day)]
        low = [(plan, found) for plan, found in out if found and to_say(found, day) and found.on >= day]
        if not low:
            continue
        at = _at(day, MORNING, zone).instant
        weekend = [(plan, found) for plan, found in low if before_weekend(found, day)]
        name = f"low/weekend/{day}" if weekend else f"low/{_counts(found for _, found in low)}"
        yield ReminderSlot(ReminderKind.LOW, name, at, at + DAY, low=tuple(plan for plan, _ in weekend or low))


def _running(journal: Journal, day: date) -> list[Entry[Prescription]]:
    return [
        p for p in journal.of(Prescription) if p.body.first_day <= day and (p.body.ends is None or day <= p.body.ends)
    ]


def _counts(found: Iterator[RunOut]) -> str:
    """The counts it stands on, as one short word: a new count is told anew."""
    ids = ",".join(sorted(str(one.counted.id) for one in found))
    return hashlib.sha256(ids.encode()).hexdigest()[:16]


def _visits(journal: Journal, zone: str, span: Span) -> Iterator[ReminderSlot]:
    if not journal.settings.reminders.visits:
        return
    for visit in journal.of(Visit):
        day = visit.happened_at.clock_date
        at = _at(day - DAY, EVENING, zone).instant
        yield ReminderSlot(ReminderKind.VISIT, f"visit/{visit.id}/{day}", at, _at(day, time(12), zone).instant)


def _campaigns(journal: Journal, zone: str, span: Span) -> Iterator[ReminderSlot]:
    if not journal.settings.reminders.campaign:
        return
    for campaign in journal.of(Campaign):
        at = _at(campaign.body.ends + DAY, MORNING, zone).instant
        yield ReminderSlot(ReminderKind.CAMPAIGN, f"campaign/{campaign.id}/{campaign.body.ends}", at, at + 2 * DAY)


# ---------------------------------------------------------------- days and times


def _days(span: Span, zone: str) -> Iterator[date]:
    """The diary days that a span touches."""
    first, last = moment(span.start, zone).diary_day, moment(span.end, zone).diary_day
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)


def _at(day: date, at: time, zone: str) -> Moment:
    """A wall-clock time of a diary day; one before 04:00 falls on the next date of the calendar."""
    return moment(datetime.combine(day + timedelta(days=at < DAY_TURNS_AT), at), zone)
