"""The doses of each plan along the days: a line for each medicine, a step where the plan changed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from unknot.journal.entry import PlanStep, Prescription
from unknot.journal.journal import Journal
from unknot.journal.plan import step_on
from unknot.journal.quantity import Quantity
from unknot.journal.quantity import plain as decimal
from unknot.journal.span import DAY_TURNS_AT
from unknot.report.plans import amount_words
from unknot.report.units import unit_words
from unknot.report.wording import Voice, plain

MOST_LINES = 3
"""Medicines drawn below the days; the block of medicines names them all."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from `first` to `last` on which one step of a plan stood. `began` is whether it began in the period."""

    first: date
    last: date
    words: str
    began: bool


@dataclass(frozen=True, slots=True)
class DoseLine:
    """One medicine along the days of a period."""

    name: str
    stretches: tuple[Stretch, ...]


def dose_lines(journal: Journal, first: date, last: date, voice: Voice) -> tuple[DoseLine, ...]:
    """The medicines with planned doses in the period, those that changed in it first; as-needed plans have no line."""
    found: dict[str, list[Stretch]] = defaultdict(list)
    names: dict[str, str] = {}
    for entry in journal.of(Prescription):
        plan = entry.body
        key = plan.medicine.code or plan.medicine.name.casefold().strip()
        names[key] = plain(plan.medicine.name, 30)
        found[key] += _stretches(plan, first, last, voice)
    lines = [DoseLine(names[key], tuple(sorted(of, key=lambda s: s.first))) for key, of in found.items() if of]
    lines.sort(key=lambda line: not any(stretch.began for stretch in line.stretches))
    return tuple(lines[:MOST_LINES])


def _stretches(plan: Prescription, first: date, last: date, voice: Voice) -> list[Stretch]:
    end = last if plan.ends is None else min(plan.ends, last)
    starts = sorted(
        {max(plan.first_day, step.starts) for step in plan.steps if max(plan.first_day, step.starts) <= end}
    )
    found = []
    for n, start in enumerate(starts):
        until = starts[n + 1] if n + 1 < len(starts) else None
        stop = end if until is None else date.fromordinal(until.toordinal() - 1)
        step = step_on(plan, start)
        if step is not None and step.doses and stop >= first and start <= last:
            found.append(Stretch(max(start, first), min(stop, last), sum_words(step, voice), start > first))
    return found


def sum_words(step: PlanStep, voice: Voice) -> str:
    """10 + 10 + 15 mg = 35 mg: the amounts of a day in their order, and their sum as they were typed.

    Amounts in different units are not added up; one dose alone is its own sum.
    """
    _ = voice._
    doses = sorted(step.doses, key=lambda dose: (dose.at < DAY_TURNS_AT, dose.at))
    units = {dose.amount.unit for dose in doses}
    if len(doses) == 1 or len(units) > 1:
        words = " + ".join(amount_words(dose.amount, voice) for dose in doses)
    else:
        unit = units.pop()
        total = Quantity(sum((dose.amount.value for dose in doses), Decimal(0)), unit)
        parts = " + ".join(decimal(dose.amount.value) for dose in doses)
        words = f"{parts} {unit_words(unit, voice)} = {amount_words(total, voice)}"
    return words if step.every_days == 1 else _("{doses} every {n} days").format(doses=words, n=step.every_days)
