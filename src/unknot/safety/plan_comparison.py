"""Doses beside the plan that was typed in: what was logged, compared, never judged and never calculated.

A planned dose with no answer is unknown: it is asked about, and never counts as missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial

from unknot.journal.entry import Dose, DoseStatus, Entry, Medicine, Prescription
from unknot.journal.plan import DueDose, due_doses, planned_on, same_medicine
from unknot.journal.quantity import Quantity
from unknot.journal.span import diary_day_span, moment
from unknot.knowledge.conditions import Beside, Doses, Took
from unknot.safety.amounts import (
    TABLET,
    in_strength,
    least_taken,
    logged_total,
    planned_total,
    tablet_strength,
    total,
    warned_of,
)
from unknot.safety.facts import Evidence, Facts, evidence, recent
from unknot.safety.reduced import reduced
from unknot.safety.stock import run_out

LOGGED_LATELY = timedelta(days=7)
"""Doses are compared only if one of the medicine was recorded within this time: else nobody is logging them."""


class Comparing(StrEnum):
    """Whether a plan is compared with what was logged, and why not."""

    YES = "yes"
    NOT_LOGGED = "not-logged"
    PAUSED = "paused"


Found = tuple[Evidence, ...] | None


def comparing(look: Facts, plan: Entry[Prescription]) -> Comparing:
    """Whether the doses of a plan are compared now. Where not, the screen says "not comparing"."""
    if look.paused:
        return Comparing.PAUSED
    return (
        Comparing.YES if _doses(look, plan.body.medicine, look.now - LOGGED_LATELY, look.now) else Comparing.NOT_LOGGED
    )


def compared_with_plan(condition: Doses, look: Facts, at: datetime) -> Found:
    """What the condition stands on at a time; None if it does not hold or cannot be said."""
    match condition.are:
        case Beside.REDUCED:
            return tuple(reduced(condition, look, at)) or None
        case Beside.MISSED:
            return _first(_missed(plan, condition, look, at) for plan in _compared(condition, look))
        case Beside.NONE_RECORDED:
            return _first(_none_recorded(plan, condition, look, at) for plan in _compared(condition, look))
        case Beside.BELOW:
            return _first(_below(plan, condition, look, at) for plan in _compared(condition, look))
        case Beside.ABOVE:
            return _first(_above(plan, condition, look, at) for plan in _plans(condition, look))
        case Beside.RUNNING_OUT:
            return _first(_running_out(plan, condition, look, at) for plan in _plans(condition, look))


def last_recorded(look: Facts, medicine: Medicine, at: datetime) -> Entry[Dose] | None:
    """The last dose of a medicine that was recorded as taken, up to a time."""
    return next((e for e in reversed(_of(look, medicine)) if e.happened_at.at <= at and _taken(e)), None)


def _first(found: Iterable[Found]) -> Found:
    return next((one for one in found if one), None)


def _plans(condition: Doses, look: Facts) -> list[Entry[Prescription]]:
    plans = look.journal.of(Prescription)
    return [e for e in plans if not condition.of or e.body.medicine.code in condition.of]


def _compared(condition: Doses, look: Facts) -> Iterator[Entry[Prescription]]:
    """The plans whose doses are being logged."""
    return (e for e in _plans(condition, look) if e.body.steps and comparing(look, e) is Comparing.YES)


def _of(look: Facts, medicine: Medicine) -> tuple[Entry[Dose], ...]:
    """The doses of a medicine, in order."""
    doses = look.journal.of(Dose)
    return look.once(("doses", medicine), lambda: tuple(e for e in doses if same_medicine(e.body.medicine, medicine)))


def _doses(look: Facts, medicine: Medicine, since: datetime, until: datetime) -> list[Entry[Dose]]:
    return [e for e in recent(_of(look, medicine), since) if e.happened_at.at <= until]


def _on_day(look: Facts, medicine: Medicine, day: date, at: datetime) -> list[Entry[Dose]]:
    def that_day() -> list[Entry[Dose]]:
        around = diary_day_span(day, look.zone).start - timedelta(days=1)
        return [e for e in _doses(look, medicine, around, around + timedelta(days=4)) if e.diary_day == day]

    return [e for e in look.once(("day", medicine, day), that_day) if e.happened_at.at <= at]


def _planned(look: Facts, medicine: Medicine, day: date) -> Quantity | None:
    return look.once(("planned", medicine, day), lambda: planned_total(look.journal, medicine, day))


def _taken(entry: Entry[Dose]) -> bool:
    return entry.body.status is not DoseStatus.SKIPPED


def _due(look: Facts, medicine: Medicine, first: date, at: datetime) -> list[DueDose]:
    due = due_doses(look.dosing, first, moment(at, look.zone).diary_day, look.zone, at)
    return [one for one in due if same_medicine(one.prescription.body.medicine, medicine)]


def _due_on(look: Facts, medicine: Medicine, day: date, at: datetime) -> list[DueDose]:
    return [d for d in _due(look, medicine, day, at) if d.day == day]


def _missed(plan: Entry[Prescription], condition: Doses, look: Facts, at: datetime) -> Found:
    """So many planned doses in a row that were said to be skipped, the last of them within so many hours."""
    lately = _doses(look, plan.body.medicine, at - timedelta(days=9), at)
    if sum(not _taken(e) for e in lately) < condition.in_a_row:
        return None
    since = moment(at - timedelta(days=7), look.zone).diary_day
    row: list[Entry[Dose]] = []
    found: Found = None
    for due in _due(look, plan.body.medicine, since, at):
        row = [*row, due.answer] if due.answer is not None and not _taken(due.answer) else []
        soon = row and at - row[-1].happened_at.at <= timedelta(hours=condition.hours)
        if soon and len(row) >= condition.in_a_row:
            found = tuple(evidence(e, "missed") for e in row)
    return found


def _none_recorded(plan: Entry[Prescription], condition: Doses, look: Facts, at: datetime) -> Found:
    """Nothing recorded for so long, and a planned dose unanswered for a while: asked about, never assumed."""
    last = last_recorded(look, plan.body.medicine, at)
    if last is None or at - last.happened_at.at < timedelta(hours=condition.hours):
        return None
    late = at - timedelta(hours=condition.late_hours)
    due = _due(look, plan.body.medicine, last.diary_day, at)
    unanswered = [d for d in due if d.answer is None and last.happened_at.at < d.due.instant <= late]
    return (evidence(last, "none-recorded"),) if unanswered else None


def _below(plan: Entry[Prescription], condition: Doses, look: Facts, at: datetime) -> Found:
    """So many whole days in a row, just past, with every planned dose answered and less than the plan in all."""
    today = moment(at, look.zone).diary_day
    medicine = plan.body.medicine
    found: list[Evidence] = []
    for day in [today - timedelta(days=n) for n in range(1, condition.days + 1)]:
        planned, doses = _planned(look, medicine, day), _on_day(look, medicine, day, at)
        logged = logged_total(doses, partial(_due_on, look, medicine, day, at))
        if planned is None or logged is None or logged.unit != planned.unit or logged.value >= planned.value:
            return None
        due = _due_on(look, medicine, day, at)
        if not due or any(d.answer is None for d in due):
            return None
        found += [evidence(e, "below-plan") for e in doses]
    return tuple(found) or None


def _above(plan: Entry[Prescription], condition: Doses, look: Facts, at: datetime) -> Found:
    """More today, or more as-needed doses in 24 hours, than the plan that was typed in; or so many times the plan."""
    medicine, today = plan.body.medicine, moment(at, look.zone).diary_day
    more = _more_today(look, medicine, today, at, condition.times)
    return more or (_more_as_needed(plan, look, at) if condition.times == 1 else None)


def _more_today(look: Facts, medicine: Medicine, today: date, at: datetime, times: int) -> Found:
    """The doses of a day that come to more than the plan asks for; with `times`, to that many times as much."""
    strength = look.once(("strength", medicine), lambda: tablet_strength(look.dosing, medicine))
    asked = look.once(("asked", medicine, today), lambda: _asked(look, medicine, today, strength))
    if asked is None:
        return None

    def over(until: datetime) -> bool:
        doses = [e for e in _on_day(look, medicine, today, until) if not e.body.as_needed]
        taken = least_taken(doses, partial(_due, look, medicine, today, until), asked.unit, strength)
        # An extra one of an amount that nobody said is more than the plan all the same.
        extra = any(e.body.status is DoseStatus.EXTRA and warned_of(e) is None for e in doses)
        if extra and times == 1:
            return True
        return taken > asked.value if times == 1 else taken >= asked.value * times

    if not look.once(("over", medicine, today, times), lambda: over(look.now)) or not over(at):
        return None
    doses = [e for e in _on_day(look, medicine, today, at) if not e.body.as_needed]
    return tuple(evidence(e, "above-plan") for e in doses if _taken(e))


def _asked(look: Facts, medicine: Medicine, day: date, strength: Quantity | None) -> Quantity | None:
    """What the plans ask for on a day, tablets as what is in them."""
    planned = _planned(look, medicine, day)
    if planned is not None or strength is None:
        return planned
    amounts = [
        in_strength(dose.amount, Medicine(name="-", strength=strength))
        for plan in look.dosing.of(Prescription)
        if same_medicine(plan.body.medicine, medicine)
        for dose in planned_on(plan.body, day)
    ]
    return total(amounts)


def took(condition: Took, look: Facts, at: datetime) -> Found:
    """So much of one medicine within so long, whatever the plan; tablets count as such where no strength is known."""
    doses = [
        e
        for e in recent(look.dosing.of(Dose), at - condition.within)
        if e.body.medicine.code in condition.any and e.happened_at.at <= at and _taken(e)
    ]
    for code in {e.body.medicine.code for e in doses}:
        of_one = [e for e in doses if e.body.medicine.code == code]
        plain = [e for e in of_one if e.body.amount and e.body.amount.unit == TABLET and not e.body.medicine.strength]
        tablets = sum(e.body.amount.value for e in plain if e.body.amount)
        known = total(in_strength(q, e.body.medicine) for e in of_one if e not in plain and (q := warned_of(e)))
        enough = known is not None and known.unit == condition.at_least.unit and known.value >= condition.at_least.value
        if enough or tablets >= condition.tablets:
            return tuple(evidence(e, "taken") for e in of_one)
    return None


def _more_as_needed(plan: Entry[Prescription], look: Facts, at: datetime) -> Found:
    limit = plan.body.as_needed.most_a_day if plan.body.as_needed else None
    if limit is None:
        return None
    lately = _doses(look, plan.body.medicine, at - timedelta(hours=24), at)
    taken = [e for e in lately if e.body.as_needed and _taken(e)]
    return tuple(evidence(e, "above-plan") for e in taken) if len(taken) > limit else None


def _running_out(plan: Entry[Prescription], condition: Doses, look: Facts, at: datetime) -> Found:
    today = moment(at, look.zone).diary_day
    out = run_out(look.journal, plan, now=at, zone=look.zone, until=today + timedelta(days=condition.days))
    # A day that has passed says that the count is old, not that nothing is left.
    if out is None or out.on < today:
        return None
    return (evidence(out.counted, "running-out"),)
