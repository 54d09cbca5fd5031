"""The plots of a cohort: a line for each pooled ratio with its two intervals, and how much people logged."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from unknot.cohort.pooling import Pooled
from unknot.report.chart.scale import scale, ticks
from unknot.report.chart.svg import Ink, dot, drawing, line, number, rect, text, width_of

TICKS = (0.1, 0.2, 0.5, 1, 2, 5, 10)
FEWEST, MOST = 0.1, 10.0
NARROWEST = (0.5, 2.0)
STACKED = 500
"""The width below which names stand over their lines."""


def pooled_plot(
    rows: Sequence[tuple[str, Pooled]], title: str, sentence: str, *, ink: Ink, name: str, width: float, size: float
) -> str:
    """A dot for the mean ratio, a bar for its interval, a band behind it for where a further person is expected."""
    low = max(FEWEST, min([NARROWEST[0], *(exp(found.predicted_low) for _, found in rows)]))
    high = min(MOST, max([NARROWEST[1], *(exp(found.predicted_high) for _, found in rows)]))
    above = width < STACKED  # each name stands over its line, as there is no room beside it
    left = size if above else min(0.42 * width, max(width_of(label, size) for label, _ in rows) + size)
    row, foot = (3.2 if above else 2) * size, 2 * size
    height = len(rows) * row + foot

    def x(log_ratio: float) -> float:
        share = (min(max(log_ratio, log(low)), log(high)) - log(low)) / (log(high) - log(low))
        return left + size / 2 + share * (width - left - 1.5 * size)

    shown = [tick for tick in TICKS if low <= tick <= high]
    body = [line(x(log(t)), 0, x(log(t)), height - foot, ink("axis" if t == 1 else "grid")) for t in shown]
    body += [text(x(log(t)), height - 0.5 * size, number(t), ink("label"), size) for t in shown]
    for n, (label, found) in enumerate(rows):
        y = (n + (0.7 if above else 0.5)) * row
        most = int((width if above else left) / (0.56 * size))
        words = label if len(label) <= most else label[: most - 1] + "…"
        at_x, at_y, anchor = (0.0, y - 0.9 * size, "start") if above else (left - 0.5 * size, y + 0.35 * size, "end")
        first, last = x(found.predicted_low), x(found.predicted_high)
        body += [
            text(at_x, at_y, words, ink("label"), size, anchor),
            rect(first, y - 0.5 * size, max(last - first, 1), size, ink("band"), 3),
            line(x(found.low), y, x(found.high), y, ink("line")),
            dot(x(found.mean), y, 0.32 * size, ink("mark")),
        ]
    return drawing(width, height, title, sentence, body, ink, name)


def coverage_plot(
    people: Sequence[int], title: str, sentence: str, *, ink: Ink, name: str, width: float, size: float
) -> str:
    """How many people vouched for each tenth of their time."""
    steps = ticks(max(people, default=0) or 1)
    height = 13 * size
    left, right, top, bottom = 3.6 * size, 1.8 * size, 0.7 * size, 2 * size
    across, up = (width - left - right) / max(len(people), 1), (height - top - bottom) / steps[-1]
    floor = height - bottom
    body = scale(steps, left, width - right, floor, up, ink, size)
    for n, count in enumerate(people):
        body.append(rect(left + (n + 0.1) * across, floor - count * up, 0.8 * across, count * up, ink("mark"), 2))
    for n in range(0, len(people) + 1, 2):
        share = f"{round(100 * n / max(len(people), 1))} %"
        body.append(text(left + n * across, height - 0.5 * size, share, ink("label"), size))
    return drawing(width, height, title, sentence, body, ink, name)
