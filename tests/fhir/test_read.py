"""FHIR in: what others wrote becomes entries, what cannot be read is listed, nothing is invented."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unknot.fhir.read import NotFhir, read_fhir
from unknot.journal.entry import Precision, Standing, Via

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


def read(*resources):
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": r} for r in resources]}
    return read_fhir(json.dumps(bundle).encode(), journal=UUID(int=1), zone="Europe/Dublin", now=NOW)


MS = {
    "resourceType": "Condition",
    "code": {"coding": [{"system": "http://snomed.info/sct", "code": "24700007"}], "text": "MS"},
    "onsetDateTime": "2011-09-01",
}
POTASSIUM = {
    "resourceType": "Observation",
    "status": "final",
    "category": [{"coding": [{"code": "laboratory"}]}],
    "code": {"text": "Potassium"},
    "effectiveDateTime": "2026-03-14T09:00:00Z",
    "valueQuantity": {"value": 3.6, "unit": "mmol/L", "code": "mmol/L"},
    "referenceRange": [{"low": {"value": 3.5, "code": "mmol/L"}, "high": {"value": 5.3, "code": "mmol/L"}}],
}


def test_a_condition_with_a_known_code():
    (entry,) = read(MS).entries
    assert (entry.body.code, entry.body.since, entry.body.standing) == (
        "multiple-sclerosis",
        date(2011, 9, 1),
        Standing.YES,
    )
    assert (entry.provenance.via, entry.precision) == (Via.IMPORT, Precision.DAY)


def test_a_condition_that_is_not_in_our_list_keeps_its_words():
    (entry,) = read({"resourceType": "Condition", "code": {"text": "Gout"}}).entries
    assert (entry.body.code, entry.body.detail) == ("other", "Gout")


def test_a_result_with_its_range():
    (entry,) = read(POTASSIUM).entries
    result = entry.body
    assert (result.code, result.value.value, result.low.value) == ("potassium", Decimal("3.6"), Decimal("3.5"))
    assert entry.happened_at.local.hour == 9


def test_a_result_in_an_unknown_unit_keeps_its_words():
    (entry,) = read(POTASSIUM | {"valueQuantity": {"value": 4, "unit": "furlongs"}}).entries
    assert (entry.body.value, entry.body.text) == (None, "4 furlongs")


def test_a_medicine_comes_without_invented_times():
    plan = {
        "resourceType": "MedicationRequest",
        "status": "active",
        "intent": "order",
        "authoredOn": "2026-03-01",
        "medicationCodeableConcept": {"text": "Lioresal"},
        "dosageInstruction": [{"text": "10 mg three times a day"}],
    }
    (entry,) = read(plan).entries
    assert (entry.body.medicine.code, entry.body.steps, entry.body.note) == ("baclofen", (), "10 mg three times a day")


def test_an_allergy_keeps_what_it_is_to():
    (entry,) = read({"resourceType": "AllergyIntolerance", "code": {"text": "Penicillin"}, "patient": {}}).entries
    assert (entry.body.code, entry.body.detail) == ("allergy", "Penicillin")


@pytest.mark.parametrize(
    "resource",
    [
        {"resourceType": "Immunization"},
        {"resourceType": "Condition"},
        {"resourceType": "Observation", "status": "preliminary"},
        {"resourceType": "Observation", "status": "final", "code": {"text": "x"}, "valueString": "y"},
        POTASSIUM | {"effectiveDateTime": "1800-01-01T00:00:00Z"},
        MS | {"verificationStatus": {"coding": [{"code": "entered-in-error"}]}},
        {"resourceType": "Basic", "extension": [{"url": "urn:x-unknot:entry", "valueString": "{"}]},
    ],
)
def test_what_cannot_be_read_is_listed(resource):
    received = read(resource)
    assert (received.entries, len(received.unread)) == ((), 1)
    assert received.unread[0].reason


def test_receiving_twice_gives_the_same_ids_and_two_equal_resources_are_two():
    assert [e.id for e in read(MS).entries] == [e.id for e in read(MS).entries]
    assert len({e.id for e in read(POTASSIUM, POTASSIUM).entries}) == 2


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"resourceType": 1}'])
def test_a_file_that_is_not_fhir_is_refused(data):
    with pytest.raises(NotFhir):
        read_fhir(data, journal=UUID(int=1), zone="UTC", now=NOW)


FIELDS = """code coding text status category valueQuantity value unit extension url valueString effectivePeriod start
    dosage referenceRange low system display onsetDateTime""".split()
json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4),
    max_leaves=12,
)


@given(st.sampled_from(["Condition", "Observation", "MedicationStatement", "AllergyIntolerance", "Basic"]), json_like)
def test_no_resource_however_odd_breaks_the_reading(kind, rest):
    read({**(rest if isinstance(rest, dict) else {}), "resourceType": kind})
