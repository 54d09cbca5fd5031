"""Signs that matter in what someone typed or said, read with "no" and with the past. It may miss some.

Each language has its own file of phrases; every text is read with each, as the language of the screen need not be the
language of the words.

Small words are skipped, then a phrase must stand in the text word for word. A "no" before it in the same part of the
sentence, a sentence about the past, or one that only imagines, does not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from unknot.journal.codes import codes
from unknot.knowledge.data import Malformed, known, table, texts
from unknot.knowledge.sources import cited
from unknot.knowledge.vocabulary import vocabulary

DOSE_FACTS = frozenset({"baclofen-reduced", "medicine-reduced"})
"""What a text can say of doses: baclofen, or the tablets whatever they are, were missed, cut, stopped or ran out."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[.;!?\n,:()]")
_HARD = frozenset(".;!?\n:()")
_LONGEST = 20_000

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A sign that a text says is there: a symptom code or one of `DOSE_FACTS`, and the words that say so."""

    fact: str
    words: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """The data file, ready to match; `by_first` gives the phrases that start with a word."""

    by_first: Mapping[str, tuple[tuple[Words, str], ...]]
    brands: frozenset[str]
    filler: frozenset[str]
    negators: frozenset[str]
    not_negators: tuple[Words, ...]
    breaks: frozenset[str]
    past: tuple[Words, ...]
    present: tuple[Words, ...]
    imagined: tuple[Words, ...]
    always: frozenset[str]


FILES = {"en": "said", "de": "said-de"}
"""The languages whose phrases are known, and their files."""


@cache
def phrases(language: str = "en") -> Phrases:
    """The phrases of a language; refused if one stands for a sign that no vocabulary has."""
    where = FILES[language]
    of = table(where)
    lists = ("filler", "negators", "not_negators", "breaks", "past", "present", "imagined", "always")
    known(of, frozenset({"source", "fact", "phrase", *lists}), where)
    cited(of, where)
    if stray := sorted((of["phrase"].keys() - codes("symptom")) | (of["fact"].keys() - DOSE_FACTS)):
        raise Malformed(f"{where}: no such sign as {', '.join(stray)}")
    filler = frozenset(texts(of, "filler", where))
    by_first: dict[str, list[tuple[Words, str]]] = defaultdict(list)
    for fact, spellings in (*of["fact"].items(), *of["phrase"].items()):
        for spelling in spellings:
            words = tuple(w for w in spelling.split() if w not in filler)
            if not words:
                raise Malformed(f"{where}: {spelling} is made of words that are skipped")
            by_first[words[0]].append((words, fact))
    return Phrases(
        by_first={first: tuple(sorted(set(found), key=lambda f: (-len(f[0]), f))) for first, found in by_first.items()},
        brands=frozenset(b.casefold() for b in vocabulary("medicine")["baclofen"].spellings),
        filler=filler,
        negators=frozenset(texts(of, "negators", where)),
        not_negators=_split(texts(of, "not_negators", where)),
        breaks=frozenset(texts(of, "breaks", where)),
        past=_split(texts(of, "past", where)),
        present=_split(texts(of, "present", where)),
        imagined=_split(texts(of, "imagined", where)),
        always=frozenset(texts(of, "always", where)),
    )


@lru_cache(maxsize=8192)
def said(text: str) -> tuple[Said, ...]:
    """The signs that a text says are there, in its order, each once, whatever language it is in."""
    found: dict[str, Said] = {}
    for language in FILES:
        known_phrases = phrases(language)
        for sentence in _sentences(text, known_phrases):
            if known_phrases.by_first.keys().isdisjoint(sentence):
                continue
            for one in _in_sentence(sentence, known_phrases):
                found.setdefault(one.fact, one)
    return tuple(found.values())


def _split(spellings: Sequence[str]) -> tuple[Words, ...]:
    return tuple(tuple(s.split()) for s in spellings)


def _sentences(text: str, known_phrases: Phrases) -> list[list[str]]:
    plain = unicodedata.normalize("NFKC", text[:_LONGEST]).casefold().replace("’", "'").replace("`", "'")
    sentences: list[list[str]] = [[]]
    for word in _WORD.findall(plain):
        if word in _HARD:
            sentences.append([])
        else:
            sentences[-1].append("baclofen" if word in known_phrases.brands else word)
    return [sentence for sentence in sentences if sentence]


def _in_sentence(sentence: list[str], known_phrases: Phrases) -> list[Said]:
    kept = [n for n, word in enumerate(sentence) if word not in known_phrases.filler and word != ","]
    content = [sentence[n] for n in kept]
    found, taken = [], 0
    for start, first in enumerate(content):
        if start < taken:
            continue
        for words, fact in known_phrases.by_first.get(first, ()):
            if tuple(content[start : start + len(words)]) == words and _counts(
                sentence, kept[start], kept[start + len(words) - 1], fact, known_phrases
            ):
                found.append(Said(fact, " ".join(sentence[kept[start] : kept[start + len(words) - 1] + 1])))
                taken = start + len(words)
                break
    return found


def _counts(sentence: list[str], first: int, last: int, fact: str, known_phrases: Phrases) -> bool:
    """Whether the sentence says that the sign is there, now."""
    if _negated(sentence, first, known_phrases):
        return False
    if fact in known_phrases.always:
        return True
    if _any(sentence[:first], known_phrases.imagined):
        return False
    speaks_of_past = _any(sentence, known_phrases.past) or any(_is_year(w) for w in sentence)
    return not speaks_of_past or _any(sentence, known_phrases.present)


def _negated(sentence: list[str], first: int, known_phrases: Phrases) -> bool:
    """Whether a "no" before the phrase reaches it: not past a "but" or "and", nor a comma outside a list with "or"."""
    listing = "or" in sentence or "nor" in sentence
    for n in range(first - 1, -1, -1):
        word = sentence[n]
        if word in known_phrases.breaks or (word == "," and not listing):
            return False
        if word in known_phrases.negators:
            return not any(tuple(sentence[n : n + len(w)]) == w for w in known_phrases.not_negators)
    return False


def _any(sentence: Sequence[str], markers: tuple[Words, ...]) -> bool:
    return any(
        tuple(sentence[n : n + len(marker)]) == marker
        for marker in markers
        for n in range(len(sentence) - len(marker) + 1)
    )


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.startswith(("19", "20")) and word.isdigit()
