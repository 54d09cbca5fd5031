"""Which entries the rules need: recent ones of most kinds, and standing ones of any age."""

from __future__ import annotations

from datetime import datetime, timedelta

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
    Note,
    Person,
    Prescription,
    Settings,
    Stock,
    Symptom,
    Treatment,
)
from unknot.journal.journal import Journal
from unknot.safety.facts import LOOK_BACK, recent

ANY_AGE: tuple[type[Body], ...] = (Circumstance, Prescription, Measurement, Stock, Settings, Person)
RECENT: tuple[type[Body], ...] = (Symptom, AlertAnswer, Dose, Episode, Note, DiaryDay, Exposure, Treatment)
"""What the rules read of the last weeks. Of what the page after a save reads, the urgent rules need 35 days at most."""


def lately(journal: Journal, now: datetime) -> Journal:
    """The journal with only the entries that the rules can need."""
    since = now - LOOK_BACK - timedelta(days=1)
    kept: list[Entry[Body]] = [entry for kind in ANY_AGE for entry in journal.of(kind)]
    for kind in RECENT:
        kept += recent(journal.of(kind), since)
    return Journal(entries=tuple(kept))
