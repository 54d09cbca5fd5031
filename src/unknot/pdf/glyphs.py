"""Text that the shipped typefaces can draw: what they lack becomes [?] before the page is set."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources
from pathlib import Path
from xml.sax.saxutils import unescape

from fontTools.ttLib import TTFont

MISSING = "[?]"
LONGEST_WORD = 18
BREAK = "\u200b"
"""A place where a long word may be broken; it draws nothing."""

_LABEL = re.compile(r"<text [^>]*>(?P<words>[^<]*)</text>")
_INVISIBLE = frozenset("\n\t\u200b")
_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")


def folder() -> Path:
    """Where the typefaces are."""
    return Path(str(resources.files("unknot.pdf") / "fonts"))


FAMILIES = {"Atkinson Hyperlegible": "AtkinsonHyperlegible", "Noto Sans Arabic": "NotoSansArabic"}
"""The typefaces by the name that the template asks for, and their files."""


@cache
def letters(family: str) -> frozenset[str]:
    """Every character that a typeface has a glyph for."""
    with TTFont(folder() / f"{FAMILIES[family]}-Regular.ttf", lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


@cache
def drawable() -> frozenset[str]:
    """Every character that some shipped typeface has a glyph for."""
    return frozenset().union(*map(letters, FAMILIES)) | _INVISIBLE


def one_faced(svg: str) -> str:
    """The drawing with a typeface for each of its labels: inside a drawing none stands in for another.

    A label that no single typeface can draw is left out; its words are in the table and the alternative text.
    """

    def faced(label: re.Match[str]) -> str:
        known = set(unescape(label["words"]))
        family = next((name for name in FAMILIES if known <= letters(name)), None)
        return label.group().replace("<text ", f'<text font-family="{family}" ', 1) if family else ""

    return _LABEL.sub(faced, svg)


def fitted(text: str) -> str:
    """The text with each run of letters that cannot be drawn as one [?].

    A letter and its marks are drawn in one typeface: a mark that the letter's typeface lacks goes too.
    """
    if letters("Atkinson Hyperlegible").issuperset(text):
        return text
    parts: list[str] = []
    faces: set[str] = set()
    for char in text:
        has = {family for family in FAMILIES if char in letters(family)}
        faces = faces & has if unicodedata.combining(char) else has
        if faces or (char in _INVISIBLE and not unicodedata.combining(char)):
            parts.append(char)
        elif not parts or parts[-1] != MISSING:
            parts.append(MISSING)
    return "".join(parts)


def breakable(text: str) -> str:
    """The text with places to break words that are longer than a column is wide."""
    return _LONG.sub(lambda word: BREAK.join(_pieces(word.group())), text)


def _pieces(word: str) -> list[str]:
    half = LONGEST_WORD // 2
    return [word[n : n + half] for n in range(0, len(word), half)]
