"""Thirty ways to spoil what leaves, each refused by one judge at least; and the whole ones pass all of them."""

import base64
import copy
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import fhirkit
import pytest

from tests.days import entries
from tests.fhir.judges import Resource, inside, judged, own_constraints, shared_faults, summary_faults
from tests.generate import random_journal
from unknot.fhir.handed import handed_over
from unknot.fhir.summary import summary_document
from unknot.journal.entry import Body, Circumstance, Entry, Medicine, Note, Prescription, Provenance
from unknot.journal.journal import Journal, settle
from unknot.journal.span import moment
from unknot.knowledge.words import as_written
from unknot.report.compose import compose
from unknot.report.profile import Audience

NOW = datetime(2026, 3, 24, 9, tzinfo=UTC)
HOME = UUID(int=1)
DAYS = """
    2026-03-02 08:10 +4m  spasm 6/10 left-calf by:carer/Mary
    2026-03-02 09:00      dose baclofen 10mg
    2026-03-03            none
    2026-03-04 10:00      note "My sister does not understand it"
"""


FACTS: tuple[Body, ...] = (
    Note(text="Why mostly at night?", question=True),
    Circumstance(code="multiple-sclerosis"),
    Circumstance(code="allergy", detail="Penicillin"),
    Prescription(medicine=Medicine(name="Baclofen"), starts=date(2026, 1, 5)),
)


def lived() -> Journal:
    said = moment(datetime(2026, 3, 5, 10), "Europe/Dublin")
    facts = [
        Entry(id=UUID(int=n), happened_at=said, provenance=Provenance(recorded_at=said), body=fact)
        for n, fact in enumerate(FACTS, 1)
    ]
    return settle([*entries(DAYS), *facts])


def shared(leave_out: type[Body] | None = None) -> Resource:
    some = settle([e for e in lived().entries if not (leave_out and isinstance(e.body, leave_out))])
    profile = compose(
        some,
        audience=Audience.SHARED,
        first=date(2026, 2, 24),
        last=date(2026, 3, 23),
        zone="Europe/Dublin",
        now=NOW,
        _=as_written,
    )
    return handed_over(some, profile, b"%PDF-", id=HOME, now=NOW, _=as_written)


def summary() -> Resource:
    return summary_document(lived(), id=HOME, now=NOW, _=as_written)


def first(bundle: Resource, kind: str) -> Resource:
    return next(r for r in inside(bundle) if r["resourceType"] == kind)


def parts(bundle: Resource) -> list[Resource]:
    """The components of the spasm."""
    return next(r["component"] for r in inside(bundle) if "component" in r)


def without(kind: str, *names: str) -> Callable[[Resource], object]:
    return lambda b: [first(b, kind).pop(name) for name in names]


def with_(kind: str, **values: Any) -> Callable[[Resource], object]:
    return lambda b: first(b, kind).update(values)


def section(n: int, *gone: str, **values: Any) -> Callable[[Resource], object]:
    def spoil(bundle: Resource) -> None:
        chosen = first(bundle, "Composition")["section"][n]
        chosen.update(values)
        for name in gone:
            chosen.pop(name, None)

    return spoil


