"""The words of letters, from one data file a language: each phrase with all that it may be."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from unknot.dictation.letters.letter_tokens import tokens
from unknot.dictation.letters.model import Why
from unknot.knowledge.vocabulary import Term, vocabulary

LANGUAGES = ("en", "de")
REASONS = {
    kind: Why(kind)
    for kind in (
        "past", "possible", "person", "allergy", "stopped", "negation", "grows", "divided", "directed", "choice",
    )
}  # fmt: skip
"""The tables of words that keep a sentence from being a plan."""
UNLISTED = "?"
_NO_MEDICINE = re.compile(r"^(?:an?|no) ")
_NOT_IN_LETTERS = frozenset({"alcohol", "tonic-water", "cannabis", "anaesthetic", "botulinum-toxin"})

Kinds = Mapping[str, str]
"""What a phrase may be: the name of a table, and its value there."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language: phrases by their first word, the longest first."""

    language: str
    decimal: str
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Kinds], ...]]


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language, with the names of the medicines."""
    data = _file(language)
    found: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for kind, rows in data.items():
        if isinstance(rows, dict):
            for value, phrases in rows.items():
                for phrase in phrases.split("|"):
                    found[words_of(phrase)][kind] = value
    for spelling, code in _medicines().items():
        found[spelling]["medicine"] = code
    by_first: dict[str, list[tuple[tuple[str, ...], Kinds]]] = defaultdict(list)
    for phrase, kinds in found.items():
        if phrase:
            by_first[phrase[0]].append((phrase, kinds))
    longest = {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in by_first.items()}
    return Lexicon(language, data["decimal"], longest)


def words_of(phrase: str) -> tuple[str, ...]:
    """A phrase as the tokens of a letter."""
    return tuple(token.norm for token in tokens(phrase))


def _file(name: str) -> dict[str, Any]:
    file = resources.files("unknot") / "dictation" / "letters" / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def _medicines() -> Mapping[tuple[str, ...], str]:
    """The names of single medicines: no groups ("a statin"), nothing that is drunk or given in a clinic.

    One that is in no vocabulary has its own name behind "?" for a code.
    """
    found: dict[tuple[str, ...], str] = {}
    for term in vocabulary("medicine"):
        if not _NO_MEDICINE.match(term.words) and term.code not in _NOT_IN_LETTERS:
            for spelling in _spellings(term):
                found.setdefault(words_of(spelling), term.code)
    for name in " ".join(_file("names")["names"].split()).split("|"):
        found.setdefault(words_of(name), f"{UNLISTED}{name.strip()}")
    return found


def _spellings(term: Term) -> tuple[str, ...]:
    return tuple(spelling for spelling in term.spellings if len(spelling) > 3 or spelling == "bac")
