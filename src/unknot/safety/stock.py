"""When tablets run out, by stepping the typed plan forward from the last count. None where it cannot be said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from unknot.journal.entry import Entry, Medicine, PlannedDose, Prescription, Stock
from unknot.journal.journal import Journal
from unknot.journal.plan import planned_on, same_medicine
from unknot.journal.quantity import Quantity
from unknot.journal.span import DAY_TURNS_AT, moment
from unknot.safety.amounts import in_strength

FAR_ENOUGH = timedelta(days=365)
AHEAD = timedelta(days=7)
"""A notice comes this long ahead."""


@dataclass(frozen=True, slots=True)
class RunOut:
    """The diary day on which the counted stock no longer covers the plan; `counted` is the last count."""

    on: date
    counted: Entry[Stock]


def run_out(
    journal: Journal, plan: Entry[Prescription], *, now: datetime, zone: str, until: date | None = None
) -> RunOut | None:
    """When the last count runs out if the plans of the medicine are followed as typed.

    Every plan of the medicine counts on its own days: one that was changed since the count, and one to come. None
    without a count, without a plan to step along, or after `until`: a year from the count if it is not given.
    """
    medicine = plan.body.medicine
    counts = [e for e in journal.of(Stock) if same_medicine(e.body.medicine, medicine) and e.happened_at.at <= now]
    plans = [e.body for e in journal.of(Prescription) if same_medicine(e.body.medicine, medicine)]
    if not counts or not plan.body.steps:
        return None
    counted = counts[-1]
    left = _amount(counted.body.left, counted.body.medicine if counted.body.medicine.strength else medicine)
    remaining = left.value
    far = counted.diary_day + FAR_ENOUGH
    for day, amount in _needs(plans, counted, far if until is None else min(until, far), zone):
        if amount.unit != left.unit:
            return None
        remaining -= amount.value
        if remaining < 0:
            return RunOut(day, counted)
    return None


def to_say(out: RunOut, today: date) -> bool:
    """Whether to say so today: from a week ahead, and until a new count says otherwise."""
    return out.on - today <= AHEAD


def before_weekend(out: RunOut, today: date) -> bool:
    """Whether today is the Friday before a weekend, or its Monday, on which it runs out."""
    return today.weekday() == 4 and today < out.on <= today + timedelta(days=3)


def _needs(
    plans: Sequence[Prescription], counted: Entry[Stock], last: date, zone: str
) -> Iterator[tuple[date, Quantity]]:
    """Each planned dose after the count, day by day, with its diary day."""
    first = counted.diary_day
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        for plan in plans:
            for dose in planned_on(plan, day):
                if n > 2 or _instant(day, dose, zone) > counted.happened_at.at:
                    yield day, _amount(dose.amount, plan.medicine)


def _instant(day: date, dose: PlannedDose, zone: str) -> datetime:
    return moment(datetime.combine(day + timedelta(days=dose.at < DAY_TURNS_AT), dose.at), zone).instant


def _amount(amount: Quantity, medicine: Medicine) -> Quantity:
    """What is in the tablets where the strength is known, else the number of tablets."""
    return in_strength(amount, medicine) or amount
