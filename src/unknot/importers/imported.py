"""What every importer gives back: entries, and what was not understood, row by row. Nothing is dropped silently."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import IO
from uuid import UUID

from unknot.journal.entry import Body, Entry
from unknot.journal.problem import Oddity, Problem
from unknot.journal.span import Span

LARGEST = 200_000_000
"""Bytes of a file that any importer reads."""
MOST_PROBLEMS = 2_000
"""Problems of one file that are kept one by one."""
SHOWN = 120
"""Characters of a row that a problem repeats."""

Watch = Callable[[int], object]
"""Is told how many bytes, or rows, have passed."""


class NotThisFormat(Exception):
    """The file is not of the format it was read as; the message says what it should be."""


class TooLargeToRead(Exception):
    """The file is larger than any diary."""

    def __init__(self) -> None:
        super().__init__(f"A file of more than {LARGEST // 1_000_000} MB is not read.")


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where and when a file comes in, and in which zone its bare times are."""

    journal: UUID
    zone: str
    now: datetime


class Fate(StrEnum):
    """Where a cell ended."""

    READ = "read"  # in the slot of its column's role
    NOTE = "note"  # in a labelled note, word for word
    NOTHING = "nothing"  # it says that there was nothing: no entry is made of it
    REMARK = "remark"  # it cannot be: named with its row and column
    LEFT_OUT = "left-out"  # its column is not read, as was agreed


@dataclass(frozen=True, slots=True)
class CellAccount:
    """What became of a cell that is not empty; `column` is its number from 0."""

    column: int
    cell: str
    fate: Fate


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should know of a row: words to be translated, the cell they are about, and its column."""

    words: str
    cell: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class RowReport:
    """What became of a row of a table: how many entries, what a person should know about it, and each of its cells."""

    number: int
    text: str
    entries: int = 0
    remarks: tuple[Remark, ...] = ()
    account: tuple[CellAccount, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file holds. A `Problem` about a row has the row's number and text in `about`.

    Only an export of our own has the rest: ids that were erased, hours that count as no record, attached files.
    `rows` tell what became of each row of a table, blank ones and headings too; the entries of a row stand in
    `entries` in the order of the rows. `own_words` are labels for codes of the person's own (`own-...`) that the
    entries use. `format` names how the file was read.
    """

    entries: tuple[Entry[Body], ...]
    problems: tuple[Problem, ...] = ()
    blanked: tuple[UUID, ...] = ()
    gaps: tuple[Span, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    rows: tuple[RowReport, ...] = ()
    own_words: Mapping[str, str] = field(default_factory=dict)
    format: str = ""


def limited(file: IO[bytes], most: int = LARGEST) -> bytes:
    """All of a file; `TooLargeToRead` if it is longer than `most` bytes, whatever it says of itself."""
    data = file.read(most + 1)
    if len(data) > most:
        raise TooLargeToRead
    return data


def text_of(data: bytes) -> str:
    """The text of a file, as UTF-8 with or without a byte-order mark."""
    if len(data) > LARGEST:
        raise TooLargeToRead
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotThisFormat("This file is not text in UTF-8.") from error


def unreadable_row(number: int, row: str, reason: str) -> Problem:
    """A row that was not understood, with its number and its beginning, so that it can be found and mended."""
    return Problem(Oddity.UNREADABLE_ROW, about=f"{number}: {row.strip()[:SHOWN]} ({reason[:SHOWN]})")
