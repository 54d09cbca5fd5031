"""Search in the guide, as people ask: with typing errors, in whole questions, in words that the guide does not use.

The same steps run in `web/static/guide-search.js`, and a test holds both to the same answers. The words of a question
that say something are looked up whole, then by their beginning or stem, and, where nothing is found, with a letter
wrong. A rare word counts more than a common one; a page counts more the more of the question it holds.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import OSA

from unknot.knowledge.guide.indexing import Document, Index, words_of
from unknot.knowledge.guide.loading import GLOSSARY, LEDGER

WHOLE, PART, NEAR = 1.0, 0.6, 0.4
"""What a match is worth: the whole word, its beginning or stem, a word that is a letter or two away."""

ENDING = 3
"""A word that is asked may be so many letters longer than one of the guide: `jumping` finds `jump`."""

ONE_WRONG, TWO_WRONG = 4, 8
"""From so many letters on, one letter may be wrong, or two. In four or five letters the first must be right."""

ROW = {LEDGER: 0.5, GLOSSARY: 0.2}
"""A page says more than a row of the ledger or of the glossary."""

ENOUGH = 0.5
"""The part of a question's words that a page must hold."""

MOST = 12


def find(question: str, within: Index) -> list[Document]:
    """The places that hold most of what the question asks, best first; one place for each page."""
    asked = list(_asked(words_of(question), within))
    scores = [_scores(words, within["words"]) for words in asked]
    total = len(within["documents"])
    weights = [math.log(1 + total / len(found)) if found else 0.0 for found in scores]
    held: defaultdict[str, list[float]] = defaultdict(lambda: [0.0] * len(asked))
    best: dict[str, tuple[float, int]] = {}
    for number, document in enumerate(within["documents"]):
        worth = [weight * found.get(number, 0.0) for weight, found in zip(weights, scores, strict=True)]
        if not any(worth):
            continue
        place = _place(document)
        held[place] = [max(pair) for pair in zip(held[place], worth, strict=True)]
        best[place] = max(best.get(place, (0.0, 0)), (round(sum(worth), 6), -number))
    ranked = sorted((-_rank(place, worth), -best[place][1], place) for place, worth in held.items())
    return [within["documents"][number] for rank, number, _ in ranked if rank < 0][:MOST]


def _asked(words: Sequence[str], within: Index) -> Iterator[tuple[str, ...]]:
    """What is asked, thing by thing, each with the words that the guide may use for it."""
    small, same = set(within["small"]), within["same"]
    longest = max((asked.count(" ") + 1 for asked in same), default=1)
    telling = [word for word in words if word not in small]
    at, found = 0, False
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            together = " ".join(words[at : at + length])
            if together in same:
                yield (*((together,) if length == 1 else ()), *same[together])
                at, found = at + length, True
                break
        else:
            if words[at] not in small or not (telling or found):
                yield (words[at],)
            at += 1


def _rank(place: str, worth: Sequence[float]) -> float:
    share = sum(1 for each in worth if each) / len(worth)
    if share < ENOUGH:
        return 0.0
    return round(sum(worth) * share**2 * ROW.get(place.partition("#")[0], 1.0), 6)


def _scores(asked: Sequence[str], words: Mapping[str, list[int]]) -> dict[int, float]:
    """What a thing that is asked is worth in each document; near words count only where nothing else is found."""
    found: dict[int, float] = {}
    for each in asked:
        _add(found, ((word, match) for word in words if (match := _match(each, word))), words)
    if not found:
        for each in asked:
            _add(found, ((word, NEAR) for word in words if _is_near(each, word)), words)
    return found


def _add(found: dict[int, float], matches: Iterator[tuple[str, float]], words: Mapping[str, list[int]]) -> None:
    for word, match in matches:
        flat = words[word]
        for number, value in zip(flat[::2], flat[1::2], strict=True):
            found[number] = max(found.get(number, 0.0), value * match)


def _match(asked: str, word: str) -> float:
    if word == asked:
        return WHOLE
    if word.startswith(asked):
        return PART
    is_stem = len(word) >= ONE_WRONG and asked.startswith(word) and len(asked) - len(word) <= ENDING
    return PART if is_stem else 0.0


def _is_near(asked: str, word: str) -> bool:
    wrong = 2 if len(asked) >= TWO_WRONG else 1 if len(asked) >= ONE_WRONG else 0
    if not wrong or abs(len(asked) - len(word)) > wrong:
        return False
    if len(asked) < ONE_WRONG + 2 and asked[0] != word[0]:
        return False
    return OSA.distance(asked, word, score_cutoff=wrong) <= wrong


def _place(document: Document) -> str:
    """What is found once: a page, or a row of the ledger or the glossary."""
    page = document["to"].partition("#")[0]
    return document["to"] if page in (LEDGER, GLOSSARY) else page
