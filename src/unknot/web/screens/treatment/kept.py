"""What a device keeps of treatments and habits, to record them without a network."""

from __future__ import annotations

from unknot.journal.entry import Entry, Habit, Json
from unknot.web.screens.screen import Screen
from unknot.web.screens.treatment.offered import own_tiles
from unknot.web.screens.words import capital, habit_words


def treatments_kept(opened: Screen) -> list[dict[str, Json]]:
    """The person's own buttons."""
    return [{"code": code, "words": capital(opened.voice.coded("treatment", code))} for code in own_tiles(opened)]


def habits_kept(opened: Screen) -> list[dict[str, Json]]:
    """The plans that are not over and not paused; the page asks for those of its weekday."""
    return [_kept(e, opened) for e in opened.journal.of(Habit) if not e.body.paused and not _over(e.body, opened)]


def _over(habit: Habit, opened: Screen) -> bool:
    return habit.ends is not None and habit.ends < opened.now.diary_day


def _kept(entry: Entry[Habit], opened: Screen) -> dict[str, Json]:
    habit = entry.body
    return {
        "id": str(entry.id),
        "code": habit.code,
        "words": habit_words(habit, opened.voice),
        "weekdays": list(habit.weekdays),
        "starts": habit.starts.isoformat() if habit.starts else None,
        "ends": habit.ends.isoformat() if habit.ends else None,
    }
