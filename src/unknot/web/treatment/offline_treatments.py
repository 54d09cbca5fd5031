"""What a device keeps of treatments and habits, to record them without a network."""

from __future__ import annotations

from unknot.journal.entry import Entry, Habit, Json
from unknot.web.page.context import PageContext
from unknot.web.page.entry_words import capital, habit_words
from unknot.web.treatment.choices import own_tiles


def treatments_kept(ctx: PageContext) -> list[dict[str, Json]]:
    """The person's own buttons."""
    return [{"code": code, "words": capital(ctx.voice.coded("treatment", code))} for code in own_tiles(ctx)]


def habits_kept(ctx: PageContext) -> list[dict[str, Json]]:
    """The plans that are not over and not paused; the page asks for those of its weekday."""
    return [_kept(e, ctx) for e in ctx.journal.of(Habit) if not e.body.paused and not _over(e.body, ctx)]


def _over(habit: Habit, ctx: PageContext) -> bool:
    return habit.ends is not None and habit.ends < ctx.now.diary_day


def _kept(entry: Entry[Habit], ctx: PageContext) -> dict[str, Json]:
    habit = entry.body
    return {
        "id": str(entry.id),
        "code": habit.code,
        "words": habit_words(habit, ctx.voice),
        "weekdays": list(habit.weekdays),
        "starts": habit.starts.isoformat() if habit.starts else None,
        "ends": habit.ends.isoformat() if habit.ends else None,
    }
