"""Every sign, in a journal, that a medicine was missed, cut, lowered by its plan, stopped or ran out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from unknot.journal.entry import Dose, DoseStatus, Exposure, Level, Medicine, Prescription
from unknot.journal.span import diary_day_span, moment
from unknot.knowledge.conditions import Doses
from unknot.knowledge.vocabulary import medicines_of
from unknot.safety.amounts import planned_total
from unknot.safety.facts import Evidence, Facts, evidence, recent

TAKEN_LATELY = timedelta(days=14)
QUESTION = "RF-WD-S"
"""The rule whose question asks what happened to doses that were not recorded."""

_BENZODIAZEPINES = dict.fromkeys(medicines_of("benzodiazepine"), frozenset({"benzodiazepine-stopped"}))
_GABAPENTINOIDS = dict.fromkeys(medicines_of("gabapentinoid"), frozenset({"gabapentinoid-stopped"}))
SAID_OF: Mapping[str, frozenset[str]] = {
    "baclofen": frozenset({"baclofen-reduced", "baclofen-stopped"}),
    "tizanidine": frozenset({"tizanidine-stopped"}),
    **_BENZODIAZEPINES,
    **_GABAPENTINOIDS,
}
"""What a text can say of a medicine by its name."""
OF_ANY = frozenset({"medicine-reduced", "medicine-stopped"})
"""What a text says of the tablets, whatever they are: it counts for what the person takes."""


def reduced(condition: Doses, look: Facts, at: datetime) -> Iterator[Evidence]:
    """What says so within the condition's hours before `at`."""
    since = at - timedelta(hours=condition.hours)
    yield from _skipped(condition, look, since, at)
    yield from _lowered(condition, look, since, at)
    yield from _said(condition, look, since, at)
    for answer in look.answers.get(QUESTION, ()):
        if since < answer.happened_at.at <= at and answer.body.answer in ("missed", "not-sure"):
            yield evidence(answer, "said-missed")


def _skipped(condition: Doses, look: Facts, since: datetime, at: datetime) -> Iterator[Evidence]:
    for entry in recent(look.journal.of(Dose), since):
        skipped = entry.body.status is DoseStatus.SKIPPED and entry.body.medicine.code in condition.of
        if skipped and entry.happened_at.at <= at:
            yield evidence(entry, "skipped")


def _lowered(condition: Doses, look: Facts, since: datetime, at: datetime) -> Iterator[Evidence]:
    """A day from which the plans of a medicine ask for less, or for nothing any more."""
    first = moment(since, look.zone).diary_day
    days = [first + timedelta(days=n) for n in range((moment(at, look.zone).diary_day - first).days + 1)]
    plans = [p for p in look.journal.of(Prescription) if p.body.medicine.code in condition.of]
    for plan in plans:
        totals = [planned_total(look.journal, plan.body.medicine, day) for day in days]
        for day, before, after in zip(days[1:], totals, totals[1:], strict=False):
            less = before and after and after.unit == before.unit and after.value < before.value
            ended = before and plan.body.ends is not None and plan.body.ends < day and after is None
            if less or ended:
                when = diary_day_span(day, look.zone).start
                yield Evidence(when, when, plan.id, "lowered")


def _said(condition: Doses, look: Facts, since: datetime, at: datetime) -> Iterator[Evidence]:
    taken = _takes(condition, look, at)
    named = {code for medicine in condition.of for code in SAID_OF.get(medicine, ())}
    for code in sorted(named | OF_ANY) if taken else sorted(named):
        for fact in look.signs.get(code, ()):
            if since < fact.at <= at:
                yield Evidence(fact.at, fact.news, fact.entry, code)
    for entry in recent(look.journal.of(Exposure), since) if taken else ():
        said = entry.body.code == "missed-medicine" and entry.body.level in (Level.YES, Level.A_BIT)
        if said and entry.happened_at.at <= at:
            yield evidence(entry, "missed-medicine")


def _takes(condition: Doses, look: Facts, at: datetime) -> bool:
    doses: list[Medicine] = [e.body.medicine for e in recent(look.journal.of(Dose), at - TAKEN_LATELY)]
    plans = [e.body.medicine for e in look.journal.of(Prescription)]
    return any(medicine.code in condition.of for medicine in (*doses, *plans))
