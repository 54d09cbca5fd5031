"""Bundles: what a person hands over (a patient-shared collection), and a person's own complete export."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from unknot.fhir.resources import resources
from unknot.fhir.terms import ENTRY, HL7, OWN, Context, Resource, derived_id, helper_id, reference
from unknot.journal.document import kind_of, to_document
from unknot.journal.entry import Body, Contact, Entry, Role, Sex
from unknot.journal.journal import Journal
from unknot.knowledge.words import Translate

PATIENT_ASSERTED = {"system": f"{HL7}/v3-ObservationValue", "code": "PATAST", "display": "patient asserted"}
SHARED = {"system": "urn:x-unknot:document-category", "code": "patient-shared", "display": "Shared by the patient"}
RENDERED = {"system": "http://loinc.org", "code": "60591-5", "display": "Patient summary Document"}
STORY = {"system": "http://loinc.org", "code": "51855-5", "display": "Patient Note"}


@dataclass(frozen=True, slots=True)
class Paper:
    """A document inside a bundle: what it is, its title, its type and its bytes."""

    code: Resource
    title: str
    media_type: str
    data: bytes


def patient_id(journal: UUID) -> UUID:
    """The id of the Patient of a journal; it tells nothing about the journal's own id."""
    return uuid5(journal, "patient")


def context_of(journal: Journal, id: UUID, _: Translate) -> Context:
    return Context(patient_id(id), _, dict(journal.settings.own_words))


def patient(journal: Journal, context: Context, *, contacts: bool = False) -> Resource:
    """The person, with what they chose to say of themselves; whom to call for them only if it is asked for."""
    person = journal.person
    gender = {Sex.FEMALE: "female", Sex.MALE: "male", Sex.OTHER: "other", None: "unknown"}[person.sex]
    name = {"text": person.name} if person.name else {"_text": _absent()}
    resource: Resource = {"resourceType": "Patient", "id": str(context.patient), "name": [name], "gender": gender}
    if person.birth_date:
        resource["birthDate"] = person.birth_date.isoformat()
    else:
        resource["_birthDate"] = _absent()
    if contacts and person.contacts:
        resource["contact"] = [_contact(one) for one in person.contacts]
    return resource


def _contact(of: Contact) -> Resource:
    phone = {"telecom": [{"system": "phone", "value": of.phone}]} if of.phone else {}
    return {"name": {"text": of.name}, **phone}


def _absent() -> Resource:
    why = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
    return {"extension": [{"url": why, "valueCode": "masked"}]}


def helpers(entries: Iterable[Entry[Body]], context: Context) -> list[Resource]:
    """A RelatedPerson for each carer or clinician who recorded something."""
    people = sorted({(e.provenance.role, e.provenance.name) for e in entries})
    words = {Role.CARER: "carer", Role.CLINICIAN: "clinician"}
    return [
        {
            "resourceType": "RelatedPerson",
            "id": str(helper_id(context.patient, role, name)),
            "patient": context.subject,
            "relationship": [{"text": context._(words[role])}],
            **({"name": [{"text": name}]} if name else {}),
        }
        for role, name in people
        if role in words
    ]


def paper(document: Paper, context: Context, now: datetime) -> Resource:
    """A DocumentReference with its bytes inside."""
    return {
        "resourceType": "DocumentReference",
        "id": str(derived_id(context.patient, document.title)),
        "meta": {"security": [PATIENT_ASSERTED]},
        "status": "current",
        "type": {"coding": [document.code], "text": document.title},
        "category": [{"coding": [SHARED]}],
        "subject": context.subject,
        "author": [context.subject],
        "date": now.isoformat(timespec="milliseconds"),
        "content": [
            {
                "attachment": {
                    "contentType": document.media_type,
                    "data": base64.b64encode(document.data).decode(),
                    "title": document.title,
                }
            }
        ],
    }


def shared_bundle(
    journal: Journal,
    entries: Sequence[Entry[Body]],
    *,
    id: UUID,
    now: datetime,
    _: Translate,
    papers: Sequence[Paper] = (),
    also: Sequence[Resource] = (),
) -> Resource:
    """A patient-shared collection of `entries` of a journal that is already cut to its audience.

    `papers` are the rendered Profile and the person's story; `also` resources made elsewhere (the Profile's
    DiagnosticReport). No `meta.profile`, every `fullUrl` a urn:uuid, no reference out of the bundle.
    """
    context = context_of(journal, id, _)
    made = [resource for entry in entries for resource in resources(entry, context)]
    documents = [paper(document, context, now) for document in papers]
    return bundle([patient(journal, context), *helpers(entries, context), *documents, *also, *made], now)


def export_bundle(journal: Journal, raw: Sequence[Entry[Body]], *, id: UUID, now: datetime, _: Translate) -> Resource:
    """Everything, for the person: each entry's resources, with its own documents beside them so that nothing is lost.

    `raw` are the journal's entries as recorded, corrections and withdrawals too.
    """
    return bundle(list(_everything(journal, raw, context_of(journal, id, _))), now)


def write_export(
    journal: Journal, raw: Sequence[Entry[Body]], *, id: UUID, now: datetime, _: Translate
) -> Iterator[str]:
    """The same bundle as JSON text, resource by resource, so that a long journal takes little memory."""
    empty = json.dumps(bundle([], now), ensure_ascii=False)
    yield empty.removesuffix("]}")
    for n, resource in enumerate(_everything(journal, raw, context_of(journal, id, _))):
        yield (",\n" if n else "\n") + json.dumps(_row(resource), ensure_ascii=False)
    yield "\n]}\n"


def _everything(journal: Journal, raw: Sequence[Entry[Body]], context: Context) -> Iterator[Resource]:
    yield patient(journal, context)
    yield from helpers(raw, context)
    for entry in raw:
        settled = journal.find(entry.id)
        found = resources(settled, context) if settled else []
        first, *rest = found or [_basic(entry, context)]
        document = json.dumps(to_document(entry), ensure_ascii=False, separators=(",", ":"))
        yield first | {"extension": [{"url": ENTRY, "valueString": document}]}
        yield from rest


def _basic(entry: Entry[Body], context: Context) -> Resource:
    code = {"coding": [{"system": OWN, "code": f"kind.{kind_of(entry.body)}"}], "text": kind_of(entry.body)}
    return {"resourceType": "Basic", "id": str(entry.id), "code": code, "subject": context.subject}


def bundle(contents: Sequence[Resource], now: datetime) -> Resource:
    """A collection of these resources."""
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": now.isoformat(timespec="milliseconds"),
        "entry": [_row(resource) for resource in contents],
    }


def _row(resource: Resource) -> Resource:
    return {"fullUrl": reference(UUID(resource["id"]))["reference"], "resource": resource}
