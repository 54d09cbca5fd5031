"""Which language a sentence is in: what it is written in decides, and no setting, where both are read.

Each word counts for the language in which it is the more usual one, by the counted word lists of `knowledge.spelling`;
words of one grammar alone count as much. Where the words do not tell, it is the language of the setting.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache, lru_cache

from unknot.dictation.phrasebook import language
from unknot.dictation.tokens import apart
from unknot.dictation.words import LANGUAGES, WORDS, plain
from unknot.knowledge.spelling import how_usual

_ENOUGH = 3.0
"""How much more the words must speak for another language than for that of the setting, in natural logarithms."""
_MOST = 3.0
"""What a single word may count: one word of another language does not turn a sentence, but for a long one."""
_ENDS = re.compile(r"(?<=[.!?;\n])\s+|\n")
_LONG = 6


def spoken(text: str, setting: str) -> list[tuple[str, str]]:
    """The text in its order, cut where its language changes, each part with its language.

    A part is a sentence or more: people change their language between sentences and hardly within one.
    """
    parts: list[tuple[str, str]] = []
    for sentence in _sentences(text):
        code = language_of(sentence, parts[-1][0] if parts else setting)
        if parts and parts[-1][0] == code:
            parts[-1] = (code, parts[-1][1] + sentence)
        else:
            parts.append((code, sentence))
    return parts or [(_read(setting), text)]


def language_of(sentence: str, setting: str) -> str:
    """The language of one sentence; that of the setting, where the words do not tell."""
    own = _read(setting)
    words = [plain(word) for word in WORDS.findall(sentence) if word[0].isalpha()]
    for other in LANGUAGES:
        pulls = {word: (_weight(word) if other == "de" else -_weight(word)) for word in words}
        strange = [word for word, pull in pulls.items() if pull > 1]
        enough = len(strange) > 1 or any(word not in language(own).known for word in strange)
        if other != own and enough and sum(pulls.values()) >= _ENOUGH:
            return other
    return own


def _read(setting: str) -> str:
    base = setting.split("-")[0].lower()
    return base if base in LANGUAGES else "en"


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for end in _ENDS.finditer(text):
        yield text[start : end.end()]
        start = end.end()
    if start < len(text):
        yield text[start:]


@lru_cache(maxsize=16_384)
def _weight(word: str) -> float:
    """How much a word speaks for German (above 0) or for English (below)."""
    if len(word) < 2 or word in _names():
        return 0.0
    english, german = (how_usual(word, code) for code in ("en", "de"))
    if len(apart(word, language("de"))) > 1:
        return _MOST + 1  # "Wadenkrampf": only one language joins its words
    weight = math.log((german + 1e-7) / (english + 1e-7))
    known = [code for code in LANGUAGES if word in language(code).known]
    if known == ["de"]:
        weight = max(weight, 0) + 1.5
    elif known == ["en"]:
        weight = min(weight, 0) - 1.5
    most = _MOST + 1 if len(word) >= _LONG else _MOST
    return max(-most, min(most, weight))


@cache
def _names() -> frozenset[str]:
    """Names of medicines, which are the same in every language."""
    return frozenset(word for code in LANGUAGES for name in language(code).medicines for word in name.split())
