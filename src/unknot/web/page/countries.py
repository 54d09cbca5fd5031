"""The countries to choose from, in the reader's language."""

from __future__ import annotations

from unknot.knowledge.countries import countries
from unknot.report.wording import Voice

LETTER = frozenset({"US", "CA", "MX", "PH", "CL", "CO"})
"""Countries whose printers hold Letter paper."""


def country_name(code: str, voice: Voice) -> str:
    """Ireland for IE; the code itself if the language has no name for it."""
    return str(voice.locale.territories.get(code, code))


def country_choices(voice: Voice) -> list[tuple[str, str]]:
    """Every country we know a number for, by name."""
    return sorted(((code, country_name(code, voice)) for code in countries()), key=lambda choice: choice[1])
