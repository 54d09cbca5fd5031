"""Trackers of habits: Loop Habit Tracker and HabitBull (from their sources and published headings).

A habit that is called after spasms is a count of the day; 0 is a day without any. A habit that is something done for
the muscles is a treatment. Any other is a number of the person's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from unknot.importers.apps.names import exposure_named, is_spasm, named
from unknot.importers.apps.rows import Cells, Nothing, NotRead, Told, by_heading, day, entries, of_day
from unknot.importers.head import Head
from unknot.importers.imported import Arrival, Imported, Watch
from unknot.importers.spreadsheet.cell import number_of
from unknot.importers.spreadsheet.headings import guess
from unknot.importers.spreadsheet.medicines import code_of
from unknot.importers.spreadsheet.roles import Role
from unknot.journal.entry import DayCount, DiaryDay, Episode, Exposure, Level, Note, Treatment, Word

THOUSAND = 1_000
"""Loop writes measured numbers a thousandfold."""
YES = 2
"""Loop's mark of a habit that was kept; 1 is a day it was not asked for, 0 a day it was not kept, -1 one not known."""


MARKS = {"YES_MANUAL": 2.0, "YES_AUTO": 2.0, "NO": 0.0, "SKIP": 3.0, "UNKNOWN": -1.0}
"""What newer exports write in words."""


class HabitBull:
    """One row for each habit and day."""

    name, title = "habitbull", "HabitBull"

    def recognises(self, head: Head) -> bool:
        return head.has("habitname", "calendardate", "value")

    def read(self, file: BinaryIO, arrival: Arrival, watch: Watch) -> Imported:
        return entries(self.name, by_heading(file), lambda cells: _bull(cells, arrival.zone), arrival, watch)


def _bull(cells: Cells, zone: str) -> Iterator[Told]:
    value = number_of(cells.get("value", ""))
    if value is None:
        raise NotRead("This is not a number.")
    on = day(cells.get("calendardate", ""))
    yield from of_habit(cells.get("habitname", ""), value, on, cells.get("commenttext", ""), zone, number=True)


class Loop:
    """One row a day with a column for each habit."""

    name, title = "loop", "Loop Habit Tracker"

    def recognises(self, head: Head) -> bool:
        rows = [line.rstrip(",").split(",") for line in head.lines[1:12]]
        cells = [cell for row in rows for cell in row[1:] if cell]
        ends = bool(head.lines) and head.lines[0].endswith(",")
        return (
            ends and head.headings[:1] == ("date",) and bool(cells)
            and all(number_of(cell) is not None or cell in MARKS for cell in cells)
        )  # fmt: skip

    def read(self, file: BinaryIO, arrival: Arrival, watch: Watch) -> Imported:
        return entries(self.name, by_heading(file), lambda cells: _loop(cells, arrival.zone), arrival, watch)


def _loop(cells: Cells, zone: str) -> Iterator[Told]:
    on, some = day(cells.get("date", "")), False
    for name, cell in cells.items():
        if name == "date" or not cell:
            continue
        value = MARKS.get(cell, number_of(cell))
        if value is None or value < 0 or value in (1, 3):
            continue
        some = True
        if value >= THOUSAND:
            yield from of_habit(name, value / THOUSAND, on, "", zone, number=True)
        else:
            yield from of_habit(name, float(value == YES), on, "", zone, number=False)
    if not some:
        raise Nothing("Nothing is known of this day.")


def of_habit(name: str, value: float, on: date, note: str, zone: str, *, number: bool) -> Iterator[Told]:
    """A habit of a day. `number`: the value is how many; else only whether."""
    said = ". ".join(filter(None, (name, note)))
    if is_spasm(name):
        body = named(name)
        assert isinstance(body, Episode)
        if not value:
            yield of_day(DiaryDay(day=on, word=Word.NONE_SO_FAR, timed=False, note=note), on, zone)
        elif number and value.is_integer() and value <= 999:
            yield of_day(DayCount(day=on, count=int(value), kind=body.kind, sites=body.sites, note=note), on, zone)
        else:
            yield of_day(Episode(kind=body.kind, sites=body.sites, note=said), on, zone)
        return
    column = guess(name)
    if code_of(name):
        if value:
            yield of_day(Note(text=f"{said}: {value:g}"), on, zone)
        return
    treatment = column.about if column.role is Role.TREATMENT else _treatment(name)
    if treatment:
        if value:
            many = f"{said}: {value:g}" if number and value != 1 else said
            yield of_day(Treatment(code=treatment, note=many), on, zone)
        return
    code = column.about if column.role in (Role.EXPOSURE, Role.NUMBER) else exposure_named(name)
    yield of_day(
        Exposure(code=code, level=Level.YES if value else Level.NO, value=value if number else None, note=note),
        on,
        zone,
    )


def _treatment(name: str) -> str:
    """The treatment that a habit is: "calf stretch"."""
    words = {
        "stretch": "stretching",
        "physio": "physiotherapy",
        "massage": "massage",
        "yoga": "yoga",
        "walk": "walking",
    }
    return next((code for word, code in words.items() if word in name.lower()), "")
