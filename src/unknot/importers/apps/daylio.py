"""Daylio: one row an entry, with a mood, activities and a note (from its published headings; tried on a real file)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time
from typing import BinaryIO

from unknot.dictation import Draft, When
from unknot.importers.apps.names import exposure_spelled, is_spasm, named
from unknot.importers.apps.rows import Cells, Told, by_heading, day, entries
from unknot.importers.head import Head
from unknot.importers.imported import Arrival, Imported, Watch
from unknot.importers.spreadsheet.clocks import Clock, clock
from unknot.importers.spreadsheet.speech import heard
from unknot.journal.entry import DiaryDay, Episode, Exposure, Note, Precision, Symptom
from unknot.journal.span import Moment, moment


class Daylio:
    """A tag that names spasms is a spasm; what the note says of it fills it. Moods and other tags stay words."""

    name, title = "daylio", "Daylio"

    def recognises(self, head: Head) -> bool:
        return head.has("full_date", "weekday", "time", "mood", "activities")

    def read(self, file: BinaryIO, arrival: Arrival, watch: Watch) -> Imported:
        return entries(self.name, by_heading(file), lambda cells: _row(cells, arrival.zone), arrival, watch)


def _row(cells: Cells, zone: str) -> Iterator[Told]:
    at, precision = _when(cells, zone)
    words = ". ".join(filter(None, (cells.get("note_title", ""), cells.get("note", ""))))
    tags = [tag for tag in re.split(r"\s*\|\s*", cells.get("activities", "")) if tag]
    spasm = next((named(tag) for tag in tags if is_spasm(tag)), None)
    said = _heard(words, at, precision, about_a_spasm=spasm is not None)
    spoken = next((d.body for d in said if isinstance(d.body, Episode)), None)
    left = [f"mood: {cells['mood']}"] if cells.get("mood") else []
    for tag in tags:
        symptom = named(tag)
        if code := exposure_spelled(tag):
            yield Told(Exposure(code=code), at, precision)
        elif isinstance(symptom, Symptom) and symptom.code != "other":
            yield Told(Symptom(code=symptom.code, note=tag), at, precision)
        elif not is_spasm(tag):
            left.append(tag)
    note = ". ".join(filter(None, (words, ", ".join(left))))
    if isinstance(spasm, Episode) or spoken is not None:
        yield Told(_together(spasm if isinstance(spasm, Episode) else None, spoken, note), at, precision)
    elif note:
        yield Told(Note(text=note), at, precision)
    for draft in said:
        if not isinstance(draft.body, Episode | DiaryDay):
            yield Told(draft.body, draft.happened_at, draft.precision)


def _together(tag: Episode | None, spoken: Episode | None, note: str) -> Episode:
    """One spasm of the tag and of the note: its kind by the tag, its place, length and score by the note."""
    if tag is None or spoken is None:
        found = tag or spoken or Episode()
        return Episode(
            kind=found.kind, sites=found.sites, duration=found.duration, bother=found.bother,
            bother_band=found.bother_band, woke=found.woke, suspected=found.suspected, helped=found.helped, note=note,
        )  # fmt: skip
    return Episode(
        kind=tag.kind, sites=spoken.sites or tag.sites, duration=spoken.duration, bother=spoken.bother,
        bother_band=spoken.bother_band, woke=spoken.woke, suspected=spoken.suspected, helped=spoken.helped, note=note,
    )  # fmt: skip


def _heard(words: str, at: Moment, precision: Precision, *, about_a_spasm: bool) -> list[Draft]:
    if not words:
        return []
    return list(heard(words, now=at, at=When(at, precision), first="en", spasm=about_a_spasm).drafts)


def _when(cells: Cells, zone: str) -> tuple[Moment, Precision]:
    on = day(cells.get("full_date", ""))
    found = clock(cells.get("time", ""), minutes24=True)
    if isinstance(found, Clock):
        return moment(datetime.combine(on, found.at), zone), Precision.MINUTE
    return moment(datetime.combine(on, time(12)), zone), Precision.DAY
