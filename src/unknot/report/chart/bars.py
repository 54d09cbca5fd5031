"""Figures side by side on one scale: a line in its band, a bar from the floor, hatching where too little is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unknot.report.chart.scale import scale, ticks
from unknot.report.chart.svg import Ink, drawing, hatched, rect, text


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure: a `line` in its band from `low` to `high`, and, if there is one, a `bar` from the floor.

    `label` is drawn below unless it is empty. A line that is None is: too little known.
    """

    line: float | None
    low: float = 0.0
    high: float = 0.0
    bar: float | None = None
    label: str = ""


def bars(
    figures: Sequence[Bar],
    title: str,
    sentence: str,
    *,
    ink: Ink,
    name: str,
    width: float,
    height: float,
    size: float,
    edges: Sequence[str] = (),
) -> str:
    """The figures from left to right on a scale from zero. `edges` are words spread from the first edge to the last."""
    known = [figure for figure in figures if figure.line is not None]
    steps = ticks(max((max(figure.high, figure.bar or 0) for figure in known), default=0) or 1)
    left, right, top, bottom = 3.2 * size, 0.8 * size, 0.7 * size, 1.7 * size
    across, up = (width - left - right) / len(figures), (height - top - bottom) / steps[-1]
    floor = height - bottom
    body = scale(steps, left, width - right, floor, up, ink, size)
    for n, figure in enumerate(figures):
        x, wide = left + n * across + 0.12 * across, 0.76 * across
        if figure.label:
            body.append(text(x + wide / 2, height - 0.3 * size, figure.label, ink("label"), size))
        if figure.line is None:
            body.append(hatched(x, top, wide, floor - top, ink, name))
            continue
        if figure.high > figure.low:
            body.append(rect(x, floor - figure.high * up, wide, (figure.high - figure.low) * up, ink("band"), 2))
        if figure.bar:
            body.append(rect(x + 0.3 * wide, floor - figure.bar * up, 0.4 * wide, figure.bar * up, ink("cell-2")))
        body.append(rect(x, floor - figure.line * up - 1.3, wide, 2.6, ink("mark")))
    for n, words in enumerate(edges):
        x = left + n * (width - left - right) / (len(edges) - 1)
        body.append(text(x, height - 0.3 * size, words, ink("label"), size))
    return drawing(width, height, title, sentence, body, ink, name)
