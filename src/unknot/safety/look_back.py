"""Which entries the rules need: recent ones of most kinds, and standing ones of any age."""

from __future__ import annotations

from collections.abc import Mapping
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
    Prescription,
    Settings,
    Stock,
    Symptom,
    Treatment,
)
from unknot.journal.journal import Journal
from unknot.safety.facts import LOOK_BACK, recent

ANY_AGE: tuple[type[Body], ...] = (Circumstance, Prescription, Measurement, Stock, Settings)

ON_SAVE: Mapping[type[Body], timedelta | None] = {
    **dict.fromkeys(ANY_AGE),
    Symptom: timedelta(days=35),
    AlertAnswer: timedelta(days=35),
    Dose: timedelta(days=15),
    Episode: timedelta(days=5),
    Note: timedelta(days=8),
    DiaryDay: timedelta(days=5),
    Exposure: timedelta(days=5),
    Treatment: timedelta(days=5),
}
"""How far back each kind is read when an entry is saved (None: of any age): enough for the urgent rules."""

WHOLE: Mapping[type[Body], timedelta | None] = {
    kind: None if age is None else LOOK_BACK for kind, age in ON_SAVE.items()
}
"""The same for every rule, as the Visit page reads it."""


def needed_on_save(now: datetime) -> Mapping[type[Body], datetime | None]:
    """Since when each kind is read for the urgent rules: ask the store for this."""
    return {kind: None if age is None else now - age for kind, age in ON_SAVE.items()}


def lately(journal: Journal, now: datetime) -> Journal:
    """The journal with only the entries that the rules can need."""
    kept: list[Entry[Body]] = []
    for kind, age in WHOLE.items():
        entries = journal.of(kind)
        kept += entries if age is None else recent(entries, now - age - timedelta(days=1))
    return Journal(entries=tuple(kept))
