"""The exports of other apps and devices: each is known by its headings, and what it says comes in and nothing else.

The fixtures are made up after public headings; which format was tried on a real file stands in docs/formats.md.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.importers.bringing import ARRIVAL, brought, of, of_file
from unknot.importers.formats import FORMATS, format_of
from unknot.importers.imported import Imported, NotThisFormat
from unknot.importers.workbook import text
from unknot.journal.entry import (
    Band,
    DayCount,
    DiaryDay,
    Dose,
    Episode,
    Exposure,
    Measurement,
    Side,
    Site,
    Symptom,
    Treatment,
)

ROOT = Path(__file__).parents[2]
LEFT_CALF = (Site("calf", Side.LEFT),)


def known(table: str, name: str) -> Imported:
    """A table that is known as a format, read twice: the second time adds nothing."""
    assert format_of(io.BytesIO(table.encode()), "file.csv").name == name
    found = brought(table.encode())
    assert [e.id for e in brought(table.encode()).entries] == [e.id for e in found.entries]
    return found


def exposures(found: Imported) -> dict[tuple[date, str], float | None]:
    return {(e.happened_at.clock_date, e.body.code): e.body.value for e in of(found, Exposure)}


def test_daylio():
    found = of_file("s11-daylio.csv")
    (cramp,) = of(found, Episode)
    assert (cramp.body.sites, cramp.body.duration, cramp.body.bother_band) == (LEFT_CALF, timedelta(minutes=5), None)
    assert [e.body.code for e in of(found, Exposure)] == ["poor-sleep"]
    assert of(found, Dose) == []


def test_whoop_belongs_to_the_day_of_waking():
    found = exposures(of_file("s12-whoop.csv"))
    third = date(2026, 5, 3)
    assert found[third, "own-recovery"] == 66
    assert found[third, "own-resting-heart-rate"] == 52
    assert found[third, "own-hours-asleep"] == pytest.approx(410 / 60, abs=0.01)
    assert {day for day, _code in found} == {third}


def test_track_and_graph_keeps_the_offset():
    (spasm,) = of(of_file("s10-iso-stamp.csv"), Episode)
    assert spasm.happened_at.at.isoformat() == "2026-05-14T21:30:41+01:00"
    assert (spasm.body.bother, spasm.body.sites) == (7, LEFT_CALF)


def test_habitbull_zero_is_none_and_a_stretch_is_no_spasm():
    rows = "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n"
    rows += "Leg cramps,,Health,2026-09-14,3,two at night\nLeg cramps,,Health,2026-09-15,0,\n"
    found = known(rows + "Calf stretch,,Health,2026-09-14,1,\n", "habitbull")
    assert [(e.body.day.day, e.body.count) for e in of(found, DayCount)] == [(14, 3)]
    assert [e.body.day.day for e in of(found, DiaryDay)] == [15]
    assert [e.body.code for e in of(found, Treatment)] == ["stretching"]
    assert of(found, Episode) == []


def test_loop():
    rows = "Date,Leg cramps,Stretching,Water,\n2026-09-14,2,2,6000,\n2026-09-15,0,2,3000,\n2026-09-16,-1,0,,\n"
    found = known(rows, "loop")
    assert [e.happened_at.clock_date.day for e in of(found, Episode)] == [14]
    assert [e.body.day.day for e in of(found, DiaryDay)] == [15]
    assert [e.happened_at.clock_date.day for e in of(found, Treatment) if e.body.code == "stretching"] == [14, 15]


def test_flaredown_zero_is_none_and_four_is_not_four_of_ten():
    rows = "user_id,checkin_date,trackable_type,trackable_name,trackable_value\n"
    rows += (
        "1,2026-05-01,Symptom,Muscle spasms,0\n1,2026-05-02,Symptom,Muscle spasms,4\n1,2026-05-02,Symptom,Headache,2\n"
    )
    found = known(rows, "flaredown")
    assert [(e.body.bother, e.body.bother_band) for e in of(found, Episode)] == [(None, Band.HIGH)]
    assert [e.body.code for e in of(found, Symptom)] == ["headache"]


def test_manage_my_pain():
    rows = "Date,Time,Duration,Severity,Location,Type,Aggravating Factors,Alleviating Factors,Medication,Where,Notes\n"
    rows += '14 Sep 2026,18:45,10 minutes,Severe (8),"Left leg, Lower back",Cramping,"Walking, Heat","Rest",,Home,ok\n'
    (spasm,) = of(known(rows, "manage-my-pain"), Episode)
    assert (spasm.body.bother, spasm.body.suspected, spasm.body.helped) == (8, ("heat",), ("rest",))
    assert "Walking" in spasm.body.note


def test_migraine_buddy():
    rows = "Start,End,Duration,Pain level,Affected areas,Symptoms,Medication,Relief,Notes\n"
    rows += '"Sep 14, 2026, 6:10 AM","Sep 14, 2026, 6:40 AM","0h 30m","7","Left calf","Cramp","Baclofen 10 mg","",""\n'
    found = known(rows, "migraine-buddy")
    (spasm,) = of(found, Episode)
    assert (spasm.body.pain, spasm.body.duration, spasm.body.sites) == (7, timedelta(minutes=30), LEFT_CALF)
    assert [e.body.medicine.code for e in of(found, Dose)] == ["baclofen"]


@pytest.mark.parametrize(
    ("name", "table", "code", "value"),
    [
        ("fitbit-sleep", 'Sleep\nStart Time,End Time,Minutes Asleep,Minutes Awake,Time in Bed\n'
         '"2026-09-13 11:20PM","2026-09-14 6:50AM","390","50","450"\n', "own-hours-asleep", 6.5),
        ("fitbit-activities", 'Activities\nDate,Calories Burned,Steps,Distance\n"2026-09-14","1,900","8,432","6"\n',
         "own-steps", 8432),
        ("oura", "date,Sleep Score,Total Sleep Duration,Average Resting Heart Rate,Average HRV\n"
         "2026-09-14,71,24120,58,33\n",
         "own-hours-asleep", 6.7),
        ("garmin-sleep", "Sleep Score 4 Weeks,Score,Resting Heart Rate,Duration\n2026-09-14,78,52,7h 12min\n",
         "own-resting-heart-rate", 52),
        ("weather", "date,tavg,tmin,tmax,prcp,pres\n2026-09-14,12.5,8,16,0.2,1013.2\n", "own-air-pressure", 1013.2),
        ("home-assistant", "entity_id,state,last_changed\nsensor.air_pressure,1010.0,2026-09-14T08:00:00Z\n"
         "sensor.air_pressure,1014.0,2026-09-14T18:00:00Z\n", "own-air-pressure", 1012),
    ],
)  # fmt: skip
def test_a_device_gives_one_number_a_day(name: str, table: str, code: str, value: float):
    assert exposures(known(table, name))[date(2026, 9, 14), code] == pytest.approx(value)


def test_withings_are_measured():
    found = known('Date,"Heart rate",Systolic,Diastolic,Comments\n"2026-09-14 07:30:12",72,128,81,\n', "withings")
    assert [(e.body.code, str(e.body.value)) for e in of(found, Measurement)] == [
        ("pulse", "72 /min"),
        ("systolic", "128 mm[Hg]"),
        ("diastolic", "81 mm[Hg]"),
    ]


def test_nightscout_notes_are_words_and_give_no_dose():
    rows = "created_at,eventType,glucose,carbs,insulin,notes\n2026-09-14T12:10:00Z,Meal Bolus,,45,4.5,leg cramp 6/10\n"
    found = known(rows, "nightscout")
    assert [e.body.bother for e in of(found, Episode)] == [6]
    assert of(found, Dose) == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 page", "PDF"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "calendar"),
        (b'{"glucose": [1, 2, 3]}', "JSON of a shape"),
        (b"\x89PNG\r\n", "picture"),
        (b"<html><body>", "web page"),
        (b"", "empty"),
        (b"just a line of words", "no table"),
        (b"0       " + b" " * 184 + b"    " + b" " * 60, "EDF recording without annotations"),
    ],
)
def test_a_wrong_kind_is_answered_with_what_it_is(data: bytes, words: str):
    with pytest.raises(NotThisFormat, match=words):
        brought(data, "file")


def test_a_week_in_columns_is_refused_by_name():
    with pytest.raises(NotThisFormat, match="each day of the week"):
        brought(b"Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n05/10/2026,2,0,1,4,3,0,2\n")


def test_a_workbook_that_unpacks_to_no_end_is_refused():
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    with pytest.raises(NotThisFormat, match="workbook"):
        brought(_workbook(sheet), "bomb.xlsx")


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACK = "http://schemas.openxmlformats.org/package/2006"


def _workbook(sheet: str) -> bytes:
    """The least workbook with one sheet."""
    out = io.BytesIO()
    types = (
        f'<Types xmlns="{_PACK}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
    )
    link = '<Relationship Id="r1" Type="{}/{}" Target="{}"/>'.format
    rels = f'<Relationships xmlns="{_PACK}/relationships">{{}}</Relationships>'
    one = '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets>'
    book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}">{one}</workbook>'
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("[Content_Types].xml", types)
        pack.writestr("_rels/.rels", rels.format(link(_REL, "officeDocument", "xl/workbook.xml")))
        pack.writestr("xl/workbook.xml", book)
        pack.writestr("xl/_rels/workbook.xml.rels", rels.format(link(_REL, "worksheet", "worksheets/sheet1.xml")))
        pack.writestr("xl/worksheets/sheet1.xml", sheet)
    return out.getvalue()


def test_a_workbook_is_read_as_its_cells_are():
    words = ("Date", "Time", "Where", "How bad")
    head = "".join(f'<c t="inlineStr"><is><t>{word}</t></is></c>' for word in words)
    place = '<c t="inlineStr"><is><t>left calf</t></is></c>'
    rows = f"<row>{head}</row><row><c><v>46023</v></c><c><v>0.270833333</v></c>{place}<c><v>7</v></c></row>"
    (spasm,) = of(
        brought(_workbook(f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'), "a.xlsx"), Episode
    )
    assert spasm.happened_at.local.isoformat() == "2026-01-01T06:30:00"
    assert (spasm.body.sites, spasm.body.bother) == (LEFT_CALF, 7)


def test_cells_of_a_workbook_as_a_person_would_type_them():
    assert [text(cell) for cell in (7.0, 7.5, True, timedelta(minutes=5))] == ["7", "7.5", "yes", "0:05:00"]


def test_every_format_stands_in_the_documentation():
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert [one.name for one in FORMATS if f"`{one.name}`" not in page] == []


def test_no_format_takes_a_table_of_another():
    assert ARRIVAL.zone
    names = [one.name for one in FORMATS]
    assert len(names) == len(set(names))
