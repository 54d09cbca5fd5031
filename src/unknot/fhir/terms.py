"""Codes, references and times as FHIR writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from unknot.journal.entry import Body, Entry, Role, Side, Site
from unknot.journal.quantity import Quantity
from unknot.journal.span import Moment
from unknot.knowledge.vocabulary import Term, vocabulary
from unknot.knowledge.words import Translate

Resource = dict[str, Any]

OWN = "urn:x-unknot:vocabulary"
"""The address of our own code system: codes are `vocabulary.code` (docs/fhir/)."""
ENTRY = "urn:x-unknot:entry"
"""The extension that carries an entry's own documents, in a person's own export and nowhere else."""
UCUM = "http://unitsofmeasure.org"
HL7 = "http://terminology.hl7.org/CodeSystem"
CLINICAL = ("snomed", "loinc", "rxnorm", "atc")
_SIDES = {Side.LEFT: ("7771000", "Left"), Side.RIGHT: ("24028007", "Right"), Side.BOTH: ("51440002", "Right and left")}


@dataclass(frozen=True, slots=True)
class Context:
    """What every resource needs: whose it is, in what language, the person's own words for `own-` codes."""

    patient: UUID
    _: Translate
    own_words: dict[str, str]

    @property
    def subject(self) -> Resource:
        return reference(self.patient)

    def says(self, name: str, code: str) -> str:
        """The words for a code of a vocabulary."""
        term = vocabulary(name).terms.get(code)
        return term.says(self._) if term else self.own_words.get(code, code)

    def concept(self, name: str, code: str, text: str = "") -> Resource:
        """A concept of a vocabulary: its verified clinical codes, our own code, and words."""
        term = vocabulary(name).terms.get(code)
        return {"coding": [*clinical(term), own(name, code)], "text": text or self.says(name, code)}

    def own_concept(self, code: str, text: str) -> Resource:
        """A concept of ours alone: `field.bother`."""
        return {"coding": [own("field", code)], "text": self._(text)}


def clinical(term: Term | None) -> list[Resource]:
    """The verified clinical codes of a term."""
    found = [term.coding(system) for system in CLINICAL] if term else []
    return [{"system": c.system.uri, "code": c.code, "display": c.display} for c in found if c]


def own(name: str, code: str) -> Resource:
    return {"system": OWN, "code": f"{name}.{code}"}


def reference(id: UUID) -> Resource:
    """A reference inside a bundle."""
    return {"reference": f"urn:uuid:{id}"}


def recorder(entry: Entry[Body], context: Context) -> Resource:
    """Who made an entry: the patient, or somebody who helps."""
    if entry.provenance.role in (Role.OWNER, Role.EXAMPLE):
        return context.subject
    return reference(helper_id(context.patient, entry.provenance.role, entry.provenance.name))


def helper_id(patient: UUID, role: Role, name: str) -> UUID:
    """The id of the RelatedPerson for a carer or clinician who recorded entries."""
    return uuid5(patient, f"{role.value}/{name}")


def derived_id(id: UUID, part: str) -> UUID:
    """The id of a second resource that comes of the same entry."""
    return uuid5(NAMESPACE_URL, f"{ENTRY}:{id}:{part}")


def at(when: Moment) -> str:
    """A FHIR dateTime with its offset."""
    return when.at.isoformat(timespec="seconds")


def instant(when: Moment) -> str:
    return when.at.isoformat(timespec="milliseconds")


def number(value: Decimal) -> float | int:
    """A JSON number of an exact decimal."""
    return int(value) if value == value.to_integral_value() else float(value)


def quantity(amount: Quantity) -> Resource:
    shown = amount.unit.strip("{}")
    return {"value": number(amount.value), "unit": shown, "system": UCUM, "code": amount.unit}


def minutes(length: timedelta) -> Resource:
    return {"value": round(length.total_seconds() / 60, 3), "unit": "min", "system": UCUM, "code": "min"}


def place(site: Site, context: Context) -> Resource:
    """A place on the body with its side, in words and codes."""
    where = context.concept("site", site.region)
    if site.side is None:
        return where
    code, display = _SIDES[site.side]
    words = {Side.LEFT: "left {place}", Side.RIGHT: "right {place}", Side.BOTH: "both sides, {place}"}[site.side]
    where["coding"].append({"system": "http://snomed.info/sct", "code": code, "display": display})
    where["text"] = context._(words).format(place=where["text"])
    return where
