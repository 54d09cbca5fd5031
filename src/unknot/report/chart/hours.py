"""The chart through the day: a line for the rate in each two hours, a bar for its interval, hatching for unknown."""

from __future__ import annotations

from collections.abc import Sequence

from unknot.report.chart.scale import scale, ticks
from unknot.report.chart.svg import Ink, drawing, hatched, rect, text
from unknot.report.hours import HOURS_A_BIN, Bin


def through_day(
    bins: Sequence[Bin],
    title: str,
    sentence: str,
    *,
    labels: Sequence[str],
    ink: Ink,
    name: str,
    width: float,
    height: float,
    size: float,
) -> str:
    """Twelve bins side by side. `labels` are the words for the hours 0, 4, 8 ... 24."""
    steps = ticks(max((b.high for b in bins if b.known), default=0) or 1)
    left, right, top, bottom = 3.2 * size, 0.8 * size, 0.7 * size, 1.7 * size
    across, up = (width - left - right) / len(bins), (height - top - bottom) / steps[-1]
    floor = height - bottom
    body = scale(steps, left, width - right, floor, up, ink, size)
    for n, one in enumerate(bins):
        x, wide = left + n * across + 0.12 * across, 0.76 * across
        if not one.known:
            body.append(hatched(x, top, wide, floor - top, ink, name))
            continue
        body.append(rect(x, floor - one.high * up, wide, (one.high - one.low) * up, ink("band"), 2))
        body.append(rect(x, floor - one.rate * up - 1.3, wide, 2.6, ink("mark")))
    for n, label in enumerate(labels):
        x = left + n * across * 4 / HOURS_A_BIN
        body.append(text(x, height - 0.3 * size, label, ink("label"), size))
    return drawing(width, height, title, sentence, body, ink, name)
