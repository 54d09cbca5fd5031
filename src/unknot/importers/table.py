"""A file as rows of cells: its encoding and its separator found, its size bounded, nothing in it run."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from unknot.importers.imported import NotThisFormat

LARGEST = 10_000_000
MOST_ROWS = 50_000
MOST_COLUMNS = 60
LONGEST_CELL = 2_000
_SEPARATORS = (",", ";", "\t", "|")
_SAMPLE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number in the file, as a spreadsheet counts them; `cut` if a cell was too long to keep whole."""

    number: int
    cells: tuple[str, ...]
    cut: bool = False

    @property
    def is_blank(self) -> bool:
        return not any(self.cells)

    @property
    def text(self) -> str:
        """The row as one line, to be shown and to be recognised again."""
        return " | ".join(self.cells).strip(" |")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, with how it was read."""

    rows: tuple[Row, ...]
    encoding: str
    separator: str


def table(data: bytes) -> Table:
    """The rows of a CSV or TSV file; `NotThisFormat` if it is none, or larger than any diary."""
    if len(data) > LARGEST:
        raise NotThisFormat(f"A spreadsheet of more than {LARGEST // 1_000_000} MB is not read.")
    text, encoding = _decoded(data)
    separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows = []
    try:
        for number, cells in enumerate(reader, 1):
            if number > MOST_ROWS:
                raise NotThisFormat(f"A spreadsheet of more than {MOST_ROWS} rows is not read.")
            if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
                raise NotThisFormat(f"A spreadsheet of more than {MOST_COLUMNS} columns is not read.")
            clean = tuple(_clean(cell) for cell in cells[:MOST_COLUMNS])
            rows.append(Row(number, tuple(c[:LONGEST_CELL] for c in clean), any(len(c) > LONGEST_CELL for c in clean)))
    except csv.Error as error:
        raise NotThisFormat("This is not a table: it has no rows that can be told apart.") from error
    return Table(tuple(rows), encoding, separator)


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif data[:200].count(0) * 3 > len(data[:200]):
        encodings = ("utf-16-le" if data[1:2] == b"\0" else "utf-16-be",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text, encoding.removesuffix("-sig")
    raise NotThisFormat("This is not a text file: save the spreadsheet as CSV and try again.")


def _separator(text: str) -> str:
    """The sign that splits most rows into the same number of cells."""
    lines = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]

    def fit(separator: str) -> tuple[int, int]:
        counts = [line.count(separator) for line in lines]
        usual = max(set(counts), key=counts.count, default=0)
        return (counts.count(usual) if usual else 0, usual)

    return max(_SEPARATORS, key=fit)


def _clean(cell: str) -> str:
    """A cell as text: no signs that steer a terminal or a page, single spaces, no spreadsheet's leading apostrophe."""
    text = "".join(c if c.isprintable() else " " for c in cell)
    return re.sub(r"\s+", " ", text).strip().removeprefix("'").strip()
