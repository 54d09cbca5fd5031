"""The part of a journal that a page needs: of a ten-year journal not much more than of a short one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from unknot.journal.document import kind_of
from unknot.journal.journal import Journal
from unknot.journal.kinds import CORRECTIONS, KIND_FACTS
from unknot.report.compose import read_from, turns
from unknot.safety.facts import LOOK_BACK
from unknot.store import entries

A_DAY = timedelta(days=1)

ALWAYS = frozenset(kind_of(kind) for kind, row in KIND_FACTS.items() if not row.event) - CORRECTIONS
"""What is no event: needed whatever its date, and never much of it."""


def for_profile(journal: UUID, first: date, last: date, zone: str, now: datetime) -> Journal:
    """What the Spasm Profile of these days and its messages read: they come out as from the whole journal."""
    since = min(read_from(first, (), zone), now - LOOK_BACK - A_DAY)
    found = entries.standing(journal, since, always=ALWAYS)
    needed = read_from(first, turns(found, first, last), zone)
    return found if needed >= since else entries.standing(journal, needed, always=ALWAYS)
