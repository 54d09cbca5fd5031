"""A person's own notebook: every row is accounted for, nothing is guessed or lost silently."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unknot.importers.imported import Imported, NotThisFormat, Remark
from unknot.importers.spreadsheet import Mapping, Role, propose, read
from unknot.importers.table import LARGEST, MOST_ROWS, table
from unknot.journal.entry import (
    Band,
    Body,
    DiaryDay,
    Dose,
    DoseStatus,
    Entry,
    Episode,
    EpisodeKind,
    Exposure,
    Measurement,
    Note,
    Precision,
    Prescription,
    Side,
    Site,
    Symptom,
    Treatment,
    Visit,
    Word,
)
from unknot.journal.entry import (
    Role as By,
)
from unknot.journal.journal import settle
from unknot.journal.problem import Oddity
from unknot.knowledge.words import as_written

JOURNAL = UUID(int=7)
ZONE = "Europe/Dublin"
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
NOTEBOOK = (Path(__file__).parent / "notebook.csv").read_bytes()


def imported(data: bytes, mapping: Mapping | None = None) -> Imported:
    return read(data, mapping or propose(data), journal=JOURNAL, zone=ZONE, now=NOW)


def rows(*lines: str, heading: str = "Date,Time,What,Where,How bad,How long,Meds,Notes") -> bytes:
    """A notebook whose first row shows that the day comes first."""
    return "\n".join([heading, "31/1/27,12:00,spasm,neck,1,1 min,,", *lines]).encode()


def entries(*lines: str) -> tuple[Entry[Body], ...]:
    """The entries of rows, without that of the first."""
    return imported(rows(*lines)).entries[1:]


@pytest.fixture(scope="module")
def notebook() -> Imported:
    return imported(NOTEBOOK)


def of_row(found: Imported, number: int) -> list[Entry[Body]]:
    """The entries that a row of the file became."""
    before = sum(report.entries for report in found.rows if report.number < number)
    mine = next(report for report in found.rows if report.number == number)
    return list(found.entries[before : before + mine.entries])


def reasons(found: Imported, number: int) -> list[str]:
    return [problem.about for problem in found.problems if problem.about.startswith(f"{number}:")]


# ---------------------------------------------------------------- the mapping


def test_the_mapping_says_what_each_column_is_and_which_way_the_dates_go() -> None:
    mapping = propose(NOTEBOOK)
    assert [column.role for column in mapping.columns] == [
        Role.DATE,
        Role.TIME,
        Role.WHAT,
        Role.WHERE,
        Role.BOTHER,
        Role.DURATION,
        Role.MEDICINE,
        Role.WORDS,
    ]
    assert (mapping.separator, mapping.order, mapping.clock24) == (";", {"/": True, ".": True, "-": True}, True)
    assert (mapping.medicine, mapping.unit) == ("baclofen", "mg")
    assert "Dates: the day comes first" in mapping.says(as_written)


def test_without_an_unambiguous_date_the_order_must_be_said() -> None:
    data = b"Date,What\n2/3/26,cramp\n4/5/26,spasm\n"
    mapping = propose(data)
    assert mapping.missing == "date-order"
    with pytest.raises(NotThisFormat):
        imported(data, mapping)
    american = imported(data, replace(mapping, day_first=False))
    assert [entry.happened_at.clock_date for entry in american.entries] == [date(2026, 2, 3), date(2026, 4, 5)]


def test_dates_that_contradict_each_other_must_be_settled_by_the_person() -> None:
    assert propose(b"Date,What\n13/3/26,cramp\n3/14/26,spasm\n2/3/26,spasm\n").missing == "date-order"


def test_dates_that_leave_no_doubt_need_no_word_of_the_person() -> None:
    found = imported(b"Date,What\n13/3/26,cramp\n3/14/26,spasm\n")
    assert [entry.happened_at.clock_date.day for entry in found.entries] == [13, 14]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_of_spreadsheets(encoding: str) -> None:
    found = imported(rows("1/2/27,8:00,cramp,calf,3,,,café").decode().encode(encoding))
    assert isinstance(found.entries[1].body, Episode)
    assert "café" in found.entries[1].body.note


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators(separator: str) -> None:
    data = rows("1/2/27,8:00,cramp,L calf,3,2 min,,").replace(b",", separator.encode())
    assert len(imported(data).entries) == 2


# ---------------------------------------------------------------- every row is accounted for


def test_every_row_becomes_entries_or_a_named_problem_or_is_known_to_hold_nothing(notebook: Imported) -> None:
    lines = NOTEBOOK.decode().splitlines()
    assert [report.number for report in notebook.rows] == list(range(1, len(lines) + 1))
    for report in notebook.rows:
        blank_or_heading = [r.words for r in report.remarks] in (["An empty row."], ["The headings."])
        assert report.entries or reasons(notebook, report.number) or blank_or_heading, report
    assert sum(report.entries for report in notebook.rows) == len(notebook.entries)


def test_importing_twice_adds_nothing(notebook: Imported) -> None:
    assert [e.id for e in imported(NOTEBOOK).entries] == [e.id for e in notebook.entries]
    assert len({e.id for e in notebook.entries}) == len(notebook.entries)


def test_rows_added_above_and_below_change_no_id(notebook: Imported) -> None:
    lines = NOTEBOOK.decode().splitlines()
    more = "\n".join([lines[0], "13/1/25;9:00;cramp;L calf;2;1 min;;", *lines[1:], "26/1/25;;none;;;;;"]).encode()
    assert {e.id for e in notebook.entries} < {e.id for e in imported(more).entries}


def test_another_journal_gets_other_ids(notebook: Imported) -> None:
    other = read(NOTEBOOK, propose(NOTEBOOK), journal=UUID(int=8), zone=ZONE, now=NOW)
    assert not {e.id for e in other.entries} & {e.id for e in notebook.entries}


def test_the_journal_settles_without_a_problem(notebook: Imported) -> None:
    assert settle(notebook.entries).problems == ()


def test_no_plan_is_made_of_words(notebook: Imported) -> None:
    assert not [entry for entry in notebook.entries if isinstance(entry.body, Prescription)]


# ---------------------------------------------------------------- row by row


def test_a_cramp_with_all_its_cells(notebook: Imported) -> None:
    cramp, stood = of_row(notebook, 2)
    assert isinstance(cramp.body, Episode)
    assert cramp.body.kind is EpisodeKind.CRAMP
    assert cramp.body.sites == (Site("foot", Side.RIGHT),)
    assert (cramp.body.bother, cramp.body.duration, cramp.body.woke) == (6, timedelta(minutes=4), True)
    assert cramp.happened_at.local == datetime(2025, 1, 14, 2, 20)
    assert isinstance(stood.body, Treatment)


@pytest.mark.parametrize(("row", "hour", "minute"), [(3, 7, 30), (4, 13, 0), (5, 21, 45), (8, 9, 0)])
def test_doses_as_people_write_them(notebook: Imported, row: int, hour: int, minute: int) -> None:
    (dose,) = [entry for entry in of_row(notebook, row) if isinstance(entry.body, Dose)]
    assert isinstance(dose.body, Dose)
    assert dose.body.medicine.code == "baclofen"
    assert dose.body.amount is not None
    assert (dose.body.amount.value, dose.body.amount.unit) == (Decimal(5), "mg")
    assert (dose.happened_at.local.hour, dose.happened_at.local.minute) == (hour, minute)


def test_a_side_effect_beside_a_dose(notebook: Imported) -> None:
    assert [e.body.code for e in of_row(notebook, 4) if isinstance(e.body, Symptom)] == ["dizzy"]


def test_a_date_left_out_is_that_of_the_row_above_and_said_so(notebook: Imported) -> None:
    (dose,) = of_row(notebook, 5)
    assert dose.happened_at.clock_date == date(2025, 1, 14)
    assert Remark("The date was taken from the row above.") in notebook.rows[4].remarks


def test_three_numbers_are_the_doses_of_the_day_without_their_times(notebook: Imported) -> None:
    found = of_row(notebook, 6)
    doses = [e for e in found if isinstance(e.body, Dose)]
    assert [e.precision for e in doses] == [Precision.DAY] * 3
    (none,) = [e.body for e in found if isinstance(e.body, DiaryDay)]
    assert (none.day, none.word, none.timed) == (date(2025, 1, 15), Word.NONE_SO_FAR, False)
    assert [e.body.code for e in found if isinstance(e.body, Treatment)] == ["swimming"]


def test_words_for_the_time_and_the_severity(notebook: Imported) -> None:
    spasm, beers = of_row(notebook, 7)
    assert isinstance(spasm.body, Episode)
    assert (spasm.happened_at.local.hour, spasm.precision) == (3, Precision.HOUR)
    assert (spasm.body.bother, spasm.body.bother_band) == (None, Band.HIGH)
    assert spasm.body.duration is None
    assert "a few mins" in spasm.body.note
    assert isinstance(beers.body, Exposure)
    assert beers.body.code == "alcohol"
    assert beers.happened_at.diary_day == date(2025, 1, 15)


def test_two_spasms_in_a_row_at_two_places(notebook: Imported) -> None:
    found = of_row(notebook, 9)
    assert len(found) == 2
    for spasm in found:
        assert isinstance(spasm.body, Episode)
        assert spasm.body.sites == (Site("thigh", Side.LEFT), Site("calf", Side.LEFT))
        assert spasm.body.duration == timedelta(seconds=20)
        assert spasm.body.suspected == ("long-sitting",)
        assert spasm.precision is Precision.HOUR


def test_a_forgotten_dose_is_skipped_not_unknown(notebook: Imported) -> None:
    (dose,) = of_row(notebook, 11)
    assert isinstance(dose.body, Dose)
    assert (dose.body.status, dose.happened_at.local.hour) == (DoseStatus.SKIPPED, 14)


def test_an_end_gives_the_length(notebook: Imported) -> None:
    (stiff,) = of_row(notebook, 13)
    assert isinstance(stiff.body, Episode)
    assert stiff.body.duration == timedelta(minutes=50)
    assert stiff.body.helped == ("massage",)


def test_two_medicines_in_one_cell(notebook: Imported) -> None:
    assert [e.body.medicine.code for e in of_row(notebook, 15) if isinstance(e.body, Dose)] == ["baclofen", "magnesium"]


def test_a_date_without_its_year_is_near_the_rows_above(notebook: Imported) -> None:
    found = of_row(notebook, 16)
    assert {e.happened_at.local for e in found} == {datetime(2025, 1, 18, 22)}
    (spasm,) = [e.body for e in found if isinstance(e.body, Episode)]
    assert spasm.impact == ("standing",)


def test_what_a_carer_saw_in_the_night(notebook: Imported) -> None:
    found = of_row(notebook, 17)
    assert [(e.provenance.role, e.provenance.name) for e in found] == [(By.CARER, "Anna")] * 2
    assert [e.happened_at.local.hour for e in found] == [2, 4]
    assert all(isinstance(e.body, Episode) and e.body.asleep for e in found)


def test_a_row_that_is_no_entry_stays_as_words(notebook: Imported) -> None:
    (note,) = of_row(notebook, 19)
    assert isinstance(note.body, Note)
    assert note.body.text == "When: all day. What happened: fine. Tablets: usual"


def test_what_cannot_be_is_a_problem(notebook: Imported) -> None:
    assert of_row(notebook, 20) == []
    assert "30/2/25" in reasons(notebook, 20)[0]
    (cramp,) = of_row(notebook, 21)
    assert isinstance(cramp.body, Episode)
    assert (cramp.body.bother, cramp.precision) == (None, Precision.DAY)
    assert [re.search(r"26:15\)|10\. 12\)", reason) is not None for reason in reasons(notebook, 21)] == [True, True]


def test_a_row_after_a_bad_date_is_not_given_an_older_one() -> None:
    found = imported(rows("31/2/27,9:00,cramp,,,,,", ",10:00,cramp,,,,,"))
    assert len(found.entries) == 1
    assert len(found.problems) == 2


def test_two_identical_rows_are_one_entry_and_one_problem(notebook: Imported) -> None:
    assert len(of_row(notebook, 22)) == 1
    assert of_row(notebook, 23) == []
    twice = [problem for problem in notebook.problems if problem.oddity is Oddity.TWICE]
    assert [problem.entries for problem in twice] == [(of_row(notebook, 22)[0].id,)]


def test_a_visit_keeps_its_words_and_its_results(notebook: Imported) -> None:
    visit, *results = of_row(notebook, 24)
    assert isinstance(visit.body, Visit)
    assert visit.body.whom == "Neurologist"
    assert "new plan 5/5/10" in visit.body.decided
    found = {e.body.code: (str(e.body.value or ""), e.body.text) for e in results if isinstance(e.body, Measurement)}
    assert found == {"sodium": ("139 mmol/L", ""), "potassium": ("", "3,9"), "creatinine": ("", "70")}
    assert any("plan" in remark.words for remark in notebook.rows[23].remarks)


# ---------------------------------------------------------------- hostile files


def test_a_date_still_to_come_is_a_problem() -> None:
    found = imported(rows("1/4/27,8:00,cramp,,,,,"))
    assert len(found.entries) == 1
    assert "still to come" in found.problems[0].about


def test_a_formula_is_only_words(notebook: Imported) -> None:
    (note,) = of_row(notebook, 25)
    assert isinstance(note.body, Note)
    assert "=HYPERLINK" in note.body.text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\1\2\3" * 100,
        b"PK\x03\x04" + b"\0" * 100,
        b"x" * (LARGEST + 1),
        b"a,b\n" * (MOST_ROWS + 2),
        b"hello\nworld\n",
        b'"' + b"a" * 200_000,
        b"," * 5000,
    ],
    ids=["empty", "binary", "zip", "large", "rows", "prose", "quote", "columns"],
)
def test_what_is_no_diary_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(NotThisFormat):
        imported(data)


def test_a_long_cell_is_cut_and_said_so() -> None:
    found = imported(rows(f"1/2/27,8:00,cramp,calf,3,,,{'x' * 5000}"))
    assert Remark("A cell was cut: only its beginning was read.") in found.rows[2].remarks


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
            min_size=1,
            max_size=8,
        ),
        max_size=6,
    )
)
def test_any_cells_at_all_are_read_or_refused(cells: list[list[str]]) -> None:
    lines = [",".join(f'"{cell.replace(chr(34), "")}"' for cell in ["1/2/27", *row]) for row in cells]
    data = rows(*lines).decode().encode("utf-8", "ignore")
    found = imported(data)
    assert sum(report.entries for report in found.rows) == len(found.entries)
    assert len({e.id for e in found.entries}) == len(found.entries)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_refused(data: bytes) -> None:
    try:
        table(data)
    except NotThisFormat:
        return


# ---------------------------------------------------------------- a diary by days


def test_a_day_diary_vouches_each_of_its_days_and_keeps_its_numbers() -> None:
    data = b"day,attack,hour,stress_previous_day,coffee\n1,0,,0.5,2\n2,1,6,-0.25,\n4,0,,1,0\n4,0,,1,0\n5,1,25,1,1\n"
    mapping = propose(data)
    assert mapping.daily
    assert mapping.missing == "first-day"
    found = imported(data, replace(mapping, first_day=date(2027, 1, 1)))
    words = [(e.body.day.day, e.body.word) for e in found.entries if isinstance(e.body, DiaryDay)]
    assert words == [(1, Word.NONE_SO_FAR), (2, Word.EVERYTHING), (4, Word.NONE_SO_FAR), (5, Word.EVERYTHING)]
    attack, other = [e for e in found.entries if isinstance(e.body, Episode)]
    assert (other.precision, other.body.note) == (Precision.DAY, "hour: 25")
    assert (attack.happened_at.local, attack.precision) == (datetime(2027, 1, 2, 6), Precision.HOUR)
    stress = [(e.happened_at.clock_date, e.body.value) for e in found.entries if isinstance(e.body, Exposure)]
    assert (date(2027, 1, 1), -0.25) in stress
    assert len([e for e in found.entries if isinstance(e.body, Exposure) and e.body.code == "caffeine"]) == 3
    assert [problem.oddity for problem in found.problems] == [Oddity.TWICE, Oddity.UNREADABLE_ROW]
