"""A lag shape as a small curve: how much of the difference was seen in each hour after."""

from __future__ import annotations

from collections.abc import Sequence

from unknot.report.chart.svg import Ink, drawing, line, path, text


def curve(
    weights: Sequence[float], title: str, sentence: str, *, marks: Sequence[tuple[int, str]], ink: Ink, name: str,
    width: float, height: float, size: float,
) -> str:  # fmt: skip
    """`weights` from 0 to 1, one for each hour; `marks` are hours with the words below them."""
    left, right, top, bottom = size, size, 0.5 * size, 1.7 * size
    floor, up = height - bottom, height - bottom - top
    across = (width - left - right) / max(len(weights), 1)
    points = [(left + (hour + 0.5) * across, floor - weight * up) for hour, weight in enumerate(weights)]
    body = [line(left, floor, width - right, floor, ink("axis"))]
    body += [text(left + hour * across, height - 0.3 * size, words, ink("label"), size) for hour, words in marks]
    body.append(path(points, ink("line")))
    return drawing(width, height, title, sentence, body, ink, name)
