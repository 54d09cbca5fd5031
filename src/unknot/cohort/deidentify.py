"""A journal as rows without a name, a free word, a zone or a real date: only what the analysis reads.

Wall clocks stay, so that the hour of the day and the weekday do; the zone goes, and with it the dates on which its
clock changes, which would give the shift away.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import assert_never

from unknot.analysis.candidates import followed, suspected
from unknot.cohort.row import Place, Row, RowKind, Said
from unknot.journal.codes import OWN, codes
from unknot.journal.entry import (
    AlertAnswer,
    Amendment,
    Asked,
    Attachment,
    Body,
    Campaign,
    Circumstance,
    DayCount,
    DiaryDay,
    Dose,
    Entry,
    Episode,
    Experiment,
    ExperimentDay,
    Exposure,
    Goal,
    Habit,
    Measurement,
    Medicine,
    Note,
    Person,
    Prescription,
    Response,
    Retraction,
    Settings,
    Stock,
    Symptom,
    Toss,
    Treatment,
    Via,
    Visit,
)
from unknot.journal.journal import Journal
from unknot.journal.span import Moment, Span
from unknot.journal.span import zone as zone_of

WEEKS = 52
"""Dates move by up to so many whole weeks, either way: the weekday stays."""


class _Names:
    """A person's own words for things become numbers, in the order in which they come."""

    def __init__(self) -> None:
        self._own: dict[str, str] = {}
        self._medicines: dict[str, str] = {}

    def own(self, code: str) -> str:
        return self._own.setdefault(code, f"{OWN}{len(self._own) + 1}") if code.startswith(OWN) else code

    def medicine(self, medicine: Medicine) -> str:
        if medicine.code in codes("medicine"):
            return medicine.code
        word = medicine.code or medicine.name.casefold()
        return self._medicines.setdefault(word, f"{OWN}medicine-{len(self._medicines) + 1}")


def shift_weeks(draw: Callable[[int], int]) -> timedelta:
    """A person's shift; `draw(n)` gives a number from 0 to n - 1, and must not be one that can be guessed."""
    return timedelta(weeks=draw(2 * WEEKS + 1) - WEEKS)


def deidentified(journal: Journal, zone: str, shift: timedelta) -> list[Row]:
    """The rows of a person, in the order of their times. Private entries are left out; their hours become gaps.

    `zone` is that of the person's settings: gaps have no clock of their own.
    """
    public, names, cloak = journal.public(), _Names(), _Cloak(shift)
    rows = [row for entry in public.entries if (row := _row(entry, names, cloak)) is not None]
    rows += [_named(RowKind.FOLLOWED, names.own(code), at, cloak) for code, at in followed(public)]
    rows += [_named(RowKind.SUSPECTED, names.own(code), at, cloak) for code, at in suspected(public)]
    rows += [_gap(gap, zone, cloak) for gap in public.gaps]
    return sorted(rows, key=lambda row: (row.at, row.recorded, row.kind, row.code or ""))


class _Cloak:
    """Moves times and dates by the person's shift, and leaves the zone behind."""

    def __init__(self, shift: timedelta) -> None:
        self._shift = shift

    def time(self, at: Moment) -> datetime:
        return self.clock(at.local)

    def clock(self, local: datetime) -> datetime:
        return local.replace(second=0, microsecond=0) + self._shift

    def day(self, day: date) -> date:
        return day + self._shift


def _row(entry: Entry[Body], names: _Names, cloak: _Cloak) -> Row | None:
    at, recorded = cloak.time(entry.happened_at), cloak.time(entry.provenance.recorded_at)
    imported, precision = entry.provenance.via is Via.IMPORT, entry.precision.value
    match entry.body:
        case Episode() as spasm:
            return Row(
                kind=RowKind.SPASM, at=at, recorded=recorded, imported=imported, precision=precision,
                detail=spasm.kind.value,
                seconds=None if spasm.duration is None else int(spasm.duration.total_seconds()),
                bother=spasm.bother, woke=spasm.woke,
                sites=tuple(Place(names.own(s.region), s.side.value if s.side else None) for s in spasm.sites),
            )  # fmt: skip
        case Dose() as dose:
            return Row(
                kind=RowKind.DOSE, at=at, recorded=recorded, imported=imported, precision=precision,
                code=names.medicine(dose.medicine), detail=dose.status.value, as_needed=dose.as_needed,
                value=float(dose.amount.value) if dose.amount else None,
                unit=dose.amount.unit if dose.amount else None,
            )  # fmt: skip
        case Prescription() as plan:
            return Row(
                kind=RowKind.PLAN, at=at, recorded=recorded, imported=imported, precision=precision,
                code=names.medicine(plan.medicine), day=cloak.day(plan.starts) if plan.starts else None,
                ends=cloak.day(plan.ends) if plan.ends else None,
                steps=tuple(cloak.day(step.starts) for step in plan.steps),
            )  # fmt: skip
        case Treatment() as treatment:
            return Row(
                kind=RowKind.TREATMENT, at=at, recorded=recorded, imported=imported, precision=precision,
                code=names.own(treatment.code), detail=treatment.stage.value,
            )  # fmt: skip
        case Exposure() as exposure:
            return Row(
                kind=RowKind.EXPOSURE, at=at, recorded=recorded, imported=imported, precision=precision,
                code=names.own(exposure.code), level=exposure.level.value, value=exposure.value,
            )  # fmt: skip
        case DiaryDay() as day:
            return Row(
                kind=RowKind.DAY, at=at, recorded=recorded, imported=imported, precision=precision,
                day=cloak.day(day.day), word=day.word.value if day.word else None, timed=day.timed, bother=day.bother,
                asked=tuple(_said(asked, names) for asked in day.asked),
            )  # fmt: skip
        case DayCount() as counted:
            return Row(
                kind=RowKind.COUNT, at=at, recorded=recorded, imported=imported, precision=precision,
                day=cloak.day(counted.day), detail=counted.kind.value, value=float(counted.count),
                bother=counted.bother,
                sites=tuple(Place(names.own(s.region), s.side.value if s.side else None) for s in counted.sites),
            )  # fmt: skip
        case (
            Symptom()
            | Measurement()
            | Response()
            | Visit()
            | Circumstance()
            | Campaign()
            | Experiment()
            | Toss()
            | ExperimentDay()
            | Habit()
            | Goal()
            | Stock()
            | AlertAnswer()
            | Attachment()
            | Person()
            | Settings()
            | Note()
            | Amendment()
            | Retraction()
        ):
            return None
        case _ as never:
            assert_never(never)


def _said(asked: Asked, names: _Names) -> Said:
    return Said(names.own(asked.code), asked.level.value, None if asked.at is None else asked.at.hour)


def _named(kind: RowKind, code: str, at: Moment, cloak: _Cloak) -> Row:
    return Row(kind=kind, at=cloak.time(at), recorded=cloak.time(at), code=code)


def _gap(gap: Span, zone: str, cloak: _Cloak) -> Row:
    start, end = (at.astimezone(zone_of(zone)).replace(tzinfo=None) for at in (gap.start, gap.end))
    return Row(kind=RowKind.GAP, at=cloak.clock(start), recorded=cloak.clock(start), until=cloak.clock(end))
