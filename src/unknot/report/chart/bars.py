"""Rates side by side: a line for the rate, a bar for its interval, hatching where too little is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unknot.report.chart.scale import scale, ticks
from unknot.report.chart.svg import Ink, drawing, hatched, rect, text


@dataclass(frozen=True, slots=True)
class Bar:
    """One rate with its interval; `label` is drawn below unless it is empty. None is: too little known."""

    label: str
    rate: float | None
    low: float
    high: float


def bars(
    rates: Sequence[Bar], title: str, sentence: str, *, ink: Ink, name: str, width: float, height: float, size: float
) -> str:
    """The bars from left to right on a scale from zero."""
    steps = ticks(max((bar.high for bar in rates if bar.rate is not None), default=0) or 1)
    left, right, top, bottom = 3.2 * size, 0.8 * size, 0.7 * size, 1.7 * size
    across, up = (width - left - right) / len(rates), (height - top - bottom) / steps[-1]
    floor = height - bottom
    body = scale(steps, left, width - right, floor, up, ink, size)
    for n, bar in enumerate(rates):
        x, wide = left + n * across + 0.12 * across, 0.76 * across
        if bar.label:
            body.append(text(x + wide / 2, height - 0.3 * size, bar.label, ink("label"), size))
        if bar.rate is None:
            body.append(hatched(x, top, wide, floor - top, ink, name))
            continue
        body.append(rect(x, floor - bar.high * up, wide, (bar.high - bar.low) * up, ink("band"), 2))
        body.append(rect(x, floor - bar.rate * up - 1.3, wide, 2.6, ink("mark")))
    return drawing(width, height, title, sentence, body, ink, name)
