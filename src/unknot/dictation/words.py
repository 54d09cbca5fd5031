"""The words of one language, as the grammar uses them: what a phrase may mean, templates, small sets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = ("en", "de")
_UNITS_OF_TIME = "smhdw"

WORDS = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\n|\S")


def split(text: str) -> list[str]:
    """A phrase as its words and signs, in small letters; people leave out apostrophes, so all are."""
    return [plain(part) for part in WORDS.findall(text)]


def plain(word: str) -> str:
    """A word as it is compared."""
    return word.lower().replace("’", "").replace("'", "") or "'"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase may mean: a table of the data file and a code in it."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Template:
    kind: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Language:
    """All the words of one language, ready for use."""

    code: str
    decimal: str
    numbers: Mapping[str, int]
    multiples: Mapping[str, int]
    joiner: str
    whole_day: bool
    """Whether a clock time with its minutes is on the 24-hour clock."""
    soft: frozenset[str]
    not_after: frozenset[str]
    not_before: frozenset[str]
    homophones: Mapping[str, str]
    prepositions: Mapping[str, str]
    compounds: tuple[str, ...]
    sound: Mapping[str, str]
    rewrites: Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], tuple[Reading, ...]], ...]]
    templates: tuple[Template, ...]
    units: Mapping[str, str]
    amounts: Mapping[str, str]
    results: Mapping[str, str]
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    sets: Mapping[str, frozenset[str]]
    medicines: Mapping[str, str]
    known: frozenset[str]
    senses: Mapping[str, str]

    def is_in(self, name: str, word: str) -> bool:
        """Whether a word belongs to one of the small sets of the file (`filler`, `about` ...)."""
        return word in self.sets[name]

    def is_shorter(self, unit: str, than: str) -> bool:
        """Whether a unit of time as written is smaller than another: seconds than minutes."""
        return _UNITS_OF_TIME.index(self.units[unit]) < _UNITS_OF_TIME.index(self.units[than])
