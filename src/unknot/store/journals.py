"""The journals of a home: usually one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from unknot.journal.ids import new_id
from unknot.store.models import JournalRow
from unknot.store.refusals import SeveralJournals


def journals() -> tuple[UUID, ...]:
    """The journals begun here, oldest first."""
    return tuple(JournalRow.objects.order_by("begun_at", "id").values_list("id", flat=True))


def begin(now: datetime, id: UUID | None = None) -> UUID:
    """Begin a journal; nothing changes if it was begun before."""
    row, _ = JournalRow.objects.get_or_create(id=id or new_id(now), defaults={"begun_at": now})
    return row.id


def only(now: datetime) -> UUID:
    """The one journal of a home, begun now if there is none; `SeveralJournals` if there is a choice."""
    with transaction.atomic():
        found = journals()
        if len(found) > 1:
            raise SeveralJournals(f"This home holds {len(found)} journals: name one of them.")
        return found[0] if found else begin(now)
