"""What leaves in FHIR: valid to two independent checkers, self-contained, and silent about what is unknown."""

import json
from datetime import UTC, datetime
from uuid import UUID

import fhirkit
import pytest

from tests.days import journal
from tests.fhir.judges import judged
from tests.generate import random_journal
from unknot.fhir.bundle import RENDERED, Paper, export_bundle, shared_bundle
from unknot.fhir.read import read_fhir
from unknot.journal.journal import settle
from unknot.knowledge.words import as_written

NOW = datetime(2026, 11, 22, tzinfo=UTC)
HOME = UUID(int=1)


def shared(some, entries=None, **more):
    return shared_bundle(some, some.entries if entries is None else entries, id=HOME, now=NOW, _=as_written, **more)


def references(part):
    if isinstance(part, dict):
        for name, value in part.items():
            yield from [value] if name == "reference" else references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


def of(bundle, kind):
    return [e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == kind]


def whole(raw):
    return export_bundle(settle(raw), raw, id=HOME, now=NOW, _=as_written)


JOURNALS = [random_journal(seed, size=12) for seed in range(200)]
SHARED = [shared(settle(raw).public()) for raw in JOURNALS]
BUNDLES = [*SHARED, *map(whole, JOURNALS[:60])]


def test_the_structure_of_every_bundle_is_valid():
    assert [str(issue) for bundle in BUNDLES for issue in fhirkit.validate(json.dumps(bundle))] == []


@pytest.mark.node
def test_an_independent_checker_finds_no_error_and_would_find_one(needs_node):
    spoilt = [
        {"resourceType": "Observation", "status": "bogus", "code": {"text": "x"}},
        {"resourceType": "Observation", "status": "final"},
        {"resourceType": "Procedure", "status": "completed", "subject": {}, "performed": 1},
    ]
    resources = [e["resource"] for bundle in BUNDLES for e in bundle["entry"]]
    errors = judged(needs_node, [*resources, *spoilt])
    assert not [e for e in errors[: len(resources)] if e]
    assert all(errors[len(resources) :])


def test_nothing_points_out_of_a_bundle_and_no_two_have_one_address():
    for bundle in BUNDLES:
        addresses = [e["fullUrl"] for e in bundle["entry"]]
        assert len(set(addresses)) == len(addresses)
        assert set(references(bundle)) <= set(addresses)


def test_a_shared_bundle_has_one_patient_no_profile_claim_and_no_own_document():
    for bundle in SHARED:
        assert len(of(bundle, "Patient")) == 1
        assert '"profile"' not in json.dumps(bundle)
        assert "urn:x-unknot:entry" not in json.dumps(bundle)
        assert bundle["type"] == "collection"


def test_a_missing_day_gives_no_resource_and_a_day_of_none_gives_a_zero():
    silent = shared(journal("2026-03-01 09:00 spasm 6/10 left-calf"))
    assert [o["code"]["text"] for o in of(silent, "Observation")] == ["Spasm"]
    none = shared(journal("2026-03-01 20:00 none"))
    assert [o["valueQuantity"]["value"] for o in of(none, "Observation")] == [0]


def test_bother_is_never_severity_and_a_band_is_never_a_number():
    text = json.dumps(shared(journal("2026-03-01 09:00 spasm bother:high left-calf\n2026-03-01 10:00 spasm 6/10")))
    assert "everity" not in text.replace("Pain severity", "")
    (banded, _) = of(json.loads(text), "Observation")
    assert [c["valueCodeableConcept"]["text"] for c in banded["component"]] == ["high"]


def test_a_skipped_dose_was_not_given():
    (dose,) = of(
        shared(journal('2026-03-01 08:00 dose baclofen 10mg skipped reason:"forgot"')), "MedicationAdministration"
    )
    assert (dose["status"], dose["statusReason"], "dosage" in dose) == ("not-done", [{"text": "forgot"}], False)


def test_a_paper_travels_inside():
    bundle = shared(journal("2026-03-01 none"), papers=[Paper(RENDERED, "Spasm Profile", "application/pdf", b"%PDF-")])
    (document,) = of(bundle, "DocumentReference")
    assert document["content"][0]["attachment"]["data"] == "JVBERi0="
    assert document["author"] == [document["subject"]]


def test_who_saw_it_is_a_related_person():
    bundle = shared(journal("2026-03-01 01:00 spasm asleep by:carer/Mary"))
    assert [p["name"][0]["text"] for p in of(bundle, "RelatedPerson")] == ["Mary"]


def test_our_own_export_comes_back_equal():
    for raw in [*map(random_journal, range(60)), *JOURNALS]:
        received = read_fhir(json.dumps(whole(raw)).encode(), journal=HOME, zone="Europe/Dublin", now=NOW)
        assert sorted(received.entries, key=lambda e: e.id) == sorted(raw, key=lambda e: e.id)
        assert {u.kind for u in received.unread} <= {"Patient", "RelatedPerson", "Observation"}
