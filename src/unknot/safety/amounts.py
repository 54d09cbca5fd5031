"""What a plan asked for on a day and what was logged, added up in one unit; None where it cannot be said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from unknot.journal.entry import Dose, DoseStatus, Entry, Medicine, Prescription
from unknot.journal.journal import Journal
from unknot.journal.plan import DueDose, planned_on, same_medicine
from unknot.journal.quantity import Quantity

TABLET = "{tbl}"


def in_strength(amount: Quantity, medicine: Medicine) -> Quantity | None:
    """Tablets as what is in them, where the strength is known; any other amount as it is."""
    if amount.unit != TABLET:
        return amount
    if medicine.strength is None:
        return None
    return Quantity(amount.value * medicine.strength.value, medicine.strength.unit)


def total(amounts: Iterable[Quantity | None]) -> Quantity | None:
    """The sum; None if one is not known or the units differ. Nothing at all is None too."""
    known = list(amounts)
    units = {amount.unit for amount in known if amount is not None}
    if None in known or len(units) != 1:
        return None
    return Quantity(sum((amount.value for amount in known if amount is not None), Decimal(0)), units.pop())


def planned_total(journal: Journal, medicine: Medicine, day: date) -> Quantity | None:
    """What all the plans of a medicine ask for on a diary day together."""
    return total(
        in_strength(dose.amount, plan.body.medicine)
        for plan in journal.of(Prescription)
        if same_medicine(plan.body.medicine, medicine)
        for dose in planned_on(plan.body, day)
    )


def logged_total(doses: Iterable[Entry[Dose]], due: Callable[[], Iterable[DueDose]]) -> Quantity | None:
    """What was taken in these doses; one that answers a planned dose and names no amount was taken as planned."""
    taken = [entry for entry in doses if entry.body.status is not DoseStatus.SKIPPED]
    unsaid = any(entry.body.amount is None for entry in taken)
    planned = {d.answer.id: d for d in due() if d.answer is not None} if unsaid else {}
    amounts: list[Quantity | None] = []
    for entry in taken:
        amount, medicine = entry.body.amount, entry.body.medicine
        if amount is None and entry.id in planned:
            amount, medicine = planned[entry.id].planned.amount, planned[entry.id].prescription.body.medicine
        amounts.append(None if amount is None else in_strength(amount, medicine))
    return total(amounts)
