"""One letter wrong in each word, in turn, of sentences that are read whole without it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from benchmarks.words.noise import neighbour_in, without_in
from benchmarks.words.reading import found, read, texts, tiers
from benchmarks.words.scoring import Score, add
from benchmarks.words.sentences import utterances
from benchmarks.words.truth import Utterance, changed

_WORD = re.compile(r"[^\W\d_]{3,}")


def variants(said: Utterance, rng: Random) -> Iterator[Utterance]:
    """The sentence with one letter wrong in one word, for each word of three letters or more; units stay."""
    for word in _WORD.finditer(said.text):
        if word.group().lower() in {"min", "sec", "sek", "std", "hrs"}:
            continue
        change = rng.choice((neighbour_in, without_in))
        text = said.text[: word.start()] + change(word.group(), rng) + said.text[word.end() :]
        if text != said.text:
            yield changed(said, text, "one letter wrong")


def scored(said: Utterance, score: Score) -> bool:
    """Read it, count it, and tell whether it was read whole."""
    before = score.whole
    understood = read(said.text, said.now, said.language)
    told = tiers(understood, said.now, said.about, said.plan) if said.tier or said.quiet else []
    add(score, said, found(understood, said.now), told, texts(understood), bool(understood.questions))
    return score.whole > before


def measure(count: int, seed: int) -> Score:
    """The score of every variant of so many sentences."""
    score = Score()
    for number, said in enumerate(utterances(count, seed)):
        if said.noise or not scored(said, Score()):
            continue
        for one in variants(said, Random(f"typo {seed} {number}")):
            scored(one, score)
    return score
