"""Everything of a journal as one zip, out and in: what each file in it is stands in its README.txt.

Only `journal.jsonl` and the attached files are read back: the rest repeats them for other programs. Nothing is ever
unpacked to a path, every size is bounded while it is read, and a file whose digest is not its name is refused.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import IO, BinaryIO, cast

from unknot.importers.imported import LARGEST, Imported, NotThisFormat, TooLargeToRead, limited, unreadable_row
from unknot.importers.own import journal_of

JOURNAL, FILES = "journal.jsonl", "attachments/"
LARGEST_FILE = 50_000_000
MOST_FILES = 20_000
AT_ONCE = 1 << 20
MOST_RATIO, LEAST_PACKED = 60, 20_000
"""How many times larger than packed a journal may be: each line has an id of its own, and is packed tenfold."""
LONGEST_LINE = 2_000_000

README = """\
Everything of one Unknot journal. It is not locked: keep it where only you can read it.

journal.jsonl    every entry as it was recorded, corrections and withdrawals too, one JSON object a line
                 (docs/journal.schema.json); also which ids were erased, and which hours count as no record
entries.csv      the entries as they stand, for a spreadsheet; cells that it would run begin with an apostrophe
entries.txt      the entries as they stand, to read as text
journal.fhir.json  the same in FHIR R4 (docs/fhir/)
pages/           the Spasm Profile on paper, PDF
attachments/     the attached files, each named by the SHA-256 of what is in it; attachments.csv gives their names

`unknot import FILE.zip`, or "My data" on the screen, brings it back: what is here already is not doubled.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the zip: its name and its bytes, piece by piece."""

    name: str
    content: Iterable[bytes]


class _Pipe:
    """What a zip is written to: it holds only what was not taken yet."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []
        self.size = 0

    def write(self, data: bytes) -> int:
        self.waiting.append(bytes(data))
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""

    def take(self) -> bytes:
        data, self.waiting, self.size = b"".join(self.waiting), [], 0
        return data


def write(parts: Iterable[Part], now: datetime) -> Iterator[bytes]:
    """The zip, piece by piece, so that a large journal takes little memory."""
    pipe = _Pipe()
    with zipfile.ZipFile(cast(IO[bytes], pipe), "w", zipfile.ZIP_DEFLATED) as pack:  # write() and flush() are enough
        for part in _with_readme(parts):
            info = zipfile.ZipInfo(part.name, now.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            with pack.open(info, "w", force_zip64=True) as file:
                for piece in part.content:
                    file.write(piece)
                    if pipe.size > AT_ONCE:
                        yield pipe.take()
    yield pipe.take()


def _with_readme(parts: Iterable[Part]) -> Iterator[Part]:
    yield Part("README.txt", [README.encode()])
    yield from parts


def is_one(names: Iterable[str]) -> bool:
    """Whether a zip with these files is one of ours."""
    return JOURNAL in names


def read(file: BinaryIO) -> Imported:
    """The journal in a zip of ours, with its attached files."""
    try:
        pack = zipfile.ZipFile(file)
        found = journal_of(_lines(pack))
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, EOFError) as error:
        raise NotThisFormat("This is not a whole copy of an Unknot journal.") from error
    names = [info.filename for info in pack.infolist() if info.filename.startswith(FILES)]
    packed = sum(info.compress_size for info in pack.infolist())
    if len(names) > MOST_FILES or sum(i.file_size for i in pack.infolist()) > max(packed, 1_000_000) * MOST_RATIO:
        raise TooLargeToRead
    kept = _Attached(pack, names)
    damaged = [unreadable_row(0, name, "this file was changed on the way") for name in names if not kept.is_whole(name)]
    return replace(found, files=kept, problems=(*found.problems, *damaged))


def _lines(pack: zipfile.ZipFile) -> Iterator[str]:
    """The lines of the journal, unpacked as they are read; refused once they are more than such a file can hold."""
    packed = pack.getinfo(JOURNAL).compress_size
    most = min(LARGEST, max(packed, LEAST_PACKED) * MOST_RATIO)
    total = 0
    with pack.open(JOURNAL) as file:
        while line := file.readline(LONGEST_LINE + 1):
            total += len(line)
            if total > most or len(line) > LONGEST_LINE:
                raise TooLargeToRead
            try:
                yield line.decode("utf-8-sig" if total == len(line) else "utf-8")
            except UnicodeDecodeError as error:
                raise NotThisFormat("This file is not text in UTF-8.") from error


class _Attached(Mapping[str, bytes]):
    """The attached files by their digest, each read from the zip when it is asked for."""

    def __init__(self, pack: zipfile.ZipFile, names: Iterable[str]) -> None:
        self.pack = pack
        self.names = {name.removeprefix(FILES): name for name in names}

    def is_whole(self, name: str) -> bool:
        """Whether a file holds what its name says; one that does not is left out."""
        sha256 = name.removeprefix(FILES)
        try:
            content = _content(self.pack, name, LARGEST_FILE)
        except (zipfile.BadZipFile, TooLargeToRead, RuntimeError, NotImplementedError, EOFError):
            content = b""
        whole = hashlib.sha256(content).hexdigest() == sha256
        if not whole:
            self.names.pop(sha256, None)
        return whole

    def __getitem__(self, sha256: str) -> bytes:
        return _content(self.pack, self.names[sha256], LARGEST_FILE)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


def _content(pack: zipfile.ZipFile, name: str, most: int) -> bytes:
    """The bytes of a file, never more than `most`: what the zip says of its size is not believed."""
    with pack.open(name) as file:
        return limited(file, most)
