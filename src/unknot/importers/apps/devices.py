"""Daily tables of watches, rings and weather stations: Fitbit, Garmin, Oura, Withings, WHOOP, Samsung, weather.

Each number becomes one number of the day, under a code of its own. A night belongs to the day of waking. Every other
cell is kept as words of its row. Headings from the documentation of each.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import BinaryIO

from unknot.dictation import When
from unknot.importers.apps.rows import Cells, Nothing, NotRead, Told, by_heading, entries, local, of_day
from unknot.importers.head import Head
from unknot.importers.imported import Arrival, Imported, NotThisFormat, Watch, limited
from unknot.importers.spreadsheet.cell import Unread, is_blank
from unknot.importers.spreadsheet.dates import NotADate, day_of, written
from unknot.importers.spreadsheet.headings import guess
from unknot.importers.spreadsheet.numbers import daily, exposure_code
from unknot.importers.spreadsheet.roles import Role
from unknot.importers.spreadsheet.speech import heard
from unknot.importers.table import LARGEST, Row
from unknot.journal.entry import Exposure, Measurement, MeasurementKind, Note, Precision
from unknot.journal.quantity import Quantity
from unknot.knowledge.vocabulary import vocabulary

_MONTH_FIRST = {"/": False, ".": True, "-": True}


@dataclass(frozen=True, slots=True)
class DailyTable:
    """A table of a device with one row a day, night or measurement.

    `needs`: headings it is known by; `days`: the columns that tell the day, the best first; `units`: what numbers are
    written in if their heading does not say; `skip`: lines above the headings; `silent`: columns that say nothing of
    the day.
    """

    name: str
    title: str
    needs: tuple[tuple[str, ...], ...]
    days: tuple[str, ...]
    units: tuple[tuple[str, str], ...] = ()
    skip: int = 0
    silent: tuple[str, ...] = ()

    def recognises(self, head: Head) -> bool:
        line = head.lines[self.skip] if len(head.lines) > self.skip else ""
        plain = {
            re.sub(r"\s+", " ", cell.strip(' "\ufeff').lower()) for cell in line.split("," if "," in line else ";")
        }
        return any(set(needed) <= plain for needed in self.needs)

    def read(self, file: BinaryIO, arrival: Arrival, watch: Watch) -> Imported:
        rows = by_heading(io.BytesIO(limited(file, LARGEST)), skip=self.skip)
        return entries(self.name, rows, lambda cells: self._row(cells, arrival.zone), arrival, watch)

    def _row(self, cells: Cells, zone: str) -> Iterator[Told]:
        on = self._day(cells)
        units, words, made = dict(self.units), [], False
        for name, cell in cells.items():
            if not cell or is_blank(cell) or name in self.days or name in self.silent:
                continue
            column = guess(name)
            hours = "h" if column.about == "own-hours-asleep" else ""
            value = daily(cell, units.get(name, column.unit), hours) if column.role is Role.NUMBER else None
            if value is None or isinstance(value, Unread):
                words.append(f"{name}: {cell}")
            else:
                made = True
                yield of_day(Exposure(code=column.about, value=value), on, zone)
        if words:
            yield of_day(Note(text=f"{self.title}. {'. '.join(words)}"), on, zone)
        elif not made:
            raise Nothing("There is nothing in this row but its date.")

    def _day(self, cells: Cells) -> date:
        """The day of waking where a night is told, else the day of the row; on the clock that the row states."""
        for name in self.days:
            if cell := cells.get(name, ""):
                try:
                    found = day_of(written(cell), day_first=_MONTH_FIRST, near=None)
                except NotADate as error:
                    raise NotRead("There is no such date.") from error
                return found
        raise NotRead("There is no date here.")


WHOOP = DailyTable(
    "whoop", "WHOOP", (("cycle start time", "recovery score %"), ("cycle start time", "wake onset")),
    ("wake onset", "cycle end time", "cycle start time"), (("asleep duration (min)", "m"),), 0,
    ("cycle timezone", "sleep onset", "cycle start time", "cycle end time"),
)  # fmt: skip
FITBIT_SLEEP = DailyTable(
    "fitbit-sleep", "Fitbit, sleep", (("minutes asleep", "minutes awake", "time in bed"),), ("end time", "start time"),
    (("minutes asleep", "m"),), 1, ("start time",),
)  # fmt: skip
FITBIT_ACTIVITY = DailyTable(
    "fitbit-activities", "Fitbit, activities", (("date", "calories burned", "steps"),), ("date",), (), 1,
)  # fmt: skip
OURA = DailyTable(
    "oura", "Oura",
    (("date", "total sleep duration", "average hrv"), ("date", "sleep score", "average resting heart rate")),
    ("date",), (("total sleep duration", "s"),),
)  # fmt: skip
GARMIN_SLEEP = DailyTable(
    "garmin-sleep", "Garmin, sleep", (("sleep score 4 weeks", "resting heart rate"), ("sleep score 4 weeks", "score")),
    ("sleep score 4 weeks",),
)  # fmt: skip
WEATHER = DailyTable(
    "weather", "Weather (Meteostat)", (("date", "tavg", "pres"), ("date", "tmin", "tmax", "prcp")), ("date",),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Withings:
    """Blood pressure and weight by Withings: measured values with their units."""

    name: str = "withings"
    title: str = "Withings"

    def recognises(self, head: Head) -> bool:
        return head.has("date", "systolic", "diastolic", "comments") or head.has("date", "weight (kg)", "comments")

    def read(self, file: BinaryIO, arrival: Arrival, watch: Watch) -> Imported:
        return entries(self.name, by_heading(file), lambda cells: _measured(cells, arrival.zone), arrival, watch)


_MEASURED = {
    "systolic": ("systolic", "mm[Hg]"), "diastolic": ("diastolic", "mm[Hg]"), "heart rate": ("pulse", "/min"),
    "weight (kg)": ("weight", "kg"),
}  # fmt: skip


def _measured(cells: Cells, zone: str) -> Iterator[Told]:

    at, words = local(cells.get("date", ""), zone), []
    for name, cell in cells.items():
        if name == "date" or not cell:
            continue
        known = _MEASURED.get(name)
        if known is None or not re.fullmatch(r"\d{1,4}(\.\d{1,3})?", cell):
            words.append(cell if name == "comments" else f"{name}: {cell}")
            continue
        code, unit = known
        label = vocabulary("measurement")[code].words
        value = Quantity(Decimal(cell), unit)
        yield Told(Measurement(kind=MeasurementKind.VITAL, name=label, code=code, value=value), at)
    if words:
        yield Told(Note(text=". ".join(words)), at)


class HomeAssistant:
    """The history of sensors: each number of a sensor as its average of the day."""

    name, title = "home-assistant", "Home Assistant, history"

    def recognises(self, head: Head) -> bool:
        return head.has("entity_id", "state", "last_changed")

    def read(self, file: BinaryIO, arrival: Arrival, watch: Watch) -> Imported:
        rows = by_heading(file)
        sums: dict[tuple[str, str], list[float]] = {}
        kept = []
        for row, cells in rows:
            state = cells.get("state", "")
            if re.fullmatch(r"-?\d{1,6}(\.\d{1,6})?", state):
                stamp = cells.get("last_changed", "")
                key = cells.get("entity_id", ""), _local_day(stamp, arrival.zone)
                if key not in sums:
                    kept.append((row, {"entity": key[0], "day": key[1]}))
                sums.setdefault(key, []).append(float(state))
            else:
                kept.append((row, {"entity": "", "day": ""}))

        def tell(cells: Cells) -> Iterator[Told]:
            if not cells["day"]:
                raise Nothing("Only numbers of sensors are read here.")
            some = sums[cells["entity"], cells["day"]]
            name = cells["entity"].partition(".")[2] or cells["entity"]
            column = guess(name)
            code = column.about if column.role is Role.NUMBER else exposure_code(name)
            value = round(sum(some) / len(some), 2)
            yield of_day(Exposure(code=code, value=value), date.fromisoformat(cells["day"]), arrival.zone)

        return entries(self.name, kept, tell, arrival, watch)


def _local_day(stamp: str, zone: str) -> str:

    try:
        return local(stamp, zone).clock_date.isoformat()
    except NotRead:
        return ""


class Nightscout:
    """Treatments of Nightscout: notes stay words, carbohydrates and insulin stay what they are, in words."""

    name, title = "nightscout", "Nightscout, treatments"

    def recognises(self, head: Head) -> bool:
        return head.has("created_at", "eventtype") or head.keys("eventType", "created_at")

    def read(self, file: BinaryIO, arrival: Arrival, watch: Watch) -> Imported:
        rows = _json_rows(file) if _is_json(file) else by_heading(file)
        return entries(self.name, rows, lambda cells: _treatment(cells, arrival.zone), arrival, watch)


def _is_json(file: BinaryIO) -> bool:
    file.seek(0)
    start = file.read(64).lstrip()
    file.seek(0)
    return start[:1] in (b"[", b"{")


def _json_rows(file: BinaryIO) -> list[tuple[Row, Cells]]:

    try:
        given = json.loads(limited(file, LARGEST))
    except (ValueError, RecursionError) as error:
        raise NotThisFormat("This file is not whole JSON.") from error
    found = []
    for n, one in enumerate(given if isinstance(given, list) else [given], 1):
        if isinstance(one, dict):
            cells = {str(k).lower()[:80]: str(v)[:2000] for k, v in one.items() if isinstance(v, str | int | float)}
            found.append((Row(n, tuple(cells.values())), cells))
    return found


def _treatment(cells: Cells, zone: str) -> Iterator[Told]:

    at = local(cells.get("created_at", ""), zone)
    words = [f"{n}: {cells[n]}" for n in ("eventtype", "glucose", "carbs", "insulin", "duration") if cells.get(n)]
    notes = cells.get("notes", "")
    if notes:
        said = heard(notes, now=at, at=When(at, Precision.MINUTE), first="en")
        for draft in said.drafts:
            yield Told(draft.body, draft.happened_at, draft.precision)
    text = ". ".join(filter(None, (notes, ", ".join(words))))
    if not text:
        raise Nothing("There is nothing in this row but its time.")
    yield Told(Note(text=text), at)
