"""Tables as people and apps write them, each with its right answer, each brought in twice."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from tests.importers.bringing import brought, of, of_file, remarks
from unknot.importers.imported import NotThisFormat
from unknot.journal.entry import (
    Band,
    DayCount,
    DiaryDay,
    Dose,
    Episode,
    Exposure,
    Note,
    Precision,
    Side,
    Site,
    Symptom,
    Word,
)

LEFT_CALF = (Site("calf", Side.LEFT),)


def minutes(*lengths: float) -> list[timedelta]:
    return [timedelta(minutes=one) for one in lengths]


def test_no_dose_comes_of_words():
    for name in ("s01-words-not-medicines.csv", "import-notes.csv", "google-forms.csv", "h1-notebook.csv"):
        assert of(of_file(name), Dose) == []
    assert "A medicine is named in words: no dose was made of it." in remarks(of_file("google-forms.csv"))


def test_our_own_table_is_refused_with_a_hint_to_the_zip():
    with pytest.raises(NotThisFormat, match="zip"):
        of_file("s02-own-csv-comes-back.csv")


def test_every_form_of_a_length():
    spasms = of(of_file("s03-durations.csv"), Episode)
    assert [e.body.duration for e in spasms] == minutes(5.5, 1.5, 1.5, 80)
    assert {e.happened_at.local.time().isoformat("minutes") for e in spasms} == {"14:30"}


def test_scores_as_people_write_them():
    half, moderate = of(of_file("s04-scores.csv"), Episode)
    assert half.body.bother is None
    assert half.body.note == "How bad: 7,5"
    assert moderate.body.bother == 4


def test_zero_is_none():
    found = of_file("s05-zero-is-none.csv")
    (cramp,) = found.entries
    assert (cramp.happened_at.clock_date, cramp.body.bother) == (date(2026, 5, 2), 3)


def test_a_count_a_day_is_a_number_of_its_own():
    found = of_file("s06-count-a-day.csv")
    assert [(e.body.day.day, e.body.count, e.precision) for e in of(found, DayCount)] == [
        (1, 3, Precision.DAY),
        (3, 12, Precision.DAY),
    ]
    assert [(e.body.day.day, e.body.word) for e in of(found, DiaryDay)] == [(2, Word.NONE_SO_FAR)]
    assert [e.body.amount.value for e in of(found, Dose)] == [Decimal(30), Decimal(30), Decimal(40)]
    assert all(e.body.value is None for e in of(found, Exposure))
    assert of(found, Episode) == []


def test_bearable():
    found = of_file("s07-bearable.csv")
    (spasm,) = of(found, Episode)
    assert spasm.body.bother_band is Band.HIGH
    assert of(found, Symptom) == []
    assert [(e.body.medicine.code, str(e.body.amount or "")) for e in of(found, Dose)] == [
        ("baclofen", "10 mg"),
        ("magnesium", ""),
    ]
    assert ("own-hours-asleep", 7.5) in [(e.body.code, e.body.value) for e in of(found, Exposure)]
    assert "A hard day" in [e.body.text for e in of(found, Note)]


def test_one_quotation_mark_in_medtimer_swallows_no_dose():
    doses = of(of_file("s08-medtimer-quote.csv"), Dose)
    assert len(doses) == 5
    assert doses[1].body.note == '1. "half of it'


def test_date_and_time_in_one_cell():
    (cramp,) = of(of_file("s10-date-and-time-in-one-cell.csv"), Episode)
    assert cramp.happened_at.at.isoformat() == "2026-05-03T08:10:22+01:00"
    assert (cramp.body.bother, cramp.body.woke, cramp.body.sites) == (7, True, LEFT_CALF)
    assert len(of(of_file("iso.csv"), Episode)) == 2


def test_an_end_gives_the_length():
    (spasm,) = of(of_file("s13-end-time.csv"), Episode)
    assert spasm.body.duration == timedelta(minutes=5)


def test_joiners_of_letters_and_pictures_stay():
    (spasm,) = of(of_file("s14-zwj.csv"), Episode)
    assert spasm.body.note == "👨‍👩‍👧 می‌خواهم"


def test_apple_health_in_spanish():
    (asleep,) = of_file("s15-apple-spanish.zip").entries
    assert (asleep.body.value, asleep.happened_at.clock_date) == (7.0, date(2026, 5, 2))


def test_a_notebook_in_two_languages():
    found = of_file("h1-notebook.csv")
    spasms = {e.happened_at.local: e.body for e in of(found, Episode)}
    assert [at.day for at in spasms] == [12, 14, 15, 17, 18, 20, 21]
    jogging = spasms[datetime(2026, 1, 12, 6, 50)]
    assert (jogging.pain, jogging.duration, jogging.sites) == (6, timedelta(minutes=5), LEFT_CALF)
    assert spasms[datetime(2026, 1, 14, 3)].woke is True
    assert "4-5" in spasms[datetime(2026, 1, 15, 22, 15)].note
    heat = spasms[datetime(2026, 1, 17, 2, 5)]
    assert (heat.pain, heat.duration, heat.helped) == (9, timedelta(minutes=10), ("heat",))
    assert spasms[datetime(2026, 1, 18, 19)].bother_band is Band.LOW
    assert [e.body.day.day for e in of(found, DiaryDay)] == [13, 19]
    assert "This is not a time that can be." in remarks(found)
    assert any("tomorrow" in problem.about for problem in found.problems)


def test_a_form_of_google():
    found = of_file("h2-forms.csv")
    spasms = of(found, Episode)
    assert [e.body.bother for e in spasms] == [7, 4, 8, 6, 5]
    assert spasms[-1].body.sites == (Site("hand", Side.LEFT), Site("hand", Side.RIGHT))
    assert [e.body.medicine.code for e in of(found, Dose)] == ["baclofen", "magnesium"]
    assert len(of(found, DiaryDay)) == 1
    assert any("13/13/2026" in problem.about for problem in found.problems)


def test_a_table_in_german():
    found = of_file("h3-german.tsv")
    first, both, range_, foot = of(found, Episode)
    assert (first.happened_at.local, first.body.sites) == (datetime(2026, 3, 2, 6, 50), LEFT_CALF)
    assert both.body.duration == timedelta(seconds=30)
    assert range_.body.note.startswith("Stärke: 8-9")
    assert foot.precision is Precision.DAY
    assert any("31.02.26" in problem.about for problem in found.problems)


def test_pain_alone_is_a_spasm_in_a_table_of_spasms():
    assert [(e.body.sites, e.body.pain) for e in of(of_file("pain.csv"), Episode)] == [
        ((Site("calf"),), 5),
        (LEFT_CALF, 7),
        ((), 6),
    ]


def test_steps_beside_spasms_stay_a_number_of_the_day():
    found = of_file("steps.csv")
    assert [e.body.bother for e in of(found, Episode)] == [7, 3, 4]
    assert [e.body.value for e in of(found, Exposure)] == [4000, 2000, 1000]


def test_headings_with_units():
    spasms = of(of_file("units.csv"), Episode)
    assert [e.body.bother for e in spasms] == [7, None, 4]
    assert [e.body.duration for e in spasms] == minutes(5, 3, 10)


def test_notes_stand_beside_a_spasm_and_never_instead_of_it():
    spasms = of(of_file("import-notes.csv"), Episode)
    assert [(e.body.sites, e.body.bother) for e in spasms] == [(LEFT_CALF, 7)] * 10
    assert spasms[6].body.note == "no more after that"


def test_a_day_of_none_beside_days_of_spasms():
    found = of_file("import-row-lost.csv")
    assert len(of(found, Episode)) == 4
    assert [e.body.day for e in of(found, DiaryDay)] == [date(2026, 11, 27)]


def test_a_day_that_holds_a_spasm_is_no_day_of_none():
    found = brought(b"Date,What,Where\n2026-05-01,none,\n2026-05-01,cramp,left calf\n")
    assert of(found, DiaryDay) == []
    assert any("the spasm stands" in words for words in remarks(found))
