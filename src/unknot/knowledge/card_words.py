"""The fixed words of the emergency card in each language it speaks, and the words for the facts that stand on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from babel.languages import get_official_languages

from unknot.knowledge.data import Malformed, Table, known, table, text
from unknot.knowledge.sources import checked, cited

ENGLISH = "en"
_FILE = frozenset({"last_checked", "next_check", "read_by", "words", "facts"})
CLINICAL = frozenset({"baclofen", "pump", "dysreflexia"})
"""The sentences that say something clinical: each names its source."""


@dataclass(frozen=True, slots=True)
class CardWords:
    """One language of the card: `words` by name, `facts` by code; `read_by` is a native speaker, or ""."""

    language: str
    words: Mapping[str, str]
    facts: Mapping[str, str]
    read_by: str

    @property
    def unread(self) -> bool:
        return self.language != ENGLISH and not self.read_by


@cache
def card_words() -> Mapping[str, CardWords]:
    """Every language of the card by its code, English first. A phrase that lacks one is refused (`Malformed`)."""
    of = table("emergency-card")
    known(of, _FILE, "emergency-card")
    readers: Mapping[str, str] = of["read_by"]
    for name, row in of["words"].items():
        _checked(name, row)
    return {
        language: CardWords(
            language,
            {name: text(row, language, f"emergency-card {name}") for name, row in of["words"].items()},
            {code: text(row, language, f"emergency-card {code}") for code, row in of["facts"].items()},
            readers.get(language, ""),
        )
        for language in (ENGLISH, *sorted(readers))
    }


def _checked(name: str, row: Table) -> None:
    where = f"emergency-card {name}"
    if name in CLINICAL:
        cited(row, where)
        checked(row, where)
    elif "source" in row:
        raise Malformed(f"{where}: only clinical sentences have a source")


def card_languages(country: str) -> tuple[str, ...]:
    """The languages of a card for a country: English, then the first of its own that the card speaks, if one is."""
    spoken = get_official_languages(country, de_facto=True) if country else ()
    own = next((one for one in (code.split("_")[0] for code in spoken) if one in card_words()), ENGLISH)
    return (ENGLISH,) if own == ENGLISH else (ENGLISH, own)
