"""The day strip: a number, a dot for none, an open edge for "at least", a dashed empty cell for no record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never

from unknot.journal.coverage import Day, DayState
from unknot.report.chart.svg import Ink, dot, drawing, line, path, rect, text, width_of
from unknot.report.dose_lines import DoseLine

PLAN_ROW = 1.75
"""The height of one medicine's line below the days, in letter sizes."""


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
    """Where the cells of a strip lie, in user units; `size` is that of its letters. A `flat` one has low cells.

    `plans` is how many medicines have a line below each row.
    """

    width: float
    per_row: int
    size: float
    changes: bool
    flat: bool = False
    plans: int = 0

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
        return self.above + self.height + (1.5 if self.flat else 1.7) * self.size + self.plans_height

    @property
    def plans_height(self) -> float:
        """The height of the lines of the medicines below a row."""
        return (self.plans * PLAN_ROW + 0.3) * self.size if self.plans else 0.0

    def corner(self, n: int) -> tuple[float, float]:
        """The top left of the n-th cell."""
        return (n % self.per_row) * self.step + (self.step - self.cell) / 2, n // self.per_row * self.row + self.above


class Sign(StrEnum):
    """What a strip shows, for its legend."""

    COUNT = "count"
    NONE = "none"
    PARTLY = "partly"
    NO_RECORD = "no-record"
    RECALLED = "recalled"
    FELT = "felt"
    NOT_TAKEN = "not-taken"
    NOT_KNOWN = "not-known"


def strip(
    days: Sequence[Day], changes: Sequence[Change], title: str, sentence: str, *, grid: Grid, ink: Ink, name: str,
    under: frozenset[date] = frozenset(), doses: Mapping[date, Doses] | None = None,
    plans: Sequence[DoseLine] = (), legend: Sequence[tuple[Sign, str]] = (),
) -> str:  # fmt: skip
    """The days in rows, with the changes drawn in at the left edge of their day; those of `under` are underlined.

    `doses` puts a dot or a ring before the date; `plans` are lines below each row; `legend` says what is what.
    """
    at = {day.day: n for n, day in enumerate(days)}
    body = [part for n, day in enumerate(days) for part in _cell(day, n, grid, ink)]
    body += [_underline(n, grid, ink) for n, day in enumerate(days) if day.day in under]
    body += [part for change in changes if change.day in at for part in _change(change, at[change.day], grid, ink)]
    body += [_dose_mark(mark, at[day], grid, ink) for day, mark in (doses or {}).items() if day in at]
    rows = -(-len(days) // grid.per_row)
    for row in range(rows):
        shown = days[row * grid.per_row : (row + 1) * grid.per_row]
        body += [part for k, plan in enumerate(plans) for part in _plan_line(plan, k, row, shown, grid, ink)]
    drawn, height = _legend(legend, rows * grid.row, grid, ink)
    return drawing(grid.width, height, title, sentence, body + drawn, ink, name)


def _plan_line(plan: DoseLine, k: int, row: int, days: Sequence[Day], grid: Grid, ink: Ink) -> list[str]:
    """A medicine below one row of days: its line, a step at each change, and the dose where there is room for words."""
    parts: list[str] = []
    top = row * grid.row + grid.row - grid.plans_height + k * PLAN_ROW * grid.size
    y = top + (PLAN_ROW - 0.35) * grid.size
    first_day, named = days[0].day, False
    for stretch in plan.stretches:
        start, end = max(stretch.first, first_day), min(stretch.last, days[-1].day)
        if start > end:
            continue
        x1, x2 = (start - first_day).days * grid.step, ((end - first_day).days + 1) * grid.step
        steps = stretch.began and start == stretch.first
        parts.append(line(x1 + 1, y, x2 - 1, y, ink("line")))
        if steps:
            parts.append(line(x1, top + 0.2 * grid.size, x1, y + 2.5, ink("change")))
        full = f"{plan.name} {stretch.words}"
        room = grid.width - x1 if end == days[-1].day and x2 >= grid.width - 1 else x2 - x1
        words = next(
            (w for w in ((full,) if not named else (stretch.words, full)) if width_of(w, grid.size) < room), ""
        )
        if words:
            parts.append(text(x1 + 4, y - 0.35 * grid.size, words, ink("label"), grid.size, "start"))
            named = True
        elif steps and width_of(full, grid.size) < x1:
            parts.append(text(x1 - 4, y - 0.35 * grid.size, full, ink("label"), grid.size, "end"))
    return parts


def _legend(signs: Sequence[tuple[Sign, str]], top: float, grid: Grid, ink: Ink) -> tuple[list[str], float]:
    """A sample of each sign with its word, in as many rows as they need; with the height of the whole drawing."""
    if not signs:
        return [], top
    size, parts = grid.size, []
    x, y = 0.0, top + 0.5 * size
    for sign, words in signs:
        wide = 1.9 * size + 0.53 * size * len(words) + 0.9 * size
        if x > 0 and x + wide > grid.width:
            x, y = 0.0, y + 1.7 * size
        parts += _sample(sign, x, y, size, ink)
        parts.append(text(x + 1.9 * size, y + 1.05 * size, words, ink("label"), size, "start"))
        x += wide
    return parts, y + 1.7 * size


def _sample(sign: Sign, x: float, y: float, size: float, ink: Ink) -> list[str]:
    """A small sign as it stands in the strip."""
    wide = 1.35 * size
    middle, centre = x + wide / 2, y + wide / 2
    match sign:
        case Sign.COUNT:
            words = text(middle, centre + 0.36 * size, "2", ink("value"), size)
            return [rect(x, y, wide, wide, ink("cell-1"), 2), words]
        case Sign.NONE:
            return [rect(x, y, wide, wide, ink("cell-none"), 2), dot(middle, centre, 0.2 * size, ink("mark"))]
        case Sign.PARTLY:
            right = x + 0.7 * wide
            edge = path([(right, y), (x, y), (x, y + wide), (right, y + wide)], ink("cell-partly"))
            return [edge, text(middle, centre + 0.36 * size, "2", ink("value"), size)]
        case Sign.NO_RECORD:
            return [rect(x, y, wide, wide, ink("cell-empty"), 2)]
        case Sign.RECALLED:
            corner = path([(x + 1, y + 5.5), (x + 1, y + 1), (x + 5.5, y + 1), (x + 1, y + 5.5)], ink("recalled"))
            return [rect(x, y, wide, wide, ink("cell-1"), 2), corner]
        case Sign.FELT:
            words = text(middle, centre + 0.3 * size, "9", ink("label"), size)
            return [words, line(x + 0.2 * size, y + wide, x + wide - 0.2 * size, y + wide, ink("change"))]
        case Sign.NOT_TAKEN:
            return [dot(middle, centre, 0.17 * size, ink("recalled"))]
        case Sign.NOT_KNOWN:
            return [dot(middle, centre, 0.17 * size, ink("cell-none"))]
        case _ as never:
            assert_never(never)


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
