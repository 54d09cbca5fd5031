"""Bring a file in as a person would who agrees with every proposal, and look at what came of it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from unknot.importers.formats import SPREADSHEET, format_of
from unknot.importers.imported import Arrival, Imported
from unknot.importers.sheets import sheet
from unknot.importers.spreadsheet import proposed, read_table
from unknot.journal.entry import B, Body, Entry
from unknot.journal.journal import only

TABLES = Path(__file__).parent / "tables"
ARRIVAL = Arrival(UUID(int=7), "Europe/Dublin", datetime(2026, 12, 1, 12, tzinfo=UTC))


def brought(data: bytes, name: str = "file.csv", *, day_first: bool = True, arrival: Arrival = ARRIVAL) -> Imported:
    """What a file holds, with the columns as they are proposed."""
    file = io.BytesIO(data)
    known = format_of(file, name)
    if known is not SPREADSHEET:
        return known.read(file, arrival, int)
    table = sheet(file)
    return read_table(table, replace(proposed(table), day_first=day_first), arrival)


def of_file(name: str, **said: bool) -> Imported:
    """The same of a file of the folder; brought in twice, the second time adds nothing."""
    data = (TABLES / name).read_bytes()
    found = brought(data, name, **said)
    assert [entry.id for entry in brought(data, name, **said).entries] == [entry.id for entry in found.entries]
    assert len({entry.id for entry in found.entries}) == len(found.entries)
    return found


def of(found: Imported, kind: type[B]) -> list[Entry[B]]:
    """The entries of one kind, in order."""
    return list(only(found.entries, kind))


def remarks(found: Imported) -> list[str]:
    return [remark.words for row in found.rows for remark in row.remarks]


def words(entry: Entry[Body]) -> str:
    """All text of an entry, to look for a cell in."""
    return repr(entry.body)
