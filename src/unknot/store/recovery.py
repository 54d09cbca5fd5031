"""The recovery sheet: the master key as 24 words that name a wrong or swapped word, and as a QR code.

Each word is five letters and stands for 12 bits: consonant, vowel, consonant, vowel, and a consonant that checks the
four before it, so that one wrong letter is never another word, and the first four letters are enough to tell a word.
22 words hold the key and 8 bits of its SHA-256; the last 2 are a Reed-Solomon code over GF(4096), which finds a wrong
word among the 24. The list is made by this rule, so that nobody has to keep it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import cache
from itertools import combinations

import segno

from unknot.store.keys import LENGTH, MasterKey

WORDS = 24
CONSONANTS, VOWELS = "bdfghjklmnprstvz", "aiou"
_DATA = WORDS - 2
_FIELD = 0x1053  # x^12 + x^6 + x^4 + x + 1, which is primitive
_START = 7


class BadWords(Exception):
    """The words are not a recovery sheet. `positions` (from 1) are those to look at again, if it can be told."""

    def __init__(self, message: str, *positions: int) -> None:
        super().__init__(message)
        self.positions = positions


@cache
def word_list() -> tuple[str, ...]:
    """The 4,096 words."""
    return tuple(_word(number) for number in range(4096))


def _word(number: int) -> str:
    first, vowel, second, last = number >> 8, number >> 6 & 3, number >> 2 & 15, number & 3
    check = (_START + first + 3 * second + 4 * vowel + 5 * last) % 16
    return CONSONANTS[first] + VOWELS[vowel] + CONSONANTS[second] + VOWELS[last] + CONSONANTS[check]


def words_of(key: MasterKey) -> tuple[str, ...]:
    """The 24 words of a key."""
    value = int.from_bytes(key.master + hashlib.sha256(key.master).digest()[:1], "big")
    data = [value >> 12 * place & 4095 for place in reversed(range(_DATA))]
    return tuple(word_list()[number] for number in [*data, *_parity(data)])


def key_of(text: str) -> MasterKey:
    """The key of words as they were typed or scanned; `BadWords` says which word to look at again."""
    typed = [word for word in re.findall(r"[^\W\d_]+", text.casefold()) if word != "unknot"]
    if len(typed) != WORDS:
        raise BadWords(f"The recovery sheet has {WORDS} words; these are {len(typed)}.")
    symbols = [_number(word, position) for position, word in enumerate(typed, 1)]
    if _fits(symbols):
        return _key(symbols)
    if wrong := _wrong_word(symbols):
        raise BadWords(f"Word {wrong} ({typed[wrong - 1]}) is not the one on the sheet: look at it again.", wrong)
    for one, other in combinations(range(WORDS), 2):
        swapped = list(symbols)
        swapped[one], swapped[other] = swapped[other], swapped[one]
        if _fits(swapped):
            raise BadWords(f"Words {one + 1} and {other + 1} have changed places.", one + 1, other + 1)
    raise BadWords("More than one word is not the one on the sheet: look at them all again.")


def qr_svg(key: MasterKey) -> str:
    """The words as a QR code, for a screen or a page."""
    code = segno.make(" ".join(("UNKNOT", *words_of(key))).upper(), error="m", boost_error=False)
    return code.svg_inline(scale=4, border=4, omitsize=True)


def _number(word: str, position: int) -> int:
    known = _numbers()
    if word in known:
        return known[word]
    near = sorted(other for other in known if _one_letter_apart(word, other))
    hint = f": is it {' or '.join(near[:3])}?" if near else "."
    raise BadWords(f"Word {position} ({word[:20]}) is not one of the words of a recovery sheet{hint}", position)


@cache
def _numbers() -> dict[str, int]:
    return {word: number for number, word in enumerate(word_list())}


def _one_letter_apart(word: str, other: str) -> bool:
    return len(word) == len(other) and sum(a != b for a, b in zip(word, other, strict=True)) == 1


def _key(symbols: Sequence[int]) -> MasterKey:
    value = 0
    for symbol in symbols[:_DATA]:
        value = value << 12 | symbol
    return MasterKey(value.to_bytes(LENGTH + 1, "big")[:LENGTH])


def _fits(symbols: Sequence[int]) -> bool:
    """Whether the words belong together: the code over all of them, and the checksum of the key."""
    if any(_syndromes(symbols)):
        return False
    value = 0
    for symbol in symbols[:_DATA]:
        value = value << 12 | symbol
    whole = value.to_bytes(LENGTH + 1, "big")
    return hashlib.sha256(whole[:LENGTH]).digest()[0] == whole[LENGTH]


def _wrong_word(symbols: Sequence[int]) -> int | None:
    """The place (from 1) of the one word that is wrong, if it is just one."""
    plain, weighed = _syndromes(symbols)
    if not plain:
        return None
    for place in range(WORDS):
        if _times(plain, _powers()[place]) == weighed:
            mended = list(symbols)
            mended[place] ^= plain
            return place + 1 if _fits(mended) else None
    return None


# ---------------------------------------------------------------- the code


@cache
def _powers() -> tuple[int, ...]:
    powers = [1]
    while len(powers) < WORDS:
        powers.append(_times(powers[-1], 2))
    return tuple(powers)


def _times(a: int, b: int) -> int:
    """The product in GF(4096)."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a, b = a << 1, b >> 1
        if a & 4096:
            a ^= _FIELD
    return product


def _inverse(a: int) -> int:
    """By Fermat: a to the 4,094th."""
    result, power = 1, 4094
    while power:
        if power & 1:
            result = _times(result, a)
        a, power = _times(a, a), power >> 1
    return result


def _syndromes(symbols: Sequence[int]) -> tuple[int, int]:
    """The sum of the symbols, and their sum weighed by their place: both are 0 where all is well."""
    plain = weighed = 0
    for symbol, power in zip(symbols, _powers(), strict=True):
        plain ^= symbol
        weighed ^= _times(symbol, power)
    return plain, weighed


def _parity(data: Sequence[int]) -> tuple[int, int]:
    """The two last symbols, which make both sums 0."""
    plain, weighed = _syndromes([*data, 0, 0])
    first_power, second_power = _powers()[-2:]
    first = _times(weighed ^ _times(plain, second_power), _inverse(first_power ^ second_power))
    return first, plain ^ first
