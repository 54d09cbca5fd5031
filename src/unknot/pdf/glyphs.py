"""Text that the shipped typefaces can draw: what they lack becomes [?] before the page is set."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from pathlib import Path

from fontTools.ttLib import TTFont

MISSING = "[?]"
LONGEST_WORD = 18
BREAK = "\u200b"
"""A place where a long word may be broken; it draws nothing."""

_INVISIBLE = frozenset("\n\t\u200b")
_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")


def folder() -> Path:
    """Where the typefaces are."""
    return Path(str(resources.files("unknot.pdf") / "fonts"))


@cache
def drawable() -> frozenset[str]:
    """Every character that some shipped typeface has a glyph for."""
    codes: set[int] = set()
    for path in sorted(folder().glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            codes.update(font.getBestCmap())
    return frozenset(map(chr, codes)) | _INVISIBLE


def fitted(text: str) -> str:
    """The text with each run of letters that cannot be drawn as one [?]."""
    known = drawable()
    if all(char in known for char in text):
        return text
    parts: list[str] = []
    for char in text:
        if char in known:
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
