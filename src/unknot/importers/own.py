"""Our own formats, out and in: JSON lines hold everything, the notation is for reading and writing by hand, CSV is for
spreadsheets and goes out only.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from unknot.importers.imported import MOST_PROBLEMS, Imported, NotThisFormat, text_of, unreadable_row
from unknot.journal.document import Document, Unreadable, from_document, to_document
from unknot.journal.entry import Body, Entry, Provenance, Via
from unknot.journal.notation import read_notation
from unknot.journal.problem import Problem
from unknot.journal.span import Moment, Span, moment
from unknot.journal.upcast import upcast

FIRST_LINE: Document = {"unknot": "journal", "version": 1}


# ---------------------------------------------------------------- JSON lines


def write_lines(
    entries: Iterable[Entry[Body]],
    *,
    blanked: Iterable[UUID] = (),
    gaps: Iterable[Span] = (),
    files: Iterable[tuple[str, bytes]] = (),
) -> Iterator[str]:
    """A whole journal, one JSON object a line."""
    yield _line(FIRST_LINE)
    for entry in entries:
        yield _line(to_document(entry))
    for id in blanked:
        yield _line({"blanked": str(id)})
    for gap in gaps:
        yield _line({"gap": [gap.start.isoformat(), gap.end.isoformat()]})
    for sha256, content in files:
        yield _line({"file": sha256, "base64": base64.b64encode(content).decode()})


def _line(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


def read_lines(data: bytes) -> Imported:
    """The journal of an export, whatever version wrote it; each line that cannot be read is a problem."""
    return journal_of(text_of(data).split("\n"))


def journal_of(lines: Iterable[str]) -> Imported:
    """The same of its lines, one at a time."""
    entries: list[Entry[Body]] = []
    problems: list[Problem] = []
    blanked: list[UUID] = []
    gaps: list[Span] = []
    files: dict[str, bytes] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            match _object(line):
                case {"unknot": _}:
                    pass
                case {"blanked": str(id)}:
                    blanked.append(UUID(id))
                case {"gap": [str(start), str(end)]}:
                    gaps.append(_gap(start, end))
                case {"file": str(sha256), "base64": str(content)}:
                    files[sha256] = _file(sha256, content)
                case document:
                    entries.append(from_document(upcast(document)))
        except (Unreadable, ValueError, RecursionError) as error:
            if len(problems) < MOST_PROBLEMS:
                problems.append(unreadable_row(number, line, str(error)))
            elif not entries:
                raise NotThisFormat("This file holds no entry that can be read.") from error
    return Imported(tuple(entries), tuple(problems), tuple(blanked), tuple(gaps), files)


def _object(line: str) -> Document:
    document = json.loads(line)
    if not isinstance(document, dict):
        raise Unreadable("", "this is not an object")
    return cast(Document, document)


def _gap(start: str, end: str) -> Span:
    span = Span(datetime.fromisoformat(start), datetime.fromisoformat(end))
    if span.start.tzinfo is None or span.end.tzinfo is None or not 0 < span.hours <= 24 * 366 * 200:
        raise ValueError("this is not a span of time")
    return span


def _file(sha256: str, content: str) -> bytes:
    try:
        found = base64.b64decode(content, validate=True)
    except binascii.Error as error:
        raise ValueError("this file was damaged on the way") from error
    if hashlib.sha256(found).hexdigest() != sha256:
        raise ValueError("this file was changed on the way")
    return found


# ---------------------------------------------------------------- notation


def read_text(data: bytes, journal: UUID, zone: str, now: datetime) -> Imported:
    """The entries of a text in our notation; what is recorded in it counts as remembered."""

    def provenance(_: Moment) -> Provenance:
        return Provenance(recorded_at=moment(now, zone), via=Via.IMPORT)

    found = read_notation(text_of(data), zone=zone, provenance=provenance, journal=journal)
    return Imported(found.entries, tuple(unreadable_row(bad.number, bad.text, bad.reason) for bad in found.bad))


# ---------------------------------------------------------------- whichever it is


def read(data: bytes, journal: UUID, zone: str, now: datetime) -> Imported:
    """A file in one of our own formats; `NotThisFormat` if it is none."""
    first = next((line.strip() for line in text_of(data[:100_000]).split("\n") if line.strip()), "")
    if first.startswith("{"):
        return read_lines(data)
    found = read_text(data, journal, zone, now)
    if not found.entries and found.problems:
        raise NotThisFormat("This is neither an export of Unknot nor its notation.")
    return found


_DATED = re.compile(r"\d{4}-\d\d-\d\d(?:[ \t]+\S|[ \t]*$)")


def looks_like_notation(text: str) -> bool:
    """Whether the first line that is no remark starts as our notation does: with a zone, or a date and a space."""
    lines = (line.strip() for line in text.split("\n"))
    first = next((line for line in lines if line and not line.startswith("#")), "")
    return first.startswith("zone ") or _DATED.match(first) is not None
