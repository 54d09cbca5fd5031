"""The emergency number of each country, and a crisis line where one is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from unknot.knowledge.data import known, table, text
from unknot.knowledge.sources import Source, Verified, checked, cited

_FILE = frozenset({"country", "last_checked", "next_check"})
_COUNTRY = frozenset({"emergency", "crisis_line", "crisis_number", "source", "verified"})


@dataclass(frozen=True, slots=True)
class Country:
    """Whom to call in a country; `code` is ISO 3166-1 alpha-2. A crisis line that is not known is empty."""

    code: str
    emergency: str
    crisis_line: str
    crisis_number: str
    source: tuple[Source, ...]
    verified: Verified


@cache
def countries() -> Mapping[str, Country]:
    """Every country we have a number for, by its code."""
    of = table("countries")
    known(of, _FILE, "countries")
    return {code: _country(code, row) for code, row in of["country"].items()}


def _country(code: str, row: Mapping[str, object]) -> Country:
    where = f"countries {code}"
    known(row, _COUNTRY, where)
    return Country(
        code=code,
        emergency=text(row, "emergency", where),
        crisis_line=str(row.get("crisis_line", "")),
        crisis_number=str(row.get("crisis_number", "")),
        source=cited(row, where),
        verified=checked(row, where),
    )
