"""Habits in the check-in: what was planned for the day, asked once. Done, not this time, or left open: not known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from unknot.journal.entry import DiaryDay, Entry, Habit, Json, Precision, Treatment
from unknot.journal.habits import done, planned
from unknot.journal.span import moment
from unknot.web.page.context import PageContext
from unknot.web.page.entry_words import habit_words


def question(ctx: PageContext, day: date, begun: Entry[DiaryDay] | None) -> dict[str, object]:
    """The page: each habit of the day with what is known of it."""
    left_out = begun.body.left_out if begun else ()
    return {
        "question": _("What you planned"),
        "hint": _("Leave open what you like: then it is not known, and nothing is made of it."),
        "habits": [_asked(habit, day, ctx, habit.id in left_out) for habit in planned(ctx.journal, day)],
    }


def save_answers(
    ctx: PageContext, day: date, answers: Mapping[str, str], begun: Entry[DiaryDay] | None
) -> dict[str, Json]:
    """Keeps what was done, on that day at no known time; gives back what the answers change in the day."""
    given = {habit: answers.get(f"habit-{habit.id}", "") for habit in planned(ctx.journal, day)}
    for habit, answer in given.items():
        if answer == "done" and done(ctx.journal, habit.id, day) is None:
            _keep(ctx, habit, day)
    left_out: list[Json] = [str(habit.id) for habit, answer in given.items() if answer == "no"]
    return {"left_out": left_out} if left_out or (begun and begun.body.left_out) else {}


def _keep(ctx: PageContext, habit: Entry[Habit], day: date) -> None:
    noon = moment(datetime.combine(day, time(12)), ctx.zone)
    at = min(noon, ctx.now, key=lambda one: one.instant)
    ctx.record(Treatment(code=habit.body.code, habit=habit.id), at, precision=Precision.DAY)


def _asked(habit: Entry[Habit], day: date, ctx: PageContext, left_out: bool) -> dict[str, object]:
    did = done(ctx.journal, habit.id, day)
    at = did.happened_at.local.time() if did and did.precision is not Precision.DAY else None
    return {
        "id": habit.id,
        "words": habit_words(habit.body, ctx.voice),
        "done": did is not None,
        "at": ctx.voice.time(at) if at else "",
        "left_out": left_out,
    }
