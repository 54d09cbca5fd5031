"""A plan in plain words, as it was typed: amounts and times, its dated steps, the limits of an as-needed medicine."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from unknot.journal.entry import AsNeededLimit, Medicine, PlanStep, Prescription
from unknot.journal.plan import step_on
from unknot.journal.quantity import Quantity
from unknot.journal.quantity import plain as decimal
from unknot.journal.span import DAY_TURNS_AT
from unknot.report.units import quantity_words
from unknot.report.wording import Voice, counted, joined, plain


def amount_words(amount: Quantity, voice: Voice) -> str:
    """10 mg, 2 tablets, and one of what is counted: 1 tablet, 0.5 tablet."""
    _ = voice._
    one = {"{tbl}": _("{n} tablet"), "{drop}": _("{n} drop"), "{puff}": _("{n} puff")}
    if amount.value <= 1 and amount.unit in one:
        return one[amount.unit].format(n=decimal(amount.value))
    return quantity_words(amount, voice)


def medicine_words(medicine: Medicine, voice: Voice) -> str:
    """Baclofen, 10 mg tablet: as far as it was written."""
    strength = amount_words(medicine.strength, voice) if medicine.strength else ""
    form = " ".join(part for part in (strength, plain(medicine.form, 30)) if part)
    return joined([plain(medicine.name, 60), form])


def step_words(step: PlanStep, voice: Voice) -> str:
    """10 mg at 08:00 and 14:00; 15 mg at 22:00."""
    _ = voice._
    times: dict[str, list[str]] = defaultdict(list)
    for dose in sorted(step.doses, key=lambda dose: (dose.at < DAY_TURNS_AT, dose.at)):
        times[amount_words(dose.amount, voice)].append(voice.time(dose.at))
    words = [_("{amount} at {times}").format(amount=what, times=listed(at, voice)) for what, at in times.items()]
    if not words:
        return _("no planned doses")
    if step.every_days > 1:
        words.append(_("every {n} days").format(n=step.every_days))
    return "; ".join(words)


def listed(parts: list[str], voice: Voice) -> str:
    """08:00, 14:00 and 20:00."""
    if len(parts) < 2:
        return "".join(parts)
    return voice._("{first} and {last}").format(first=", ".join(parts[:-1]), last=parts[-1])


def limit_words(limit: AsNeededLimit, voice: Voice) -> str:
    """As needed: 5 mg, no more than 3 in 24 hours, at least 4 hours apart. As the clinician gave it."""
    _ = voice._
    hours = limit.hours_between
    parts = [
        amount_words(limit.amount, voice) if limit.amount else "",
        counted(limit.most_a_day, _("no more than 1 in 24 hours"), _("no more than {n} in 24 hours"))
        if limit.most_a_day
        else "",
        counted(hours, _("at least 1 hour apart"), _("at least {n} hours apart")) if hours else "",
    ]
    said = joined(parts)
    return _("As needed: {limits}").format(limits=said) if said else _("As needed")


def plan_lines(plan: Prescription, today: date, voice: Voice) -> tuple[str, ...]:
    """What a plan asks for now, then its steps to come with their days, then its limits and its last day."""
    _ = voice._
    starts = max(plan.first_day, plan.steps[0].starts) if plan.steps else plan.first_day
    day = max(today, starts)
    now = step_on(plan, day if plan.ends is None else min(day, plan.ends))
    lines = [step_words(now, voice)] if now else []
    lines += [
        _("From {day}: {plan}").format(day=voice.day(step.starts), plan=step_words(step, voice))
        for step in plan.steps
        if now is not None and step.starts > now.starts and (plan.ends is None or step.starts <= plan.ends)
    ]
    if plan.as_needed is not None:
        lines.append(limit_words(plan.as_needed, voice))
    if plan.starts is not None and plan.starts > today:
        lines.append(_("Starts on {day}").format(day=voice.full(plan.starts)))
    if plan.ends is not None:
        last = _("Last day: {day}") if plan.ends >= today else _("Ended on {day}")
        lines.append(last.format(day=voice.full(plan.ends)))
    return tuple(lines)


def note_lines(plan: Prescription) -> tuple[str, ...]:
    """The limits and notes of a plan, as they were given."""
    return tuple(plain(line, 300) for line in plan.note.splitlines() if line.strip())


def whole_plan(plan: Prescription, voice: Voice) -> tuple[str, ...]:
    """Every step of a plan with the day it starts: for the history, where no step is the one of today."""
    _ = voice._
    lines = [
        _("From {day}: {plan}").format(day=voice.full(max(step.starts, plan.first_day)), plan=step_words(step, voice))
        for step in plan.steps
    ]
    if plan.as_needed is not None:
        lines.append(limit_words(plan.as_needed, voice))
    if not plan.steps:
        since = _("From {day}").format(day=voice.full(plan.starts)) if plan.starts else _("Since when is not known")
        lines.append(since)
    if plan.ends is not None:
        lines.append(_("Until {day}").format(day=voice.full(plan.ends)))
    return tuple(lines)
