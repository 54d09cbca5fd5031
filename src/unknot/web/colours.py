"""The colours of every theme, in one table: `static/tokens.css` is written from it, and tests measure it.

Run `python -m unknot.web.colours` to write the style sheet again.
"""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

STYLE_SHEET = Path(__file__).parent / "static" / "tokens.css"

NAMES = MappingProxyType(
    {
        "paper": "the ground",
        "card": "what can be pressed",
        "ink": "text",
        "quiet": "the second voice",
        "line": "rules, which carry no meaning of their own",
        "edge": "borders of controls",
        "accent": "the one colour: links, marks, saved",
        "on-accent": "text on the accent",
        "soft": "the ground of what was saved",
        "tone-1": "the lightest filled day on the strip",
        "tone-2": "a middle day on the strip",
        "mark": "danger: borders and shapes",
        "danger": "danger: words",
    }
)

THEMES = MappingProxyType(
    {
        "day": {
            "paper": "#FBF8F2",
            "card": "#FFFFFF",
            "ink": "#1E1A15",
            "quiet": "#4F473D",
            "line": "#D8D0C2",
            "edge": "#7F7566",
            "accent": "#0A5457",
            "on-accent": "#FFFFFF",
            "soft": "#E3EFED",
            "tone-1": "#CBE0DD",
            "tone-2": "#9CC4C0",
            "mark": "#B4541A",
            "danger": "#833608",
        },
        "dark": {
            "paper": "#0E1214",
            "card": "#161C1F",
            "ink": "#E4EBEE",
            "quiet": "#AEBABF",
            "line": "#2B353A",
            "edge": "#71828A",
            "accent": "#86D3D0",
            "on-accent": "#0E1214",
            "soft": "#122C2C",
            "tone-1": "#1B4040",
            "tone-2": "#245352",
            "mark": "#E8803F",
            "danger": "#FFB489",
        },
        "night": {
            "paper": "#0C0A08",
            "card": "#171310",
            "ink": "#F4C38C",
            "quiet": "#D0A373",
            "line": "#3A2F25",
            "edge": "#8A6A47",
            "accent": "#F4C38C",
            "on-accent": "#0C0A08",
            "soft": "#211911",
            "tone-1": "#35271A",
            "tone-2": "#463421",
            "mark": "#FF9D5C",
            "danger": "#FF9D5C",
        },
    }
)

# Forced colours: the person's own palette, named by the system.
SYSTEM = MappingProxyType(
    {
        "paper": "Canvas",
        "card": "Canvas",
        "ink": "CanvasText",
        "quiet": "CanvasText",
        "line": "CanvasText",
        "edge": "ButtonBorder",
        "accent": "LinkText",
        "on-accent": "Canvas",
        "soft": "Canvas",
        "tone-1": "Canvas",
        "tone-2": "Canvas",
        "mark": "CanvasText",
        "danger": "CanvasText",
    }
)

_GROUNDS = ("paper", "card", "soft")

TEXT_ON_GROUND = (
    *((text, ground) for text in ("ink", "quiet", "accent", "danger") for ground in _GROUNDS),
    ("on-accent", "accent"),
    ("ink", "tone-1"),
    ("ink", "tone-2"),
)
"""Every pair in which words are set: at least 7:1."""

SHAPE_ON_GROUND = tuple((shape, ground) for shape in ("edge", "accent", "mark") for ground in _GROUNDS)
"""Borders, focus rings and marks of charts: at least 3:1."""


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB`, as WCAG 2.2 defines it."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _block(selector: str, tokens: dict[str, str], scheme: str, indent: str = "") -> str:
    lines = [f"{indent}  color-scheme: {scheme};"] + [f"{indent}  --{name}: {tokens[name]};" for name in NAMES]
    return "\n".join([f"{indent}{selector} {{", *lines, f"{indent}}}"])


def style_sheet() -> str:
    """The themes as CSS custom properties; `data-theme` on the root chooses, `auto` follows the system.

    On paper it is day, whatever was chosen: a printer leaves the dark ground out and would keep the light letters.
    """
    dark_system = _block(':root[data-theme="auto"]', THEMES["dark"], "dark", "  ")
    paper = _block(":root[data-theme]", THEMES["day"] | {"paper": "#FFFFFF"}, "light", "  ")
    forced = _block(":root[data-theme]", dict(SYSTEM), "light dark", "  ")
    parts = [
        "/* Written by unknot.web.colours; change the table there. */",
        _block(":root", THEMES["day"], "light"),
        f"@media (prefers-color-scheme: dark) {{\n{dark_system}\n}}",
        _block(':root[data-theme="dark"]', THEMES["dark"], "dark"),
        _block(':root[data-theme="night"]', THEMES["night"], "dark"),
        f"@media print {{\n{paper}\n}}",
        f"@media (forced-colors: active) {{\n{forced}\n}}",
    ]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    STYLE_SHEET.write_text(style_sheet(), encoding="utf-8")
