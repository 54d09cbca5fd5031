"""The tokens of a sentence as terms: each phrase of the lexicon, each number, with all that it may be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from unknot.dictation.letters.letter_tokens import LetterToken, Sort
from unknot.dictation.letters.lexicon import Lexicon

_PLAIN = re.compile(r"[0-9]+")
_DECIMAL = re.compile(r"[0-9]{1,5}[.,][0-9]{1,2}|0[.,][0-9]{1,4}")
_EMPTY = frozenset({"fill", "reason_word"})
"""What a word that carries nothing may be."""
_ORDINALS = frozenset({"st", "nd", "rd", "th"})


@dataclass(frozen=True, slots=True)
class LetterTerm:
    """A phrase and what it may be, by table; `text` as written. A term that is nothing was not understood."""

    text: str
    start: int
    end: int
    sort: Sort
    kinds: Mapping[str, str] = field(default_factory=dict)
    number: Decimal | None = None
    tight: bool = False

    @property
    def norm(self) -> str:
        return self.text.lower()


def terms(found: list[LetterToken], text: str, words: Lexicon) -> list[LetterTerm]:
    """The terms of a sentence. Left out are only words that carry nothing (`fill`) and the dots of abbreviations."""
    tokens = [token for n, token in enumerate(found) if not _is_dot(found, n)]
    done: list[LetterTerm] = []
    at = 0
    while at < len(tokens):
        size, kinds = _phrase(tokens, at, words)
        first, last = tokens[at], tokens[at + size - 1]
        empty = "fill" in kinds and set(kinds) <= _EMPTY
        ordinal = first.norm in _ORDINALS and first.tight and bool(done) and done[-1].number is not None
        if not empty and not ordinal:
            number = _number(first, kinds) if size == 1 or "number" in kinds else None
            written = text[first.start : last.end]
            done.append(LetterTerm(written, first.start, last.end, first.sort, kinds, number, first.tight))
        at += size
    return done


def _is_dot(found: list[LetterToken], at: int) -> bool:
    """The dot of an abbreviation: right behind a word. One behind a number ("2. Woche") stays."""
    return found[at].norm == "." and found[at].tight and at > 0 and found[at - 1].sort is Sort.WORD


def _phrase(tokens: list[LetterToken], at: int, words: Lexicon) -> tuple[int, Mapping[str, str]]:
    for phrase, kinds in words.phrases.get(tokens[at].norm, ()):
        if tuple(token.norm for token in tokens[at : at + len(phrase)]) == phrase:
            return len(phrase), kinds
    return 1, {}


def _number(token: LetterToken, kinds: Mapping[str, str]) -> Decimal | None:
    """A number that can be read in one way: 1.000 and 1,000 are a thousand to some and one to others."""
    if "number" in kinds:
        return Decimal(kinds["number"])
    if token.sort is not Sort.NUMBER:
        return None
    whole, half = re.fullmatch(r"(.*?)\s?(½|1/2)?", token.norm).groups()  # type: ignore[union-attr]
    if not whole:
        return Decimal("0.5")
    if half and not _PLAIN.fullmatch(whole):
        return None
    if not (_PLAIN.fullmatch(whole) or _DECIMAL.fullmatch(whole)) or len(whole) > 8:
        return None
    return Decimal(whole.replace(",", ".")) + (Decimal("0.5") if half else 0)
