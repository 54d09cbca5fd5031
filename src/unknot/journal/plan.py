"""Which doses a plan asked for, and what was recorded of each. No answer is unknown, never missed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from unknot.journal.entry import Dose, DoseStatus, Entry, Medicine, PlannedDose, PlanStep, Prescription
from unknot.journal.journal import Journal
from unknot.journal.span import DAY_TURNS_AT, Moment, moment


@dataclass(frozen=True, slots=True)
class DueDose:
    """One dose that a plan asked for at a time, with the entry that answers it, if there is one."""

    prescription: Entry[Prescription]
    day: date
    due: Moment
    planned: PlannedDose
    answer: Entry[Dose] | None

    @property
    def status(self) -> DoseStatus | None:
        """Taken or skipped; None if it is not known."""
        return self.answer.body.status if self.answer else None


@dataclass(frozen=True, slots=True)
class DoseCount:
    """Planned doses of a period: how many, and how many of them were taken, skipped and left unanswered."""

    planned: int
    taken: int
    skipped: int

    @property
    def unknown(self) -> int:
        return self.planned - self.taken - self.skipped


def step_on(prescription: Prescription, day: date) -> PlanStep | None:
    """The step of a plan that holds on a diary day; None before it starts and after its last day."""
    if day < prescription.first_day or (prescription.ends is not None and day > prescription.ends):
        return None
    return next((step for step in reversed(prescription.steps) if step.starts <= day), None)


def planned_on(prescription: Prescription, day: date) -> tuple[PlannedDose, ...]:
    """The doses that a plan asks for on a diary day, in the order of that day (04:00 to 04:00)."""
    step = step_on(prescription, day)
    if step is None or (day - step.starts).days % step.every_days:
        return ()
    return tuple(sorted(step.doses, key=lambda dose: (dose.at < DAY_TURNS_AT, dose.at)))


def due_doses(journal: Journal, first: date, last: date, zone: str, now: datetime) -> tuple[DueDose, ...]:
    """Every dose that was due on a diary day of the period and not after `now`, with its answer.

    A dose answers the planned one it names. One that names none answers the nearest unanswered one of the same
    medicine on its own diary day.
    """
    asked = [
        (prescription, day, _due(day, planned.at, zone), planned)
        for prescription in journal.of(Prescription)
        for day in _days_of(prescription.body, first, last)
        for planned in planned_on(prescription.body, day)
    ]
    asked = [one for one in asked if one[2].instant <= now]
    asked.sort(key=lambda one: (one[2].instant, one[0].id))
    answers = _answers(asked, _near(journal.of(Dose), first, last))
    return tuple(DueDose(*one, answers.get(n)) for n, one in enumerate(asked))


def counted(doses: Iterable[DueDose]) -> DoseCount:
    """How many of the doses were taken, skipped and not known."""
    statuses = [dose.status for dose in doses]
    skipped = statuses.count(DoseStatus.SKIPPED)
    return DoseCount(len(statuses), len(statuses) - statuses.count(None) - skipped, skipped)


def same_medicine(one: Medicine, other: Medicine) -> bool:
    """By ingredient where both are recognised, else by the name the person wrote."""
    if one.code and other.code:
        return one.code == other.code
    return one.name.casefold().strip() == other.name.casefold().strip()


Asked = tuple[Entry[Prescription], date, Moment, PlannedDose]


def _days_of(prescription: Prescription, first: date, last: date) -> list[date]:
    start = max(first, prescription.first_day)
    end = last if prescription.ends is None else min(last, prescription.ends)
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]


@lru_cache(maxsize=4096)
def _due(day: date, at: time, zone: str) -> Moment:
    """The moment of a planned dose; one before 04:00 falls on the next date of the calendar."""
    return moment(datetime.combine(day + timedelta(days=at < DAY_TURNS_AT), at), zone)


def _near(doses: tuple[Entry[Dose], ...], first: date, last: date) -> list[Entry[Dose]]:
    """Doses that could answer one of the period: taken up to a day before or after."""
    day = timedelta(days=1)
    return [e for e in doses if not e.body.as_needed and first - day <= e.diary_day <= last + day]


def _answers(asked: list[Asked], doses: list[Entry[Dose]]) -> dict[int, Entry[Dose]]:
    answers: dict[int, Entry[Dose]] = {}
    places: dict[tuple[object, object], list[int]] = defaultdict(list)
    days: dict[date, list[int]] = defaultdict(list)
    for n, (_, day, due, _) in enumerate(asked):
        places[due.clock_date, due.local.time()].append(n)
        days[day].append(n)
    named = [e for e in doses if e.body.planned_for is not None]
    for entry in named:
        slot = entry.body.planned_for
        assert slot is not None
        fits = [n for n in places[slot.clock_date, slot.local.time()] if n not in answers and _fits(entry, asked[n])]
        if fits:
            answers[fits[0]] = entry
    for entry in (e for e in doses if e.body.planned_for is None and e.body.status is not DoseStatus.EXTRA):
        fits = [n for n in days.get(entry.diary_day, ()) if n not in answers and _fits(entry, asked[n])]
        if fits:
            answers[min(fits, key=lambda n: abs(asked[n][2].instant - entry.happened_at.instant))] = entry
    return answers


def _fits(entry: Entry[Dose], asked: Asked) -> bool:
    """Whether a dose is of the plan: by its id, or by medicine (a plan may have been written anew)."""
    prescription = asked[0]
    return entry.body.prescription == prescription.id or same_medicine(entry.body.medicine, prescription.body.medicine)
