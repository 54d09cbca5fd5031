"""Whole sentences, from the words to the message: harmless ones stay quiet, those of danger do not."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from benchmarks.words.reading import read, tiers

HERE = Path(__file__).parent / "words"
NOW = datetime(2026, 3, 12, 22, 30)
URGENT = {"emergency", "same-day"}
LESS = {
    "lockjaw",  # asked about a wound
    "cramp in calf for 20 minutes still going",  # asked
    "belly cramps and bleeding, I am 30 weeks pregnant",  # not read: the bleeding
    "very sleepy, can hardly stay awake",  # at the next visit
    "took baclofen and codeine",  # not read: the codeine
}
"""Sentences of danger that reach less than a message of the same day."""


def sentences(name: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Each sentence of a file, what is known of the person, and their plan."""
    found, about, plan = [], [], []
    for line in (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        kind, _, rest = line.partition(" ")
        match kind:
            case "@about":
                about.append(rest)
            case "@plan":
                plan.append(rest)
            case "#" | "":
                pass
            case _:
                found.append((line, tuple(about), tuple(plan)))
    return found


def urgent(says: str, about: tuple[str, ...], plan: tuple[str, ...]) -> set[str]:
    return URGENT & set(tiers(read(says, NOW, "en"), NOW, about, plan))


@pytest.mark.parametrize(("says", "about", "plan"), sentences("harmless"))
def test_harmless_words_stay_quiet(says: str, about: tuple[str, ...], plan: tuple[str, ...]):
    assert urgent(says, about, plan) == set()


@pytest.mark.parametrize(("says", "about", "plan"), sentences("danger") + sentences("danger-on-baclofen"))
def test_words_of_danger_are_urgent(says: str, about: tuple[str, ...], plan: tuple[str, ...]):
    assert bool(urgent(says, about, plan)) == (says not in LESS)
