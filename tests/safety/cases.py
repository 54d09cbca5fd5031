"""Journals for the rules, from data: standing facts, plans, days in notation, answers to what was asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from tests.days import HOME, entries
from unknot.journal.entry import (
    AlertAnswer,
    Body,
    Circumstance,
    Entry,
    Medicine,
    PlannedDose,
    PlanStep,
    Prescription,
    Provenance,
    Standing,
)
from unknot.journal.ids import import_id
from unknot.journal.journal import Journal, settle
from unknot.journal.quantity import Quantity
from unknot.journal.span import moment
from unknot.knowledge.vocabulary import vocabulary
from unknot.safety.alerts import alerts

ZONE = "Europe/Dublin"
LONG_AGO = datetime(2026, 1, 1, 9)


@dataclass(frozen=True)
class Case:
    """One case: the journal's parts, and the local time at which it is looked at."""

    about: Sequence[str] = ()
    plan: Sequence[str] = ()
    days: str = ""
    answers: Sequence[str] = ()
    worse_days: int = 0
    now: datetime = datetime(2026, 3, 2, 12)

    @property
    def instant(self) -> datetime:
        return self.now.replace(tzinfo=ZoneInfo(ZONE))

    @property
    def worse_since(self) -> date | None:
        day = moment(self.now, ZONE).diary_day
        return day - timedelta(days=self.worse_days) if self.worse_days else None


def entry(body: Body, at: datetime, name: str) -> Entry[Body]:
    when = moment(at, ZONE)
    id = import_id(HOME, "case", name, 0)
    return Entry(id=id, happened_at=when, provenance=Provenance(recorded_at=when), body=body)


def raw(case: Case) -> list[Entry[Body]]:
    """The entries of a case, its answers included."""
    found = [_circumstance(text) for text in case.about]
    found += [_plan(text) for text in case.plan]
    found += entries(case.days, zone=ZONE)
    for text in case.answers:
        found.append(_answer(text, found))
    return found


def journal_of(case: Case) -> Journal:
    return settle(raw(case))


def _circumstance(text: str) -> Entry[Body]:
    code, _, standing = text.partition(":")
    body = Circumstance(code=code, standing=Standing(standing.strip() or "yes"))
    return entry(body, LONG_AGO, text)


def _plan(text: str) -> Entry[Body]:
    """`baclofen 10 mg at 08:00 20:00 from 2026-02-01, 5 mg at 08:00 from 2026-03-01`"""
    name = text.split()[0]
    steps = []
    for part in text.removeprefix(name).split(","):
        found = re.fullmatch(r"\s*([\d.]+) (\S+) at ([\d: ]+) from (\S+)", part)
        assert found, part
        amount = Quantity(Decimal(found[1]), found[2])
        doses = tuple(PlannedDose(time.fromisoformat(at), amount) for at in found[3].split())
        steps.append(PlanStep(starts=date.fromisoformat(found[4]), doses=doses))
    code = name if name in vocabulary("medicine").terms else ""
    body = Prescription(medicine=Medicine(name=name, code=code), steps=tuple(steps), starts=steps[0].starts)
    return entry(body, datetime.combine(steps[0].starts, time(7)), text)


def _answer(text: str, before: list[Entry[Body]]) -> Entry[Body]:
    """`2026-03-02 09:12 RF-LONG still-there`: the answer to what that rule showed at that time."""
    day, clock, rule, answer = text.split()
    at = datetime.fromisoformat(f"{day}T{clock}")
    shown = alerts(settle(before), now=at.replace(tzinfo=ZoneInfo(ZONE)), zone=ZONE)
    (key,) = [alert.key for alert in shown if alert.rule.code == rule]
    return entry(AlertAnswer(rule=rule, key=key, answer=answer), at, text)


def told(case: Case) -> list[tuple[str, str]]:
    """Which rules speak, and how: a tier, or `ask`."""
    found = alerts(journal_of(case), now=case.instant, zone=ZONE, worse_since=case.worse_since)
    return [(a.rule.code, "ask" if a.asks else a.tier.value) for a in found]


NOBODY = UUID(int=0)
