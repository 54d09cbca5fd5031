"""Tables of other diaries and of wearables: what they say comes in, what has no answer stays unknown."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from unknot.importers import spreadsheet
from unknot.importers.formats import format_of
from unknot.importers.imported import Arrival, NotThisFormat
from unknot.importers.spreadsheet import Role
from unknot.importers.table import table
from unknot.journal.entry import Dose, Exposure, Note, Precision, Symptom

NOW = datetime(2026, 3, 21, tzinfo=UTC)
MEDTIMER = """\
Reminded;Name;Dosage;Taken;Tags;Interval;Notes;Reminded (ISO 8601);Taken (ISO 8601)
5/3/26 2:00 AM;Baclofen;10mg;5/3/26 2:02 AM;Tag1, Tag2;2:14;with food;2026-03-05T08:00:00Z;2026-03-05T08:02:00Z
5/3/26 2:30 AM;Green pill;1 tablet;5/3/26 2:31 AM;;0:00;;2026-03-05T09:00:00Z;2026-03-05T09:01:00Z
5/3/26 2:30 AM;Baclofen;10mg;;;0:00;;2026-03-05T16:30:00Z;
5/3/26;Baclofen;10mg;x;;0:00;;2026-03-05T16:30:00Z;soon
"""
BEARABLE = """\
date,date formatted,weekday,time of day,category,rating/amount,detail,notes
3rd Mar 2026,2026-03-03,Tuesday,am,Symptom,2,Headache,
3rd Mar 2026,2026-03-03,Tuesday,pm,Symptom,3,Fizzing toes,odd
3rd Mar 2026,2026-03-03,Tuesday,pm,Mood,3,,
3rd Mar 2026,2026-03-03,Tuesday,,Factors,1,Stress,
3rd Mar 2026,2026-03-03,Tuesday,21:30,Medication,10 mg,Baclofen,
3rd Mar 2026,2026-03-03,Tuesday,pm,Note,,,A long day
3rd Mar 2026,2026-03-03,Tuesday,pm,Bowel movements,1,Type 3,
3rd Mar 2027,2027-03-03,Tuesday,pm,Mood,3,,
"""
WATCH = """\
Date,Total Steps,Minutes Asleep,Resting Heart Rate,Colour
2026-03-01,"10,123",412,61,blue
2026-03-02,8000,,60,red
"""


def read(text: str):
    file = io.BytesIO(text.encode())
    return format_of(file, "file.csv").read(file, Arrival(UUID(int=1), "Europe/Dublin", NOW), int)


def form(text: str) -> str:
    return format_of(io.BytesIO(text.encode()), "file.csv").name


def test_a_dose_that_medtimer_saw_taken_comes_in_and_one_without_an_answer_does_not():
    found = read(MEDTIMER)
    first, second = (entry.body for entry in found.entries)
    assert isinstance(first, Dose)
    assert isinstance(second, Dose)
    assert (first.medicine.code, first.amount.value, first.note) == ("baclofen", Decimal(10), "with food")
    assert first.planned_for.instant == datetime(2026, 3, 5, 8, tzinfo=UTC)
    assert (second.medicine.code, second.amount.unit) == ("", "{tbl}")
    assert [report.entries for report in found.rows] == [1, 1, 0, 0]
    assert "not known" in found.rows[2].remarks[0].words
    assert len(found.problems) == 1


def test_bearable_comes_in_by_its_categories_and_the_rest_is_named():
    found = read(BEARABLE)
    symptom, other, mood, stress, dose, note, bowel = found.entries
    assert (symptom.body, symptom.precision) == (Symptom(code="headache", note="Bearable: 2"), Precision.DAY_PART)
    assert other.body == Symptom(code="other", note="Fizzing toes. Bearable: 3. odd")
    assert mood.body == Exposure(code="own-mood", value=3)
    assert (stress.body.code, stress.precision) == ("stress", Precision.DAY)
    assert (dose.body.medicine.code, dose.happened_at.local.hour) == ("baclofen", 21)
    assert note.body == Note(text="A long day")
    assert bowel.body == Note(text="Bowel movements: 1 Type 3")
    assert [problem.about.partition(":")[0] for problem in found.problems] == ["9"]
    assert found.own_words == {"own-mood": "mood"}


def test_a_table_of_a_watch_gives_one_exposure_a_day_and_cell():
    mapping = spreadsheet.propose(WATCH.encode())
    assert [c.role for c in mapping.columns] == [Role.DATE, *[Role.NUMBER] * 3, Role.LABELLED]
    found = spreadsheet.read(WATCH.encode(), mapping, journal=UUID(int=1), zone="Europe/Dublin", now=NOW)
    told = [(e.diary_day.day, e.body.code, e.body.value) for e in found.entries if isinstance(e.body, Exposure)]
    assert told == [
        (1, "own-steps", 10_123),
        (1, "own-hours-asleep", 6.87),
        (1, "own-resting-heart-rate", 61),
        (2, "own-steps", 8000),
        (2, "own-resting-heart-rate", 60),
    ]
    assert found.own_words["own-hours-asleep"] == "hours asleep, by a device"
    assert found.problems == ()


def test_the_form_of_a_table_is_known_by_its_first_line():
    assert [form(MEDTIMER), form(BEARABLE), form(WATCH)] == ["medtimer", "bearable", "spreadsheet"]


DIARY = "Date,Sleep hrs,Score,Notes\n13/02/2026,6,3,calf cramp\n14/02/2026,lots,2,left calf cramp at 08:10\n"


def test_a_column_is_put_right_and_a_number_in_it_becomes_an_exposure():
    found = table(DIARY.encode())
    mapping = spreadsheet.proposed(found)
    roles = [Role.DATE, Role.EXPOSURE, Role.BOTHER, Role.WORDS]
    mapping = spreadsheet.corrected(found, mapping, roles)
    read_now = spreadsheet.read(DIARY.encode(), mapping, journal=UUID(int=1), zone="Europe/Dublin", now=NOW)
    graded = [e.body for e in read_now.entries if isinstance(e.body, Exposure)]
    assert graded == [Exposure(code="own-sleep-hrs", value=6)]
    assert any("Sleep hrs: lots" in getattr(e.body, "note", "") for e in read_now.entries)


def test_a_table_needs_one_column_for_its_date():
    found = table(DIARY.encode())
    mapping = spreadsheet.proposed(found)
    for roles in ([Role.WORDS] * 4, [Role.DATE, Role.DATE, Role.WORDS, Role.WORDS]):
        with pytest.raises(NotThisFormat):
            spreadsheet.corrected(found, mapping, roles)
