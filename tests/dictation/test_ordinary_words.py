"""An ordinary word is never read as a medicine, alone or beside another, and a misspelt sentence is still read."""

from __future__ import annotations

from random import Random

import pytest
from spellchecker import SpellChecker

from tests.dictation.cases import NOW, read, read_flat, rows
from tests.dictation.typos import misspelt
from unknot.dictation import understand
from unknot.dictation.phrasebook import language
from unknot.dictation.pieces import pieces
from unknot.dictation.tokens import normalised
from unknot.dictation.words import LANGUAGES

COMMON, PAIRS = 3_000, 6_000


def common(code: str) -> list[str]:
    """The commonest words of a language of three letters or more that name no medicine."""
    counted = SpellChecker(language=code).word_frequency.dictionary
    names = {word for each in LANGUAGES for name in language(each).medicines for word in name.split()}
    words = sorted((word for word in counted if len(word) > 2 and word.isalpha()), key=lambda word: -counted[word])
    return [word for word in words if word not in names][:COMMON]


def medicines(text: str, code: str) -> list[str]:
    tokens = normalised(text, language(code))
    return [
        piece.value
        for piece in pieces(tokens, language(code))
        if piece.reads("medicine") and not piece.reads("measurement")
    ]


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_common_word_is_a_medicine(code: str) -> None:
    assert {word: found for word in common(code) if (found := medicines(word, code))} == {}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_two_common_words_are_a_medicine(code: str) -> None:
    rng, words = Random(3), common(code)
    pairs = [f"{rng.choice(words)} {rng.choice(words)}" for _ in range(PAIRS)]
    assert {pair: found for pair in pairs if (found := medicines(pair, code))} == {}


@pytest.mark.parametrize("word", ["a starting", "situation", "hearing", "clean", "Termin", "starting", "base line"])
def test_words_that_look_like_a_medicine_are_none(word: str) -> None:
    found = [medicines(word, code) for code in LANGUAGES]
    assert found == [[], []]
    assert not understand(word, now=NOW).drafts[0].slots


def test_with_one_letter_wrong_most_sentences_are_read_and_none_is_dangerous() -> None:
    judged = [
        one(row, text)
        for name, one in (("sentences-1", read_flat), ("sentences-2", read))
        for row in rows(name)
        for text in misspelt(row["text"], seed=1)
    ]
    assert not [verdict for verdict in judged if verdict.dangerous]
    assert sum(verdict.right for verdict in judged) / len(judged) >= 0.85
