"""MedTimer: the table of its reminders and when each was answered (`CSVEventExport.kt`; from its source)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO

from unknot.importers.apps.rows import Cells, Nothing, NotRead, Told, entries, instant
from unknot.importers.head import Head
from unknot.importers.imported import Arrival, Imported, NotThisFormat, Watch, limited
from unknot.importers.spreadsheet.medicines import amount_of, code_of
from unknot.importers.table import LARGEST, Row, rows_of
from unknot.journal.entry import NAME, Dose, Medicine

COLUMNS = ("reminded", "name", "amount", "taken", "tags", "interval", "notes", "due", "taken at")
_BEFORE_NOTES, _AFTER_NOTES = 6, 2
NO_ANSWER = "A reminder without an answer: whether it was taken is not known."


class MedTimer:
    """Its cells are written as they are, unquoted: a note may hold a quotation mark, or the sign between cells."""

    name, title = "medtimer", "MedTimer"

    def recognises(self, head: Head) -> bool:
        first = head.lines[0].lower() if head.lines else ""
        return first.count(";") == len(COLUMNS) - 1 and first.count("(iso 8601)") == 2

    def read(self, file: BinaryIO, arrival: Arrival, watch: Watch) -> Imported:
        try:
            text = limited(file, LARGEST).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise NotThisFormat("This file is not text in UTF-8.") from error
        lines = csv.reader(text.splitlines(), delimiter=";", quoting=csv.QUOTE_NONE)
        rows = [row for row in rows_of(_nine(cells) for cells in lines) if not row.is_blank][1:]
        pairs = [(row, dict(zip(COLUMNS, row.cells, strict=False))) for row in rows]
        return entries(self.name, _whole(pairs), lambda cells: _dose(cells, arrival), arrival, watch)


def _nine(cells: list[str]) -> list[str]:
    """The cells of a line; what is too many belongs to the note, since two stamps always end it."""
    if len(cells) <= len(COLUMNS):
        return cells
    note = ";".join(cells[_BEFORE_NOTES:-_AFTER_NOTES])
    return [*cells[:_BEFORE_NOTES], note, *cells[-_AFTER_NOTES:]]


def _whole(pairs: list[tuple[Row, Cells]]) -> Iterator[tuple[Row, Cells]]:
    for row, cells in pairs:
        yield row, cells if len(row.cells) == len(COLUMNS) else {}


def _dose(cells: Cells, arrival: Arrival) -> Iterator[Told]:
    """A dose that was said to be taken; the others have no answer, which is neither taken nor missed."""
    if not cells:
        raise NotRead("This row has not as many cells as its heading.")
    if not cells["taken at"]:
        raise Nothing(NO_ANSWER)
    at = instant(cells["taken at"], arrival.zone)
    planned = instant(cells["due"], arrival.zone) if cells["due"] else None
    amount = amount_of(cells["amount"])
    note = ". ".join(part for part in ("" if amount else cells["amount"], cells["notes"]) if part)
    medicine = Medicine(name=cells["name"][:NAME], code=code_of(cells["name"]))
    yield Told(Dose(medicine=medicine, amount=amount, planned_for=planned, note=note), at)
