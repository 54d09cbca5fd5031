"""What goes on page 1 when space is short: budgets for each block, cut in a fixed order; the rest is on page 2."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Level:
    """Lines that each block may have on page 1, letters a line, the space between (in points); whether
    charts say their sentence, and the comparison shows its table."""

    questions: int = 6
    medicines: int = 10
    messages: int = 10
    places: int = 6
    findings: int = 8
    key: int = 8
    letters: int = 240
    sentences: bool = True
    table: bool = True
    gap: float = 13
    inset: float = 3.5


CUTS: tuple[dict[str, float], ...] = (
    {"gap": 10},
    {"findings": 6, "places": 4},
    {"gap": 9, "inset": 3},
    {"key": 5},
    {"messages": 7},
    {"medicines": 7},
    {"findings": 4},
    {"messages": 5},
    {"medicines": 5},
    {"letters": 180},
    {"places": 3},
    {"findings": 3},
    {"questions": 4},
    {"key": 3},
    {"messages": 4},
    {"medicines": 4},
    {"inset": 2.5},
    {"sentences": False},
    {"findings": 2},
    {"letters": 140},
    {"places": 2, "messages": 3},
    {"questions": 3, "medicines": 3},
    {"key": 2},
    {"table": False},
    {"letters": 100},
    {"findings": 1, "places": 1},
    {"messages": 2, "medicines": 2, "questions": 2},
    {"letters": 70, "key": 1},
    {"messages": 1, "medicines": 1, "questions": 1, "letters": 50},
    {"gap": 5, "inset": 2},
)
"""From generous to bare. White space goes first, then what the log shows and places, then what was felt and taken."""


GIVE_BACK = ("questions", "medicines", "messages", "places", "findings", "places", "findings", "messages", "medicines")
"""Blocks that get a line back, in turn, if the level that fits leaves space."""


def levels() -> tuple[Level, ...]:
    """The budgets after each cut, the most generous first."""
    made = [Level()]
    for cut in CUTS:
        made.append(replace(made[-1], **cut))  # type: ignore[arg-type]
    return tuple(made)
