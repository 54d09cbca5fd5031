"""The beginning of a file, as formats look at it to tell what it is."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import BinaryIO

from unknot.importers.imported import NotThisFormat

SIZE = 65_536
MOST_MEMBERS = 20_000


@dataclass(frozen=True)
class Head:
    """The first bytes of a file; of a zip, the names in it."""

    data: bytes
    name: str = ""
    members: tuple[str, ...] = ()

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name.lower()).suffix

    @cached_property
    def text(self) -> str:
        """The beginning as text, whatever its encoding."""
        if self.data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return self.data[: len(self.data) // 2 * 2].decode("utf-16", errors="replace")
        return self.data.decode("utf-8-sig", errors="replace")

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The first lines that hold something."""
        return tuple(line for line in self.text.splitlines()[:40] if line.strip())

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The cells of the first line, in small letters."""
        return cells_of(self.lines[0]) if self.lines else ()

    def has(self, *headings: str) -> bool:
        """Whether the first line holds all of these cells."""
        return set(headings) <= set(self.headings)

    @cached_property
    def is_json(self) -> bool:
        return self.text.lstrip()[:1] in ("{", "[")

    def keys(self, *names: str) -> bool:
        """Whether a JSON text names all of these keys near its beginning."""
        return self.is_json and all(f'"{name}"' in self.text for name in names)

    @property
    def is_zip(self) -> bool:
        return self.data.startswith(b"PK\x03\x04") or self.data.startswith(b"PK\x05\x06")


def cells_of(line: str) -> tuple[str, ...]:
    """The cells of a line of headings, in small letters, whatever parts them."""
    sign = max(",;\t|", key=line.count)
    try:
        cells = next(csv.reader(io.StringIO(line), delimiter=sign), [])
    except csv.Error:
        cells = line.split(sign)
    return tuple(re.sub(r"\s+", " ", cell.strip().strip('"\ufeff').lower()) for cell in cells)


def head_of(file: BinaryIO, name: str = "") -> Head:
    """The head of a file; the file stands at its beginning again. `NotThisFormat` for a zip that is not whole."""
    file.seek(0)
    data = file.read(SIZE)
    members: tuple[str, ...] = ()
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        try:
            members = tuple(zipfile.ZipFile(file).namelist()[:MOST_MEMBERS])
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise NotThisFormat("This zip file is not whole.") from error
    file.seek(0)
    return Head(data, name, members)
