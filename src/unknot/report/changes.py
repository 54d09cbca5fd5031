"""What changed in a period: plans, injections, devices, programmes, visits; each on the day it began."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from unknot.journal.entry import PlannedDose, PlanStep, Prescription, Stage, Treatment, Visit
from unknot.journal.journal import Journal
from unknot.journal.plan import same_medicine
from unknot.journal.stopped import stopped_on
from unknot.knowledge.vocabulary import at_the_clinic
from unknot.report.plans import amount_words
from unknot.report.wording import Voice, joined, plain


@dataclass(frozen=True, slots=True)
class Change:
    """What changed at the start of a day, in words; a visit alone is not `marked` as a change.

    `of_medicine` is whether it was a plan, or something that a clinic gave.
    """

    day: date
    words: str
    marked: bool = True
    of_medicine: bool = False


def changes(journal: Journal, first: date, last: date, voice: Voice) -> tuple[Change, ...]:
    """The changes of the period in order, those of one day as one."""
    found = [*_plans(journal, voice), *_treatments(journal, voice), *_visits(journal, voice)]
    days = sorted({change.day for change in found if first <= change.day <= last})
    return tuple(_together([change for change in found if change.day == day]) for day in days)


def _together(changes: list[Change]) -> Change:
    words = tuple(dict.fromkeys(change.words for change in changes))
    marked, of_medicine = (any(flags) for flags in zip(*((c.marked, c.of_medicine) for c in changes), strict=True))
    return Change(changes[0].day, "; ".join(words), marked, of_medicine)


def _plans(journal: Journal, voice: Voice) -> Iterator[Change]:
    _ = voice._
    plans = [entry.body for entry in journal.of(Prescription)]
    for plan in plans:
        name = plain(plan.medicine.name, 40)
        before = [
            p
            for p in plans
            if p is not plan and p.first_day < plan.first_day and same_medicine(p.medicine, plan.medicine)
        ]
        words = _("{medicine}: new plan") if before else _("{medicine} started")
        if plan.starts is not None:
            yield Change(plan.starts, words.format(medicine=name), of_medicine=True)
        for old, new in zip(plan.steps, plan.steps[1:], strict=False):
            if new.starts > plan.first_day and (plan.ends is None or new.starts <= plan.ends):
                yield Change(new.starts, _step(name, old, new, voice), of_medicine=True)
        if (stopped := stopped_on(plan, plans)) is not None:
            yield Change(stopped, _("{medicine} stopped").format(medicine=name), of_medicine=True)


def _step(name: str, old: PlanStep, new: PlanStep, voice: Voice) -> str:
    """The one dose that differs, or that the plan is new."""
    _ = voice._
    gone, come = _only(old.doses, new.doses), _only(new.doses, old.doses)
    if len(gone) == len(come) == 1 and gone[0].at == come[0].at and old.every_days == new.every_days:
        return _("{medicine}, {time} dose: {old} to {new}").format(
            medicine=name,
            time=voice.time(new.doses[0].at if not come else come[0].at),
            old=amount_words(gone[0].amount, voice),
            new=amount_words(come[0].amount, voice),
        )
    return _("{medicine}: new plan").format(medicine=name)


def _only(these: tuple[PlannedDose, ...], those: tuple[PlannedDose, ...]) -> list[PlannedDose]:
    return [dose for dose in these if dose not in those]


def _treatments(journal: Journal, voice: Voice) -> Iterator[Change]:
    _ = voice._
    for entry in journal.of(Treatment):
        done = entry.body
        name = voice.coded("treatment", done.code)
        match done.stage:
            case Stage.STARTED:
                words = _("{treatment} started")
            case Stage.CHANGED:
                words = _("{treatment} changed")
            case Stage.STOPPED:
                words = _("{treatment} stopped")
            case Stage.DONE:
                if done.code not in at_the_clinic():
                    continue
                words = "{treatment}"
        what = joined([name, plain(done.agent, 40)])
        yield Change(entry.diary_day, words.format(treatment=what), of_medicine=done.code in at_the_clinic())


def _visits(journal: Journal, voice: Voice) -> Iterator[Change]:
    _ = voice._
    for entry in journal.of(Visit):
        whom = plain(entry.body.whom, 40)
        yield Change(entry.happened_at.clock_date, _("visit, {whom}").format(whom=whom) if whom else _("visit"), False)
