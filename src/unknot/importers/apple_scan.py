"""The records of an Apple Health export, picked out of gigabytes of XML in constant memory.

No XML parser reads the file, so its document type is never looked at: the broken one that iOS 16 wrote is skipped, and
no entity in it can grow. Records stand in runs of one type; a run that nobody wants is counted and passed over, and one
that is wanted is read with one pattern for the order in which Apple writes attributes: of readings that are summed
whoever measured them, only their end. Where a run does not fit the pattern to the last record, each of its tags is
read attribute by attribute. `tests/importers/apple_reference.py` is the slow reader that must give the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import IO

from unknot.importers.apple_sums import HOUR, DailySums
from unknot.importers.imported import NotThisFormat

AT_ONCE = 96 << 10
"""Bytes of a part: few enough to stay near the processor, and to be given back to it without a word to the system."""
LONGEST_RECORD = LONGEST_START = 1 << 20
LARGEST = 50_000_000_000
"""Bytes that are read of an export, unpacked: a zip that goes on for longer holds no life."""
MOST_RECORDS = 2_000_000
"""Records of one wanted type that are kept one by one (sleep, symptoms): far more than a life has."""
MOST_TYPES = 2_000

ROOT = b"<HealthData"
_START = b"<Record"
_TAG_START = b"<"
_TYPE = re.compile(rb'<Record type="([\w.]{1,120})" ')
_TAG = re.compile(rb"""<Record\s((?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>""")
_ATTRIBUTE = re.compile(rb"""([^\s=/"'<>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_EXPORTED = re.compile(rb'<ExportDate value="(\d{4}-\d\d-\d\d \d\d)')
_ENTITY = re.compile(rb"&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));")
_NAMED = {b"lt": b"<", b"gt": b">", b"amp": b"&", b"quot": b'"', b"apos": b"'"}
_FIELDS = (b"sourceName", b"startDate", b"endDate", b"value")

_READING = re.compile(
    rb'" creationDate="[^"]{25}" startDate="([^"]{13})[^"]{12}" endDate="[^"]{25}" value="([^"&]{1,24})"'
)
"""The end of a record in Apple's order: hour of start and value. No other element there has these four in a row."""

Periods = list[tuple[bytes, bytes, bytes, bytes]]
"""Source, start, end and value of each record."""


@dataclass
class Scanned:
    """What an export holds of the wanted types, and how many records of every other type."""

    sums: Mapping[str, DailySums]
    periods: dict[str, Periods] = field(default_factory=dict)
    unread: Counter[str] = field(default_factory=Counter)
    exported: bytes = b""
    damaged: int = 0


def scan(
    xml: IO[bytes], sums: Mapping[str, DailySums], periods: frozenset[str], watch: Callable[[int], object] = int
) -> Scanned:
    """Read an export: the values of the types in `sums` are added up there, of `periods` each record is kept.

    `watch` is told how many bytes passed. Raises `NotThisFormat` for a file that is none.
    """
    found = Scanned(sums, {name: [] for name in periods})
    wanted = frozenset(name.encode() for name in sums.keys() | periods)
    for part, end in _parts(xml, watch):
        if not found.exported and (stamp := _EXPORTED.search(part)):
            found.exported = stamp[1]
        _part(part, end, wanted, found)
        if len(found.unread) > MOST_TYPES or any(len(some) > MOST_RECORDS for some in found.periods.values()):
            raise NotThisFormat("This is not an export that Apple Health writes.")
    return found


def _parts(xml: IO[bytes], watch: Callable[[int], object]) -> Iterator[tuple[bytes, int]]:
    """The file in small parts, each with where its last whole tag ends; from the root on."""
    waiting, passed, begun = b"", 0, False
    while block := xml.read(AT_ONCE):
        passed += len(block)
        watch(passed)
        if passed > LARGEST:
            raise NotThisFormat("This is not an export that Apple Health writes.")
        waiting += block
        if not begun:
            root = waiting.find(ROOT)
            if root < 0:
                if passed > LONGEST_START:
                    raise NotThisFormat("This is not an export of Apple Health.")
                continue
            waiting, begun = waiting[root:], True
        end = waiting.rfind(_TAG_START)  # no tag holds this sign: all before it are whole
        if len(waiting) - end > LONGEST_RECORD:
            raise NotThisFormat("This export holds a record that is longer than any.")
        yield waiting, end
        waiting = waiting[end:]
    if not begun:
        raise NotThisFormat("This is not an export of Apple Health.")
    yield waiting, len(waiting)


@cache
def _in_order(name: str) -> re.Pattern[bytes]:
    """The attributes of one type in the order in which Apple writes them: source, start, end, value."""
    return re.compile(
        rb'<Record type="%s" sourceName="([^"&]*)" (?:sourceVersion="[^"]*" )?(?:device="[^"]*" )?(?:unit="[^"]*" )?'
        rb'creationDate="[^"]*" startDate="([^"]*)" endDate="([^"]*)" value="([^"&]*)"/?>' % re.escape(name.encode())
    )


def _part(part: bytes, end: int, wanted: frozenset[bytes], found: Scanned) -> None:
    """The records that begin before `end`, run by run."""
    at = part.find(_START, 0, end)
    while at >= 0:
        first = _TYPE.match(part, at, end)
        if first is None:
            after, n = part.find(_START, at + 1, end), 1
        else:
            after, n = _run(part, at, end, first[0])
        run = at, after if after >= 0 else end
        if first is None:
            _slowly(part, *run, 1, found)
        elif first[1] in wanted:
            _read(part, *run, n, first[1].decode(), found)
        else:
            found.unread[first[1].decode()] += n
        at = after


def _run(part: bytes, at: int, end: int, beginning: bytes) -> tuple[int, int]:
    """Where the first record of another type stands (-1: nowhere), and how many there are before it."""
    n = part.count(beginning, at, end)
    if n == part.count(_START, at, end):
        return -1, n
    other = re.compile(rb"<Record(?!%s)" % re.escape(beginning.removeprefix(_START))).search(part, at, end)
    after = other.start() if other else -1
    return after, part.count(beginning, at, after) if other else n


def _read(part: bytes, at: int, end: int, n: int, name: str, found: Scanned) -> None:
    if _holds(part, b"!", at, end) and _holds(part, b"<!", at, end):
        raise NotThisFormat("This export holds parts that Apple Health never writes.")
    sums = found.sums.get(name)
    if sums and not sums.by_source and _ends(part, at, end, n, sums):
        return
    rows = _in_order(name).findall(part, at, end)
    if len(rows) != n:
        _slowly(part, at, end, n, found)
    elif sums:
        _sum_up(rows, sums)
    else:
        found.periods[name] += rows


def _ends(part: bytes, at: int, end: int, n: int, sums: DailySums) -> bool:
    """Whether the ends of a run's records told all that is summed of them, whoever measured it."""
    if _holds(part, b"'", at, end):
        return False
    readings = _READING.findall(part, at, end)
    if len(readings) != n:
        return False
    sums.add_run(b"", *zip(*readings, strict=True))
    return True


def _sum_up(rows: Periods, sums: DailySums) -> None:
    runs: dict[bytes, list[tuple[bytes, bytes]]] = {}
    for source, start, _end, value in rows:
        runs.setdefault(source, []).append((start[:HOUR], value))
    for source, run in runs.items():
        sums.add_run(source, *zip(*run, strict=True))


def _holds(part: bytes, what: bytes, at: int, end: int) -> bool:
    return part.find(what, at, end) >= 0


def _slowly(part: bytes, at: int, end: int, n: int, found: Scanned) -> None:
    """Each record tag of a run by its attributes, in whatever order they stand."""
    tags = _TAG.findall(part, at, end)
    found.damaged += n - len(tags)
    for tag in tags:
        given = {name: one or other for name, one, other in _ATTRIBUTE.findall(tag)}
        kind = _plain(given.get(b"type", b"")).decode(errors="replace")[:120]
        source, began, ended, value = (_plain(given.get(name, b"")) for name in _FIELDS)
        if kind in found.sums:
            found.sums[kind].add([(source, began[:HOUR], value)])
        elif kind in found.periods:
            found.periods[kind].append((source, began, ended, value))
        else:
            found.unread[kind] += 1


def _plain(value: bytes) -> bytes:
    """An attribute without its references: the five names and numbers, never an entity of the file's own."""
    return _ENTITY.sub(_character, value) if b"&" in value else value


def _character(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return _NAMED[match[1]]
    number = int(match[2]) if match[2] else int(match[3], 16)
    allowed = number < 0x110000 and not 0xD800 <= number < 0xE000
    return chr(number).encode() if allowed else b"?"
