"""Apple Health: the fast scanner says what a slow XML reader says, and no file makes it say more."""

from __future__ import annotations

import io
import json
import random
import tracemalloc
import zipfile
from collections import defaultdict
from datetime import UTC, datetime
from uuid import UUID
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importers.apple_awkward import ENERGY, exports, with_broken_type
from tests.importers.apple_export import END, PROLOGUE, ROOT, export, record, records
from tests.importers.apple_reference import read as slowly
from unknot.importers import apple_scan
from unknot.importers.apple_health import read
from unknot.importers.formats import format_of
from unknot.importers.imported import Arrival, Imported, NotThisFormat
from unknot.journal.entry import Band, Exposure, Precision, Prescription, Symptom, Via

ARRIVAL = Arrival(UUID(int=1), "Europe/Dublin", datetime(2026, 3, 21, tzinfo=UTC))
MORNING = datetime(2026, 3, 2, 8, 30)


def found(xml: bytes) -> Imported:
    return read(io.BytesIO(xml), ARRIVAL)


def whole(*lines: str) -> bytes:
    return "".join([PROLOGUE, ROOT, *lines, END]).encode()


def by_day(some: Imported) -> dict[str, dict[str, float]]:
    days: dict[str, dict[str, float]] = defaultdict(dict)
    for entry in some.entries:
        assert isinstance(entry.body, Exposure)
        assert entry.body.value is not None
        days[entry.body.code][entry.diary_day.isoformat()] = entry.body.value
    return dict(days)


@pytest.mark.parametrize("odd", [False, True])
@pytest.mark.parametrize("block", [997, 20_000, 1 << 18])
def test_the_scanner_says_what_a_slow_reader_says(monkeypatch: pytest.MonkeyPatch, odd: bool, block: int):
    monkeypatch.setattr(apple_scan, "AT_ONCE", block)
    xml = export(seed=block, odd=odd)
    assert by_day(found(xml)) == slowly(xml)


def test_the_broken_document_type_of_ios_16_is_passed_over():
    assert by_day(found(export(1, dtd=True))) == slowly(export(1))


@settings(max_examples=40)
@given(exports(), st.sampled_from([61, 997, 1 << 16]))
def test_an_awkward_export_says_what_a_slow_reader_says(xml: bytes, block: int):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apple_scan, "AT_ONCE", block)
        plain, broken = found(xml), found(with_broken_type(xml))
    assert by_day(plain) == {code: days for code, days in slowly(xml).items() if days}
    assert [entry.id for entry in plain.entries] == [entry.id for entry in broken.entries]
    assert {problem.about for problem in plain.problems} == listed(xml)


def listed(xml: bytes) -> set[str]:
    """How many records there are of the type that nobody reads."""
    n = sum(record.get("type") == ENERGY for record in ElementTree.fromstring(xml).iter("Record"))
    return {f"ActiveEnergyBurned: {n}"} if n else set()


def test_megabytes_of_workouts_after_the_records_are_passed_over():
    workout = '<Workout startDate="2026-03-01 10:00:00 +0000"><WorkoutEvent type="x"/></Workout>\n'
    steps = record("HKQuantityTypeIdentifierStepCount", MORNING, MORNING, "100")
    assert by_day(found(whole(steps, workout * 20_000, steps))) == {"own-steps": {"2026-03-02": 200}}


def test_what_is_not_read_is_listed_with_its_number():
    named = {problem.about for problem in found(export(1)).problems}
    assert named == {"ActiveEnergyBurned: 200", "HeartRateVariabilitySDNN: 200"}
    shuffled = {problem.about for problem in found(export(1, odd=True)).problems}
    assert shuffled == named


def test_steps_of_two_devices_are_not_added_up():
    steps = "HKQuantityTypeIdentifierStepCount"
    lines = [record(steps, MORNING, MORNING, "100", source=source) for source in ("Watch", "Phone", "Phone")]
    assert by_day(found(whole(*lines))) == {"own-steps": {"2026-03-02": 200}}


def test_the_day_of_the_export_is_not_over_and_left_out():
    late = record("HKQuantityTypeIdentifierStepCount", datetime(2026, 3, 20, 8), datetime(2026, 3, 20, 9), "500")
    assert found(whole(late)).entries == ()


def test_a_symptom_comes_as_it_was_noted_and_one_that_was_not_there_does_not():
    values = ("Severe", "Unspecified", "NotPresent")
    lines = [
        record("HKCategoryTypeIdentifierDizziness", MORNING.replace(minute=n), MORNING, f"HKCategoryValueSeverity{v}")
        for n, v in enumerate(values)
    ]
    some = found(whole(*lines))
    bodies = [entry.body for entry in some.entries]
    assert [(b.code, b.bother_band) for b in bodies if isinstance(b, Symptom)] == [
        ("dizzy", Band.HIGH),
        ("dizzy", None),
    ]
    assert [problem.about for problem in some.problems] == ["Dizziness (not there): 1"]


