"""What stands inside a resource of somebody else: concepts, amounts, days. What is missing or odd stays unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from unknot.fhir.terms import Resource
from unknot.journal.quantity import UNITS, ImpossibleQuantity, Quantity
from unknot.knowledge.vocabulary import vocabulary

ABSENT = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips"
_NONE = re.compile(r"(no|none|nil|unknown)\b", re.IGNORECASE)
_PART_OF_A_DATE = re.compile(r"\d{4}(-\d\d)?")


class Skip(ValueError):
    """Why a resource is left out."""


def many(part: Any) -> list[Resource]:
    """The objects of a list; none if it is no list."""
    return [one for one in part if isinstance(one, dict)] if isinstance(part, list) else []


def one(part: Any) -> Resource:
    """An object; an empty one if it is none."""
    return part if isinstance(part, dict) else {}


def text(part: Any) -> str:
    """A text; an empty one if it is none."""
    return part if isinstance(part, str) else ""


# ---------------------------------------------------------------- concepts


def codings(concept: Any) -> list[Resource]:
    return many(one(concept).get("coding"))


def code(concept: Any) -> str:
    """The first code of a concept; empty if it has none."""
    return next((str(c["code"]) for c in codings(concept) if "code" in c), "")


def words(concept: Any) -> str:
    """What a concept is called; `Skip` if it is called nothing, or says that there is none."""
    names = _names(concept)
    if any(c.get("system") == ABSENT for c in codings(concept)) or any(map(_NONE.match, names)):
        raise Skip("It says that there is none, or that it is not known.")
    if not names:
        raise Skip("It has no words that say what it is.")
    return names[0]


def _names(concept: Any) -> list[str]:
    said = [one(concept).get("text"), *(c.get("display") for c in codings(concept))]
    return [name.strip() for name in said if isinstance(name, str) and name.strip()]


def coded_pairs(concept: Any) -> set[tuple[str, str]]:
    """System and code of each coding."""
    return {(str(c.get("system")), str(c.get("code"))) for c in codings(concept)}


def known(name: str, concept: Any) -> str:
    """Our code for a concept, by a clinical code or by its exact words; "" if there is none."""
    codes = coded_pairs(concept)
    said = {text.lower() for text in _names(concept)}
    for term in vocabulary(name):
        if any((c.system.uri, c.code) in codes for c in term.codings):
            return term.code
        if not said.isdisjoint(spelling.lower() for spelling in term.spellings):
            return term.code
    return ""


# ---------------------------------------------------------------- amounts


def amount(quantity: Any) -> Quantity | None:
    """A quantity whose unit is known, and which is not only a bound."""
    given = one(quantity)
    unit = given.get("code") or given.get("unit")
    if given.get("comparator") or not isinstance(unit, str) or unit not in UNITS:
        return None
    try:
        return Quantity(Decimal(str(given.get("value"))), unit)
    except (InvalidOperation, ImpossibleQuantity):
        return None


def amount_said(quantity: Any) -> str:
    """A quantity in the words it came in: `< 5 mg`."""
    given = one(quantity)
    said = (given.get("comparator"), given.get("value"), given.get("unit") or given.get("code"))
    return " ".join(str(part) for part in said if part not in (None, ""))


def value(resource: Resource) -> tuple[Quantity | None, str]:
    """A result as a quantity if its unit is known, else as the words it came in; `Skip` if it has none."""
    found = amount(resource.get("valueQuantity"))
    said = next((told for told in _values(resource) if told.strip()), "")
    if found is None and not said:
        raise Skip("It has no value.")
    return found, "" if found else said


def _values(resource: Resource) -> Iterator[str]:
    yield amount_said(resource.get("valueQuantity"))
    yield from (str(resource[name]) for name in ("valueString", "valueInteger", "valueDateTime") if name in resource)
    if "valueBoolean" in resource:
        yield "yes" if resource["valueBoolean"] is True else "no"
    yield from _names(resource.get("valueCodeableConcept"))
    limits, ratio = one(resource.get("valueRange")), one(resource.get("valueRatio"))
    yield " - ".join(filter(None, (amount_said(limits.get("low")), amount_said(limits.get("high")))))
    yield " : ".join(filter(None, (amount_said(ratio.get("numerator")), amount_said(ratio.get("denominator")))))


# ---------------------------------------------------------------- days


def day(part: Any) -> date | None:
    """A day that is told to the day."""
    try:
        return date.fromisoformat(text(part)[:10])
    except ValueError:
        return None


def part_of_a_date(part: Any) -> str:
    """A year or a month, as it is written; empty for anything else."""
    return text(part) if _PART_OF_A_DATE.fullmatch(text(part)) else ""


def instant(part: Any) -> datetime | None:
    """A day or an instant; without an offset only a day is told."""
    try:
        return datetime.fromisoformat(text(part).replace("Z", "+00:00"))
    except ValueError:
        return None