SPOILT_SHARED: dict[str, Callable[[Resource], object]] = {
    "a status that is none": with_("Observation", status="bogus"),
    "no status": without("Observation", "status"),
    "no code": without("Observation", "code"),
    "an element that is not FHIR": with_("Observation", severity="6"),
    "a date that is none": with_("Observation", effectiveDateTime="yesterday"),
    "a code that is a word": with_("Observation", code="spasm"),
    "a number as text": lambda b: parts(b)[0].update(valueInteger="6"),
    "a dose without a medicine": without("MedicationAdministration", "medicationCodeableConcept"),
    "a dose without its time": without("MedicationAdministration", "effectiveDateTime"),
    "a dose of nobody": without("MedicationAdministration", "subject"),
    "answers without a status": without("QuestionnaireResponse", "status"),
    "a patient without a gender": without("Patient", "gender"),
    "a patient without a name": without("Patient", "name"),
    "a patient whose birth date is not spoken of": without("Patient", "_birthDate"),
    "a gender that is none": with_("Patient", gender="cat"),
    "two patients": lambda b: b["entry"].append({**b["entry"][0], "fullUrl": f"urn:uuid:{UUID(int=7)}"}),
    "no patient": lambda b: b["entry"].pop(0),
    "a reference that leads out": with_("Observation", subject={"reference": f"urn:uuid:{UUID(int=9)}"}),
    "two with one address": lambda b: b["entry"][1].update(fullUrl=b["entry"][0]["fullUrl"]),
    "an address that is no urn:uuid": lambda b: b["entry"][1].update(fullUrl="https://example.org/1"),
    "no timestamp": lambda b: b.pop("timestamp"),
    "a bundle of another type": lambda b: b.update(type="message"),
    "a claimed profile": with_("Observation", meta={"profile": ["http://hl7.org/fhir/uv/ips"]}),
    "a file outside": lambda b: first(b, "DocumentReference")["content"][0].update(attachment={"url": "https://x.org"}),
    "a document of somebody else": with_("DocumentReference", author=[]),
    "a document not tagged": without("DocumentReference", "meta"),
    "a report without a code": without("DiagnosticReport", "code"),
}
SPOILT_SUMMARY: dict[str, Callable[[Resource], object]] = {
    "no problems section": lambda b: first(b, "Composition")["section"].pop(0),
    "no allergies section": lambda b: first(b, "Composition")["section"].pop(1),
    "no medicines section": lambda b: first(b, "Composition")["section"].pop(2),
    "problems twice": lambda b: first(b, "Composition")["section"].append(first(b, "Composition")["section"][0]),
    "an empty section without its reason": section(0, "entry", "emptyReason"),
    "a section without words": section(1, "text"),
    "a section without a title": section(2, "title"),
    "a section without a code": section(0, "code"),
    "a composition of nobody": without("Composition", "subject"),
    "a name that is none": with_("Patient", name=[{"use": "official"}]),
    "nothing about the birth date": without("Patient", "_birthDate"),
    "no identifier": lambda b: b.pop("identifier"),
    "a collection": lambda b: b.update(type="collection"),
    "the patient first": lambda b: b["entry"].reverse(),
    "a plan without its time": without("MedicationStatement", "effectivePeriod"),
    "an allergy to nothing": without("AllergyIntolerance", "code"),
}


def spoilt(whole: Resource, how: Callable[[Resource], object]) -> Resource:
    bundle = copy.deepcopy(whole)
    how(bundle)
    return bundle


@pytest.mark.node
def test_each_spoilt_bundle_is_refused_and_the_whole_ones_are_not(needs_node):
    cases = [(name, spoilt(shared(), how), shared_faults) for name, how in SPOILT_SHARED.items()]
    cases += [
        (name, spoilt(summary(), how), lambda b: summary_faults(needs_node, b)) for name, how in SPOILT_SUMMARY.items()
    ]
    cases += [("whole", shared(), shared_faults), ("whole", summary(), lambda b: summary_faults(needs_node, b))]
    node = iter(judged(needs_node, [r for _, bundle, _ in cases for r in inside(bundle)]))
    refused = {}
    for name, bundle, faults in cases:
        by_node = [error for _ in inside(bundle) for error in next(node)]
        refused[name] = [*map(str, fhirkit.validate(json.dumps(bundle))), *by_node, *faults(bundle)]
    assert refused.pop("whole") == []
    assert len(refused) >= 30
    assert [name for name, errors in refused.items() if not errors] == []


@pytest.mark.node
def test_the_summary_of_any_journal_keeps_the_rules_of_its_profiles(needs_node):
    assert own_constraints(needs_node) == {"ips-comp-1", "ips-pat-1"}
    for seed in range(60):
        made = summary_document(settle(random_journal(seed)).public(), id=HOME, now=NOW, _=as_written)
        assert summary_faults(needs_node, made) == []


def stories(bundle: Resource) -> list[str]:
    documents = [r for r in inside(bundle) if r["resourceType"] == "DocumentReference"]
    told = [d for d in documents if d["type"]["coding"][0]["code"] == "51855-5"]
    return [base64.b64decode(d["content"][0]["attachment"]["data"]).decode() for d in told]


def test_a_story_is_the_persons_own_words_and_absent_if_there_are_none():
    (story,) = stories(shared())
    assert "Why mostly at night?" in story
    assert "My sister" not in str(shared()) + story
    assert stories(shared(leave_out=Note)) == []
