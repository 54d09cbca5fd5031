"""The scale of an upright chart: round steps from zero, a line and a number for each."""

from __future__ import annotations

from collections.abc import Sequence

from unknot.report.chart.svg import Ink, line, number, text


def ticks(top: float) -> list[float]:
    """Round steps from 0 up to at least `top`, three to five of them."""
    step = 0.01
    while True:
        for times in (1, 2.5, 5):
            if 4 * step * times >= top:
                return [round(step * times * n, 4) for n in range(int(-(-top // (step * times))) + 1)]
        step *= 10


def scale(
    steps: Sequence[float], left: float, right: float, floor: float, up: float, ink: Ink, size: float
) -> list[str]:
    """The lines from `left` to `right`, one unit `up` of the floor for each 1, with their numbers to the left."""
    drawn = []
    for step in steps:
        y = floor - step * up
        drawn.append(line(left, y, right, y, ink("axis" if step == 0 else "grid")))
        drawn.append(text(left - 0.5 * size, y + 0.35 * size, number(step), ink("label"), size, "end"))
    return drawn
