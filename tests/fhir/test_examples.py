"""FHIR in, tried on HL7's own examples of the patient summary: each resource becomes an entry or is listed."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from unknot.fhir.read import Received, read_fhir
from unknot.journal.entry import Body, Circumstance, Measurement, Prescription

NOW = datetime(2026, 11, 22, tzinfo=UTC)
EXAMPLES = Path("node_modules/hl7.fhir.uv.ips/example")

pytestmark = pytest.mark.node


def read(path: Path) -> Received:
    return read_fhir(path.read_bytes(), journal=UUID(int=1), zone="UTC", now=NOW)


def named(body: Body) -> str:
    match body:
        case Circumstance():
            return body.detail.partition(", ")[0]
        case Prescription():
            return body.medicine.name
        case Measurement():
            return body.name
        case _:
            return "?"


def resources(path: Path) -> list[dict[str, Any]]:
    top = json.loads(path.read_bytes())
    return [row["resource"] for row in top["entry"]] if top["resourceType"] == "Bundle" else [top]


def test_every_resource_is_read_or_listed_and_nothing_is_said_that_is_not_there(needs_node: Path):
    files = sorted((needs_node / EXAMPLES).glob("*.json"))
    assert len(files) > 40
    for path in files:
        found, text = read(path), path.read_text(encoding="utf-8")
        parts = sum(max(1, len(r.get("component", []))) for r in resources(path))
        assert len(resources(path)) <= len(found.entries) + len(found.unread) <= parts
        assert all(named(entry.body) in text for entry in found.entries)
        assert all(unread.reason for unread in found.unread)


def test_a_whole_summary_comes_in(needs_node: Path):
    found = read(needs_node / EXAMPLES / "Bundle-bundle-ips-all-sections.json")
    bodies = [entry.body for entry in found.entries]
    assert Counter(type(body).__name__ for body in bodies) == {"Measurement": 10, "Circumstance": 4, "Prescription": 2}
    pressures = [str(b.value) for b in bodies if isinstance(b, Measurement) and "blood pressure" in b.name]
    assert pressures == ["140 mm[Hg]", "80 mm[Hg]"]
    over = [u.kind for u in found.unread if u.reason == "It is over, and does not say since which day."]
    assert sorted(over) == ["Condition", "MedicationStatement"]


def test_a_medicine_beside_its_statement_and_no_allergy_of_nothing(needs_node: Path):
    found = read(needs_node / EXAMPLES / "Bundle-IPS-examples-Bundle-01.json")
    plans = [entry.body for entry in found.entries if isinstance(entry.body, Prescription)]
    assert [(plan.medicine.name, plan.note) for plan in plans] == [
        ("Product containing anastrozole (medicinal product)", "2015-03\n1 tablet"),
        ("Black Cohosh Extract herbal supplement", "2016-01"),
    ]
    allergies = [e.body for e in found.entries if isinstance(e.body, Circumstance) and e.body.code == "allergy"]
    assert [allergy.detail for allergy in allergies] == ["Substance with penicillin structure (substance), 2010"]
