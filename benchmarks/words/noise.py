"""What hands, phones and speech-to-text do to a sentence. A digit and its unit are never changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from benchmarks.words import english, german

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_WORDS = {"en": english, "de": german}
_LONG = re.compile(r"[^\W\d_]{4,}")


def _neighbour(letter: str, rng: Random) -> str:
    for row in _ROWS:
        at = row.find(letter.lower())
        if at >= 0:
            near = row[max(at - 1, 0) : at] + row[at + 1 : at + 2]
            return rng.choice(near)
    return letter


def _in_one_word(text: str, rng: Random, change: Callable[[str], str]) -> str:
    """One word of four letters or more changed; words that carry a number stay."""
    found = [m for m in _LONG.finditer(text) if "mg" not in m.group().lower()]
    if not found:
        return text
    word = rng.choice(found)
    return text[: word.start()] + change(word.group()) + text[word.end() :]


def neighbour_in(word: str, rng: Random) -> str:
    """A word with a key beside the right one, not the first."""
    at = rng.randrange(1, len(word))
    return word[:at] + _neighbour(word[at], rng) + word[at + 1 :]


def without_in(word: str, rng: Random) -> str:
    """A word without one letter, not the first."""
    at = rng.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def neighbour(text: str, rng: Random, language: str) -> str:
    """A key beside the right one."""
    return _in_one_word(text, rng, lambda word: neighbour_in(word, rng))


def swapped(text: str, rng: Random, language: str) -> str:
    """Two letters in the wrong order."""

    def change(word: str) -> str:
        at = rng.randrange(1, len(word) - 1)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    return _in_one_word(text, rng, change)


def dropped(text: str, rng: Random, language: str) -> str:
    """A letter left out."""
    return _in_one_word(text, rng, lambda word: without_in(word, rng))


def unpunctuated(text: str, rng: Random, language: str) -> str:
    """No commas, no apostrophes, no full stops; numbers keep theirs."""
    return re.sub(r"\s+", " ", re.sub(r"(?<!\d)[.,;](?!\d)|(?<=\d)[.,;](?!\d)|[’'?!]|(?<= )-(?= )", " ", text)).strip()


def capitals(text: str, rng: Random, language: str) -> str:
    """All in capitals; units and names of sides keep their meaning."""
    return text.upper().replace("ẞ", "SS")


def spoken(text: str, rng: Random, language: str) -> str:
    """One word written as it sounds."""
    pairs = [(a, b) for a, b in _WORDS[language].SPOKEN.items() if re.search(rf"\b{re.escape(a)}\b", text)]
    if not pairs:
        return fillers(text, rng, language)
    word, heard = rng.choice(pairs)
    return re.sub(rf"\b{re.escape(word)}\b", heard, text, count=1)


def fillers(text: str, rng: Random, language: str) -> str:
    """A hesitation at the beginning, and one at a comma."""
    words = _WORDS[language].FILLERS
    return f"{rng.choice(words)} {text.replace(', ', f' {rng.choice(words)} ', 1)}"


def small(text: str, rng: Random, language: str) -> str:
    """No capitals at all."""
    return text.lower()


MODELS: dict[str, Callable[[str, Random, str], str]] = {
    "neighbouring key": neighbour,
    "letters swapped": swapped,
    "letter dropped": dropped,
    "no punctuation": unpunctuated,
    "capitals": capitals,
    "homophone": spoken,
    "fillers": fillers,
    "small letters": small,
}
"""Each kind of noise by its name. `other order` is made where a sentence is composed."""
