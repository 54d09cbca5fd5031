"""Manage My Pain, Migraine Buddy, Flaredown: diaries of pain and symptoms (from documentation and published headings).

Manage My Pain and Migraine Buddy are read as a person's own table whose columns are known; what is no spasm there
stays a symptom. Flaredown is a row for each thing tracked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from unknot.importers.apps.names import exposure_named, is_absent, medicine, named
from unknot.importers.apps.rows import Cells, Nothing, Told, by_heading, day, entries, of_day
from unknot.importers.head import Head
from unknot.importers.imported import Arrival, Imported, NotThisFormat, Watch
from unknot.importers.sheets import sheet
from unknot.importers.spreadsheet import Role, corrected, proposed, read_table
from unknot.importers.spreadsheet.cell import number_of
from unknot.importers.spreadsheet.medicines import amount_of
from unknot.journal.entry import Band, Dose, Episode, Exposure, Note, Symptom, Treatment


class KnownColumns:
    """A table of another app that is read as a person's own, with the roles that its headings are known to have."""

    def __init__(self, name: str, title: str, needs: tuple[str, ...], roles: dict[str, Role]) -> None:
        self.name, self.title, self.needs, self.roles = name, title, needs, roles

    def recognises(self, head: Head) -> bool:
        return head.has(*self.needs)

    def read(self, file: BinaryIO, arrival: Arrival, watch: Watch) -> Imported:
        found = sheet(file)
        mapping = proposed(found)
        roles = [self.roles.get(column.heading.lower(), column.role) for column in mapping.columns]
        mapping = corrected(found, mapping, roles)
        if mapping.missing:
            raise NotThisFormat("No row shows whether the day or the month comes first: save it as your own table.")
        return replace(read_table(found, mapping, arrival, watch), format=self.name)


MANAGE_MY_PAIN = KnownColumns(
    "manage-my-pain",
    "Manage My Pain",
    ("severity", "aggravating factors", "alleviating factors"),
    {
        "location": Role.WHERE, "severity": Role.BOTHER, "type": Role.WHAT, "duration": Role.DURATION,
        "aggravating factors": Role.CAUSE, "alleviating factors": Role.HELPED, "medication": Role.MEDICINE,
        "where": Role.LABELLED, "notes": Role.WORDS, "time": Role.TIME, "date": Role.DATE,
        "associated symptoms": Role.LABELLED, "ineffective factors": Role.LABELLED,
    },
)  # fmt: skip
MIGRAINE_BUDDY = KnownColumns(
    "migraine-buddy",
    "Migraine Buddy",
    ("pain level", "affected areas", "symptoms"),
    {
        "start": Role.WHEN, "end": Role.END, "duration": Role.DURATION, "pain level": Role.PAIN,
        "affected areas": Role.WHERE, "symptoms": Role.WHAT, "medication": Role.MEDICINE, "relief": Role.LABELLED,
        "notes": Role.WORDS, "triggers": Role.CAUSE, "reliefs": Role.HELPED,
    },
)  # fmt: skip


class Flaredown:
    """One row for each condition, symptom, treatment or tag of a day; 0 is none, and 4 is the most."""

    name, title = "flaredown", "Flaredown"
    BANDS = {1: Band.LOW, 2: Band.MEDIUM, 3: Band.HIGH, 4: Band.HIGH}

    def recognises(self, head: Head) -> bool:
        return head.has("trackable_type", "trackable_name", "trackable_value") or head.has(
            "checkin_date", "trackable_name"
        )

    def read(self, file: BinaryIO, arrival: Arrival, watch: Watch) -> Imported:
        return entries(self.name, by_heading(file), lambda cells: self._row(cells, arrival.zone), arrival, watch)

    def _row(self, cells: Cells, zone: str) -> Iterator[Told]:
        kind, name, value = (cells.get(f"trackable_{part}", "") for part in ("type", "name", "value"))
        on = day(cells.get("checkin_date", ""))
        kind = kind.lower()
        if kind in ("condition", "symptom"):
            if is_absent(value) or not value:
                raise Nothing("It says 0 or none: no entry was made of this row.")
            band = self.BANDS.get(int(number_of(value) or 0))
            body = named(name)
            said = ". ".join(filter(None, (name, f"Flaredown: {value} of 4")))
            if isinstance(body, Episode):
                yield of_day(replace(body, bother_band=band, note=said), on, zone)
            else:
                yield of_day(Symptom(code=body.code, bother_band=band, note=said), on, zone)
        elif kind == "treatment":
            found = medicine(name)
            if found.code:
                yield of_day(Dose(medicine=found, amount=amount_of(value), note=value), on, zone)
            elif code := next(
                (c for w, c in (("stretch", "stretching"), ("massage", "massage")) if w in name.lower()), ""
            ):
                yield of_day(Treatment(code=code, note=f"{name} {value}".strip()), on, zone)
            else:
                yield of_day(Note(text=f"Treatment: {name} {value}".strip()), on, zone)
        elif kind in ("tag", "weather") and name and number_of(value) is None:
            yield of_day(Exposure(code=exposure_named(name), note=value), on, zone)
        else:
            yield of_day(Note(text=f"{kind or 'Flaredown'}: {name} {value}".strip()), on, zone)
