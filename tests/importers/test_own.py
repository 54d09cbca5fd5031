"""Our own formats give back what was written, and name what they cannot read."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from uuid import UUID

import pytest

from tests.days import entries as days
from tests.generate import random_journal
from unknot.importers import own
from unknot.importers.imported import NotThisFormat
from unknot.importers.spreadsheet_out import RUN_BY_SPREADSHEETS, write_csv
from unknot.journal.document import kind_of
from unknot.journal.entry import Via
from unknot.journal.problem import Oddity
from unknot.journal.span import Span

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
JOURNAL = UUID(int=7)
HOLE = Span(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC))


def exported(seed: int) -> bytes:
    return "".join(own.write_lines(random_journal(seed))).encode()


@pytest.mark.parametrize("seed", range(40))
def test_json_lines_hold_everything(seed: int):
    read = own.read_lines(exported(seed))
    assert read.entries == tuple(random_journal(seed))
    assert read.problems == ()


def test_json_lines_hold_what_was_erased_and_the_files():
    sha256 = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"
    lines = own.write_lines([], blanked=[JOURNAL], gaps=[HOLE], files=[(sha256, b"foo")])
    read = own.read_lines("".join(lines).encode())
    assert (read.blanked, read.gaps, read.files) == ((JOURNAL,), (HOLE,), {sha256: b"foo"})


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "null",
        '{"v":1}',
        '{"v":99,"kind":"note"}',
        '{"blanked":"x"}',
        '{"gap":["2026-03-02T00:00:00+00:00","2026-03-01T00:00:00+00:00"]}',
        '{"gap":["2026-03-01T00:00:00","2026-03-02T00:00:00"]}',
        '{"file":"00","base64":"Zm9v"}',
        '{"file":"00","base64":"%"}',
        "[" * 100_000,
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_the_rest_is_kept(line: str):
    read = own.read_lines(exported(1) + line.encode())
    assert len(read.entries) == len(random_journal(1))
    (problem,) = read.problems
    assert problem.oddity is Oddity.UNREADABLE_ROW
    assert problem.about.startswith(f"{len(read.entries) + 2}: ")
    assert len(problem.about) < 300


def test_notation_is_read_as_remembered_and_its_bad_lines_are_named():
    text = b"\xef\xbb\xbf2026-03-02 08:10 +4m  spasm 6/10 left-calf\r\nyesterday  spasm\n"
    read = own.read(text, JOURNAL, "Europe/Dublin", NOW)
    (spasm,) = read.entries
    assert spasm.body == days("2026-03-02 08:10 +4m  spasm 6/10 left-calf")[0].body
    assert spasm.provenance.via is Via.IMPORT
    assert spasm.recalled
    assert [problem.about.partition(":")[0] for problem in read.problems] == ["2"]
    again = own.read(text, JOURNAL, "Europe/Dublin", NOW)
    assert again.entries == read.entries


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"a letter to my aunt", b"PK\x03\x04"])
def test_what_is_not_ours_is_refused(data: bytes):
    with pytest.raises(NotThisFormat):
        own.read(data, JOURNAL, "UTC", NOW)


@pytest.mark.parametrize("seed", range(20))
def test_csv_has_a_row_for_every_entry_and_no_cell_that_runs(seed: int):
    entries = random_journal(seed)
    rows = list(csv.reader(io.StringIO("".join(write_csv(entries)), newline="")))
    assert len(rows) == len(entries) + 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [row[4] for row in rows[1:]] == [kind_of(entry.body) for entry in entries]
    assert not [cell for row in rows for cell in row if cell.startswith(RUN_BY_SPREADSHEETS)]


def test_a_note_that_is_a_formula_stays_words():
    (note,) = days('2026-03-02 08:10  note "=HYPERLINK(1)"')
    assert "'=HYPERLINK(1)" in "".join(write_csv([note]))


def test_a_line_is_one_json_object():
    assert all(isinstance(json.loads(line), dict) for line in exported(2).decode().split("\n") if line)
