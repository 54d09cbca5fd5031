"""When tablets run out, by stepping the typed plan forward from the last count. None where it cannot be said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from unknot.journal.entry import Entry, Prescription, Stock
from unknot.journal.journal import Journal
from unknot.journal.plan import planned_on, same_medicine
from unknot.journal.quantity import Quantity
from unknot.journal.span import DAY_TURNS_AT, moment
from unknot.safety.amounts import in_strength

FAR_ENOUGH = timedelta(days=366)
AHEAD = timedelta(days=7)
"""A notice comes this long ahead."""


@dataclass(frozen=True, slots=True)
class RunOut:
    """The diary day on which the counted stock no longer covers the plan; `counted` is the last count."""

    on: date
    counted: Entry[Stock]


def run_out(journal: Journal, plan: Entry[Prescription], *, now: datetime, zone: str) -> RunOut | None:
    """When the last count runs out if the plan is followed as typed; None without a count, or after a year."""
    medicine = plan.body.medicine
    counts = [e for e in journal.of(Stock) if same_medicine(e.body.medicine, medicine) and e.happened_at.at <= now]
    if not counts or not plan.body.steps:
        return None
    counted = counts[-1]
    left = in_strength(counted.body.left, counted.body.medicine if counted.body.medicine.strength else medicine)
    if left is None:
        return None
    remaining = left.value
    for day, amount in _needs(plan.body, counted, zone):
        if amount is None or amount.unit != left.unit:
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


def _needs(plan: Prescription, counted: Entry[Stock], zone: str) -> Iterator[tuple[date, Quantity | None]]:
    """Each planned dose after the count, in order, with its diary day."""
    first = counted.diary_day
    for n in range(FAR_ENOUGH.days):
        day = first + timedelta(days=n)
        for dose in planned_on(plan, day):
            clock = datetime.combine(day + timedelta(days=dose.at < DAY_TURNS_AT), dose.at)
            if moment(clock, zone).instant > counted.happened_at.at:
                yield day, in_strength(dose.amount, plan.medicine)
