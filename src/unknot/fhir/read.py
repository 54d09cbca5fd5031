"""FHIR in: our own export comes back equal; conditions, medicines, allergies and results of others become entries.

What cannot be read is listed, and nothing is invented: a plan without readable times comes in without times.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from unknot.fhir.terms import ENTRY, Resource
from unknot.journal.document import Unreadable, from_document
from unknot.journal.entry import (
    NAME,
    Body,
    Circumstance,
    Entry,
    ImpossibleEntry,
    Measurement,
    MeasurementKind,
    Medicine,
    Precision,
    Prescription,
    Provenance,
    Standing,
    Via,
)
from unknot.journal.ids import import_id
from unknot.journal.quantity import UNITS, ImpossibleQuantity, Quantity
from unknot.journal.span import ImpossibleTime, Moment, UnknownZone, moment
from unknot.knowledge.vocabulary import vocabulary

LARGEST = 50_000_000


class NotFhir(ValueError):
    """A file that is not FHIR R4 JSON, or too large to read."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A resource that was left out, and why."""

    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Received:
    entries: tuple[Entry[Body], ...]
    unread: tuple[Unread, ...]


@dataclass(frozen=True, slots=True)
class _Arrival:
    """What every received entry is given: the journal, its zone, and when it came."""

    journal: UUID
    zone: str
    now: datetime


class _Skip(ValueError):
    """Why a resource is left out."""


def read_fhir(data: bytes, *, journal: UUID, zone: str, now: datetime) -> Received:
    """The entries of a Bundle or a single resource; `NotFhir` if it is neither."""
    entries: dict[UUID, Entry[Body]] = {}
    unread: list[Unread] = []
    seen: Counter[str] = Counter()
    arrival = _Arrival(journal, zone, now)
    for resource in _contents(data):
        kind = str(resource.get("resourceType", ""))[:NAME]
        try:
            found = list(_own(resource)) or [_foreign(resource, arrival, seen)]
        except (_Skip, Unreadable, ImpossibleEntry, ImpossibleQuantity, ImpossibleTime, UnknownZone) as error:
            unread.append(Unread(kind, str(error)))
            continue
        entries.update((entry.id, entry) for entry in found)
    return Received(tuple(entries.values()), tuple(unread))


