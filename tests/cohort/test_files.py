"""Cohort files: what is written is read, a block at a time, and a file that is none is refused in one sentence."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from unknot.cohort import files
from unknot.cohort.block import TABLES
from unknot.cohort.deidentify import deidentified
from unknot.cohort.refusals import NotACohort
from unknot.cohort.row import Row
from unknot.madeup.population import Population, person

DOCS = Path(__file__).parents[2] / "docs" / "cohort.md"
SHORT = Population(shortest=15, longest=20)


def people(n: int) -> list[tuple[str, list[Row]]]:
    made = [person(4, number, SHORT) for number in range(n)]
    return [(f"p{number}", deidentified(one.journal, one.zone, timedelta())) for number, one in enumerate(made)]


def test_what_is_written_is_read_one_row_group_a_block(tmp_path: Path):
    written = people(5)
    assert files.write(tmp_path / "people-a.parquet", written, block=2) == 5
    blocks = files.blocks(tmp_path)
    assert [block.group for block in blocks] == [0, 1, 2]
    read = [(p.id, [files.row_of(record) for record in p.records]) for block in blocks for p in files.read(block)]
    assert read == written
    assert (tmp_path / "people-a.parquet").stat().st_mode & 0o077 == 0


def test_a_row_has_a_column_for_each_of_its_fields_and_no_more():
    assert ["person", *(field.name for field in fields(Row))] == files.SCHEMA.names


def test_every_column_is_explained():
    text = DOCS.read_text(encoding="utf-8")
    missing = [name for schema in (files.SCHEMA, *TABLES.values()) for name in schema.names if f"`{name}`" not in text]
    assert not missing


@pytest.mark.parametrize("content", [b"", b"PAR1 not really", b"a,b\n1,2\n"])
def test_a_file_that_is_no_parquet_is_refused(tmp_path: Path, content: bytes):
    (tmp_path / "people-x.parquet").write_bytes(content)
    with pytest.raises(NotACohort, match="people-x"):
        files.blocks(tmp_path)


def test_another_table_and_an_empty_folder_are_refused(tmp_path: Path):
    with pytest.raises(NotACohort, match="no cohort files"):
        files.blocks(tmp_path)
    pq.write_table(pa.table({"at": [datetime(2026, 1, 1)]}), tmp_path / "people-y.parquet")
    with pytest.raises(NotACohort, match="people-y"):
        files.blocks(tmp_path)


def test_nothing_is_left_of_a_file_that_could_not_be_finished(tmp_path: Path):
    def broken():
        yield from people(1)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        files.write(tmp_path / "people-a.parquet", broken())
    assert not list(tmp_path.iterdir())