def test_every_entry_says_where_it_came_from_and_twice_is_once():
    first, again = found(export(2)), found(export(2))
    assert {(e.provenance.via, e.provenance.device, e.precision) for e in first.entries} == {
        (Via.IMPORT, "Apple Health", Precision.DAY)
    }
    assert [e.id for e in first.entries] == [e.id for e in again.entries]
    assert first.own_words.keys() == {"own-steps", "own-heart-rate", "own-hours-asleep"}


class Endless(io.RawIOBase):
    """An export that goes on: its start, then the same records again and again, up to a size."""

    def __init__(self, size: int) -> None:
        lines = records(4, days=1, a_day=200)
        self.records = "".join(line for line in lines if "SleepAnalysis" not in line).encode()
        self.left, self.waiting = size, (PROLOGUE + ROOT).encode()

    def read(self, n: int = -1) -> bytes:
        while len(self.waiting) < n:
            self.waiting += self.records
        given, self.waiting = self.waiting[: min(n, self.left)], self.waiting[n:]
        self.left -= len(given)
        return given


def test_a_long_export_takes_no_more_memory_than_a_short_one():
    held = []
    for size in (1_000_000, 9_000_000):
        tracemalloc.start()
        read(Endless(size), ARRIVAL)
        held.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert held[1] < held[0] + 100_000


def test_an_export_without_an_end_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(apple_scan, "LARGEST", 1_000_000)
    with pytest.raises(NotThisFormat):
        read(Endless(10_000_000), ARRIVAL)


MEDICINE = {
    "resourceType": "MedicationRequest",
    "status": "active",
    "authoredOn": "2026-03-01",
    "medicationReference": {"reference": "#m"},
    "contained": [{"resourceType": "Medication", "id": "m", "code": {"text": "Baclofen"}}],
    "dosageInstruction": [{"text": "10 mg three times a day"}],
}


def test_the_medicines_of_a_clinic_come_with_the_export():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as pack:
        pack.writestr("apple_health_export/export.xml", export(1, days=1, a_day=5))
        pack.writestr("apple_health_export/clinical-records/MedicationRequest-1.json", json.dumps(MEDICINE))
        pack.writestr("apple_health_export/clinical-records/Immunization-1.json", '{"resourceType": "Immunization"}')
        pack.writestr("apple_health_export/clinical-records/bad.json", "{")
    some = format_of(file).read(file, ARRIVAL, int)
    (plan,) = (entry.body for entry in some.entries if isinstance(entry.body, Prescription))
    assert (plan.medicine.code, plan.steps, plan.note) == ("baclofen", (), "10 mg three times a day")
    assert (
        len([problem for problem in some.problems if "Immunization" in problem.about or "FHIR" in problem.about]) == 2
    )


def test_doses_under_a_name_that_is_not_known_are_listed_and_not_guessed():
    dose = record("HKMedicationDoseEventTypeIdentifierMedicationDoseEvent", MORNING, MORNING, "1")
    some = found(whole(dose))
    assert some.entries == ()
    assert [problem.about for problem in some.problems] == ["HKMedicationDoseEventTypeIdentifierMedicationDoseEvent: 1"]


BOMB = PROLOGUE + '<!DOCTYPE HealthData [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + ROOT
STOLEN = PROLOGUE + '<!DOCTYPE HealthData [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + ROOT


@pytest.mark.parametrize("start", [BOMB, STOLEN])
def test_entities_of_the_file_stay_as_they_are_written(start: str):
    line = record("HKQuantityTypeIdentifierStepCount", MORNING, MORNING, "&x;")
    assert found((start + line + line.replace("&x;", "&b;") + END).encode()).entries == ()


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"<html></html>",
        b"<HealthDat" * 200_000,
        b"<HealthData>" + b"<Record " + b"a" * (3 << 20),
        whole("<!-- " + record("HKQuantityTypeIdentifierStepCount", MORNING, MORNING, "5") + " -->", END)[:-20]
        + record("HKQuantityTypeIdentifierStepCount", MORNING, MORNING, "5").encode() * 2
        + b"<!-- --> "
        + record("HKQuantityTypeIdentifierStepCount", MORNING, MORNING, "5").encode(),
    ],
)
def test_what_is_no_export_is_refused(xml: bytes):
    with pytest.raises(NotThisFormat):
        found(xml)


def test_no_bytes_break_the_reading():
    rng, xml = random.Random(5), bytearray(export(3, days=1, a_day=10))
    for _ in range(300):
        for _ in range(8):
            xml[rng.randrange(len(xml))] = rng.choice(b"<>\"'&/= \x00aR5-")
        try:
            found(bytes(xml))
        except NotThisFormat:
            continue
