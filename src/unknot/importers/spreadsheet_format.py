"""A person's own table as a file that is brought in: CSV, TSV, xlsx or ods. Its columns are agreed on first."""

from __future__ import annotations

from typing import BinaryIO

from unknot.importers.head import Head
from unknot.importers.imported import Arrival, Imported, NotThisFormat, Watch
from unknot.importers.sheets import is_workbook, sheet
from unknot.importers.spreadsheet import proposed, read_table

_NOT_TEXT = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0", b"SQLite format 3", b"{\\rtf", b"RIFF")


class Spreadsheet:
    """Whatever looks like a table of a person's own, when nothing else knows it."""

    name, title = "spreadsheet", "Your own table (CSV, xlsx, ods)"

    def recognises(self, head: Head) -> bool:
        if head.is_zip:
            return is_workbook(head.members)
        if head.data.startswith(_NOT_TEXT) or head.is_json:
            return False
        start = head.text.lstrip()
        if start.startswith(("<", "BEGIN:V")) or not head.lines:
            return False
        return head.suffix in (".csv", ".tsv", ".tab") or any(
            sign in line for line in head.lines[:3] for sign in ",;\t|"
        )

    def read(self, file: BinaryIO, arrival: Arrival, watch: Watch) -> Imported:
        found = sheet(file)
        mapping = proposed(found)
        if mapping.missing:
            raise NotThisFormat("The columns of this table must be agreed on first.")
        return read_table(found, mapping, arrival, watch)
