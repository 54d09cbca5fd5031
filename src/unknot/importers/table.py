"""A file as rows of cells: its encoding and its separator found, its size bounded, nothing in it run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from unknot.importers.imported import NotThisFormat

LARGEST = 30_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 120
LONGEST_CELL = 2_000
_SEPARATORS = (",", ";", "\t", "|")
_SAMPLE = 50
_MOST_KNOWN = 20_000


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number in the file, as a spreadsheet counts them; `cut` if a cell was too long to keep whole."""

    number: int
    cells: tuple[str, ...]
    cut: bool = False

    def cell(self, column: int) -> str:
        """The cell of a column, empty if the row is shorter."""
        return self.cells[column] if column < len(self.cells) else ""

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
    other_sheets: tuple[str, ...] = ()


def table(data: bytes, *, quoted: bool = True, separator: str = "") -> Table:
    """The rows of a CSV or TSV file; `NotThisFormat` if it is none, or larger than any diary.

    Not `quoted`: a quotation mark is a sign like any other, as programs write that escape nothing.
    """
    if len(data) > LARGEST:
        raise NotThisFormat(f"A spreadsheet of more than {LARGEST // 1_000_000} MB is not read.")
    text, encoding = _decoded(data)
    sign = separator or _separator(text)
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    try:
        rows = tuple(rows_of(csv.reader(io.StringIO(text, newline=""), delimiter=sign, quoting=quoting)))
    except csv.Error as error:
        raise NotThisFormat("This is not a table: it has no rows that can be told apart.") from error
    return Table(rows, encoding, sign)


def rows_of(lines: Iterable[Sequence[str]]) -> Iterator[Row]:
    """Rows of cells, cleaned and bounded; `NotThisFormat` if there are more than any diary has."""
    known: dict[str, str] = {}  # the same words stand in many rows: they are held once
    for number, cells in enumerate(lines, 1):
        if number > MOST_ROWS:
            raise NotThisFormat(f"A spreadsheet of more than {MOST_ROWS} rows is not read.")
        if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
            raise NotThisFormat(f"A spreadsheet of more than {MOST_COLUMNS} columns is not read.")
        clean = [_clean(cell) for cell in cells[:MOST_COLUMNS]]
        cut = any(len(cell) > LONGEST_CELL for cell in clean)
        if len(known) > _MOST_KNOWN:
            known.clear()
        yield Row(number, tuple(known.setdefault(cell, cell) for cell in (c[:LONGEST_CELL] for c in clean)), cut)


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


_JOINERS = "\u200c\u200d"
"""What joins or parts letters and pictures: Persian and Hindi words and families of emoji break without them."""


def _clean(cell: str) -> str:
    """A cell as text: no signs that steer a terminal or a page, single spaces, no spreadsheet's leading apostrophe."""
    if cell.isascii() and cell.isprintable() and "  " not in cell:
        text = cell.strip()
    else:
        text = "".join(c if c.isprintable() or c in _JOINERS else " " for c in cell)
        text = re.sub(r"\s+", " ", text).strip()
    return text.removeprefix("'").strip() if text.startswith("'") else text
