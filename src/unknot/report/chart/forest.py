"""The forest plot: one line for each thing, a mark for its ratio, a bar for its interval, on a log scale."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from unknot.report.chart.svg import Ink, dot, drawing, line, number, path, text, width_of
from unknot.report.profile import Interval

TICKS = (0.1, 0.25, 0.5, 1, 2, 4, 10)
FEWEST, MOST = 0.1, 10.0


def forest_plot(
    ratios: Sequence[tuple[str, Interval]], title: str, sentence: str, *, ink: Ink, name: str, width: float, size: float
) -> str:
    """The ratios from top to bottom; an interval that leaves 0.1 to 10 ends in an arrow."""
    inside = [value for _, ratio in ratios for value in (ratio.low, ratio.high)]
    low = max(FEWEST, min([0.5, *inside]))
    high = min(MOST, max([2.0, *inside]))
    left = min(0.45 * width, max(width_of(label, size) for label, _ in ratios) + size)
    row, foot = 1.9 * size, 2 * size

    def x(value: float) -> float:
        share = (log(min(max(value, low), high)) - log(low)) / (log(high) - log(low))
        return left + size / 2 + share * (width - left - 1.5 * size)

    height = len(ratios) * row + foot
    body = [line(x(t), 0, x(t), height - foot, ink("axis" if t == 1 else "grid")) for t in TICKS if low <= t <= high]
    body += [text(x(t), height - 0.5 * size, number(t), ink("label"), size) for t in TICKS if low <= t <= high]
    for n, (label, ratio) in enumerate(ratios):
        y = (n + 0.5) * row
        most = int(left / (0.56 * size))
        words = label if len(label) <= most else label[: most - 1] + "…"
        body.append(text(left - 0.5 * size, y + 0.35 * size, words, ink("label"), size, "end"))
        body.append(line(x(ratio.low), y, x(ratio.high), y, ink("line")))
        body += [_arrow(x(end), y, size, way, ink) for end, way in _beyond(ratio, low, high)]
        body.append(dot(x(ratio.value), y, 0.32 * size, ink("mark")))
    return drawing(width, height, title, sentence, body, ink, name)


def _beyond(ratio: Interval, low: float, high: float) -> list[tuple[float, int]]:
    return [
        (end, way) for end, way, past in ((ratio.low, -1, ratio.low < low), (ratio.high, 1, ratio.high > high)) if past
    ]


def _arrow(x: float, y: float, size: float, way: int, ink: Ink) -> str:
    back = x - way * 0.4 * size
    return path([(back, y - 0.3 * size), (x, y), (back, y + 0.3 * size)], ink("line"))
