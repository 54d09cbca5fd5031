"""Apple Health: the fast scanner says what a slow XML reader says, and no file makes it say more."""

from __future__ import annotations

import io
import random
from collections import defaultdict
from datetime import UTC, datetime
from uuid import UUID
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importers.apple_awkward import ENERGY, exports, with_broken_type
from tests.importers.apple_export import END, PROLOGUE, ROOT, export, record
from tests.importers.apple_reference import read as slowly
from unknot.importers import apple_scan
from unknot.importers.apple_health import read
from unknot.importers.forms import Arrival
from unknot.importers.imported import Imported, NotThisFormat
from unknot.journal.entry import Band, Exposure, Precision, Symptom, Via

ARRIVAL = Arrival(UUID(int=1), "Europe/Dublin", datetime(2026, 3, 21, tzinfo=UTC))
MORNING = datetime(2026, 3, 2, 8, 30)


def found(xml: bytes) -> Imported:
    return read(io.BytesIO(xml), ARRIVAL)


def whole(*records: str) -> bytes:
    return "".join([PROLOGUE, ROOT, *records, END]).encode()


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
