"""Track & Graph: one row a point, with the tracker's name, a stamp, a value and a label (from its documentation)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO

from unknot.importers.apps.names import exposure_named, is_absent, is_spasm, named
from unknot.importers.apps.rows import Cells, Nothing, NotRead, Told, by_heading, entries, noon
from unknot.importers.head import Head
from unknot.importers.imported import Arrival, Imported, Watch
from unknot.importers.spreadsheet.cell import Unread, number_of
from unknot.importers.spreadsheet.headings import guess
from unknot.importers.spreadsheet.medicines import amount_of, code_of
from unknot.importers.spreadsheet.numbers import daily
from unknot.importers.spreadsheet.roles import Role
from unknot.importers.spreadsheet.scores import score
from unknot.importers.spreadsheet.speech import places
from unknot.journal.entry import Band, Dose, Episode, Exposure, Medicine, Note, Precision, Symptom
from unknot.journal.span import Moment, moment


class TrackAndGraph:
    """A tracker called after spasms gives spasms, with the value as how bad and the label as the place."""

    name, title = "track-and-graph", "Track & Graph"

    def recognises(self, head: Head) -> bool:
        return head.has("featurename", "timestamp", "value")

    def read(self, file: BinaryIO, arrival: Arrival, watch: Watch) -> Imported:
        return entries(self.name, by_heading(file), lambda cells: _point(cells, arrival.zone), arrival, watch)


def _point(cells: Cells, zone: str) -> Iterator[Told]:
    name, value, label, note = (cells.get(n, "") for n in ("featurename", "value", "label", "note"))
    at = _at(cells.get("timestamp", ""), zone)
    if is_spasm(name):
        yield Told(_spasm(name, value, label, note), at)
        return
    if code := code_of(name):
        amount = amount_of(f"{value} {label}".strip(), "", code) or amount_of(value, "", code)
        if is_absent(value):
            raise Nothing("It says 0 or none: no entry was made of this row.")
        said = ". ".join(filter(None, (f"{value} {label}".strip(), note)))
        yield Told(Dose(medicine=Medicine(name=name[:80], code=code), amount=amount, note=said), at)
        return
    column = guess(name)
    known = named(name)
    if column.role is Role.NUMBER:
        hours = "h" if column.about == "own-hours-asleep" else ""
        number = daily(value, hours, hours)
        if not isinstance(number, Unread):
            yield Told(Exposure(code=column.about, value=number, note=note), noon(at.clock_date, zone), Precision.DAY)
            return
    elif isinstance(known, Symptom) and known.code != "other":
        if is_absent(value):
            raise Nothing("It says 0 or none: no entry was made of this row.")
        graded = score(value)
        bother = graded if isinstance(graded, int) else None
        yield Told(Symptom(code=known.code, bother=bother, note=". ".join(filter(None, (label, note)))), at)
        return
    elif (number_ := number_of(value)) is not None and abs(number_) < 1e6:
        said = ". ".join(filter(None, (label, note)))
        yield Told(Exposure(code=exposure_named(name), value=number_, note=said), at)
        return
    yield Told(Note(text=". ".join(filter(None, (f"{name}: {value}", label, note)))), at)


def _spasm(name: str, value: str, label: str, note: str) -> Episode:
    body = named(name)
    assert isinstance(body, Episode)
    if is_absent(value):
        raise Nothing("It says 0 or none: no spasm was made of this row.")
    graded, sites = score(value), places(label) if label else None
    said = [note, "" if sites else label, f"value: {value}" if isinstance(graded, Unread) and value else ""]
    return replace(
        body,
        sites=sites or body.sites,
        bother=graded if isinstance(graded, int) else None,
        bother_band=graded if isinstance(graded, Band) else None,
        note=". ".join(filter(None, said)),
    )


def _at(text: str, zone: str) -> Moment:
    try:
        at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError as error:
        raise NotRead("There is no such time.") from error
    return moment(at, zone) if at.tzinfo is None or text.endswith("Z") else Moment(at.replace(microsecond=0), zone)
