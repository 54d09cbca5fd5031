"""The few SVG shapes our charts are made of, and the two inks they are drawn with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

Medium = Literal["screen", "paper"]

PAPER: dict[str, str] = {
    "axis": 'stroke="#8a8578" stroke-width="0.5" fill="none"',
    "grid": 'stroke="#ded8cc" stroke-width="0.5" fill="none"',
    "label": 'fill="#3d3730"',
    "value": 'fill="#1e1a15" font-weight="700"',
    "inverse": 'fill="#ffffff" font-weight="700"',
    "mark": 'fill="#0b5a5c"',
    "line": 'stroke="#0b5a5c" stroke-width="1.6" fill="none"',
    "band": 'fill="#cfe0de"',
    "unknown": 'stroke="#8a8578" stroke-width="0.5"',
    "change": 'stroke="#1e1a15" stroke-width="1.4" fill="none"',
    "cell-empty": 'fill="#ffffff" stroke="#8a8578" stroke-width="0.7" stroke-dasharray="2 2"',
    "cell-partly": 'fill="none" stroke="#0b5a5c" stroke-width="1.1"',
    "cell-none": 'fill="#ffffff" stroke="#0b5a5c" stroke-width="0.9"',
    "cell-1": 'fill="#dbe9e7" stroke="#0b5a5c" stroke-width="0.9"',
    "cell-2": 'fill="#8fb9b6" stroke="#0b5a5c" stroke-width="0.9"',
    "cell-3": 'fill="#0f6063" stroke="#0b5a5c" stroke-width="0.9"',
    "hatch": 'stroke="#8a8578" stroke-width="0.8"',
    "recalled": 'fill="#1e1a15"',
}
"""What each role looks like in print: every step differs in lightness, hatching or shape, never in hue alone."""


@dataclass(frozen=True, slots=True)
class Ink:
    """How a role is drawn: a class for the screen's style sheet, or attributes for paper."""

    medium: Medium

    def __call__(self, role: str) -> str:
        return f'class="{role}"' if self.medium == "screen" else PAPER[role]


SCREEN_INK, PAPER_INK = Ink("screen"), Ink("paper")


def number(value: float) -> str:
    """A coordinate: two decimals are finer than any printer."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def rect(x: float, y: float, width: float, height: float, ink: str, radius: float = 0) -> str:
    corner = f' rx="{number(radius)}"' if radius else ""
    at = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(max(height, 0))}"'
    return f"<rect {at}{corner} {ink}/>"


def line(x1: float, y1: float, x2: float, y2: float, ink: str) -> str:
    return f'<line x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}" {ink}/>'


def path(points: list[tuple[float, float]], ink: str) -> str:
    steps = " L".join(f"{number(x)} {number(y)}" for x, y in points)
    return f'<path d="M{steps}" {ink}/>'


def dot(x: float, y: float, radius: float, ink: str) -> str:
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" {ink}/>'


def text(x: float, y: float, words: str, ink: str, size: float, anchor: str = "middle") -> str:
    """Words with their baseline at y; escaped here and nowhere else."""
    at = f'x="{number(x)}" y="{number(y)}" font-size="{number(size)}" text-anchor="{anchor}"'
    return f"<text {at} {ink}>{escape(words)}</text>"


def drawing(width: float, height: float, title: str, description: str, body: list[str], ink: Ink, name: str) -> str:
    """The whole picture, with its name and description for who cannot see it. `name` makes its ids its own."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(width)} {number(height)}" role="img" '
        f'class="chart" aria-labelledby="{name}-title {name}-desc"'
    )
    hatch = (
        f'<defs><pattern id="{name}-hatch" width="4" height="4" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="4" {ink("hatch")}/></pattern></defs>'
    )
    return (
        f'{head}><title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(description)}</desc>{hatch}{"".join(body)}</svg>'
    )


def hatched(x: float, y: float, width: float, height: float, ink: Ink, name: str) -> str:
    """Hours or days that are not known: hatched on screen and on paper."""
    return rect(x, y, width, height, f'fill="url(#{name}-hatch)" {ink("unknown")}')


def width_of(words: str, size: float) -> float:
    """About how wide words will be: enough to keep labels apart, never to cut them."""
    return 0.56 * size * len(words)
