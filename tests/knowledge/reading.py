"""How hard a text is to read: the Flesch-Kincaid grade, counted in a few lines of our own."""

from __future__ import annotations

import re
from collections.abc import Iterable


def words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]+(?:['’][a-z]+)?", text)


def syllables(word: str) -> int:
    """Groups of vowels, less the silent endings; never less than one."""
    small = word.lower().removesuffix("'s").removesuffix("’s")
    count = len(re.findall(r"[aeiouy]+", small))
    count += len(re.findall(r"i[ao](?!u)|eo|[^q]ua|iu", small)) - len(re.findall(r"[ct]i(?:o|a)|gion", small))
    if re.search(r"[^aeiouyl]e$|[aeiouy]le$", small) or re.search(r"[^aeiouytd]e[ds]$", small):
        count -= 1
    return max(count, 1)


def grade(sentences: Iterable[str]) -> float:
    """The Flesch-Kincaid grade of some sentences: the school year that reads them with ease."""
    split = [part for text in sentences for part in re.split(r"(?<=[.!?:])\s+", text) if words(part)]
    every = [word for part in split for word in words(part)]
    return 0.39 * len(every) / len(split) + 11.8 * sum(map(syllables, every)) / len(every) - 15.59
