"""Whole tables: a heading, rows, one date a row, as a program writes them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from benchmarks.tables.cells import EMPTY, HEADINGS, Cell, cell

ROWS_A_FILE = 120
FIRST = date(2025, 1, 13)
LANGUAGES = ("en", "en", "en", "de", "de", "fr")
FORMATS = {"en": ("%Y-%m-%d", "%d/%m/%Y", "%m/%d/%y", "%d %b %Y"), "de": ("%d.%m.%Y", "%d.%m.%y"), "fr": ("%d/%m/%Y",)}
ATTACKS = (
    "time",
    "place",
    "bother",
    "minutes",
    "length",
    "medicine",
    "stretching",
    "heat",
    "alcohol",
    "mood",
    "words",
    "five",
)
DAYS = ("count", "sleep", "steps", "stretching", "alcohol", "medicine", "mood", "words")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its day, and its cells by role."""

    day: date
    cells: dict[str, Cell]
    number: int


@dataclass(frozen=True, slots=True)
class Table:
    """A file with its truth. `attacks`: a row with a place is one spasm; else a row is a day."""

    data: bytes
    language: str
    roles: tuple[str, ...]
    headings: dict[str, str]
    rows: tuple[Row, ...]
    attacks: bool


def tables(rows: int, seed: int) -> Iterator[Table]:
    """Tables with so many rows in all; the same for the same seed."""
    for number, start in enumerate(range(0, rows, ROWS_A_FILE)):
        yield table(Random(f"table {seed} {number}"), min(ROWS_A_FILE, rows - start))


def table(rng: Random, count: int) -> Table:
    """One file."""
    language = rng.choice(LANGUAGES)
    attacks = rng.random() < 0.65
    roles = _roles(rng, attacks)
    rows = tuple(_row(rng, language, roles, number) for number in range(count))
    form, separator = rng.choice(FORMATS[language]), rng.choice((",", ";", "\t")) if language == "en" else ";"
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=rng.choice(("\n", "\r\n")))
    headings = {role: rng.choice(HEADINGS[role][language]) for role in ("date", *roles)}
    writer.writerow(headings.values())
    for row in rows:
        writer.writerow([row.day.strftime(form), *(row.cells[role].text for role in roles)])
    data = out.getvalue().encode(rng.choice(("utf-8", "utf-8-sig")))
    return Table(data, language, roles, headings, rows, attacks)


def _roles(rng: Random, attacks: bool) -> tuple[str, ...]:
    """The columns: for attacks always a place and how bad, for days always the count."""
    must = ("place", rng.choice(("bother", "bother", "bother", "five"))) if attacks else ("count",)
    others = [role for role in (ATTACKS if attacks else DAYS) if role not in {*must, "bother", "five"}]
    if rng.random() < 0.5:
        others.remove("words")
    some = [role for role in others if rng.random() < 0.55]
    if "minutes" in some and "length" in some:
        some.remove("length")
    first = [role for role in ("time",) if role in some]
    rest = [role for role in (*must, *some) if role not in first]
    rng.shuffle(rest)
    return (*first, *rest)


def _row(rng: Random, language: str, roles: tuple[str, ...], number: int) -> Row:
    """The row of a day; one in thirty is blank but for its date."""
    blank = rng.random() < 1 / 30
    cells = {role: EMPTY if blank else cell(role, language, rng) for role in roles}
    return Row(FIRST + timedelta(days=number), cells, number + 2)
