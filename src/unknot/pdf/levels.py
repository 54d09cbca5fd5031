"""What page 1 gives up when space is short, step by step: white space first, then lines; the rest is on page 2."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unknot.report.profile import Section

GAPS = (12, 11, 10, 9, 8, 8, 8, 7, 7, 7, 7, 7, 6, 6, 6, 6, 5, 5, 5, 5, 4, 3, 2)
INSETS = (3.5, 3.5, 3, 3, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1.5, 1, 1)
LETTERS = (260,) * 8 + (240, 220, 200, 200, 180, 160, 140, 120, 100, 80, 60, 50, 40, 30, 24)
LINES = (0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 7, 8, 9, 10, 11, 11, 12, 12)
"""Which of a section's numbers of lines holds at each step."""
SENTENCES_UNTIL, TABLE_UNTIL = 6, 15
"""The first steps without the sentences below the charts, and without the table of the comparison."""


@dataclass(frozen=True, slots=True)
class Level:
    """One step: the space between sections and between lines (points), letters a line, whether charts say their
    sentence and the comparison shows its table, and how many `lines` each section has on page 1."""

    gap: float
    inset: float
    letters: int
    sentences: bool
    table: bool
    lines: dict[str, int]


def levels(sections: Sequence[Section]) -> tuple[Level, ...]:
    """The steps for these sections, the most generous first: each only ever takes away."""
    return tuple(
        Level(
            gap=GAPS[n],
            inset=INSETS[n],
            letters=LETTERS[n],
            sentences=n < SENTENCES_UNTIL,
            table=n < TABLE_UNTIL,
            lines={section.key: section.lines[min(LINES[n], len(section.lines) - 1)] for section in sections},
        )
        for n in range(len(GAPS))
    )
