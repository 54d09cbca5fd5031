"""Habits in the check-in: what was planned for the day, asked once. Done, not this time, or left open: not known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from unknot.journal.entry import DiaryDay, Entry, Habit, Json, Precision, Treatment
from unknot.journal.habits import done, planned
from unknot.journal.span import moment
from unknot.web.screens.screen import Screen
from unknot.web.screens.words import habit_words


def question(opened: Screen, day: date, begun: Entry[DiaryDay] | None) -> dict[str, object]:
    """The page: each habit of the day with what is known of it."""
    left_out = begun.body.left_out if begun else ()
    return {
        "question": _("What you planned"),
        "hint": _("Leave open what you like: then it is not known, and nothing is made of it."),
        "habits": [_asked(habit, day, opened, habit.id in left_out) for habit in planned(opened.journal, day)],
    }


def said(opened: Screen, day: date, answers: Mapping[str, str], begun: Entry[DiaryDay] | None) -> dict[str, Json]:
    """Keeps what was done, on that day at no known time; gives back what the answers change in the day."""
    given = {habit: answers.get(f"habit-{habit.id}", "") for habit in planned(opened.journal, day)}
    for habit, answer in given.items():
        if answer == "done" and done(opened.journal, habit.id, day) is None:
            _keep(opened, habit, day)
    left_out: list[Json] = [str(habit.id) for habit, answer in given.items() if answer == "no"]
    return {"left_out": left_out} if left_out or (begun and begun.body.left_out) else {}


def _keep(opened: Screen, habit: Entry[Habit], day: date) -> None:
    noon = moment(datetime.combine(day, time(12)), opened.zone)
    at = min(noon, opened.now, key=lambda one: one.instant)
    opened.record(Treatment(code=habit.body.code, habit=habit.id), at, precision=Precision.DAY)


def _asked(habit: Entry[Habit], day: date, opened: Screen, left_out: bool) -> dict[str, object]:
    did = done(opened.journal, habit.id, day)
    at = did.happened_at.local.time() if did and did.precision is not Precision.DAY else None
    return {
        "id": habit.id,
        "words": habit_words(habit.body, opened.voice),
        "done": did is not None,
        "at": opened.voice.time(at) if at else "",
        "left_out": left_out,
    }
