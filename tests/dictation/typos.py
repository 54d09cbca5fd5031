"""Sentences with one letter wrong: swapped, left out, doubled or hit beside the right key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

_BESIDE = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip
SHORTEST = 4


def misspelt(text: str, seed: int) -> Iterator[str]:
    """The text once for every word of four letters or more, with one letter of it wrong."""
    for number, word in enumerate(re.finditer(rf"[^\W\d_]{{{SHORTEST},}}", text)):
        yield text[: word.start()] + _wrong(word.group(), Random(f"{seed} {number} {text}")) + text[word.end() :]


def _wrong(word: str, rng: Random) -> str:
    at = rng.randrange(len(word))
    match rng.randrange(4):
        case 0 if at + 1 < len(word) and word[at] != word[at + 1]:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case 1:
            return word[:at] + word[at + 1 :]
        case 2:
            return word[:at] + word[at] + word[at:]
        case _:
            return word[:at] + rng.choice(_BESIDE.get(word[at].lower(), "e")) + word[at + 1 :]
