"""For each condition of a rule, entries that just fulfil it, and entries that just do not."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from tests.safety.cases import ZONE, entry
from unknot.journal.entry import (
    AfterEffect,
    Body,
    Circumstance,
    Dose,
    DoseStatus,
    Entry,
    Episode,
    Exposure,
    Measurement,
    MeasurementKind,
    Medicine,
    Note,
    Person,
    PlannedDose,
    PlanStep,
    Prescription,
    Side,
    Site,
    Standing,
    Stock,
    Symptom,
    Treatment,
)
from unknot.journal.journal import Journal, settle
from unknot.journal.quantity import Quantity
from unknot.knowledge.conditions import (
    Beside,
    Condition,
    Doses,
    Exposed,
    Felt,
    Measured,
    Newness,
    NightsWoken,
    NotDenied,
    Running,
    Spasms,
    Stands,
    StandsNot,
    Taking,
    Took,
    Treated,
    Under,
    Worsening,
)
from unknot.safety.facts import Facts, facts

NOW = datetime(2026, 3, 12, 22, 30)
SAID = {
    "baclofen-stopped": "stopped baclofen",
    "baclofen-reduced": "forgot baclofen",
    "tizanidine-stopped": "stopped tizanidine",
    "benzodiazepine-stopped": "stopped diazepam",
    "gabapentinoid-stopped": "stopped gabapentin",
    "medicine-stopped": "stopped all my tablets",
    "medicine-reduced": "missed my tablets",
}
"""Words for what only a text can say."""
Made = list[tuple[Body, datetime]]


def felt(condition: Felt, code: str, *, ago: timedelta, less: str = "") -> Body:
    """One sign of the kind that a condition looks for; with `less`, short of it in that one thing."""
    if code in SAID:
        return Note(text=SAID[code])
    bother = condition.bother - (less == "bother") if condition.bother else None
    lasted = condition.longer_than + timedelta(minutes=0 if less == "longer_than" else 1)
    return Symptom(
        code=code,
        new=True if condition.new is Newness.SAID and less != "new" else None,
        sudden=True if condition.sudden and less != "sudden" else None,
        still=True if (condition.still is True) != (less == "still" and condition.still is not None) else None,
        bother=bother,
        duration=lasted if condition.longer_than else None,
    )


def made(condition: Condition, code: str = "", ago: timedelta | None = None) -> Made:
    """Entries that just fulfil a condition: of the code that is named, so long ago; none for what must not be there."""
    match condition:
        case Felt(any=codes):
            wanted = [code] if code else sorted(codes)[:1]
            wanted += [c for c in sorted(codes) if c not in wanted][: condition.at_least - 1]
            return [
                (felt(condition, c, ago=timedelta()), NOW - (ago or timedelta(minutes=10 + n)))
                for c in wanted
                for n in range(condition.times)
            ]
        case Stands(any=codes):
            return [(Circumstance(code=code or min(codes)), datetime(2026, 1, 1, 9))]
        case Taking(any=codes):
            medicine = Medicine(name=code or min(codes), code=code or min(codes))
            return [(Dose(medicine=medicine), NOW - (ago or timedelta(hours=1)))]
        case Exposed(any=codes):
            return [(Exposure(code=code or min(codes)), NOW - (ago or timedelta(hours=1)))]
        case Treated(any=codes):
            return [(Treatment(code=code or min(codes)), NOW - (ago or timedelta(hours=1)))]
        case Under(years=years):
            return [(Person(birth_date=date(2026 - years, 3, 13)), datetime(2026, 1, 1, 9))]
        case Took():
            dose = Dose(medicine=Medicine(name="x", code=code or min(condition.any)), amount=condition.at_least)
            return [(dose, NOW - (ago or timedelta(hours=1)))]
        case Measured():
            return _measured(condition, ago)
        case Spasms():
            return _spasms(condition, code, ago)
        case Running():
            return [(Episode(kind=min(condition.kinds), running=True), NOW - (ago or condition.for_at_least))]
        case NightsWoken(at_least=nights):
            return [(Episode(woke=True), (NOW - timedelta(days=n)).replace(hour=3, minute=0)) for n in range(nights)]
        case Doses():
            return doses(condition)
        case StandsNot() | NotDenied() | Worsening():
            return []


def _measured(condition: Measured, ago: timedelta | None) -> Made:
    step = Decimal("0.1") if condition.below else Decimal(0)
    usual = Decimal(100) if condition.above_usual else Decimal(0)
    value = Quantity(usual + condition.limit.value - step, condition.limit.unit)
    kind = MeasurementKind.VITAL
    found: Made = [
        (Measurement(kind=kind, name="-", code=condition.code, value=value), NOW - (ago or timedelta(minutes=5)))
    ]
    if condition.above_usual:
        base = Quantity(usual, condition.limit.unit)
        found.append(
            (Measurement(kind=kind, name="-", code=condition.above_usual, value=base), datetime(2026, 1, 1, 9))
        )
    return found


def _spasms(condition: Spasms, code: str, ago: timedelta | None) -> Made:
    def first(codes: frozenset[str]) -> tuple[str, ...]:
        return ((code,) if code in codes else (min(codes),)) if codes else ()

    body = Episode(
        kind=min(condition.kinds),
        sites=tuple(Site(s, Side.LEFT) for s in first(condition.sites)),
        signs=first(condition.signs),
        after=tuple(AfterEffect(a) for a in first(condition.after)),
        impact=first(condition.impact),
        pain=condition.pain or None,
    )
    count = max(condition.times, condition.days)
    step = timedelta(days=1) if condition.days > 1 else timedelta(minutes=1)
    return [(body, NOW - (ago or timedelta(minutes=20)) - n * step) for n in range(count)]


def plan(code: str, amount: int = 10) -> tuple[Body, datetime]:
    """Ten at 08:00 and 20:00 since February."""
    given = tuple(PlannedDose(time(hour), Quantity(Decimal(amount), "mg")) for hour in (8, 20))
    steps = (PlanStep(starts=date(2026, 2, 1), doses=given),)
    body = Prescription(medicine=Medicine(name=code, code=code), steps=steps, starts=date(2026, 2, 1))
    return body, datetime(2026, 2, 1, 7)


def doses(condition: Doses) -> Made:
    """A plan and doses that just make a comparison come out."""
    code = min(condition.of)
    medicine = Medicine(name=code, code=code)

    def dose(day: int, hour: int, mg: int = 10, status: DoseStatus = DoseStatus.TAKEN) -> tuple[Body, datetime]:
        return (
            Dose(medicine=medicine, amount=Quantity(Decimal(mg), "mg"), status=status),
            datetime(2026, 3, day, hour),
        )

    match condition.are:
        case Beside.MISSED:
            row = [(12 - n // 2, 20 if n % 2 == 0 else 8) for n in range(condition.in_a_row)]
            return [plan(code), dose(9, 8), *(dose(d, h, status=DoseStatus.SKIPPED) for d, h in row)]
        case Beside.REDUCED:
            return [dose(12, 20, status=DoseStatus.SKIPPED)]
        case Beside.NONE_RECORDED:
            last = NOW - timedelta(hours=condition.hours)
            return [plan(code), (Dose(medicine=medicine), last)]
        case Beside.BELOW:
            days = [12 - n for n in range(1, condition.days + 1)]
            return [plan(code), dose(12, 8), *(dose(d, h, 5) for d in days for h in (8, 20))]
        case Beside.ABOVE:
            over = 20 * condition.times + (1 if condition.times == 1 else 0)
            return [plan(code), dose(12, 8, over)]
        case Beside.RUNNING_OUT:
            left = Quantity(Decimal(20 * condition.days - 10), "mg")
            return [plan(code), (Stock(medicine=medicine, left=left), datetime(2026, 3, 12, 21))]


def look(found: Made, *, worse_days: int = 0, now: datetime = NOW) -> Facts:
    """The facts of a journal with these entries."""
    return facts(
        journal(found),
        now=now.replace(tzinfo=ZoneInfo(ZONE)),
        zone=ZONE,
        worse_since=now.date() - timedelta(days=worse_days) if worse_days else None,
        paused=False,
    )


def journal(found: Made) -> Journal:
    entries: list[Entry[Body]] = [entry(body, at, f"witness {n} {body!r}"[:200]) for n, (body, at) in enumerate(found)]
    return settle(entries)


def denied(code: str) -> tuple[Body, datetime]:
    return Circumstance(code=code, standing=Standing.NO), datetime(2026, 1, 1, 9)
