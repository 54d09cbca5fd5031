"""Entries to the rows of the table and back."""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
from typing import cast
from uuid import UUID

from unknot.journal.document import VERSION, Document, Unreadable, from_document, kind_of, to_document
from unknot.journal.entry import Amendment, Body, Entry
from unknot.journal.scalars import read_moment
from unknot.journal.upcast import upcast
from unknot.store.models import EntryRow


def write(entry: Entry[Body]) -> str:
    """The document as compact JSON text."""
    return json.dumps(to_document(entry), ensure_ascii=False, separators=(",", ":"))


def is_current(text: str) -> bool:
    """Whether a text was written by `write` in the version of now: then reading and writing it changes nothing."""
    return text.startswith(f'{{"v":{VERSION},')


def read(text: str) -> Entry[Body]:
    """The entry of a stored document of any version; `Unreadable` if it is none."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable("", "this is not JSON") from error
    if not isinstance(document, dict):
        raise Unreadable("", "this is not an object")
    return from_document(upcast(cast(Document, document)))


KEPT_IN_HAND = 10_000
"""Entries kept decoded: some months of a busy journal, about 20 MB."""


@lru_cache(maxsize=KEPT_IN_HAND)
def known(text: str) -> Entry[Body]:
    """The same, remembered: an entry never changes, and a page reads the same weeks again and again."""
    return read(text)


def row(journal: UUID, entry: Entry[Body], root: UUID, received_at: datetime) -> EntryRow:
    return EntryRow(
        journal=journal,
        id=entry.id,
        root=root,
        kind=kind_of(entry.body),
        happened_at=_dated(entry),
        recorded_at=entry.provenance.recorded_at.instant,
        received_at=received_at,
        document=write(entry),
    )


def _dated(entry: Entry[Body]) -> datetime:
    """When a window should find it: an amendment that moves its root counts at the new time."""
    if isinstance(entry.body, Amendment):
        moved = entry.body.changes.get("happened_at")
        try:
            return read_moment(moved).instant if isinstance(moved, str) else entry.happened_at.instant
        except ValueError:
            return entry.happened_at.instant
    return entry.happened_at.instant
