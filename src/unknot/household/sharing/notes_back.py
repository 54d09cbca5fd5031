"""The notes that were written back to the owner and wait to be read."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from unknot.household.sharing.models import NoteBack
from unknot.report.wording import plain

LONGEST = 300


@dataclass(frozen=True, slots=True)
class WaitingNote:
    """The newest note, and how many wait with it. Its name is as it was typed; its text is on one line."""

    name: str
    text: str
    n: int


def newest_waiting(journal: UUID) -> WaitingNote | None:
    """The newest note that the owner has neither kept nor removed; None if none waits."""
    waiting = NoteBack.objects.filter(journal=journal, released_at=None, removed_at=None).order_by("-at")
    newest = waiting.first()
    if newest is None:
        return None
    return WaitingNote(plain(newest.name, 80), plain(newest.text, LONGEST), waiting.count())
