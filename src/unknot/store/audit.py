"""What was done to a journal and its doors: who, what, when, through which link. Counts, never contents.

The lines of a journal are a chain: each holds the digest of the one before, so that a line that was changed, taken
out or put in between is found (`unknot check`, and on the owner's page). The table takes new lines only (`sealed`).
Whoever owns the computer can still lift that, and write the whole chain anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from django.db import connection, transaction

from unknot.journal.entry import Role, Via
from unknot.journal.ids import new_id
from unknot.store import jobs
from unknot.store.models import AuditRow


class Deed(StrEnum):
    """What can be done to many entries at once. What is done at the doors is named by the web."""

    IMPORTED = "imported"
    IMPORT_UNDONE = "import-undone"
    EXPORTED = "exported"
    ERASED = "erased"
    BIN_EMPTIED = "bin-emptied"


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One deed: what, when, by whom, how, how many entries it touched, and through which link."""

    id: UUID
    number: int
    at: datetime
    deed: str
    who: str
    role: Role
    via: Via
    entries: int
    share: UUID | None
    before: str
    digest: str


def note(
    journal: UUID | None,
    deed: str,
    *,
    at: datetime,
    role: Role = Role.OWNER,
    via: Via = Via.TAP,
    entries: int = 0,
    who: str = "",
    share: UUID | None = None,
) -> AuditLine:
    """Write a deed down at the end of the chain, in the transaction of what it tells of."""
    with transaction.atomic():
        _one_at_a_time(journal)
        last = AuditRow.objects.filter(journal=journal).order_by("-number").values_list("number", "digest").first()
        number, before = (last[0] + 1, last[1]) if last else (1, "")
        row = AuditRow(
            id=new_id(at),
            journal=journal,
            number=number,
            at=at,
            deed=str(deed)[:40],
            who=who[:80],
            role=role.value,
            via=via.value,
            entries=entries,
            share=share,
            before=before,
        )
        row.digest = digest(row)
        row.save(force_insert=True)
        if journal is not None:
            jobs.soon(journal, jobs.NEWS, at)
    return _line(row)


def lines(journal: UUID) -> tuple[AuditLine, ...]:
    """The deeds of a journal, oldest first."""
    return tuple(_line(row) for row in AuditRow.objects.filter(journal=journal).order_by("number"))


def latest(journal: UUID, most: int, before: int | None = None) -> list[AuditLine]:
    """The last deeds of a journal, newest first; those `before` a number, to go on behind the last one shown."""
    rows = AuditRow.objects.filter(journal=journal)
    if before is not None:
        rows = rows.filter(number__lt=before)
    return [_line(row) for row in rows.order_by("-number")[:most]]


def after(journal: UUID, number: int) -> tuple[AuditLine, ...]:
    """The deeds of a journal behind the one with this number, oldest first."""
    return tuple(_line(row) for row in AuditRow.objects.filter(journal=journal, number__gt=number).order_by("number"))


def last(journal: UUID, deeds: Collection[str]) -> AuditLine | None:
    """The latest of these deeds of a journal."""
    row = AuditRow.objects.filter(journal=journal, deed__in=deeds).order_by("-number").first()
    return _line(row) if row else None


def broken(journal: UUID | None = None) -> tuple[UUID, ...]:
    """The ids of the lines at which a chain does not hold: of one journal, or of every one and of the home itself."""
    rows = AuditRow.objects.order_by("journal", "number")
    if journal is not None:
        rows = rows.filter(journal=journal)
    found, chain, number, before = [], object(), 0, ""
    for row in rows.iterator(chunk_size=1000):
        if row.journal != chain:
            chain, number, before = row.journal, 0, ""
        if (row.number, row.before) != (number + 1, before) or row.digest != digest(row):
            found.append(row.id)
        number, before = row.number, row.digest
    return tuple(found)


def digest(row: AuditRow) -> str:
    """The SHA-256 of a line with the digest of the one before in it."""
    said = [
        row.number,
        str(row.journal or ""),
        row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        row.deed,
        row.who,
        row.role,
        row.via,
        row.entries,
        str(row.share or ""),
        row.before,
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=True, separators=(",", ":")).encode()).hexdigest()


def _line(row: AuditRow) -> AuditLine:
    return AuditLine(
        row.id, row.number, row.at, row.deed, row.who, Role(row.role), Via(row.via), row.entries, row.share,
        row.before, row.digest,
    )  # fmt: skip


def _one_at_a_time(journal: UUID | None) -> None:
    """SQLite has one writer anyway; PostgreSQL is told to let one at a time write to a chain."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [journal.int % 2**63 if journal else 0])
