"""Rows back into a journal that the analysis can read, on a clock without a zone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from unknot.cohort.row import Row, RowKind, Said
from unknot.journal.entry import (
    Asked,
    Body,
    DayCount,
    DiaryDay,
    Dose,
    DoseStatus,
    Entry,
    Episode,
    EpisodeKind,
    Exposure,
    Level,
    Medicine,
    PlanStep,
    Precision,
    Prescription,
    Provenance,
    Settings,
    Side,
    Site,
    Stage,
    Treatment,
    Via,
    Word,
)
from unknot.journal.journal import Journal, settle
from unknot.journal.quantity import Quantity
from unknot.journal.span import DAY_TURNS_AT, Moment, Span, union

ZONE = "UTC"
"""The clock of de-identified journals: everyone's own wall clock, written as if it were this one."""
MOST_ROWS = 200_000
LONGEST = timedelta(days=20 * 366)


class ImpossiblePerson(ValueError):
    """The rows of a person cannot be a journal."""


def journal_of(rows: Iterable[Row]) -> Journal:
    """The journal of a person's rows; `ImpossiblePerson` or another ValueError if they cannot be one."""
    rows = list(rows)
    if len(rows) > MOST_ROWS:
        raise ImpossiblePerson("too many rows")
    if rows and max(r.at for r in rows) - min(r.at for r in rows) > LONGEST:
        raise ImpossiblePerson("too long a time")
    settled = settle(_entry(n, row) for n, row in enumerate(rows) if row.kind is not RowKind.GAP)
    gaps = union(Span(_at(row.at).at, _at(row.until).at) for row in rows if row.kind is RowKind.GAP and row.until)
    return replace(settled, gaps=gaps)


def last_look(journal: Journal) -> datetime:
    """The 04:00 that ends the last diary day on which anything was recorded."""
    last = max(entry.provenance.recorded_at.diary_day for entry in journal.entries)
    return datetime.combine(last + timedelta(days=1), DAY_TURNS_AT, tzinfo=UTC)


def _at(clock: datetime) -> Moment:
    return Moment(clock.replace(tzinfo=UTC), ZONE)


def _entry(n: int, row: Row) -> Entry[Body]:
    return Entry(
        id=UUID(int=n + 1),
        happened_at=_at(row.at),
        precision=Precision(row.precision),
        provenance=Provenance(recorded_at=_at(row.recorded), via=Via.IMPORT if row.imported else Via.TAP),
        body=_body(row),
    )


def _body(row: Row) -> Body:
    match row.kind:
        case RowKind.SPASM:
            return Episode(
                kind=EpisodeKind(row.detail or ""),
                sites=tuple(Site(place.region, Side(place.side) if place.side else None) for place in row.sites),
                duration=None if row.seconds is None else timedelta(seconds=row.seconds),
                bother=row.bother,
                woke=row.woke,
            )
        case RowKind.DOSE:
            return Dose(
                medicine=_medicine(row.code),
                amount=None if row.value is None or row.unit is None else Quantity(Decimal(str(row.value)), row.unit),
                status=DoseStatus(row.detail or ""),
                as_needed=bool(row.as_needed),
            )
        case RowKind.PLAN:
            steps = tuple(PlanStep(starts=day, doses=()) for day in row.steps)
            return Prescription(medicine=_medicine(row.code), steps=steps, starts=row.day, ends=row.ends)
        case RowKind.TREATMENT:
            return Treatment(code=row.code or "", stage=Stage(row.detail or ""))
        case RowKind.EXPOSURE:
            return Exposure(code=row.code or "", level=Level(row.level or ""), value=row.value)
        case RowKind.DAY:
            if row.day is None:
                raise ImpossiblePerson("a day without its date")
            return DiaryDay(
                day=row.day,
                word=Word(row.word) if row.word else None,
                timed=row.timed is not False,
                bother=row.bother,
                asked=tuple(_asked(said) for said in row.asked),
            )
        case RowKind.COUNT:
            if row.day is None or row.value is None:
                raise ImpossiblePerson("a count without its day")
            places = tuple(Site(place.region, Side(place.side) if place.side else None) for place in row.sites)
            kind = EpisodeKind(row.detail or "")
            return DayCount(day=row.day, count=int(row.value), kind=kind, sites=places, bother=row.bother)
        case RowKind.FOLLOWED:
            return Settings(exposures=(row.code or "",))
        case RowKind.SUSPECTED:
            return Settings(suspects=(row.code or "",))
        case RowKind.GAP:
            raise ImpossiblePerson("a gap is no entry")


def _asked(said: Said) -> Asked:
    return Asked(said.code, Level(said.level), None if said.hour is None else time(said.hour))


def _medicine(code: str | None) -> Medicine:
    return Medicine(name=code or "", code=code or "")
