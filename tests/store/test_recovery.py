"""The recovery sheet gives the key back, and names what was copied wrongly."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unknot.store import recovery
from unknot.store.keys import MasterKey
from unknot.store.recovery import BadWords, key_of, word_list, words_of

keys = st.binary(min_size=32, max_size=32).map(MasterKey)
places = st.integers(0, 23)


@given(keys)
def test_the_words_give_the_key_back(key: MasterKey):
    words = words_of(key)
    assert len(words) == 24
    assert key_of(" ".join(words)) == key


@given(keys)
def test_they_can_be_typed_as_people_type_them(key: MasterKey):
    lines = "\n".join(f"{n:2}. {word.upper()}," for n, word in enumerate(words_of(key), 1))
    assert key_of(lines) == key


@given(keys, places, st.integers(0, 4095))
def test_a_wrong_word_is_named(key: MasterKey, place: int, other: int):
    words = list(words_of(key))
    if words[place] == word_list()[other]:
        return
    words[place] = word_list()[other]
    with pytest.raises(BadWords) as refused:
        key_of(" ".join(words))
    assert refused.value.positions == (place + 1,)


@given(keys, places, places)
def test_swapped_words_are_named(key: MasterKey, one: int, other: int):
    words = list(words_of(key))
    if words[one] == words[other]:
        return
    words[one], words[other] = words[other], words[one]
    with pytest.raises(BadWords) as refused:
        key_of(" ".join(words))
    assert set(refused.value.positions) == {one + 1, other + 1}


def test_one_wrong_letter_is_never_another_word_and_is_named():
    words = set(word_list())
    letters = sorted(set(recovery.CONSONANTS + recovery.VOWELS))
    rng = random.Random(1)
    for word in rng.sample(sorted(words), 300):
        for place in range(5):
            for letter in letters:
                if letter != word[place]:
                    assert word[:place] + letter + word[place + 1 :] not in words
    key = MasterKey(bytes(range(32)))
    typed = list(words_of(key))
    typed[6] = typed[6][:4] + "x"
    with pytest.raises(BadWords, match="Word 7") as refused:
        key_of(" ".join(typed))
    assert words_of(key)[6] in str(refused.value)


def test_the_list_has_4096_words_told_apart_by_four_letters():
    assert len({word[:4] for word in word_list()}) == len(set(word_list())) == 4096


def test_every_element_has_an_inverse_so_the_field_is_one():
    assert all(recovery._times(a, recovery._inverse(a)) == 1 for a in range(1, 4096))


@pytest.mark.parametrize("text", ["", "baba", " ".join(["unknot"] * 24), " ".join(["babab"] * 25)])
def test_anything_else_is_refused(text: str):
    with pytest.raises(BadWords):
        key_of(text)


def test_the_key_of_a_sheet_never_changes():
    """A sheet printed today must open a journal in twenty years: these words are frozen."""
    assert " ".join(words_of(MasterKey(bytes(range(32))))) == FROZEN


FROZEN = (
    "babal dabof basar hadig bimag lafah bohar pafuk bubag tagol busis bahim "
    "damij gajan dihit kajur dobij nakos dosin salit dumid zimud zuhav huzah"
)


def test_the_code_is_drawn():
    assert recovery.qr_svg(MasterKey(bytes(32))).startswith("<svg")
