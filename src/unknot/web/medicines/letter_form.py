"""The form of a plan filled with what a letter says, and what is asked because the letter does not say it."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _

from unknot.dictation.letter import Letter, LetterDose, LetterStep, day_of
from unknot.journal.entry import Medicine
from unknot.web.medicines.medicine_form import MOST_ROWS, ROWS, of_medicine


def of_letter(letter: Letter, today: date) -> tuple[dict[str, Any], list[str]]:
    """The fields of the form by name, and the questions. Amounts of more than one unit are left to the person."""
    units = _units(letter)
    amounts = len(units) == 1
    rows = [_rows(step) for step in letter.steps]
    filled = _plan(letter, today) | {
        "unit": min(units, default="mg"),
        "rows": min(max([ROWS, *map(len, rows)]), MOST_ROWS),
    }
    for n, (step, doses) in enumerate(zip(letter.steps, rows, strict=True)):
        filled |= {f"from-{n}": day_of(step, letter.starts or today), f"every-{n}": str(step.every_days)}
        for row, (at, dose) in enumerate(doses):
            filled |= {f"at-{n}-{row}": at, f"amount-{n}-{row}": dose.amount.value if amounts else None}
    return filled, list(dict.fromkeys(_asks(letter, units)))


def _units(letter: Letter) -> set[str]:
    amounts = [dose.amount for step in letter.steps for dose in step.doses]
    return {amount.unit for amount in (*amounts, letter.need_amount) if amount is not None}


def _plan(letter: Letter, today: date) -> dict[str, Any]:
    medicine = Medicine(name=letter.name, code=letter.code, strength=letter.strength, form=letter.form)
    return of_medicine(medicine) | {
        "kind": "both" if letter.as_needed and letter.steps else "needed" if letter.as_needed else "planned",
        "need_amount": letter.need_amount.value if letter.need_amount else None,
        "most": letter.most_a_day,
        "apart": letter.hours_between,
        "reason": letter.reason,
        "prescriber": letter.prescriber,
        "starts": letter.starts or today,
        "ends": letter.ends,
        "steps": max(len(letter.steps), 1),
    }


def _rows(step: LetterStep) -> list[tuple[time | None, LetterDose]]:
    """A row for each time; where the letter says only how often, so many rows without one."""
    return [(at, dose) for dose in step.doses for at in dose.times or (None,) * (dose.a_day or 1)]


def _asks(letter: Letter, units: set[str]) -> list[str]:
    asks = []
    if not letter.name:
        asks.append(_("No medicine of our list is named. Please type its name."))
    if letter.starts is None:
        asks.append(_("The letter names no first day. Today is filled in: is that right?"))
    if len(units) > 1:
        asks.append(_("The letter counts in more than one unit. Please put all amounts in one."))
    for n, step in enumerate(letter.steps):
        asks += [_no_times(n, dose.a_day) for dose in step.doses if not dose.times]
    if not letter.steps and not letter.as_needed:
        asks.append(_("No amounts were found. Please type them."))
    return asks


def _no_times(step: int, a_day: int | None) -> str:
    if a_day is None:
        return _("Step {n}: the letter gives no times. At what times is it taken?").format(n=step + 1)
    return _("Step {n}: {times} a day, but the letter gives no times. At what times is it taken?").format(
        n=step + 1, times=a_day
    )
