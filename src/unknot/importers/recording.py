"""What a device recorded: a track of its own, from EDF+ annotations or a table of events. Never the person's count.

A track is kept as an attached file. No entry is made of an event, so nothing that counts spasms can ever count one;
a page sets the two side by side.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import BinaryIO

from unknot.importers.imported import NotThisFormat, Watch
from unknot.importers.table import LARGEST as LARGEST_TABLE
from unknot.importers.table import table
from unknot.journal.span import moment

MEDIA_TYPE = "application/x-unknot-recording+json"
MOST_EVENTS, LABEL, MOST_SIGNALS = 100_000, 120, 4_096
HEADER, SIGNAL = 256, 256
MOST_RECORD = 50_000_000
_TAL = re.compile(rb"([+-]\d{1,9}(?:\.\d{0,9})?)(?:\x15(\d{1,9}(?:\.\d{0,9})?))?\x14([^\x00]*)\x14")
_STARTS, _ENDS = {"start", "onset", "start time", "begin", "time"}, {"end", "end time", "stop"}
_LENGTHS, _LABELS = {"duration", "seconds", "length"}, {"event", "label", "annotation", "description", "type"}
_BESIDE = {"", "channel", "channels", "n", "index", "id", "source", "confidence", "amplitude", "onset_sample", "stage"}
"""Other columns of a table that a device or a program for signals writes; a person's own has more."""


@dataclass(frozen=True, slots=True)
class Event:
    """What a device marked: when, for how long in seconds (None: not said), and its word for it."""

    at: datetime
    seconds: float | None
    label: str


@dataclass(frozen=True, slots=True)
class Recording:
    """The hours that a device recorded, what it marked in them, and how many marks could not be read."""

    starts: datetime
    ends: datetime
    events: tuple[Event, ...]
    unread: int = 0

    def to_json(self) -> bytes:
        """The file that is kept."""
        events = [[e.at.isoformat(), e.seconds, e.label] for e in self.events]
        span = {"starts": self.starts.isoformat(), "ends": self.ends.isoformat()}
        told = {**span, "events": events, "unread": self.unread}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def from_json(data: bytes) -> Recording:
    """A kept file; `NotThisFormat` if it is none."""
    try:
        told = json.loads(data)
        events = tuple(Event(datetime.fromisoformat(at), seconds, str(label)) for at, seconds, label in told["events"])
        starts, ends = (datetime.fromisoformat(told[name]) for name in ("starts", "ends"))
        return Recording(starts, ends, events, int(told["unread"]))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotThisFormat("This is no recording.") from error


# ---------------------------------------------------------------- EDF+


def is_edf(head: bytes) -> bool:
    return head[:8] == b"0       " and head[192:196] == b"EDF+"


def read_edf(file: BinaryIO, zone: str, watch: Watch = int) -> Recording:
    """The annotations of an EDF+ file, record by record: its signals are passed over."""
    head = file.read(HEADER)
    if not is_edf(head):
        raise NotThisFormat("This is not a file in EDF+.")
    records, length, signals = _int(head[236:244]), _float(head[244:252]), _int(head[252:256])
    if not 0 < signals <= MOST_SIGNALS or length < 0 or _int(head[184:192]) != HEADER + signals * SIGNAL:
        raise NotThisFormat("The head of this EDF+ file contradicts itself.")
    names, sizes = _signals(file.read(signals * SIGNAL), signals)
    starts = _start(head, zone)
    if b"EDF Annotations" not in names or sum(sizes) > MOST_RECORD:
        raise NotThisFormat("This EDF+ file holds no annotations.")
    events: list[Event] = []
    unread = passed = 0
    last = 0.0
    while len(events) <= MOST_EVENTS and (records < 0 or passed < records):
        parts = list(_annotations(file, names, sizes))
        if not parts:
            break
        passed += 1
        watch(file.tell())
        for part in parts:
            marks = list(_TAL.finditer(part))
            unread += len(re.findall(rb"\x14\x00", part)) - len(marks) if marks else bool(part.strip(b"\x00"))
            for mark in marks:
                onset, seconds = float(mark[1]), float(mark[2]) if mark[2] else None
                last = max(last, onset + (seconds or 0))
                for label in filter(None, mark[3].split(b"\x14")):
                    words = label.decode(errors="replace")[:LABEL]
                    events.append(Event(starts + timedelta(seconds=onset), seconds, words))
    if len(events) > MOST_EVENTS:
        raise NotThisFormat(f"A recording of more than {MOST_EVENTS} events is not read.")
    ends = starts + timedelta(seconds=max(passed * length, last))
    return Recording(starts, ends, tuple(sorted(events, key=lambda e: e.at)), max(0, unread))


