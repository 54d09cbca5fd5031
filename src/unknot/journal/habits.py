"""Habit plans: which apply on a diary day, and whether one was done on it. Nothing is counted in a row."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from unknot.journal.entry import Entry, Habit, Stage, Treatment
from unknot.journal.journal import Journal


def applies(habit: Habit, day: date) -> bool:
    """Whether the plan is for this diary day: begun, not over, not paused, and on this weekday."""
    begun = habit.starts is None or habit.starts <= day
    over = habit.ends is not None and habit.ends < day
    return begun and not over and not habit.paused and day.weekday() in habit.weekdays


def planned(journal: Journal, day: date) -> tuple[Entry[Habit], ...]:
    """The habits planned for a diary day, by their first time of day; those without a time come last."""
    found = [entry for entry in journal.of(Habit) if applies(entry.body, day)]
    return tuple(sorted(found, key=lambda e: (min(e.body.at, default=time.max), e.id)))


def done(journal: Journal, habit: UUID, day: date) -> Entry[Treatment] | None:
    """The latest treatment of a diary day that was done for this habit, if there is one."""
    found = [
        entry
        for entry in journal.of(Treatment)
        if entry.body.habit == habit and entry.body.stage is Stage.DONE and entry.diary_day == day
    ]
    return found[-1] if found else None
