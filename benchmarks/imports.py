"""How fast files are read: our own lines and an Apple Health export, each beside the least that reads it; a notebook.

The least only takes the file apart: it checks nothing and makes no entry. What keeping the entries costs stands with
the pages (`benchmarks.pages`).
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from benchmarks import apple_health
from benchmarks.measured import Measured, processor_ms, side_by_side
from unknot.importers import own, spreadsheet
from unknot.importers.spreadsheet import propose
from unknot.madeup.example import made_up_year

NOW = datetime(2026, 3, 31, 20, tzinfo=UTC)
ROWS, HEALTH_BYTES, TIMES = 3_000, 20_000_000, 3
HEADING = "Date,Time,What,Where,How bad,How long,Meds,Notes\n"


def measure() -> list[Measured]:
    return [_own(), _spreadsheet(), _apple_health()]


def _compared(what: str, count: float, unit: str, ours: Callable[[], object], name: str, least: Callable[[], object],
              goal: str = "") -> Measured:  # fmt: skip
    mine, theirs = side_by_side(TIMES, ours, least)
    rates = (f"{1000 * count / ms:,.0f} {unit}/s" for ms in (mine, theirs))
    return Measured(what, next(rates), f"{name} {next(rates)}", theirs / mine)


def _own() -> Measured:
    year = made_up_year(1, NOW)
    data = "".join(own.write_lines(year)).encode()
    read, taken_apart = (lambda: own.read_lines(data)), (lambda: [json.loads(line) for line in data.splitlines()])
    assert len(read().entries) == len(year)
    return _compared("import, entries as documents", len(year), "entries", read, "json alone", taken_apart)


def _spreadsheet() -> Measured:
    rows = (
        f"{1 + n % 28:02}/01/26,{n % 24:02}:15,spasm,left calf,{n % 10},4 min,baclofen 10 mg,\n" for n in range(ROWS)
    )
    data = (HEADING + "31/01/26,12:00,spasm,neck,1,1 min,,\n" + "".join(rows)).encode()
    mapping = propose(data)

    ms = processor_ms(lambda: spreadsheet.read(data, mapping, journal=UUID(int=1), zone="Europe/Dublin", now=NOW), 1)
    return Measured("import, a person's own spreadsheet", f"{1000 * ROWS / ms:,.0f} rows/s")


def _apple_health() -> Measured:
    with tempfile.TemporaryDirectory() as room:
        path = Path(room) / "export.xml"
        apple_health.make(path, HEALTH_BYTES)
        size = path.stat().st_size / 1e6
        return _compared(f"import, Apple Health, {size:.0f} MB", size, "MB", lambda: apple_health.scanner(path),
                         "the sums by lxml", lambda: apple_health.iterparse(path))  # fmt: skip
