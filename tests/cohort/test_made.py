"""Made-up people: the same again, different from each other, and with the gaps and habits they are said to have."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq

from unknot.cohort import files, making
from unknot.cohort.making import Making
from unknot.journal.coverage import coverage
from unknot.journal.entry import DiaryDay, Settings
from unknot.madeup.population import STANDARD, ZONES, person


def test_a_person_is_the_same_whoever_else_is_made(tmp_path: Path):
    small, large = Making(people=3, seed=5, shortest=20, longest=25), Making(people=6, seed=5, shortest=20, longest=25)
    (few,), (many,) = list(making.make(small, tmp_path / "a")), list(making.make(large, tmp_path / "b"))
    of_few = [(p.id, p.records) for block in files.blocks(few.parent) for p in files.read(block)]
    of_many = [(p.id, p.records) for block in files.blocks(many.parent) for p in files.read(block)]
    assert of_few == of_many[:3]
    assert len({str(records) for _, records in of_many}) == 6


def test_the_truth_is_written_beside_the_people(tmp_path: Path):
    (made,) = list(making.make(Making(people=4, seed=5, shortest=20, longest=25), tmp_path))
    told = json.loads((tmp_path / "truth.json").read_text())
    assert told["population"]["exposures"]["poor-sleep"]["mean"] == STANDARD.exposures["poor-sleep"].mean
    truth = pq.read_table(tmp_path / "truth" / made.name).to_pylist()
    assert {row["person"] for row in truth} == {f"made-{n:07}" for n in range(4)}
    own = person(5, 2, Making(people=4, seed=5, shortest=20, longest=25).population).truth
    mine = [row for row in truth if row["person"] == "made-0000002" and row["kind"] == "exposure"]
    assert {row["code"]: row["log_ratio"] for row in mine} == own.exposures


def test_people_differ_in_zone_habits_and_coverage():
    people = [person(9, n) for n in range(12)]
    assert {made.zone for made in people} <= set(ZONES)
    assert len({made.zone for made in people}) > 2
    assert len({tuple(made.truth.exposures) for made in people}) > 5
    shares = []
    for made in people:
        days = [entry.body.day for entry in made.journal.of(DiaryDay)]
        hours = sum(span.hours for span in coverage(made.journal).first_hand)
        shares.append(hours / 24 / ((max(days) - min(days)).days + 1))
        assert made.journal.of(Settings)[0].body.exposures == tuple(made.truth.exposures)
    assert min(shares) < 0.9 < max(shares) <= 1
