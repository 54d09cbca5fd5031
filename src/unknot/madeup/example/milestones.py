"""What stands for the made-up year, and what happened once in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal

from unknot.journal.entry import (
    Body,
    Campaign,
    Circumstance,
    Entry,
    Goal,
    Measurement,
    MeasurementKind,
    Person,
    PlannedDose,
    PlanStep,
    Prescription,
    Progress,
    Settings,
    Stage,
    Stock,
    Treatment,
    Visit,
)
from unknot.journal.quantity import Quantity
from unknot.madeup.example.person import ASKED, BACLOFEN, LEFT_CALF, TILES
from unknot.madeup.example.year import Year


def standing(year: Year) -> Iterator[Entry[Body]]:
    start = year.at(year.first, 10)
    yield year.entry(
        start,
        Settings(country="IE", zone=year.now.zone, tiles=TILES, exposures=ASKED, suspects=("little-to-drink",)),
    )
    yield year.entry(start, Person(name="A made-up person", birth_date=date(1971, 5, 4)))
    yield year.entry(start, Circumstance(code="multiple-sclerosis", since=date(2011, 9, 1)))
    yield year.entry(start, Circumstance(code="heat-sensitive"))
    yield year.entry(start, Goal(words="Sleep through the night three times a week", progress=Progress.SAME))
    yield year.entry(start, _plan(year))


def _plan(year: Year) -> Prescription:
    def day(*amounts: int) -> tuple[PlannedDose, ...]:
        at = (time(8), time(14), time(22))
        return tuple(PlannedDose(t, Quantity(Decimal(mg), "mg")) for t, mg in zip(at, amounts, strict=True))

    return Prescription(
        medicine=BACLOFEN,
        starts=year.first,
        steps=(
            PlanStep(starts=year.first, doses=day(10, 10, 10)),
            PlanStep(starts=year.change, doses=day(10, 10, 15)),
        ),
        reason="spasticity",
        prescriber="Dr Example",
    )


def once(year: Year) -> Iterator[Entry[Body]]:
    """The last visit, what was found and done, and the visit to come."""
    yield from _last_visit(year)
    clinic = Treatment(code="botulinum", agent="botulinum toxin", sites=(LEFT_CALF,), note="clinic")
    yield year.entry(year.at(year.injection, 9), clinic)
    tablets = Stock(medicine=BACLOFEN, left=Quantity(Decimal(112), "{tbl}"))
    yield year.entry(year.at(year.today - timedelta(days=5), 9), tablets)
    programme = Treatment(code="stretching", stage=Stage.STARTED, note="calves before bed")
    yield year.entry(year.at(year.stretching, 20), programme)
    yield from _next_visit(year)


def _last_visit(year: Year) -> Iterator[Entry[Body]]:
    at = year.at(year.change - timedelta(days=2), 11)
    yield year.entry(
        at,
        Visit(
            whom="Neurology clinic",
            questions=("The cramps at 3 a.m. wake me. What could help?",),
            decided="Evening baclofen 15 mg from Monday.",
        ),
    )
    yield year.entry(
        at,
        Measurement(
            kind=MeasurementKind.LAB,
            name="Potassium",
            code="potassium",
            value=Quantity(Decimal("4.1"), "mmol/L"),
            low=Quantity(Decimal("3.5"), "mmol/L"),
            high=Quantity(Decimal("5.3"), "mmol/L"),
        ),
    )
    yield year.entry(
        at,
        Measurement(
            kind=MeasurementKind.SCORE,
            name="Modified Ashworth, left ankle",
            code="ashworth",
            text="2",
            by="Physiotherapist",
        ),
    )


def _next_visit(year: Year) -> Iterator[Entry[Body]]:
    """A visit in nine days, and the 28 days that are kept for it."""
    begun = year.today - timedelta(days=19)
    coming = Visit(
        whom="Neurology clinic",
        questions=(
            "The cramps at 3 a.m. wake me. Would another time for the evening dose be better?",
            "I am sleepier since the change. Is that expected?",
        ),
    )
    yield year.entry(year.at(year.today + timedelta(days=9), 10), coming, recorded=year.at(begun, 10))
    kept = Campaign(starts=begun, ends=year.today + timedelta(days=8), purpose="28 days before my visit")
    yield year.entry(year.at(begun, 10), kept)
