"""An International Patient Summary document, as an option: "summary from my journal".

A journal cannot know all of a person's problems, allergies or medicines. A section with nothing in it says that the
information is not available; it never says that there are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from uuid import UUID

from unknot.fhir.bundle import context_of, patient
from unknot.fhir.resources import resources
from unknot.fhir.terms import HL7, Context, Resource, derived_id, reference
from unknot.journal.entry import Body, Circumstance, Entry, Prescription, Standing
from unknot.journal.journal import Journal
from unknot.knowledge.words import Translate

LOINC = "http://loinc.org"
SECTIONS = (
    ("11450-4", "Problems", "Condition"),
    ("48765-2", "Allergies and intolerances", "AllergyIntolerance"),
    ("10160-0", "Medicines", "MedicationStatement"),
)


def summary_document(journal: Journal, *, id: UUID, now: datetime, _: Translate) -> Resource:
    """A Bundle of type document: the Composition, the Patient, and what the three sections name."""
    context = context_of(journal, id, _)
    entries = [entry for entry in journal.entries if _belongs(entry, now)]
    made = [_stated(resource, now) for entry in entries for resource in resources(entry, context)]
    sections = [_section(code, context._(title), kind, made, context) for code, title, kind in SECTIONS]
    person = patient(journal, context)
    composition: Resource = {
        "resourceType": "Composition",
        "id": str(derived_id(context.patient, "composition")),
        "status": "final",
        "type": {"coding": [{"system": LOINC, "code": "60591-5", "display": "Patient summary Document"}]},
        "subject": context.subject,
        "date": now.isoformat(timespec="seconds"),
        "author": [context.subject],
        "title": context._("Summary from my journal"),
        "section": sections,
    }
    contents = [composition, person, *made]
    return {
        "resourceType": "Bundle",
        "type": "document",
        "identifier": {
            "system": "urn:ietf:rfc:3986",
            "value": f"urn:uuid:{derived_id(context.patient, now.isoformat())}",
        },
        "timestamp": now.isoformat(timespec="milliseconds"),
        "entry": [{"fullUrl": f"urn:uuid:{r['id']}", "resource": r} for r in contents],
    }


def _belongs(entry: Entry[Body], now: datetime) -> bool:
    match entry.body:
        case Circumstance(standing=standing):
            return standing is not Standing.NO
        case Prescription(ends=ends):
            return ends is None or ends >= now.date()
        case _:
            return False


def _stated(resource: Resource, now: datetime) -> Resource:
    """A summary refers to nobody outside it: what a carer recorded is asserted by the person here."""
    return {name: value for name, value in resource.items() if name not in {"asserter", "informationSource"}}


def _section(code: str, title: str, kind: str, made: Sequence[Resource], context: Context) -> Resource:
    found = [resource for resource in made if resource["resourceType"] == kind]
    section: Resource = {
        "title": title,
        "code": {"coding": [{"system": LOINC, "code": code}]},
        "text": _narrative([_words(resource) for resource in found], context),
    }
    if found:
        return section | {"entry": [reference(UUID(resource["id"])) for resource in found]}
    why = {"system": f"{HL7}/list-empty-reason", "code": "unavailable"}
    return section | {"emptyReason": {"coding": [why], "text": context._("This journal does not know.")}}


def _words(resource: Resource) -> str:
    concept = resource.get("code") or resource.get("medicationCodeableConcept") or {}
    return str(concept.get("text", ""))


def _narrative(lines: Sequence[str], context: Context) -> Resource:
    """XHTML of plain lines; what a person wrote is escaped."""
    said = lines or [context._("This journal does not know.")]
    rows = "".join(f"<li>{escape(line)}</li>" for line in said)
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml"><ul>{rows}</ul></div>'}
