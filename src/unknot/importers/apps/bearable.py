"""Bearable: one row for each thing that was noted, of many categories (from its published headings)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import BinaryIO

from unknot.importers.apps.names import exposure_named, is_absent, level_of, medicine, named
from unknot.importers.apps.rows import Cells, Nothing, NotRead, Told, by_heading, entries
from unknot.importers.head import Head
from unknot.importers.imported import Arrival, Imported, Watch
from unknot.importers.spreadsheet.cell import Unread, number_of
from unknot.importers.spreadsheet.medicines import doses
from unknot.importers.spreadsheet.numbers import daily, exposure_code
from unknot.journal.entry import Dose, Episode, Exposure, Note, Precision, Symptom
from unknot.journal.span import Moment, moment

HEADINGS = ("date formatted", "time of day", "category", "rating/amount", "detail")
_DAY_PARTS = {
    "am": time(9), "morning": time(9), "mid": time(13), "midday": time(13), "afternoon": time(15), "pm": time(18),
    "evening": time(18), "night": time(22), "overnight": time(2), "pre": time(7),
}  # fmt: skip
_RATED = {"mood": "mood", "energy": "energy", "sleep quality": "sleep quality", "stress": "stress"}


class Bearable:
    """Its words of spasms become spasms with how bad they were; None is no symptom."""

    name, title = "bearable", "Bearable"

    def recognises(self, head: Head) -> bool:
        return head.has(*HEADINGS)

    def read(self, file: BinaryIO, arrival: Arrival, watch: Watch) -> Imported:
        return entries(self.name, by_heading(file), lambda cells: _row(cells, arrival.zone), arrival, watch)


def _row(cells: Cells, zone: str) -> Iterator[Told]:
    at, precision = _when(cells, zone)
    category, detail, rating = (cells.get(name, "") for name in ("category", "detail", "rating/amount"))
    notes = cells.get("notes", "")
    kind = category.lower().strip()
    if kind.startswith(("symptom",)) and detail:
        parts = _parts(detail)
        for part in parts:
            if len(parts) == 1 or not _says_absent(part):
                yield from _felt(part, rating if len(parts) == 1 else "", notes, at, precision)
    elif kind.startswith(("med", "supplement")) and detail:
        for part in _parts(detail):
            yield Told(_dose(part, _labelled(rating=rating, notes=notes)), at, precision)
    elif kind == "sleep" and not isinstance(hours := daily(rating, "h", "h"), Unread) and rating:
        yield Told(
            Exposure(code="own-hours-asleep", value=hours, note=_labelled(detail=detail, notes=notes)),
            at,
            Precision.DAY,
        )
    elif kind in _RATED and (number := number_of(rating)) is not None:
        yield Told(Exposure(code=exposure_code(_RATED[kind]), value=number, note=notes), at, precision)
    elif "factor" in kind and detail:
        for part in _parts(detail):
            yield from _factor(part, rating, notes, at, precision)
    else:
        words = (
            notes
            if "note" in kind and notes and not detail
            else _labelled(**{category or "Bearable": " ".join(filter(None, (rating, detail)))}, notes=notes)
        )
        if not words:
            raise Nothing("There is nothing in this row but its date.")
        yield Told(Note(text=words), at, precision)


def _parts(detail: str) -> list[str]:
    return [part for part in re.split(r"\s*\|\s*", detail) if part]


def _felt(detail: str, rating: str, notes: str, at: Moment, precision: Precision) -> Iterator[Told]:
    """A symptom with its word in brackets: "Muscle spasms (Severe)"."""
    match = re.fullmatch(r"(.*?)\s*\(([^()]*)\)", detail)
    name, word = (match[1], match[2]) if match else (detail, "")
    if is_absent(word) or (not word and is_absent(rating)):
        raise Nothing("It says 0 or none: no entry was made of this row.")
    band = level_of(word)
    said = _labelled(Bearable="" if band and number_of(rating) is not None else rating, notes=notes)
    if word and not band:
        said = ". ".join(filter(None, (detail, said)))
    body = named(name)
    match body:
        case Episode():
            yield Told(Episode(kind=body.kind, sites=body.sites, bother_band=band, note=said), at, precision)
        case _:
            note = ". ".join(filter(None, (name if body.code == "other" else "", said)))
            yield Told(Symptom(code=body.code, bother_band=band, note=note), at, precision)


def _says_absent(detail: str) -> bool:
    match = re.search(r"\(([^()]*)\)$", detail)
    return match is not None and is_absent(match[1])


def _factor(detail: str, rating: str, notes: str, at: Moment, precision: Precision) -> Iterator[Told]:
    if is_absent(rating) and rating:
        raise Nothing("It says 0 or none: no entry was made of this row.")
    body = Exposure(code=exposure_named(detail), value=number_of(rating), note=_labelled(notes=notes))
    yield Told(body, at, precision)


def _dose(part: str, note: str) -> Dose:
    found = next(iter(doses(part)), None)
    if found is None or isinstance(found, Unread):
        return Dose(medicine=medicine(part), note=note)
    return Dose(medicine=found.medicine, amount=found.amount, status=found.status, note=note)


def _labelled(**parts: str) -> str:
    return ". ".join(text if label == "notes" else f"{label}: {text}" for label, text in parts.items() if text)


def _when(cells: Cells, zone: str) -> tuple[Moment, Precision]:
    try:
        on = date.fromisoformat(cells.get("date formatted", "")[:10])
    except ValueError as error:
        raise NotRead("There is no such date.") from error
    part = cells.get("time of day", "").lower()
    if clock := re.fullmatch(r"(\d{1,2}):(\d{2})(?::\d{2})?\s*([ap]m)?", part):
        hour = int(clock[1]) % 12 + (12 if clock[3] == "pm" else 0) if clock[3] else int(clock[1])
        if hour < 24 and int(clock[2]) < 60:
            return moment(datetime.combine(on, time(hour, int(clock[2]))), zone), Precision.MINUTE
    if part in _DAY_PARTS:
        return moment(datetime.combine(on, _DAY_PARTS[part]), zone), Precision.DAY_PART
    return moment(datetime.combine(on, time(12)), zone), Precision.DAY
