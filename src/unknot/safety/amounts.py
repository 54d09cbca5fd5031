"""What a plan asked for on a day and what was logged, added up in one unit; None where it cannot be said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from unknot.journal.entry import Dose, DoseStatus, Entry, Medicine, Prescription, Stock
from unknot.journal.journal import Journal
from unknot.journal.plan import DueDose, planned_on, same_medicine
from unknot.journal.quantity import Quantity
from unknot.knowledge.vocabulary import vocabulary

TABLET = "{tbl}"
_IN_WORDS = re.compile(r"(?<![\d.,])(\d{1,4})\s*(?:mg|milligrams?|milligramm)\b", re.IGNORECASE)


def warned_of(entry: Entry[Dose]) -> Quantity | None:
    """The amount of a dose, for a warning: where it was left open because it was odd, the one that its words name."""
    if entry.body.amount is not None:
        return entry.body.amount
    found = _IN_WORDS.findall(entry.body.note)
    return Quantity(Decimal(found[0]), "mg") if len(found) == 1 else None


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


def tablet_strength(journal: Journal, medicine: Medicine) -> Quantity | None:
    """What one tablet is taken to hold when only tablets were counted: for a warning, never for a sum that is shown.

    The strength that was said; else one that the journal holds for the medicine; else a planned amount that is sold
    as one tablet; else the weakest tablet sold.
    """
    if medicine.strength is not None:
        return medicine.strength
    kinds: tuple[type[Prescription | Stock | Dose], ...] = (Prescription, Stock, Dose)
    same = [e.body for kind in kinds for e in journal.of(kind) if same_medicine(e.body.medicine, medicine)]
    if known := [body.medicine.strength for body in same if body.medicine.strength is not None]:
        return known[-1]
    term = vocabulary("medicine").terms.get(medicine.code)
    sold = sorted((s.amount for s in term.strengths if not s.per), key=lambda q: q.value) if term else []
    plans = [body for body in same if isinstance(body, Prescription)]
    planned = {d.amount for plan in plans for step in plan.steps for d in step.doses}
    return next((amount for amount in sold if amount in planned), sold[0] if sold else None)


def least_taken(
    doses: Iterable[Entry[Dose]], due: Callable[[], Iterable[DueDose]], unit: str, strength: Quantity | None
) -> Decimal:
    """What was taken at the least, in a unit: a dose of no known amount adds nothing."""
    taken = [entry for entry in doses if entry.body.status is not DoseStatus.SKIPPED]
    unsaid = any(entry.body.amount is None for entry in taken)
    planned = {d.answer.id: d for d in due() if d.answer is not None} if unsaid else {}
    total = Decimal(0)
    for entry in taken:
        amount = warned_of(entry)
        if amount is None and entry.id in planned:
            amount = planned[entry.id].planned.amount
        in_unit = None if amount is None else in_strength(amount, Medicine(name="-", strength=strength))
        if in_unit is not None and in_unit.unit == unit:
            total += in_unit.value
    return total