def _contents(data: bytes) -> list[Resource]:
    if len(data) > LARGEST:
        raise NotFhir("This file is larger than 50 MB.")
    try:
        top = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotFhir("This file is not FHIR in JSON.") from error
    if not isinstance(top, dict) or not isinstance(top.get("resourceType"), str):
        raise NotFhir("This file is not FHIR in JSON.")
    if top["resourceType"] != "Bundle":
        return [top]
    rows = top.get("entry", [])
    found = [row.get("resource") for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return [resource for resource in found if isinstance(resource, dict)]


def _own(resource: Resource) -> Iterator[Entry[Body]]:
    """The entries that an export of ours carries in a resource."""
    extensions = resource.get("extension")
    for extension in extensions if isinstance(extensions, list) else []:
        if isinstance(extension, dict) and extension.get("url") == ENTRY:
            try:
                yield from_document(json.loads(str(extension.get("valueString"))))
            except (json.JSONDecodeError, RecursionError) as error:
                raise _Skip("Its own document cannot be read.") from error


def _foreign(resource: Resource, arrival: _Arrival, seen: Counter[str]) -> Entry[Body]:
    read = _READERS.get(str(resource.get("resourceType")))
    if read is None:
        raise _Skip("A journal has no place for this kind of resource.")
    row = json.dumps(resource, sort_keys=True, ensure_ascii=False)
    body, when, precision = read(resource, arrival)
    occurrence = seen[row]
    seen[row] += 1
    return Entry(
        id=import_id(arrival.journal, "fhir", row, occurrence),
        happened_at=when,
        precision=precision,
        provenance=Provenance(recorded_at=moment(arrival.now, arrival.zone), via=Via.IMPORT),
        body=body,
    )


_Read = tuple[Body, Moment, Precision]


def _condition(resource: Resource, arrival: _Arrival) -> _Read:
    if _code(resource, "verificationStatus") == "entered-in-error":
        raise _Skip("It was entered in error.")
    words = _words(resource.get("code"))
    known = _known("circumstance", resource.get("code"))
    standing = {"refuted": Standing.NO, "unconfirmed": Standing.NOT_SURE, "provisional": Standing.NOT_SURE}
    fact = Circumstance(
        code=known or "other",
        standing=standing.get(_code(resource, "verificationStatus"), Standing.YES),
        detail="" if known else words[:500],
        since=_day(resource.get("onsetDateTime")),
        until=_day(resource.get("abatementDateTime")),
    )
    return fact, *_when(resource, ("recordedDate", "onsetDateTime"), arrival)


def _allergy(resource: Resource, arrival: _Arrival) -> _Read:
    if _code(resource, "verificationStatus") == "entered-in-error":
        raise _Skip("It was entered in error.")
    fact = Circumstance(
        code="allergy", detail=_words(resource.get("code"))[:500], since=_day(resource.get("onsetDateTime"))
    )
    return fact, *_when(resource, ("recordedDate", "onsetDateTime"), arrival)


def _medicine(resource: Resource, arrival: _Arrival) -> _Read:
    if resource.get("status") in ("entered-in-error", "cancelled", "draft", "not-taken"):
        raise _Skip("It is not a plan that stands.")
    words = _words(resource.get("medicationCodeableConcept"))
    period = resource.get("effectivePeriod")
    period = period if isinstance(period, dict) else {}
    started = period.get("start") or resource.get("authoredOn") or resource.get("effectiveDateTime")
    when, precision = _when({"start": started}, ("start",), arrival)
    dosage = resource.get("dosage") or resource.get("dosageInstruction") or []
    said = [str(d["text"]) for d in dosage if isinstance(d, dict) and d.get("text")] if isinstance(dosage, list) else []
    plan = Prescription(
        medicine=Medicine(name=words[:NAME], code=_known("medicine", resource.get("medicationCodeableConcept"))),
        starts=when.clock_date,
        ends=_day(period.get("end")),
        note="\n".join(said)[:10_000],
    )
    return plan, when, precision


def _observation(resource: Resource, arrival: _Arrival) -> _Read:
    if resource.get("status") not in ("final", "amended", "corrected"):
        raise _Skip("It is not a final result.")
    categories = {_code({"c": c}, "c") for c in resource.get("category", []) if isinstance(c, dict)}
    kind = {"laboratory": MeasurementKind.LAB, "vital-signs": MeasurementKind.VITAL}
    found = next((kind[c] for c in sorted(categories) if c in kind), None)
    if found is None:
        raise _Skip("It is not a test result.")
    name = _words(resource.get("code"))
    value, text = _value(resource)
    ranges = resource.get("referenceRange")
    limits = ranges[0] if isinstance(ranges, list) and ranges and isinstance(ranges[0], dict) else {}
    result = Measurement(
        kind=found,
        name=name[:NAME],
        code=_known("measurement", resource.get("code")),
        value=value,
        text=text[:10_000],
        low=_quantity(limits.get("low")),
        high=_quantity(limits.get("high")),
    )
    return result, *_when(resource, ("effectiveDateTime", "issued"), arrival)


_READERS: dict[str, Callable[[Resource, _Arrival], _Read]] = {
    "Condition": _condition,
    "AllergyIntolerance": _allergy,
    "MedicationStatement": _medicine,
    "MedicationRequest": _medicine,
    "Observation": _observation,
}


# ---------------------------------------------------------------- parts of a resource


def _codings(concept: Any) -> list[Resource]:
    codings = concept.get("coding") if isinstance(concept, dict) else None
    return [c for c in codings if isinstance(c, dict)] if isinstance(codings, list) else []


def _code(resource: Resource, name: str) -> str:
    return next((str(c["code"]) for c in _codings(resource.get(name)) if "code" in c), "")


def _words(concept: Any) -> str:
    """What a concept is called; `_Skip` if it is called nothing."""
    said = [concept.get("text")] if isinstance(concept, dict) else []
    said += [c.get("display") for c in _codings(concept)]
    words = next((s.strip() for s in said if isinstance(s, str) and s.strip()), "")
    if not words:
        raise _Skip("It has no words that say what it is.")
    return words


def _known(name: str, concept: Any) -> str:
    """Our code for a concept, by a clinical code or by its exact words; "" if there is none."""
    codes = {(str(c.get("system")), str(c.get("code"))) for c in _codings(concept)}
    words = str(concept.get("text", "")).strip().lower() if isinstance(concept, dict) else ""
    for term in vocabulary(name):
        if any((c.system.uri, c.code) in codes for c in term.codings):
            return term.code
        if words and words in {spelling.lower() for spelling in term.spellings}:
            return term.code
    return ""


def _value(resource: Resource) -> tuple[Quantity | None, str]:
    """A result as a quantity if its unit is known, else as the words it came in."""
    quantity = resource.get("valueQuantity")
    if isinstance(quantity, dict):
        found = _quantity(quantity)
        return (
            found,
            "" if found else f"{quantity.get('value', '')} {quantity.get('unit') or quantity.get('code') or ''}",
        )
    if isinstance(resource.get("valueString"), str):
        return None, str(resource["valueString"])
    if isinstance(resource.get("valueCodeableConcept"), dict):
        return None, _words(resource["valueCodeableConcept"])
    raise _Skip("It has no value.")


def _quantity(quantity: Any) -> Quantity | None:
    if not isinstance(quantity, dict):
        return None
    unit = quantity.get("code") or quantity.get("unit")
    try:
        return Quantity(Decimal(str(quantity.get("value"))), str(unit)) if unit in UNITS else None
    except InvalidOperation:
        return None


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text)[:10]) if text else None
    except ValueError:
        return None


def _when(resource: Resource, names: tuple[str, ...], arrival: _Arrival) -> tuple[Moment, Precision]:
    """The first time that the resource has: an instant, or noon of a day; now, to the day, if it has none."""
    for name in names:
        text = resource.get(name)
        if not isinstance(text, str):
            continue
        try:
            at = datetime.fromisoformat(text.replace("Z", "+00:00"))
        except ValueError:
            continue
        if at.tzinfo is None:
            return moment(at.replace(hour=12, minute=0, second=0, microsecond=0), arrival.zone), Precision.DAY
        return moment(at, arrival.zone), Precision.MINUTE
    return moment(arrival.now, arrival.zone), Precision.DAY
