"""The day strip: a number, a dot for none, an open edge for "at least", a dashed empty cell for no record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from unknot.journal.coverage import Day, DayState
from unknot.report.chart.svg import Ink, dot, drawing, line, path, rect, text, width_of


class Doses(StrEnum):
    """What stands before the date of a day whose planned doses were not all recorded as taken."""

    NOT_TAKEN = "not-taken"  # one or more were recorded as not taken: a dot
    NOT_KNOWN = "not-known"  # nothing is known of one or more: a ring


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed at the start of a day; `sign` is its letter in the key when there are several."""

    day: date
    words: str
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the cells of a strip lie, in user units; `size` is that of its letters. A `flat` one has low cells."""

    width: float
    per_row: int
    size: float
    changes: bool
    flat: bool = False

    @property
    def step(self) -> float:
        return self.width / self.per_row

    @property
    def cell(self) -> float:
        return self.step - min(3.0, 0.12 * self.step)

    @property
    def height(self) -> float:
        return min(1.35 * self.cell, (1.7 if self.flat else 2.6) * self.size)

    @property
    def above(self) -> float:
        return (0.3 if not self.changes else 1.2 if self.flat else 1.5) * self.size

    @property
    def row(self) -> float:
        return self.above + self.height + (1.5 if self.flat else 1.7) * self.size

    def corner(self, n: int) -> tuple[float, float]:
        """The top left of the n-th cell."""
        return (n % self.per_row) * self.step + (self.step - self.cell) / 2, n // self.per_row * self.row + self.above


def strip(
    days: Sequence[Day], changes: Sequence[Change], title: str, sentence: str, *, grid: Grid, ink: Ink, name: str,
    under: frozenset[date] = frozenset(), doses: Mapping[date, Doses] | None = None,
) -> str:  # fmt: skip
    """The days in rows, with the changes drawn in at the left edge of their day; those of `under` are underlined.

    `doses` puts a dot or a ring before the date.
    """
    at = {day.day: n for n, day in enumerate(days)}
    body = [part for n, day in enumerate(days) for part in _cell(day, n, grid, ink)]
    body += [_underline(n, grid, ink) for n, day in enumerate(days) if day.day in under]
    body += [part for change in changes if change.day in at for part in _change(change, at[change.day], grid, ink)]
    body += [_dose_mark(mark, at[day], grid, ink) for day, mark in (doses or {}).items() if day in at]
    rows = -(-len(days) // grid.per_row)
    return drawing(grid.width, rows * grid.row, title, sentence, body, ink, name)


def shade(count: int) -> str:
    """The step of the scale that a number of spasms is drawn in: 1, 2 to 3, 4 and more."""
    return "cell-1" if count == 1 else "cell-2" if count < 4 else "cell-3"


def figure(count: int) -> str:
    """A count as a cell can hold it."""
    return str(count) if count < 1000 else "1k+"


def _cell(day: Day, n: int, grid: Grid, ink: Ink) -> list[str]:
    x, y = grid.corner(n)
    middle, base = x + grid.cell / 2, y + grid.height / 2 + 0.36 * grid.size
    parts = [text(middle, y + grid.height + 1.25 * grid.size, str(day.day.day), ink("label"), grid.size)]
    match day.state:
        case DayState.NO_RECORD:
            parts.append(rect(x, y, grid.cell, grid.height, ink("cell-empty"), 3))
        case DayState.PARTLY:
            parts.append(_open_edged(x, y, grid, ink))
            if day.spasms:
                parts.append(text(middle, base, figure(day.spasms), ink("value"), grid.size))
        case DayState.VOUCHED if day.spasms == 0:
            parts.append(rect(x, y, grid.cell, grid.height, ink("cell-none"), 3))
            parts.append(dot(middle, y + grid.height / 2, 0.2 * grid.size, ink("mark")))
        case DayState.VOUCHED:
            role = shade(day.spasms)
            parts.append(rect(x, y, grid.cell, grid.height, ink(role), 3))
            words = ink("inverse" if role == "cell-3" else "value")
            parts.append(text(middle, base, figure(day.spasms), words, grid.size))
    if day.recalled:
        parts.append(path([(x + 1, y + 5.5), (x + 1, y + 1), (x + 5.5, y + 1), (x + 1, y + 5.5)], ink("recalled")))
    return parts


def _dose_mark(mark: Doses, n: int, grid: Grid, ink: Ink) -> str:
    """Left of the number of the day: filled if a dose was not taken, a ring if one is not known."""
    x, y = grid.corner(n)
    radius = 0.15 * grid.size
    middle = max(x + radius, x + grid.cell / 2 - 0.95 * grid.size)
    role = "recalled" if mark is Doses.NOT_TAKEN else "cell-none"
    return dot(middle, y + grid.height + 0.92 * grid.size, radius, ink(role))


def _underline(n: int, grid: Grid, ink: Ink) -> str:
    """A line under the number of the day."""
    x, y = grid.corner(n)
    middle, base = x + grid.cell / 2, y + grid.height + 1.42 * grid.size
    return line(middle - 0.55 * grid.size, base, middle + 0.55 * grid.size, base, ink("change"))


def _open_edged(x: float, y: float, grid: Grid, ink: Ink) -> str:
    """A cell whose right side is open: at least so many."""
    right, low = x + 0.7 * grid.cell, y + grid.height
    return path([(right, y), (x, y), (x, low), (right, low)], ink("cell-partly"))


def _change(change: Change, n: int, grid: Grid, ink: Ink) -> list[str]:
    x, y = grid.corner(n)
    x -= (grid.step - grid.cell) / 2
    words = change.sign or change.words
    fits = x + 4 + width_of(words, grid.size) < grid.width
    where, anchor = (x + 4, "start") if fits else (x - 4, "end")
    top = y - grid.above + 0.2 * grid.size
    return [
        line(x, top, x, y + grid.height + 2, ink("change")),
        text(where, top + 0.9 * grid.size, words, ink("label"), grid.size, anchor),
    ]