def _signals(head: bytes, n: int) -> tuple[list[bytes], list[int]]:
    names = [head[16 * i : 16 * (i + 1)].strip() for i in range(n)]
    samples = [_int(head[216 * n + 8 * i : 216 * n + 8 * (i + 1)]) for i in range(n)]
    if any(size < 0 for size in samples):
        raise NotThisFormat("The head of this EDF+ file contradicts itself.")
    return names, [2 * size for size in samples]


def _annotations(file: BinaryIO, names: Sequence[bytes], sizes: Sequence[int]) -> Iterator[bytes]:
    """The annotation parts of the next record; nothing at the end of the file."""
    for name, size in zip(names, sizes, strict=True):
        if name == b"EDF Annotations":
            part = file.read(size)
            if len(part) == size and size:
                yield part
        else:
            file.seek(size, 1)


def _start(head: bytes, zone: str) -> datetime:
    """The start of the recording, on the clock of the person's zone: EDF+ has no zone of its own."""
    try:
        day, month, year = (int(part) for part in head[168:176].decode("ascii").split("."))
        hour, minute, second = (int(part) for part in head[176:184].decode("ascii").split("."))
        written = datetime(year + (1900 if year >= 85 else 2000), month, day, hour, minute, second)  # noqa: DTZ001
    except ValueError as error:
        raise NotThisFormat("This EDF+ file does not say when it starts.") from error
    return moment(written, zone).at


def _int(text: bytes) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise NotThisFormat("The head of this EDF+ file contradicts itself.") from error


def _float(text: bytes) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise NotThisFormat("The head of this EDF+ file contradicts itself.") from error


# ---------------------------------------------------------------- a table of events


def is_table(head: bytes) -> bool:
    """Whether a table has a start, a length or an end, and a word for each event, by its headings."""
    first = head.decode("utf-8-sig", errors="replace").splitlines()[:1]
    names = {cell.strip(' "').lower() for cell in re.split(r"[,;\t]", first[0])} if first else set()
    events = bool(names & _STARTS) and bool(names & (_ENDS | _LENGTHS)) and bool(names & _LABELS)
    return events and names - _BESIDE <= _STARTS | _ENDS | _LENGTHS | _LABELS


def read_table(data: bytes, zone: str) -> Recording:
    """The events of a table: ISO times with or without an offset. A row that is none is counted."""
    if len(data) > LARGEST_TABLE or not is_table(data[:65_536]):
        raise NotThisFormat("This is not a table of events.")
    heading, *rows = (row for row in table(data).rows if not row.is_blank)
    names = [cell.lower() for cell in heading.cells]
    found = [_event(dict(zip(names, row.cells, strict=False)), zone) for row in rows]
    events = sorted((event for event in found if event), key=lambda event: event.at)
    if not events:
        raise NotThisFormat("No row of this table is an event with its time.")
    ends = max(event.at + timedelta(seconds=event.seconds or 0) for event in events)
    return Recording(events[0].at, ends, tuple(events), len(found) - len(events))


def _event(cells: dict[str, str], zone: str) -> Event | None:
    start, end = _at(_cell(cells, _STARTS), zone), _at(_cell(cells, _ENDS), zone)
    if start is None:
        return None
    length = _cell(cells, _LENGTHS)
    seconds = float(length) if re.fullmatch(r"\d{1,6}(\.\d{1,6})?", length) else None
    if seconds is None and end is not None and end >= start:
        seconds = (end - start).total_seconds()
    return Event(start, seconds, _cell(cells, _LABELS)[:LABEL])


def _cell(cells: dict[str, str], names: set[str]) -> str:
    return next((cells[name] for name in names if cells.get(name)), "")


def _at(text: str, zone: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment(at, zone).at if 1990 <= at.year < 2100 and ":" in text else None


# ---------------------------------------------------------------- beside the person's own


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the marks of a device and the person's own entries of the same hours meet, within some minutes."""

    minutes: int
    events: int
    with_entry: int
    entries: int
    with_event: int


def agreement(recording: Recording, own: Sequence[datetime], minutes: int) -> Agreement:
    """How many marks have an entry within `minutes`, and the other way; only entries inside the recording count."""
    within = timedelta(minutes=minutes)
    inside = sorted(at for at in own if recording.starts <= at <= recording.ends)
    marks = sorted(event.at for event in recording.events)
    near = [sum(_near(at, others, within) for at in some) for some, others in ((marks, inside), (inside, marks))]
    return Agreement(minutes, len(marks), near[0], len(inside), near[1])


def _near(at: datetime, others: Sequence[datetime], within: timedelta) -> bool:
    place = bisect_left(others, at)
    return any(abs(other - at) <= within for other in others[max(0, place - 1) : place + 1])
