"""A letter that was read, in one short line a plan: what the files of letters expect.

`medicine strength form: step > step; ends ...`. A step is `[day or +n or ?] amount@time, ... [every n d]`; the first
says its day only where the letter gives it. A plan when needed is `needed amount@when most n apart n`.
"""

from __future__ import annotations

from unknot.dictation.letters import Letter, LetterDose, LetterPlan, LetterStep, LetterStop
from unknot.journal.quantity import Quantity, plain


def plans(letter: Letter) -> list[str]:
    return [plan(one) for one in letter.plans]


def stops(letter: Letter) -> list[str]:
    return [" ".join(part for part in (_name(one), str(one.on or "")) if part) for one in letter.stops]


def plan(of: LetterPlan) -> str:
    strength = amount(of.strength) if of.strength else ""
    head = " ".join(part for part in (_name(of), strength, of.form) if part)
    said = [" > ".join(_step(n, step) for n, step in enumerate(of.steps))] if of.steps else []
    if of.need is not None:
        when = "".join(f"@{slot}" for slot in of.need.slots)
        most = f" most {of.need.most_a_day}" if of.need.most_a_day else ""
        apart = f" apart {of.need.hours_between}" if of.need.hours_between else ""
        said.append(f"needed {amount(of.need.amount)}{when}{most}{apart}")
    tail = f" for {of.reason}" if of.reason else ""
    tail += "".join(f" limit {limit}" for limit in of.limits)
    last = f"; ends {of.ends}" if of.ends else f"; ends +{of.ends_after - 1}" if of.ends_after else ""
    return f"{head}: {'; '.join(said)}{tail}{last}"


def _name(of: LetterPlan | LetterStop) -> str:
    return of.code or of.name.lower()


def amount(of: Quantity) -> str:
    return f"{plain(of.value)} {of.unit.replace('{tbl}', 'tbl')}"


def _step(n: int, step: LetterStep) -> str:
    starts = str(step.starts) if step.starts else f"+{step.after_days}" if step.after_days is not None else "?"
    words = ", ".join(_dose(dose) for dose in step.doses)
    every = f" every {step.every_days} d" if step.every_days > 1 else ""
    every += f" on {step.weekday}" if step.weekday is not None else ""
    return f"{words}{every}" if not n and not step.starts else f"{starts} {words}{every}"


def _dose(dose: LetterDose) -> str:
    when = f"{dose.at:%H:%M}" if dose.at else dose.slot
    return f"{amount(dose.amount)}@{when}" if when else amount(dose.amount)
