"""The word that a misspelt one was meant as, and whether a word is an ordinary one of its language.

What is ordinary is decided by the word lists of pyspellchecker (MIT), counted in subtitles: an ordinary word is never
read as another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

SHORTEST = 5
"""Letters that a word has at least before one of them may be wrong."""
_LONG = 9
"""Letters from which on two may be wrong."""
LANGUAGES = ("en", "de")


@cache
def _listed(language: str) -> frozenset[str]:
    return frozenset(SpellChecker(language=language).word_frequency.words())


@cache
def _counted(language: str) -> tuple[Mapping[str, int], int]:
    words = SpellChecker(language=language).word_frequency
    return words.dictionary, words.total_words


def how_usual(word: str, language: str) -> float:
    """The share of a word (small letters, no apostrophe) among all words of a language, from 0 to 1."""
    counts, whole = _counted(language)
    return counts.get(word, 0) / whole


def is_ordinary(word: str) -> bool:
    """Whether a word (small letters, no apostrophe) is one that people use, in any language we read."""
    return any(word in _listed(language) for language in LANGUAGES)


@lru_cache(maxsize=65_536)
def _nearest(word: str, name: str) -> str:
    """The one known word that is a letter away (two for a long word), if no other is as near; else empty."""
    most = 2 if len(word) >= _LONG else 1
    near: dict[int, set[str]] = {}
    for other in _by_length(name, len(word), most):
        distance = OSA.distance(word, other, score_cutoff=most)
        if distance <= most:
            near.setdefault(distance, set()).add(other)
    best = sorted(near[min(near)]) if near else []
    senses = {_senses[name].get(other, other) for other in best}
    return best[0] if len(senses) == 1 else ""


_words: dict[str, dict[int, list[str]]] = {}
_senses: dict[str, Mapping[str, str]] = {}


def _by_length(name: str, length: int, most: int) -> Iterable[str]:
    return (word for size in range(length - most, length + most + 1) for word in _words[name].get(size, ()))


def meant(
    word: str, name: str, words: Iterable[str], *, shortest: int = SHORTEST, senses: Mapping[str, str] | None = None
) -> str:
    """The word of `words` that a misspelt word was meant as; empty if it is an ordinary word, or nothing is near.

    `name` names the list of words, which is sorted by length once. Two words that are as near are one if `senses` gives
    them the same sense ("minute", "minutes").
    """
    if len(word) < shortest or is_ordinary(word):
        return ""
    if name not in _words:
        by_length: dict[int, list[str]] = {}
        for one in words:
            if len(one) >= SHORTEST - 1 and one.isalpha():
                by_length.setdefault(len(one), []).append(one)
        _words[name], _senses[name] = by_length, senses or {}
    return _nearest(word, name)
