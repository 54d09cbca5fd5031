"""What the product offers from a letter, in the shapes of the truth, and how it compares."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from benchmarks.words.truth import DoseTruth, LetterTruth, PlanTruth, StepTruth
from unknot.dictation.letters import LetterPlan, LetterStep, read_letter
from unknot.journal.quantity import Quantity, plain


def offered(text: str, today: date) -> list[PlanTruth]:
    """The plans that a person would be offered to keep."""
    return [_plan(plan) for plan in read_letter(text, today).plans if plan.steps or plan.need]


def _amount(quantity: Quantity) -> str:
    return f"{plain(quantity.value)}{quantity.unit}"


def _plan(plan: LetterPlan) -> PlanTruth:
    ends = plan.ends.isoformat() if plan.ends else f"+{plan.ends_after - 1}" if plan.ends_after else ""
    return PlanTruth(
        plan.code or plan.name,
        tuple(_step(step) for step in plan.steps),
        _amount(plan.strength) if plan.strength else "",
        _amount(plan.need.amount) if plan.need else "",
        plan.need.most_a_day if plan.need else None,
        plan.need.hours_between if plan.need else None,
        plan.limits,
        ends,
    )


def _step(step: LetterStep) -> StepTruth:
    doses = tuple(
        DoseTruth(_amount(dose.amount), dose.at.isoformat("minutes") if dose.at else "") for dose in step.doses
    )
    starts = step.starts.isoformat() if step.starts else f"+{step.after_days}" if step.after_days else ""
    return StepTruth(doses, starts)


@dataclass(slots=True)
class LetterScore:
    """Counts of one shape of letter."""

    letters: int = 0
    offered: int = 0
    whole: int = 0
    common: int = 0
    common_whole: int = 0
    refusable: int = 0
    refused: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)


def compare(score: LetterScore, letter: LetterTruth, plans: Sequence[PlanTruth], today: date) -> None:
    """One letter more. Asking is never wrong; an amount, day or medicine that the letter does not say is."""
    score.letters += 1
    score.offered += bool(plans)
    faults: set[str] = set()
    said = {plan.medicine: plan for plan in letter.plans}
    for plan in plans:
        truth = said.get(plan.medicine)
        faults |= {"medicine"} if truth is None else _faults(truth, plan, today)
    if len(plans) != len({plan.medicine for plan in plans}):
        faults.add("medicine")
    must = {m for m, plan in said.items() if plan.steps or plan.needed}
    whole = (
        not faults and must <= {plan.medicine for plan in plans} and all(_complete(said[p.medicine], p) for p in plans)
    )
    score.whole += whole and not letter.refused
    score.common += letter.common
    score.common_whole += letter.common and whole
    score.refusable += letter.refused
    score.refused += letter.refused and not plans
    for fault in faults:
        score.wrong[fault] += 1
        kept = score.examples.setdefault(fault, [])
        if len(kept) < 15:
            kept.append(f"{letter.text!r}  ->  {[_shown(plan) for plan in plans]}")
    if letter.common and not whole and not faults:
        kept = score.examples.setdefault("not whole", [])
        if len(kept) < 15:
            kept.append(repr(letter.text))


def _shown(plan: PlanTruth) -> tuple[str, list[tuple[str, list[str]]]]:
    return plan.medicine, [(step.starts, [dose.amount for dose in step.doses]) for step in plan.steps]


def _faults(truth: PlanTruth, plan: PlanTruth, today: date) -> set[str]:
    faults: set[str] = set()
    if len(plan.steps) > len(truth.steps):
        faults.add("amount")
    for said, read in zip(truth.steps, plan.steps, strict=False):
        if not _same_doses(said, read):
            faults.add("amount")
    for at, (said, read) in enumerate(zip(truth.steps, plan.steps, strict=False)):
        if read.starts and read.starts != said.starts and not (at == 0 and read.starts in {"+0", today.isoformat()}):
            faults.add("day")
    if plan.needed and plan.needed != truth.needed:
        faults.add("amount")
    if plan.ends and plan.ends not in truth.ends.split("|"):
        faults.add("day")
    if plan.most_a_day is not None and plan.most_a_day != truth.most_a_day:
        faults.add("limit")
    if any(not any(number in said for said in plan.limits) for number in _numbers(truth.limits)):
        faults.add("limit")
    return faults


def _numbers(limits: Sequence[str]) -> list[str]:
    return [re.sub(r"\D+$", "", limit) for limit in limits]


def _same_doses(said: StepTruth, read: StepTruth) -> bool:
    """Whether every dose is there once, in any order; a time may be left to be asked."""
    left = list(said.doses)
    for dose in read.doses:
        match = next(
            (one for one in left if dose.amount in one.amount.split("|") and dose.at in {"", one.at or dose.at}), None
        )
        if match is None:
            return False
        left.remove(match)
    return not left


def _complete(truth: PlanTruth, plan: PlanTruth) -> bool:
    return len(truth.steps) == len(plan.steps) and bool(truth.needed) == bool(plan.needed or plan.most_a_day)
