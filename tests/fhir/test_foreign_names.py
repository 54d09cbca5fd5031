"""What others write in words finds its place, and nothing is made up: products, diagnoses, plans without a start."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from unknot.analysis.change import changes_logged
from unknot.fhir.ingredients import condition_of, ingredient_of, ingredients_of
from unknot.fhir.read import Received, read_fhir
from unknot.journal.entry import Circumstance, Dose, DoseStatus, Measurement, Prescription
from unknot.journal.journal import settle

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
PRODUCTS = Path(__file__).parent / "product_names.tsv"
WITHOUT_START = Path(__file__).parents[1] / "importers" / "tables" / "s09-fhir-plan-without-start.json"


def read(*resources: dict[str, object]) -> Received:
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": r} for r in resources]}
    return read_fhir(json.dumps(bundle).encode(), journal=UUID(int=1), zone="Europe/Dublin", now=NOW)


def test_of_three_hundred_names_on_labels_at_least_95_of_100_find_their_ingredient() -> None:
    rows = [line.split("\t") for line in PRODUCTS.read_text(encoding="utf-8").splitlines()]
    right = sum(ingredient_of(name) == code for name, code in rows)
    assert len(rows) == 300
    assert right / len(rows) >= 0.95


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Baclofen 10 mg Oral Tablet", ("baclofen",)),
        ("OXAZEPAM TABLET 10MG", ("oxazepam",)),
        ("Diazepam-containing product", ("diazepam",)),
        ("Acetaminophen 500 mg and codeine phosphate 30 mg", ("paracetamol", "codeine")),
        ("Losartan potassium 50 mg / hydrochlorothiazide 12.5 mg", ("losartan", "hydrochlorothiazide")),
        ("Esomeprazole magnesium 20 mg", ()),
        ("Amoxicillin and clavulanate potassium", ()),
        ("Potassium chloride 20 mEq", ("potassium",)),
        ("Clean wipes", ()),
    ],
)
def test_ingredients_of_a_product(name: str, codes: tuple[str, ...]) -> None:
    assert ingredients_of(name) == codes


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Chronic kidney disease stage 4", "kidney-disease"),
        ("Type 2 diabetes mellitus", "diabetes"),
        ("Family history of kidney disease", ""),
        ("No kidney disease", ""),
        ("Screening for diabetes", ""),
    ],
)
def test_conditions_in_words(said: str, code: str) -> None:
    assert condition_of(said) == code


def test_a_plan_without_a_start_has_an_unknown_start_and_is_no_change() -> None:
    found = read_fhir(WITHOUT_START.read_bytes(), journal=UUID(int=1), zone="Europe/Dublin", now=NOW)
    plans = [entry.body for entry in found.entries if isinstance(entry.body, Prescription)]
    assert [(plan.medicine.code, plan.starts) for plan in plans] == [("baclofen", None), ("diazepam", None)]
    assert "2018" in plans[1].note
    assert changes_logged(settle(found.entries)) == []
    assert [e.body.code for e in found.entries if isinstance(e.body, Circumstance)] == ["kidney-disease"]


def test_a_product_of_two_ingredients_is_a_plan_of_each() -> None:
    found = read({
        "resourceType": "MedicationStatement", "status": "active", "effectivePeriod": {"start": "2026-01-05"},
        "medicationCodeableConcept": {"text": "Acetaminophen 500 mg and codeine 30 mg"},
    })  # fmt: skip
    plans = [entry.body for entry in found.entries if isinstance(entry.body, Prescription)]
    assert {plan.medicine.code for plan in plans} == {"codeine", "paracetamol"}
    assert {plan.starts for plan in plans} == {date(2026, 1, 5)}
    assert len({entry.id for entry in found.entries}) == 2


def test_a_dose_that_was_given_and_one_that_was_not() -> None:
    given = {
        "resourceType": "MedicationAdministration", "status": "completed",
        "medicationCodeableConcept": {"text": "Baclofen 10 mg"}, "effectiveDateTime": "2026-05-01T08:00:00+01:00",
        "dosage": {"dose": {"value": 10, "code": "mg"}},
    }  # fmt: skip
    found = read(given, {**given, "status": "not-done"}, {**given, "effectiveDateTime": None})
    doses = [entry.body for entry in found.entries if isinstance(entry.body, Dose)]
    assert [dose.status for dose in doses] == [DoseStatus.TAKEN, DoseStatus.SKIPPED]
    assert doses[0].medicine.code == "baclofen"
    assert [unread.reason for unread in found.unread] == ["It does not say on which day."]


def test_a_result_by_its_code_without_a_category() -> None:
    found = read({
        "resourceType": "Observation", "status": "final", "effectiveDateTime": "2026-05-01",
        "code": {"text": "Potassium"}, "valueQuantity": {"value": 3.4, "code": "mmol/L"},
    })  # fmt: skip
    (result,) = [entry.body for entry in found.entries]
    assert isinstance(result, Measurement)
    assert result.code == "potassium"
