"""The maker of tables: the same for a seed, and a score that tells lost from kept and false from said."""

from __future__ import annotations

import csv
from datetime import date, datetime
from io import StringIO
from uuid import UUID

from benchmarks.tables.__main__ import page
from benchmarks.tables.cells import HEADINGS, Cell
from benchmarks.tables.making import Row, Table, tables
from benchmarks.tables.scoring import TableScore, add
from unknot.importers.imported import Imported
from unknot.journal.entry import Body, Dose, Entry, Episode, Medicine, Note, Precision, Provenance, Side, Site
from unknot.journal.span import moment

DAY = date(2026, 5, 4)


def entry(body: Body) -> Entry[Body]:
    at = moment(datetime(2026, 5, 4, 12), "Europe/London")
    return Entry(
        id=UUID(int=1), happened_at=at, provenance=Provenance(recorded_at=at), body=body, precision=Precision.DAY
    )


def scored(cells: dict[str, Cell], *bodies: Body, attacks: bool = True) -> TableScore:
    headings = {role: HEADINGS[role]["en"][0] for role in cells}
    table = Table(b"", "en", tuple(cells), headings, (Row(DAY, cells, 2),), attacks)
    score = TableScore()
    add(score, table, Imported(tuple(entry(body) for body in bodies)))
    return score


def test_the_same_seed_makes_the_same_tables():
    assert list(tables(500, 2)) == list(tables(500, 2))
    assert list(tables(500, 2)) != list(tables(500, 3))


def test_the_cells_of_the_file_are_the_cells_of_the_truth():
    for table in tables(1500, 4):
        text = table.data.decode("utf-8-sig")
        separator = max(",;\t", key=lambda mark: text.split("\n")[0].count(mark))
        lines = list(csv.reader(StringIO(text), delimiter=separator))
        assert len(lines) == len(table.rows) + 1
        for row, line in zip(table.rows, lines[1:], strict=True):
            assert line[1:] == [row.cells[role].text for role in table.roles]
        assert len({row.day for row in table.rows}) == len(table.rows)


CALF = {"place": Cell("left calf", "left-calf"), "bother": Cell("7,5")}
SPASM = Episode(sites=(Site("calf", Side.LEFT),))


def test_a_cell_is_read_kept_or_lost():
    assert scored(CALF, SPASM).lost == {"bother": 1}
    kept = scored(CALF, SPASM, Note(text="How bad: 7,5"))
    assert (kept.lost, kept.read, kept.kept) == ({}, {"place": 1}, {"bother": 1})
    assert scored(CALF, SPASM, Note(text="How bad: 17,5")).lost == {"bother": 1}


def test_facts_that_nobody_wrote_are_false():
    dose = Dose(medicine=Medicine(name="baclofen", code="baclofen"))
    mood = {**CALF, "mood": Cell("stopped baclofen")}
    note = Note(text="7,5 stopped baclofen")
    assert scored(mood, SPASM, note, dose).false == {"a dose that no column says was taken": 1}
    assert scored(mood, note).false == {"a row with a place that is no spasm": 1}
    assert scored(mood, SPASM, SPASM, note).false == {"more spasms than rows": 1}
    assert scored(mood, SPASM, note).false == {}
    count = {"count": Cell("12", "12")}
    assert scored(count, SPASM, attacks=False).false == {"a spasm from the number of a day": 1}


def test_a_wrong_value_is_told_from_a_missing_one():
    assert scored(CALF, Episode(sites=SPASM.sites, bother=7)).wrong == {"bother": 1}
    assert scored(CALF, SPASM).wrong == {}


def test_a_page_comes_of_it():
    text = page(scored(CALF, SPASM), 0.1, 1)
    assert "| bother | 1 | 0 | 0 | 1 | 0 |" in text
    assert "| none | 0 |" in text
