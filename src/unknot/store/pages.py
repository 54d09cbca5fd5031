"""The part of a journal that a page needs: of a ten-year journal not much more than of a short one."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from unknot.journal.document import KINDS, kind_of
from unknot.journal.entry import Visit
from unknot.journal.journal import Journal
from unknot.report.compose import EVENTS, read_from
from unknot.store import entries

ALWAYS = frozenset(KINDS) - {kind_of(kind) for kind in EVENTS} - {"amendment", "retraction"}
"""What is no event: needed whatever its date, and never much of it."""


def for_profile(journal: UUID, first: date, last: date, zone: str) -> Journal:
    """What the Spasm Profile of these days reads: composing it gives the same page as the whole journal does."""
    since = read_from(first, (), zone)
    found = entries.standing(journal, since, always=ALWAYS)
    visits = [e.happened_at.clock_date for e in found.of(Visit) if e.happened_at.clock_date <= last]
    needed = read_from(first, visits, zone)
    return found if needed >= since else entries.standing(journal, needed, always=ALWAYS)
