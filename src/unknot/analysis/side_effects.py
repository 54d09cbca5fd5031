"""What was felt that may be a side effect, on which days, and when its medicine was last changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from unknot.journal.entry import Entry, Medicine, Prescription, Symptom
from unknot.journal.journal import Journal
from unknot.journal.plan import same_medicine
from unknot.journal.stopped import stopped_on
from unknot.knowledge.vocabulary import vocabulary


def is_side_effect(symptom: Symptom) -> bool:
    """Whether the person suspects a medicine, or a label names it: it may still have another cause."""
    term = vocabulary("symptom").terms.get(symptom.code)
    return bool(symptom.suspected_medicine.strip()) or bool(term and "side-effect" in term.classes)


def felt(journal: Journal, first: date, last: date) -> list[Entry[Symptom]]:
    """The side effects logged on the diary days from `first` to `last`."""
    return [e for e in journal.of(Symptom) if first <= e.diary_day <= last and is_side_effect(e.body)]


def felt_days(journal: Journal, first: date, last: date) -> frozenset[date]:
    return frozenset(entry.diary_day for entry in felt(journal, first, last))


def last_turn(journal: Journal, medicine: str, day: date) -> tuple[date, bool] | None:
    """The last start, change or stop of a medicine up to a day, and whether it was its first start; None if none."""
    plans = [entry.body for entry in journal.of(Prescription)]
    known = [plan for plan in plans if same_medicine(plan.medicine, _medicine(medicine, plans))]
    starts = {plan.starts for plan in known if plan.starts is not None}
    since_ever = any(plan.starts is None for plan in known)
    steps = {step.starts for plan in known for step in plan.steps if plan.ends is None or step.starts <= plan.ends}
    stops = {stopped for plan in known if (stopped := stopped_on(plan, plans)) is not None}
    past = [turn for turn in starts | steps | stops if turn <= day]
    return (max(past), not since_ever and max(past) == min(starts, default=None)) if past else None


def _medicine(name: str, plans: Sequence[Prescription]) -> Medicine:
    """The medicine of a plan by this name, with its code; else the bare name."""
    wanted = name.casefold().strip()
    return next((p.medicine for p in plans if p.medicine.name.casefold().strip() == wanted), Medicine(name=name))


def window(last: date, n: int) -> tuple[date, date]:
    """The `n` diary days that end on `last`."""
    return last - timedelta(days=n - 1), last
