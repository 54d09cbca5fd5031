"""A journal as CSV for a spreadsheet: one row an entry as it stands. Cells that a spreadsheet would run are defused."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import get_args

from unknot.journal.document import body_document, kind_of
from unknot.journal.entry import Body, Entry, Json

OUTER = (
    "date", "time", "zone", "diary_day", "kind", "precision", "private", "recorded_at", "by", "via", "device", "id",
)  # fmt: skip
RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(entries: Iterable[Entry[Body]]) -> Iterator[str]:
    """Rows as text, a heading first; only the columns that some entry fills."""
    found = list(entries)
    bodies = [body_document(entry.body) for entry in found]
    filled = {name for body in bodies for name in body}
    columns = [name for name in _columns() if name in filled]
    yield _row([*OUTER, *columns])
    for entry, body in zip(found, bodies, strict=True):
        yield _row([*_outer(entry), *(_cell(body.get(name)) for name in columns)])


def write_rows(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Any table as CSV, its cells defused."""
    return map(_row, rows)


def _columns() -> list[str]:
    """Every field of every kind, in the order of the types."""
    return list(dict.fromkeys(field.name for kind in get_args(Body) for field in fields(kind)))


def _outer(entry: Entry[Body]) -> list[str]:
    said, when = entry.provenance, entry.happened_at
    return [
        when.clock_date.isoformat(),
        when.local.time().isoformat("minutes"),
        when.zone,
        entry.diary_day.isoformat(),
        kind_of(entry.body),
        entry.precision.value,
        "yes" if entry.private else "",
        said.recorded_at.at.isoformat(),
        said.name or said.role.value,
        said.via.value,
        said.device,
        str(entry.id),
    ]


def _cell(value: Json) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return "; ".join(_cell(item) for item in value)
        case dict():
            return " ".join(_cell(item) for item in value.values())
        case _:
            return str(value)


def _row(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([defused(cell) for cell in cells])
    return text.getvalue()


def defused(cell: str) -> str:
    """The cell with an apostrophe before it if a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(RUN_BY_SPREADSHEETS) else cell
