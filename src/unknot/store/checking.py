"""Looking a home over: is every byte, every document and every attached file still as it was written?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.db import connection

from unknot.journal.document import Unreadable
from unknot.journal.entry import Attachment
from unknot.store import attachments, audit, codec, raw_file
from unknot.store.keys import DATABASE_NAME, MasterKey
from unknot.store.models import EntryRow


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at, and what is wrong: nothing about the contents."""

    entries: int
    files: int
    database: tuple[str, ...] = ()
    unreadable: tuple[UUID, ...] = ()
    lost_files: tuple[UUID, ...] = ()
    audit: tuple[UUID, ...] = ()
    """Lines of the audit at which its chain does not hold."""

    @property
    def whole(self) -> bool:
        return not (self.database or self.unreadable or self.lost_files or self.audit)


def check(home: Path, key: MasterKey, watch: Callable[[Iterable[EntryRow], int], Iterable[EntryRow]]) -> Checked:
    """Check the database, every document in it and every file; `watch` may show how far it is."""
    faults = raw_file.faults(home / DATABASE_NAME, key) if connection.vendor == "sqlite" else []
    if faults:
        return Checked(0, 0, database=tuple(faults))
    rows = EntryRow.objects.filter(blanked=False).order_by("journal", "id")
    total, files = rows.count(), 0
    unreadable, lost = [], []
    for row in watch(rows.iterator(chunk_size=500), total):
        try:
            entry = codec.read(row.document)
        except Unreadable:
            unreadable.append(row.id)
            continue
        if entry.id != row.id:
            unreadable.append(row.id)
        if isinstance(entry.body, Attachment):
            files += 1
            if not _there(home, key, entry.body.sha256):
                lost.append(row.id)
    return Checked(total, files, unreadable=tuple(unreadable), lost_files=tuple(lost), audit=audit.broken())


def _there(home: Path, key: MasterKey, sha256: str) -> bool:
    try:
        attachments.fetch(home, key, sha256)
    except (attachments.NoSuchAttachment, attachments.DamagedAttachment):
        return False
    return True
