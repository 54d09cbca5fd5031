"""Two things on one axis of days: bars for spasms above, a row of dots for each side effect below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import IntEnum

from unknot.journal.coverage import Day, DayState
from unknot.report.chart.scale import ticks
from unknot.report.chart.strip import Change
from unknot.report.chart.svg import Ink, dot, drawing, hatched, line, number, rect, text


class Mark(IntEnum):
    """How much a side effect bothered on a day; a larger one is drawn larger."""

    NOT_SAID = 0
    SMALL = 1
    MIDDLE = 2
    LARGE = 3


SIZES = {Mark.NOT_SAID: 0.16, Mark.SMALL: 0.16, Mark.MIDDLE: 0.23, Mark.LARGE: 0.31}
"""Radius of a dot, in letter sizes."""


def beside(
    days: Sequence[Day],
    rows: Mapping[str, Mapping[date, Mark]],
    changes: Sequence[Change],
    title: str,
    sentence: str,
    *,
    labels: Sequence[tuple[date, str]],
    ink: Ink,
    name: str,
    width: float,
    size: float,
) -> str:
    """The days from left to right. `rows` are what was felt, by name; `changes` are lines through all of it."""
    steps = ticks(max((day.spasms for day in days), default=0) or 1)
    left, right, top, tall = 2.4 * size, 0.6 * size, 1.6 * size, 6.5 * size
    across, up, floor = (width - left - right) / len(days), tall / steps[-1], top + tall
    row, foot = 2.5 * size, 1.8 * size
    height = floor + 0.4 * size + len(rows) * row + foot
    body = []
    for step in steps:
        y = floor - step * up
        body.append(line(left, y, width - right, y, ink("axis" if step == 0 else "grid")))
        body.append(text(left - 0.4 * size, y + 0.35 * size, number(step), ink("label"), size, "end"))
    for n, day in enumerate(days):
        body += _bar(day, left + n * across, across, floor, tall, up, ink, name)
    at = {day.day: n for n, day in enumerate(days)}
    for change in changes:
        if change.day in at:
            x = left + at[change.day] * across
            body.append(line(x, top - 0.2 * size, x, height - foot, ink("change")))
            body.append(text(x + 0.2 * size, top - 0.5 * size, change.sign, ink("value"), size, "start"))
    for n, (words, marks) in enumerate(rows.items()):
        base = floor + 0.4 * size + (n + 1) * row
        body.append(text(left, base - 1.25 * size, words, ink("label"), size, "start"))
        body.append(line(left, base - 0.4 * size, width - right, base - 0.4 * size, ink("grid")))
        for on, mark in marks.items():
            if on in at:
                x = left + (at[on] + 0.5) * across
                body.append(dot(x, base - 0.4 * size, SIZES[mark] * size, ink("mark")))
    for on, words in labels:
        body.append(text(left + at[on] * across, height - 0.4 * size, words, ink("label"), size, "start"))
    return drawing(width, height, title, sentence, body, ink, name)


def _bar(day: Day, x: float, across: float, floor: float, tall: float, up: float, ink: Ink, name: str) -> list[str]:
    """A recorded day is a bar (a dot on the axis for none); the others are hatched, with at least what was logged."""
    wide = 0.76 * across
    if day.state is not DayState.VOUCHED:
        drawn = [hatched(x + 0.12 * across, floor - tall, wide, tall, ink, name)]
    elif day.spasms == 0:
        return [dot(x + across / 2, floor, min(0.3 * across, 2), ink("mark"))]
    else:
        drawn = []
    high = day.spasms * up
    return [*drawn, *([rect(x + 0.12 * across, floor - high, wide, high, ink("mark"), 1)] if day.spasms else [])]
