"""Small made-up journals for the tests of this room: a check-in every evening, spasms and exposures as asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from uuid import UUID

from unknot.journal.entry import Asked, Body, DiaryDay, Entry, Episode, Exposure, Level, Provenance, Settings, Word
from unknot.journal.journal import Journal, settle
from unknot.journal.span import moment

FIRST = date(2026, 3, 2)
ZONE = "Europe/Berlin"


def at(day: int, hour: float, zone: str = ZONE) -> datetime:
    """The instant of a local clock time on a calendar day of the log."""
    wall = datetime.combine(FIRST + timedelta(days=day), time()) + timedelta(hours=hour)
    return moment(wall, zone).instant


def entry(
    number: int, body: Body, happened: datetime, recorded: datetime | None = None, zone: str = ZONE
) -> Entry[Body]:
    return Entry(
        id=UUID(int=number),
        happened_at=moment(happened, zone),
        provenance=Provenance(recorded_at=moment(recorded or happened, zone)),
        body=body,
    )


def diary(
    days: int,
    spasms: Callable[[int], list[float]],
    exposed: Mapping[str, Callable[[int], bool]] | None = None,
    timed: Mapping[str, Callable[[int], list[float]]] | None = None,
    said: Callable[[int], bool] = lambda day: True,
) -> Journal:
    """A log of so many days: check-in at 22:00 with `exposed` asked, spasms and `timed` exposures at local hours."""
    ids = count(1)
    shown = tuple(exposed or {})
    entries: list[Entry[Body]] = [entry(next(ids), Settings(exposures=shown, zone=ZONE), at(0, 5))]
    for day in range(days):
        date_ = FIRST + timedelta(days=day)
        entries += [entry(next(ids), Episode(), at(day, hour)) for hour in spasms(day)]
        for code, hours in (timed or {}).items():
            entries += [entry(next(ids), Exposure(code=code), at(day, hour)) for hour in hours(day)]
        if said(day):
            asked = tuple(Asked(c, Level.YES if f(day) else Level.NO) for c, f in (exposed or {}).items())
            entries.append(entry(next(ids), DiaryDay(day=date_, word=Word.EVERYTHING, asked=asked), at(day, 22)))
    return settle(entries)


def end_of(days: int) -> datetime:
    """04:00 after the last of so many days."""
    return at(days, 4).astimezone(UTC)
