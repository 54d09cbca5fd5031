"""The phrases that the product never says, in each language, and how to find them in a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from unknot.knowledge.data import known, table, tables, text, texts
from unknot.knowledge.sources import cited

LANGUAGES = ("en", "de")
_QUOTED = re.compile(r"“[^”]*”|„[^“]*“|«[^»]*»|<q>.*?</q>|<blockquote.*?</blockquote>", re.S)


@dataclass(frozen=True, slots=True)
class Slip:
    """A phrase that must not be said, as it was found, and why."""

    phrase: str
    why: str


@cache
def avoided(language: str) -> Mapping[str, str]:
    """The phrases to avoid in a language, each with the reason; those in English count everywhere."""
    of = table("phrases")
    known(of, frozenset({"source", "avoid"}), "phrases")
    cited(of, "phrases")
    found: dict[str, str] = {}
    for row in tables(of, "avoid", "phrases"):
        known(row, frozenset({"why", *LANGUAGES}), "phrases")
        for phrase in {*texts(row, "en", "phrases"), *texts(row, language, "phrases")}:
            found[phrase] = text(row, "why", "phrases")
    return found


def slips(words: str, language: str = "en") -> tuple[Slip, ...]:
    """The avoided phrases in a text; what stands between “curly quotation marks” is a quoted claim and may stand."""
    plain = _QUOTED.sub(" ", words).replace("’", "'")
    found = {match.group(0).casefold() for match in _pattern(language).finditer(plain)}
    return tuple(Slip(phrase, _why(phrase, language)) for phrase in sorted(found))


def _why(found: str, language: str) -> str:
    return avoided(language)[" ".join(found.split())]


@cache
def _pattern(language: str) -> re.Pattern[str]:
    spellings = sorted(avoided(language), key=lambda phrase: (-len(phrase), phrase))
    alternatives = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in spellings)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)
