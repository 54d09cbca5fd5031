"""What a log shows of severe spasms alone: a second list, worked out only for who asks for it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from unknot.analysis.analyse import analyse
from unknot.analysis.associations.method import METHOD
from unknot.analysis.patterns import Patterns
from unknot.journal.entry import Band, Episode
from unknot.journal.journal import Journal
from unknot.store import cache

FROM = 7
"""The bother from which a spasm counts as severe here."""
NAME = "looks-severe"
SECOND_LIST = replace(METHOD, strong_alpha=METHOD.strong_alpha / 2, list_alpha=METHOD.list_alpha / 2)
"""Whoever looks at two lists gives chance two tries: the second one has to show more."""


def weekly(days: int) -> Sequence[int]:
    """The days of a log to look at: once a week, as nobody made these looks before they were asked for."""
    return range(METHOD.first_look, days + 1, 7)


def patterns(id: UUID, journal: Journal, at: datetime, zone: str) -> Patterns:
    """The owner's own look at severe spasms; the looks are kept for the next time."""
    before = cache.get(id, NAME)
    known = json.loads(before.document) if before else {}
    found = analyse(
        journal, as_of=at, zone=zone, severe_from=FROM, known=known, method=SECOND_LIST, looks=weekly
    )  # fmt: skip
    if found.book != known:
        cache.put(id, NAME, json.dumps(found.book), at)
    return found


def counted(journal: Journal) -> tuple[int, int]:
    """How many spasms count as severe, and of how many it was never said how much they bothered."""
    spasms = [entry.body for entry in journal.of(Episode)]
    severe = sum(s.bother_band is Band.HIGH if s.bother is None else s.bother >= FROM for s in spasms)
    return severe, sum(s.bother is None and s.bother_band is None for s in spasms)
