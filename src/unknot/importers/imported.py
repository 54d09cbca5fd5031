"""What every importer gives back: entries, and what was not understood, row by row. Nothing is dropped silently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO
from uuid import UUID

from unknot.journal.entry import Body, Entry
from unknot.journal.problem import Problem
from unknot.journal.span import Span

LARGEST = 200_000_000
"""Bytes of a file that any importer reads."""


class NotThisFormat(Exception):
    """The file is not of the format it was read as; the message says what it should be."""


class TooLargeToRead(Exception):
    """The file is larger than any diary."""

    def __init__(self) -> None:
        super().__init__(f"A file of more than {LARGEST // 1_000_000} MB is not read.")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should know of a row: words to be translated, and the cell they are about."""

    words: str
    cell: str = ""


@dataclass(frozen=True, slots=True)
class RowReport:
    """What became of a row of a spreadsheet: how many entries, and what a person should know about it."""

    number: int
    text: str
    entries: int = 0
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file holds. A `Problem` about a row has the row's number and text in `about`.

    Only an export of our own has the rest: ids that were erased, hours that count as no record, attached files.
    `rows` tell what became of each row of a spreadsheet, blank ones and headings too. `own_words` are labels for
    codes of the person's own (`own-...`) that the entries use.
    """

    entries: tuple[Entry[Body], ...]
    problems: tuple[Problem, ...] = ()
    blanked: tuple[UUID, ...] = ()
    gaps: tuple[Span, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    rows: tuple[RowReport, ...] = ()
    own_words: Mapping[str, str] = field(default_factory=dict)


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
