"""What was done to a journal besides single entries: erased, imported, exported. Counts, never contents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from unknot.journal.entry import Role, Via
from unknot.journal.ids import new_id
from unknot.store.models import AuditRow


class Deed(StrEnum):
    """What can be done to many entries at once."""

    IMPORTED = "imported"
    EXPORTED = "exported"
    ERASED = "erased"
    BIN_EMPTIED = "bin-emptied"


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One deed: what, when, by whom, how, and how many entries it touched."""

    id: UUID
    at: datetime
    deed: Deed
    role: Role
    via: Via
    entries: int


def note(journal: UUID, deed: Deed, *, at: datetime, role: Role, via: Via, entries: int) -> AuditLine:
    """Write a deed down, in the transaction of what it tells of."""
    line = AuditLine(new_id(at), at, deed, role, via, entries)
    AuditRow.objects.create(
        id=line.id, journal=journal, at=at, deed=deed.value, role=role.value, via=via.value, entries=entries
    )
    return line


def lines(journal: UUID) -> tuple[AuditLine, ...]:
    """The deeds of a journal, oldest first."""
    rows = AuditRow.objects.filter(journal=journal).order_by("at", "id")
    return tuple(AuditLine(r.id, r.at, Deed(r.deed), Role(r.role), Via(r.via), r.entries) for r in rows)
