"""Habit plans: the days they are for, pausing, and what was done on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from tests.days import entries
from unknot.journal.entry import Body, Entry, Habit, Stage, Treatment
from unknot.journal.habits import applies, done, planned
from unknot.journal.journal import settle
from unknot.journal.span import moment

ZONE = "Europe/Dublin"
MONDAY = date(2026, 3, 2)
EVERY_DAY = Habit(code="stretching", words="stretch calves before bed", at=(time(22),))
(TEMPLATE,) = entries('2026-03-01 09:00 note "plan"')


def entry(n: int, body: Body, at: str = "2026-03-01T09:00") -> Entry[Body]:
    return replace(TEMPLATE, id=UUID(int=n), happened_at=moment(datetime.fromisoformat(at), ZONE), body=body)


def test_a_habit_is_for_its_weekdays_between_its_first_and_last_day():
    plan = replace(EVERY_DAY, weekdays=(0, 2), starts=MONDAY, ends=MONDAY + timedelta(days=7))
    days = [day for n in range(-7, 21) if applies(plan, day := MONDAY + timedelta(days=n))]
    assert days == [MONDAY, MONDAY + timedelta(days=2), MONDAY + timedelta(days=7)]


def test_a_paused_habit_is_planned_on_no_day():
    week = [MONDAY + timedelta(days=n) for n in range(7)]
    assert all(applies(EVERY_DAY, day) for day in week)
    assert not any(applies(replace(EVERY_DAY, paused=True), day) for day in week)


def test_the_planned_come_by_their_time_and_those_without_one_last():
    journal = settle(
        [entry(1, Habit(code="drinking")), entry(2, EVERY_DAY), entry(3, Habit(code="yoga", at=(time(7),)))]
    )
    assert [e.body.code for e in planned(journal, MONDAY)] == ["yoga", "stretching", "drinking"]


def test_done_is_a_treatment_that_names_the_habit_on_that_diary_day():
    habit = UUID(int=1)
    after_midnight = entry(2, Treatment(code="stretching", habit=habit), "2026-03-03T00:30")
    journal = settle([entry(1, EVERY_DAY), after_midnight, entry(3, Treatment(code="stretching"), "2026-03-03T09:00")])
    assert done(journal, habit, MONDAY) == after_midnight
    assert done(journal, habit, MONDAY + timedelta(days=1)) is None
    started = replace(after_midnight, body=Treatment(code="stretching", habit=habit, stage=Stage.STARTED))
    assert done(settle([entry(1, EVERY_DAY), started]), habit, MONDAY) is None
