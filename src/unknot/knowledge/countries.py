"""The emergency number of each country, and a crisis, poison or urgent line where one is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from unknot.knowledge.data import known, table, text
from unknot.knowledge.sources import Source, Verified, checked, cited

_FILE = frozenset({"country", "last_checked", "next_check"})
_LINES = ("crisis", "poison", "urgent")
_COUNTRY = frozenset(
    {
        "emergency",
        "text_number",
        "text_how",
        "source",
        "verified",
        *(f"{of}_{what}" for of in _LINES for what in ("line", "number")),
    }
)


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """A service by its own name, and the number as it is printed."""

    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Country:
    """Whom to call in a country; `code` is ISO 3166-1 alpha-2. A line that is not known is None.

    `urgent` is for what cannot wait and is no emergency; `text` reaches the emergency service without a voice, its name
    says how.
    """

    code: str
    emergency: str
    crisis: PhoneLine | None
    poison: PhoneLine | None
    urgent: PhoneLine | None
    text: PhoneLine | None
    source: tuple[Source, ...]
    verified: Verified


@cache
def countries() -> Mapping[str, Country]:
    """Every country we have a number for, by its code."""
    of = table("countries")
    known(of, _FILE, "countries")
    return {code: _country(code, row) for code, row in of["country"].items()}


def country_of(chosen: str, zone: str) -> Country | None:
    """The country that the person chose, else the one their time zone lies in; None if neither is known."""
    return countries().get(chosen) or countries().get(country_of_zone(zone))


def _country(code: str, row: Mapping[str, object]) -> Country:
    where = f"countries {code}"
    known(row, _COUNTRY, where)
    return Country(
        code=code,
        emergency=text(row, "emergency", where),
        crisis=_line(row, "crisis", where),
        poison=_line(row, "poison", where),
        urgent=_line(row, "urgent", where),
        text=PhoneLine(text(row, "text_how", where), text(row, "text_number", where)) if "text_number" in row else None,
        source=cited(row, where),
        verified=checked(row, where),
    )


def _line(row: Mapping[str, object], of: str, where: str) -> PhoneLine | None:
    if f"{of}_line" not in row and f"{of}_number" not in row:
        return None
    return PhoneLine(text(row, f"{of}_line", where), text(row, f"{of}_number", where))


@cache
def country_of_zone(zone: str) -> str:
    """The country that a time zone lies in, by the table of the IANA database; "" if it names several or none."""
    try:
        table_text = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    except (ModuleNotFoundError, FileNotFoundError):
        return ""
    rows = (line.split("\t") for line in table_text.splitlines() if not line.startswith("#"))
    return next((row[0] for row in rows if len(row) > 2 and row[2] == zone), "")
