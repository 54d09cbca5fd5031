"""The words of people's own tables: what columns are called and what cells say, in each language, as data.

Tables of several languages are read as one, since the rows of one notebook may be in two: a word that two languages
share means what it means in the first of `LANGUAGES`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("en", "de", "fr", "es")


@dataclass(frozen=True, slots=True)
class Number:
    """A number about a day that apps and devices write: its code, what it is called, the unit it is kept in."""

    code: str
    label: str
    unit: str


@cache
def phrases(table: str) -> Mapping[str, str]:
    """Phrase to key of a table of the data files: `phrases("cell")["nothing"] == "none"`."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for key, words in _data(language).get(table, {}).items():
            for phrase in _split(words):
                found.setdefault(phrase, key)
    return found


@cache
def said(table: str, key: str) -> frozenset[str]:
    """Every phrase of one key, in every language: a word may stand under several."""
    return frozenset(phrase for language in LANGUAGES for phrase in _split(_data(language).get(table, {}).get(key, "")))


@cache
def named_times() -> Mapping[str, str]:
    """Words that are a clock time: "noon" to "12:00"."""
    named = (_data(language).get("clock", {}).get("named", {}) for language in LANGUAGES)
    return {phrase: clock for one in named for clock, words in one.items() for phrase in _split(words)}


@cache
def either(table: str, key: str) -> str:
    """The phrases of a key as alternatives of a pattern, the longest first; each language's, escaped."""
    return "|".join(re.escape(phrase) for phrase in sorted(said(table, key), key=len, reverse=True))


@cache
def numbers() -> Mapping[str, Number]:
    """The numbers about a day by what their headings are called."""
    return {
        heading: Number(code, row["label"], row.get("unit", ""))
        for code, row in _data("numbers").items()
        for heading in _split(row["headings"])
    }


def number_label(code: str) -> str:
    """What a daily number is called; empty for a code that is not in the list."""
    row = _data("numbers").get(code)
    return str(row["label"]) if row else ""


@cache
def _data(name: str) -> Mapping[str, Any]:
    text = (resources.files("unknot") / "importers" / "words" / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _split(words: object) -> Iterator[str]:
    if isinstance(words, str):
        yield from (part.strip() for part in words.split(",") if part.strip())
