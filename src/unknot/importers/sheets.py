"""A spreadsheet of any kind as rows of cells: text with separators, or a workbook."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import BinaryIO

from unknot.importers.imported import limited
from unknot.importers.table import LARGEST, Table, table
from unknot.importers.workbook import as_csv

LARGEST_PACKED = 20_000_000


def is_workbook(members: tuple[str, ...]) -> bool:
    """Whether a zip with these files is an xlsx or ods."""
    return "xl/workbook.xml" in members or ("content.xml" in members and "META-INF/manifest.xml" in members)


def sheet(file: BinaryIO) -> Table:
    """The rows of a spreadsheet, of a workbook those of its longest sheet. `NotThisFormat` if it is none."""
    file.seek(0)
    packed = file.read(2) == b"PK"
    file.seek(0)
    if not packed:
        return table(limited(file, LARGEST))
    rows, others = as_csv(limited(file, LARGEST_PACKED))
    return replace(table(rows, separator=","), encoding="workbook", other_sheets=others)


def sheet_of(data: bytes) -> Table:
    """The same of bytes."""
    return sheet(io.BytesIO(data))
