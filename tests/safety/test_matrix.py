"""Two thousand random journals: no exception, and the alerts do not depend on the order of entry."""

from __future__ import annotations

import dataclasses
import random
from datetime import UTC, date, datetime, timedelta

from tests.generate import random_body, random_entry
from unknot.journal.entry import (
    AlertAnswer,
    Body,
    Circumstance,
    DiaryDay,
    Dose,
    Entry,
    Episode,
    Exposure,
    Measurement,
    Medicine,
    Note,
    PlanStep,
    Prescription,
    Stock,
    Symptom,
)
from unknot.journal.journal import settle
from unknot.journal.span import moment
from unknot.knowledge.said import phrases
from unknot.safety.alert import words
from unknot.safety.alerts import alerts, history

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ZONES = ("Europe/Dublin", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe")
KINDS: tuple[type[Body], ...] = (
    Symptom, Symptom, Symptom, Episode, Episode, Dose, Dose, Prescription, Circumstance, Circumstance,
    Note, Exposure, DiaryDay, Measurement, Stock, AlertAnswer,
)  # fmt: skip
MEDICINES = ("baclofen", "baclofen-intrathecal", "sertraline", "warfarin", "tizanidine")


def lively(seed: int) -> list[Entry[Body]]:
    """Up to 24 entries of the kinds that the rules read, in the last days, about the same few medicines."""
    rng = random.Random(seed)
    return [_entry(rng) for _ in range(rng.randint(0, 24))]


def _entry(rng: random.Random) -> Entry[Body]:
    kind = rng.choice(KINDS)
    at = NOW - timedelta(minutes=rng.choice((0, 5, 60, 600, 1500, 3000, 9000, 40_000)) * rng.random() - 2)
    when = moment(at, rng.choice(ZONES))
    entry = random_entry(rng, kind, _lively(rng, random_body(rng, kind)))
    recorded = moment(at + timedelta(minutes=rng.choice((0, 0, 90, 3000))), when.zone)
    return dataclasses.replace(
        entry, happened_at=when, provenance=dataclasses.replace(entry.provenance, recorded_at=recorded)
    )


def _lively(rng: random.Random, body: Body) -> Body:
    name = rng.choice(MEDICINES)
    match body:
        case Dose() | Stock():
            return dataclasses.replace(body, medicine=Medicine(name=name, code=name))
        case Prescription(steps=steps):
            starts = date(2026, 2, rng.randint(1, 28))
            moved = tuple(PlanStep(starts=starts + timedelta(days=n), doses=s.doses) for n, s in enumerate(steps))
            return dataclasses.replace(
                body, medicine=Medicine(name=name, code=name), steps=moved, starts=starts, ends=None
            )
        case Note():
            firsts = sorted(phrases().by_first)
            spelling = rng.choice(phrases().by_first[rng.choice(firsts)])[0]
            return Note(text=rng.choice(("", "no ", "last year ", "and ")) + " ".join(spelling))
        case _:
            return body


def test_no_journal_breaks_the_rules_and_order_does_not_matter():
    raised: set[str] = set()
    for seed in range(2000):
        entries = lively(seed)
        worse = date(2026, 2, 25) if seed % 3 else None
        found = history(settle(entries), now=NOW, zone="Europe/Dublin", worse_since=worse)
        random.Random(seed).shuffle(entries)
        assert found == history(settle(entries), now=NOW, zone="Europe/Dublin", worse_since=worse)
        assert len({alert.key for alert in found}) == len(found)
        raised |= {alert.rule.code for alert in found}
    assert len(raised) > 20, "the matrix reaches most rules"


def test_every_alert_can_be_said():
    for seed in range(300):
        for alert in alerts(settle(lively(seed)), now=NOW, zone="Europe/Dublin"):
            said = words(alert, str, lambda at: at.isoformat())
            assert said.title
            assert said.say
            assert "{" not in said.asks
            assert said.unchecked
