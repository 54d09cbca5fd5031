"""A letter as tokens: words, numbers, dates, clock times, 1-0-1, signs. Each knows where it stands; none is dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    WORD = "word"
    NUMBER = "number"
    SCHEME = "scheme"
    ISO = "iso"
    DOTTED = "dotted"
    SLASHED = "slashed"
    CLOCK = "clock"
    SIGN = "sign"
    LINE = "line"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class LetterToken:
    """`norm` is what is compared: small letters without apostrophes. `tight`: no space before it."""

    sort: Sort
    norm: str
    start: int
    end: int
    tight: bool


_COUNT = r"(?:[0-9]½|½|[0-9](?:[.,]5)?|1/2)"
_MEASURED = r"[0-9]{1,3}(?:\s?-\s?[0-9]{1,3}){2,3}(?=\s?(?:mg|mcg|µg|ml|tropfen|ie)\b)"
"""5-0-10 mg: amounts by the parts of the day."""
_HALF = r"(?:\s?½|\s1/2)"
_GRAMMAR = "|".join(
    f"(?P<{sort}>{pattern})"
    for sort, pattern in {
        Sort.LINE: r"\n",
        Sort.BAD: r"(?<![^\W_])[.,][0-9]+",
        Sort.ISO: r"(?<![0-9.,/-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])",
        Sort.DOTTED: r"(?<![0-9.,/-])[0-9]{1,2}\.\s?[0-9]{1,2}\.(?:\s?[0-9]{4}|[0-9]{2})?(?![0-9]|[.,][0-9])",
        Sort.SLASHED: r"(?<![0-9.,/-])[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})(?![0-9/])",
        Sort.SCHEME: rf"(?<![\w.,/-])(?:{_MEASURED}|{_COUNT}(?:\s?-\s?{_COUNT}){{2,3}}(?![\w/]|-|[.,][0-9]))",
        Sort.CLOCK: r"(?<![0-9.,:])[0-9]{1,2}:[0-9]{2}(?![0-9:])",
        Sort.NUMBER: rf"(?<![.,])[0-9]+(?:[.,][0-9]+)*{_HALF}?|½|(?<![0-9/])1/2(?![0-9/])",
        Sort.WORD: r"(?:[^\W\d_]\.){2,4}(?:[^\W\d_](?![\w.]))?|[^\W\d_]+(?:['’][^\W\d_]+)*(?:\(s\))?",
        Sort.SIGN: r"\S",
    }.items()
)
_TOKEN = re.compile(_GRAMMAR, re.IGNORECASE)
_ALIKE = str.maketrans({"–": "-", "—": "-", "−": "-", "‑": "-", "‐": "-", "×": "x", "μ": "µ", "\t": " ", "\r": " ",
                        "\xa0": " ", "\u202f": " ", "\u2009": " ", "•": "-", "·": "-", "|": " "})  # fmt: skip


def tokens(text: str) -> list[LetterToken]:
    """The tokens of a text. A hyphen within a word (or "10-mg") is a space."""
    same = text.translate(_ALIKE)
    found = [_token(match, same) for match in _TOKEN.finditer(same)]
    return [token for n, token in enumerate(found) if not _joins(found, n, same)]


def _token(match: re.Match[str], text: str) -> LetterToken:
    sort = Sort(match.lastgroup or Sort.SIGN)
    start = match.start()
    norm = match.group().lower().replace("’", "").replace("'", "") or "'"
    return LetterToken(sort, norm, start, match.end(), start > 0 and not text[start - 1].isspace())


def _joins(found: list[LetterToken], at: int, text: str) -> bool:
    token = found[at]
    if token.norm != "-" or not token.tight or not 0 < at < len(found) - 1:
        return False
    before, after = found[at - 1], found[at + 1]
    return after.tight and after.sort is Sort.WORD and before.sort in (Sort.WORD, Sort.NUMBER)
