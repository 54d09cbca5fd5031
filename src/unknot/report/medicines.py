"""Medicines as the person wrote them, what changed, and what was recorded of the doses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from unknot.journal.entry import Dose, DoseStatus, Entry, Medicine, PlanStep, Prescription, Stage, Treatment
from unknot.journal.journal import Journal
from unknot.journal.plan import DoseCount, DueDose, counted, due_doses, same_medicine, step_on
from unknot.journal.quantity import Quantity
from unknot.knowledge.vocabulary import at_the_clinic
from unknot.report.plans import amount_words, step_words
from unknot.report.profile import Block, Line
from unknot.report.wording import Voice, joined, plain
from unknot.report.wording import counted as worded


def medicines(journal: Journal, first: date, last: date, zone: str, now: datetime, voice: Voice) -> Block:
    """The plans of the period with their doses, then what was taken without a plan, then treatments."""
    _ = voice._
    lines = [
        *_plans(journal, first, last, zone, now, voice),
        *_unplanned(journal, first, last, voice),
        *_treatments(journal, first, last, voice),
    ]
    return Block(_("Medicines and treatments"), _("as the person wrote them"), tuple(lines), _("None recorded."))


def dose_days(journal: Journal, first: date, last: date, zone: str, now: datetime) -> Mapping[date, DoseCount]:
    """The planned doses of each day, of the medicines whose doses are being logged at all in the period."""
    found = due_doses(journal, first, last, zone, now)
    logged = {dose.prescription.id: dose.prescription.body.medicine for dose in found if dose.answer is not None}
    days: dict[date, list[DueDose]] = defaultdict(list)
    for dose in found:
        if any(same_medicine(dose.prescription.body.medicine, medicine) for medicine in logged.values()):
            days[dose.day].append(dose)
    return {day: counted(doses) for day, doses in days.items()}


def name_of(medicine: Medicine, voice: Voice) -> str:
    """Baclofen 10 mg tablets, as far as it was written."""
    strength = amount_words(medicine.strength, voice) if medicine.strength else ""
    return " ".join(part for part in (plain(medicine.name, 60), strength, plain(medicine.form, 30)) if part)


def _plans(journal: Journal, first: date, last: date, zone: str, now: datetime, voice: Voice) -> Iterator[Line]:
    _ = voice._
    doses = due_doses(journal, first, last, zone, now)
    for entry in journal.of(Prescription):
        plan = entry.body
        if plan.first_day > last or (plan.ends is not None and plan.ends < first):
            continue
        count = counted(dose for dose in doses if dose.prescription.id == entry.id)
        notes = [
            _dose_counts(count, voice) if count.planned else "",
            _as_needed(journal, plan.medicine, first, last, voice) if plan.as_needed is not None else "",
        ]
        words, since = _plan(plan, first, last, voice)
        said = "; ".join(part for part in (since, joined(notes)) if part)
        yield Line(name_of(plan.medicine, voice), words, said) if words else Line(name_of(plan.medicine, voice), said)


def _dose_counts(count: DoseCount, voice: Voice) -> str:
    return voice._("doses: {taken} of {planned} taken, {skipped} missed, {unknown} not known").format(
        taken=count.taken, planned=count.planned, skipped=count.skipped, unknown=count.unknown
    )


def _plan(plan: Prescription, first: date, last: date, voice: Voice) -> tuple[str, str]:
    """The plan as it stood on the last day; its sum as typed, since when, and what it was before."""
    _ = voice._
    end = last if plan.ends is None else min(last, plan.ends)
    step = step_on(plan, end)
    if step is None:
        return "", _until(plan, last, voice)
    started = max(step.starts, plan.first_day)
    day = voice.day(started) if started >= first else voice.full(started)
    since = _("since {day}").format(day=day)
    before = step_on(plan, max(first, plan.first_day))
    if started > first and before is not None and before is not step:
        since = _("since {day} (before: {old})").format(day=day, old=_was(before, step, voice))
    return step_words(step, voice), joined([_day_sum(step, voice), since, _until(plan, last, voice)])


def _until(plan: Prescription, last: date, voice: Voice) -> str:
    if plan.ends is None or plan.ends >= last:
        return ""
    return voice._("until {day}").format(day=voice.day(plan.ends))


def _day_sum(step: PlanStep, voice: Voice) -> str:
    """35 mg a day as typed: the sum of what was typed, where there are several doses in one unit."""
    units = {dose.amount.unit for dose in step.doses}
    if len(step.doses) < 2 or len(units) > 1:
        return ""
    total = Quantity(sum((dose.amount.value for dose in step.doses), Decimal(0)), units.pop())
    words = voice._("{amount} a day as typed") if step.every_days == 1 else voice._("{amount} on such a day as typed")
    return words.format(amount=amount_words(total, voice))


def _was(before: PlanStep, now: PlanStep, voice: Voice) -> str:
    """What the doses that differ were before; the whole plan if doses came, went or moved."""
    gone = tuple(dose for dose in before.doses if dose not in now.doses)
    moved = {dose.at for dose in now.doses} != {dose.at for dose in before.doses}
    return step_words(before if moved or before.every_days != now.every_days else replace(before, doses=gone), voice)


def _as_needed(journal: Journal, medicine: Medicine, first: date, last: date, voice: Voice) -> str:
    _ = voice._
    days = {
        e.diary_day
        for e in _taken(journal, first, last)
        if e.body.as_needed and same_medicine(e.body.medicine, medicine)
    }
    return worded(len(days), _("as needed, recorded on 1 day"), _("as needed, recorded on {n} days"))


def _taken(journal: Journal, first: date, last: date) -> list[Entry[Dose]]:
    return [e for e in journal.of(Dose) if first <= e.diary_day <= last and e.body.status is not DoseStatus.SKIPPED]


def _unplanned(journal: Journal, first: date, last: date, voice: Voice) -> Iterator[Line]:
    """What was taken of medicines that no plan of the journal names."""
    _ = voice._
    plans = [entry.body.medicine for entry in journal.of(Prescription)]
    days: dict[str, set[date]] = defaultdict(set)
    names: dict[str, str] = {}
    for entry in _taken(journal, first, last):
        medicine = entry.body.medicine
        if not any(same_medicine(medicine, planned) for planned in plans):
            key = medicine.code or medicine.name.casefold().strip()
            names[key] = name_of(medicine, voice)
            days[key].add(entry.diary_day)
    for key in sorted(days, key=lambda k: (-len(days[k]), k)):
        yield Line(names[key], worded(len(days[key]), _("recorded on 1 day"), _("recorded on {n} days")))


def _treatments(journal: Journal, first: date, last: date, voice: Voice) -> Iterator[Line]:
    """Injections and refills with their dates; then the rest by the number of days, in one line."""
    _ = voice._
    days: dict[str, set[date]] = defaultdict(set)
    for entry in journal.of(Treatment):
        if first <= entry.diary_day <= last and entry.body.stage is Stage.DONE:
            days[entry.body.code].add(entry.diary_day)
    for code in sorted(days.keys() & at_the_clinic()):
        yield Line(voice.coded("treatment", code), ", ".join(voice.day(day) for day in sorted(days[code])))
    rest = sorted(days.keys() - at_the_clinic(), key=lambda code: (-len(days[code]), code))
    if rest:
        words = [
            worded(len(days[code]), _("{what} on 1 day"), _("{what} on {n} days"), what=voice.coded("treatment", code))
            for code in rest
        ]
        yield Line(_("Treatments"), joined(words))
