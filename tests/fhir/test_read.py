"""FHIR in: what others wrote becomes entries, what cannot be read is listed, nothing is invented."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given, settings
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


RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
STATEMENT = {"resourceType": "MedicationStatement", "status": "active"}
BACLOFEN = {"coding": [{"system": RXNORM, "code": "197391", "display": "baclofen 10 MG Oral Tablet"}]}
MEDICATION = {"resourceType": "Medication", "id": "m1", "code": BACLOFEN}


@pytest.mark.parametrize("how", ["inside", "beside", "in so many words"])
def test_a_medicine_is_found_wherever_it_stands(how):
    match how:
        case "inside":
            read_now = read(STATEMENT | {"medicationReference": {"reference": "#m1"}, "contained": [MEDICATION]})
        case "beside":
            read_now = read(STATEMENT | {"medicationReference": {"reference": "Medication/m1"}}, MEDICATION)
        case _:
            read_now = read(STATEMENT | {"medicationReference": {"display": "baclofen"}})
    medicine = read_now.entries[0].body.medicine
    assert medicine.code == "baclofen"
    assert (str(medicine.strength or ""), medicine.form) == (("10 mg", "tablet") if "so" not in how else ("", ""))


def test_a_dosage_in_numbers_is_repeated_and_not_turned_into_times():
    dose = {
        "timing": {"repeat": {"frequency": 3, "period": 1.0, "periodUnit": "d"}},
        "asNeededBoolean": True,
        "doseAndRate": [{"doseQuantity": {"value": 10, "unit": "mg"}}],
    }
    (entry,) = read(STATEMENT | {"medicationCodeableConcept": BACLOFEN, "dosage": [dose]}).entries
    assert (entry.body.note, entry.body.steps, entry.body.as_needed) == ("10 mg, 3 x / 1 d, as needed", (), None)


def test_half_a_date_stays_what_it_is():
    (entry,) = read({"resourceType": "Condition", "code": {"text": "Gout"}, "onsetDateTime": "2015"}).entries
    assert (entry.body.detail, entry.body.since) == ("Gout, 2015", None)


def test_an_allergy_to_baclofen_is_known_as_one():
    (entry,) = read({"resourceType": "AllergyIntolerance", "code": BACLOFEN, "patient": {}}).entries
    assert entry.body.code == "allergy-baclofen"


def test_a_bound_is_not_a_value():
    (entry,) = read(POTASSIUM | {"valueQuantity": {"value": 2, "comparator": "<", "unit": "mmol/L"}}).entries
    assert (entry.body.value, entry.body.text) == (None, "< 2 mmol/L")


def test_each_part_of_a_result_is_a_result():
    parts = [
        {"code": {"text": name}, "valueQuantity": {"value": value, "code": "mm[Hg]"}}
        for name, value in (("Systolic", 140), ("Diastolic", 80))
    ]
    whole = {name: part for name, part in POTASSIUM.items() if name != "valueQuantity"} | {"component": parts}
    received = read(whole, whole)
    assert [str(e.body.value) for e in received.entries] == ["140 mm[Hg]", "80 mm[Hg]"] * 2
    assert len({e.id for e in received.entries}) == 4


OVER = {"clinicalStatus": {"coding": [{"code": "resolved"}]}}
REFUTED = {"verificationStatus": {"coding": [{"code": "refuted"}]}}


@pytest.mark.parametrize(
    "resource",
    [
        {"resourceType": "Immunization"},
        MS | OVER,
        MS | {"abatementDateTime": "2015"},
        {"resourceType": "Condition", "code": {"text": "No known problems"}},
        {"resourceType": "AllergyIntolerance", "code": {"text": "No known allergy (situation)"}},
        {"resourceType": "AllergyIntolerance", "code": {"text": "Latex"}} | REFUTED,
        STATEMENT | {"medicationCodeableConcept": BACLOFEN, "status": "stopped"},
        STATEMENT | {"medicationCodeableConcept": BACLOFEN, "doNotPerform": True},
        STATEMENT | {"medicationReference": {"reference": "Medication/elsewhere"}},
        {name: part for name, part in POTASSIUM.items() if name != "effectiveDateTime"},
        POTASSIUM | {"effectiveDateTime": "2026-03"},
        POTASSIUM | {"valueQuantity": {}},
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


def test_what_is_over_since_a_day_or_not_so_is_told_so():
    over, refuted = read(MS | OVER | {"abatementDateTime": "2020-05-01"}, MS | REFUTED).entries
    assert (over.body.until, refuted.body.standing) == (date(2020, 5, 1), Standing.NO)


def test_receiving_twice_gives_the_same_ids_and_two_equal_resources_are_two():
    assert [e.id for e in read(MS).entries] == [e.id for e in read(MS).entries]
    assert len({e.id for e in read(POTASSIUM, POTASSIUM).entries}) == 2


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"resourceType": 1}'])
def test_a_file_that_is_not_fhir_is_refused(data):
    with pytest.raises(NotFhir):
        read_fhir(data, journal=UUID(int=1), zone="UTC", now=NOW)


FIELDS = """code coding text status category valueQuantity value unit extension url valueString effectivePeriod start
    dosage referenceRange low system display onsetDateTime timing repeat doseAndRate component onsetAge""".split()
json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize("odd", [[], {}, [{}], 7, True, "x", {"coding": [{"code": []}]}, [{"coding": [{"code": {}}]}]])
def test_no_part_of_a_resource_breaks_the_reading(odd):
    dose = {"text": odd, "timing": odd, "doseAndRate": odd}
    plan = STATEMENT | {"medicationCodeableConcept": BACLOFEN, "dosage": [dose], "contained": [MEDICATION]}
    for whole in (MS | OVER, POTASSIUM, plan, {"resourceType": "AllergyIntolerance", "code": {"text": "x"}}):
        for name in {*whole, "status", "intent", "clinicalStatus", "verificationStatus", "category", "component"}:
            read(whole | {name: odd})


@settings(max_examples=60)
@given(st.sampled_from(["Condition", "Observation", "MedicationStatement", "AllergyIntolerance", "Basic"]), json_like)
def test_no_resource_however_odd_breaks_the_reading(kind, rest):
    status = {"status": "final"} if kind == "Observation" else {}
    read({**(rest if isinstance(rest, dict) else {}), **status, "resourceType": kind})
