"""The formats that Unknot writes itself, as files that are brought in: the zip, JSON lines, the notation, the CSV."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO

from unknot.importers import everything, own
from unknot.importers.head import Head
from unknot.importers.imported import Arrival, Imported, NotThisFormat, Watch, limited
from unknot.importers.spreadsheet_out import OUTER

TABLES = {".csv", ".tsv", ".tab", ".xlsx", ".ods"}


class Everything:
    """The zip with a whole journal."""

    name, title = "everything", "Everything of a journal (zip)"

    def recognises(self, head: Head) -> bool:
        return head.is_zip and everything.is_one(head.members)

    def read(self, file: BinaryIO, arrival: Arrival, watch: Watch) -> Imported:
        return replace(everything.read(file), format=self.name)


class OwnLines:
    """The JSON lines of a journal."""

    name, title = "own-lines", "Unknot, JSON lines"

    def recognises(self, head: Head) -> bool:
        start = head.text.lstrip()
        return start.startswith(('{"unknot"', '{"blanked"')) or (
            start.startswith("{") and '"recorded_at"' in start and '"kind"' in start
        )

    def read(self, file: BinaryIO, arrival: Arrival, watch: Watch) -> Imported:
        return replace(own.read_lines(limited(file)), format=self.name)


class OwnNotation:
    """Our notation for reading and writing by hand."""

    name, title = "own-notation", "Unknot, as text"

    def recognises(self, head: Head) -> bool:
        return PurePosixPath(head.name.lower()).suffix not in TABLES and own.looks_like_notation(head.text)

    def read(self, file: BinaryIO, arrival: Arrival, watch: Watch) -> Imported:
        return replace(own.read(limited(file), arrival.journal, arrival.zone, arrival.now), format=self.name)


class OwnCsv:
    """The table that goes out for a spreadsheet: it does not hold everything, so nothing is read back from it."""

    name, title = "own-csv", "Unknot, CSV"
    HINT = (
        "This is the table that Unknot writes for a spreadsheet. It does not hold everything, so it is not read back: "
        "bring in the zip from Take everything with you, or the JSON lines. Nothing was doubled."
    )

    def recognises(self, head: Head) -> bool:
        return head.headings[: len(OUTER)] == OUTER

    def read(self, file: BinaryIO, arrival: Arrival, watch: Watch) -> Imported:
        raise NotThisFormat(self.HINT)
