"""Signs that matter in what someone typed or said, and what is said of each: new, sudden, still there. Some are missed.

Each language has its own file of phrases (`said_phrases`); every text is read with each, as the language of the screen
need not be the language of the words. A "no", the past, someone else, an ordinary cause do not count (`said_context`).
Apostrophes may be left out, umlauts written as two letters; a word of five letters or more may have one letter wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from unknot.knowledge.said_context import any_of, denies, in_parts, ordinary, there
from unknot.knowledge.said_phrases import DOSE_FACTS, FILES, NOTHING, Phrases, Words, phrases, read_same
from unknot.knowledge.spelling import meant

__all__ = ["DOSE_FACTS", "FILES", "NOTHING", "Phrases", "Said", "Words", "ordinary_cause", "phrases", "said"]

_WORD = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W_]+(?:'[^\W_]+)*|[.;!?\n,:()]")
_HARD = frozenset(".;!?\n:()")
_LONGEST = 20_000
_APART = 3
"""Words between the two of a pair, at most, without the small ones."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sign that a text says is there: a symptom code or one of `DOSE_FACTS`, and the words that say so.

    `new` is False for what is called usual, True for what is called new or has a beginning; `sudden` and `still` are
    True where that is said; `high` where it is called very bad. None: nothing was said.
    """

    fact: str
    words: str
    new: bool | None = None
    sudden: bool | None = None
    still: bool | None = None
    high: bool = False


@dataclass(frozen=True, slots=True)
class _Match:
    fact: str
    first: int
    last: int


@lru_cache(maxsize=8192)
def said(text: str) -> tuple[Said, ...]:
    """The signs that a text says are there, in its order, each once, whatever language it is in."""
    found: dict[str, Said] = {}
    for language in FILES:
        known = phrases(language)
        for sentence in _sentences(text, known, language):
            for one in _in_sentence(sentence, known):
                before = found.get(one.fact)
                if before is None or (before.new is False and one.new is not False):
                    found[one.fact] = one
                if one.fact.endswith("-stopped"):  # what was stopped is no longer the whole dose either
                    less = f"{one.fact.partition('-')[0]}-reduced"
                    if less in DOSE_FACTS:
                        found.setdefault(less, Said(less, one.words))
    return tuple(found.values())


def ordinary_cause(text: str) -> bool:
    """Whether a text names an ordinary cause of what it tells: "sweating after the gym"."""
    return any(ordinary(s, phrases(code)) for code in FILES for s in _sentences(text, phrases(code), code))


def _sentences(text: str, known: Phrases, language: str) -> list[list[str]]:
    plain = unicodedata.normalize("NFKC", text[:_LONGEST]).casefold().replace("’", "'").replace("`", "'")
    words = _WORD.findall(plain)
    sentences: list[list[str]] = [[]]
    for word, following in zip(words, [*words[1:], ""], strict=False):
        if word == ":" and (following,) in known.no_after:
            continue  # "fever: no"
        if word in _HARD:
            sentences.append([])
        else:
            sentences[-1].append(_read(word.replace("'", ""), known, language))
    return [read_same(sentence, known.same) for sentence in sentences if sentence]


def _read(word: str, known: Phrases, language: str) -> str:
    """A word as it is read: a medicine by the name of its group, a misspelt word as the one that was meant."""
    if word in known.medicines:
        return known.medicines[word]
    if word[0] in "0123456789":
        return re.split("[.,]", word)[0]  # 39.4 degrees are 39
    if word in known.words or not word.isalpha():
        return word
    return meant(word, f"said-{language}", known.words) or word


# ---------------------------------------------------------------- what stands in a sentence


def _in_sentence(sentence: list[str], known: Phrases) -> list[Said]:
    phrased = list(_by_phrases(sentence, known))
    harmless = {n for one in phrased if one.fact == NOTHING for n in range(one.first, one.last + 1)}
    found: dict[str, _Match] = {}
    for match in (*phrased, *_by_pairs(sentence, known)):
        if match.fact == NOTHING or match.fact in found:
            continue
        clear = harmless.isdisjoint(range(match.first, match.last + 1))
        if clear and there(sentence, match.first, match.last, match.fact, known):
            found[match.fact] = match
    return [_told(sentence, match, found.values(), known) for match in found.values()]


def _by_phrases(sentence: list[str], known: Phrases) -> Iterator[_Match]:
    """The phrases that stand in a sentence."""
    kept = [n for n, word in enumerate(sentence) if word not in known.filler and word != ","]
    content = [sentence[n] for n in kept]
    for at, n in enumerate(kept):
        for words, fact in known.by_first.get(content[at], ()):
            if tuple(content[at : at + len(words)]) == words:
                yield _Match(fact, n, kept[at + len(words) - 1])
    for n, word in enumerate(sentence):
        for words, fact in known.exact.get(word, ()):
            if tuple(sentence[n : n + len(words)]) == words:
                yield _Match(fact, n, n + len(words) - 1)


def _by_pairs(sentence: list[str], known: Phrases) -> Iterator[_Match]:
    """A part of the body beside its state, in either order: "my bottom has gone numb", "numb around the bottom"."""
    kept = [n for n, word in enumerate(sentence) if word not in known.small]
    content = [sentence[n] for n in kept]
    if known.class_firsts.isdisjoint(content):
        return
    spots = _spots(content, known)
    inside = {n for several in spots.values() for first, last in several for n in range(first, last + 1)}
    for one, other, fact in known.pairs:
        for a in spots.get(one, ()):
            for b in spots.get(other, ()):
                first, second = sorted((a, b))
                between = range(first[1] + 1, second[0])
                if first[1] < second[0] and _beside(content, between, inside, known):
                    yield _Match(fact, kept[first[0]], kept[second[1]])


def _spots(content: Sequence[str], known: Phrases) -> dict[str, list[tuple[int, int]]]:
    """Where the entries of each class stand, but for those inside a longer one: "legs" in "between the legs"."""
    found: list[tuple[str, int, int]] = []
    for at, word in enumerate(content):
        best: dict[str, int] = {}
        for words, name in known.by_class.get(word, ()):
            if name not in best and tuple(content[at : at + len(words)]) == words:
                best[name] = at + len(words) - 1
        found += [(name, at, end) for name, end in best.items()]
    longest = [(first, last) for _, first, last in found if last > first]
    spots: dict[str, list[tuple[int, int]]] = {}
    for name, first, last in found:
        if not any(a <= first and last <= b and (a, b) != (first, last) for a, b in longest):
            spots.setdefault(name, []).append((first, last))
    return spots


def _beside(content: Sequence[str], between: range, inside: set[int], known: Phrases) -> bool:
    """Whether the two of a pair are near enough: few words apart, no "no", and no other thing told in between."""
    words = [n for n in between if content[n] != ","]
    if len(words) > _APART or any(denies(content, n, known) for n in words if n not in inside):
        return False
    joins = [n for n in between if content[n] == "," or content[n] in known.joins]
    return not joins or all(n in inside for n in between if n not in joins)


# ---------------------------------------------------------------- what is said of it


def _told(sentence: list[str], match: _Match, found: Iterable[_Match], known: Phrases) -> Said:
    usual = _of_its_part(sentence, match, found, known.usual, known)
    new = any_of(sentence, known.new) or any_of(sentence, known.sudden)
    parts, here = in_parts(sentence, match.first, known)
    return Said(
        match.fact,
        " ".join(sentence[match.first : match.last + 1]),
        new=False if usual else True if new else None,
        sudden=True if any_of(sentence, known.sudden) else None,
        still=True if any_of(sentence, known.still) else None,
        high=any_of(parts[here], known.high),
    )


def _of_its_part(
    sentence: list[str], match: _Match, found: Iterable[_Match], markers: tuple[Words, ...], known: Phrases
) -> bool:
    """Whether a marker stands in the sign's own part, or in one right after it that tells of nothing else."""
    parts, here = in_parts(sentence, match.first, known)
    last = in_parts(sentence, match.last, known)[1]
    if any(any_of(part, markers) for part in parts[here : last + 1]):
        return True
    others = {in_parts(sentence, other.first, known)[1] for other in found}
    for n in range(last + 1, len(parts)):
        if n in others:
            return False
        if any_of(parts[n], markers):
            return True
    return False
