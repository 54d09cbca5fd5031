"""The documents of a journal as they stand, page by page: how devices and other programs read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias
from uuid import UUID

from django.db import connection

from unknot.journal.journal import settle
from unknot.store import codec
from unknot.store.models import EntryRow

_PAGE = """
SELECT root, id, happened_at, document FROM unknot_entry
WHERE journal = %s AND NOT blanked AND root IN (
    SELECT root FROM unknot_entry
    WHERE journal = %s AND NOT blanked AND happened_at >= %s AND happened_at < %s AND (happened_at > %s OR root > %s)
    ORDER BY happened_at, root LIMIT %s)
"""
"""The families of the rows of a page and of the one behind it, whatever they are dated.

The index by time holds the inner rows in just this order, so that a page costs the same however far in it is. Written
out, as to have it built anew for each request costs more than to run it.
"""

Row: TypeAlias = tuple[UUID, UUID, datetime, str]


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a journal by time: that of an entry, after which a list goes on."""

    at: datetime
    id: UUID


def documents(
    journal: UUID, since: datetime, until: datetime, *, after: Mark | None = None, most: int = 1000
) -> tuple[list[str], Mark | None]:
    """The documents of the entries that stand and are dated in [since, until), in order, as JSON texts.

    At most so many at a time (fewer where some do not stand), from behind `after`; with where to go on, or None.
    What nothing was said about is given as it is stored, so that a long list is not read and written again.
    """
    start = max(after or Mark(since, UUID(int=0)), Mark(since, UUID(int=0)))
    rows = _rows(journal, start, until, most + 1)
    dated = sorted(mark for mark in (Mark(at, root) for root, _, at, _ in rows) if start < mark and mark.at < until)
    following = dated[most - 1] if len(dated) > most else None
    last = following or Mark(until, UUID(int=0))
    found = sorted(_standing(rows))
    return [text for place, text in found if start < place <= last and place.at < until], following


def _rows(journal: UUID, start: Mark, until: datetime, most: int) -> list[Row]:
    id, at = EntryRow._meta.get_field("id"), EntryRow._meta.get_field("happened_at")
    key, after = (id.get_db_prep_value(value, connection) for value in (journal, start.id))
    first, end = (at.get_db_prep_value(value, connection) for value in (start.at, until))
    with connection.cursor() as cursor:
        cursor.execute(_PAGE, [key, key, first, end, first, after, most])
        return [(_id(root), _id(id), _instant(at), text) for root, id, at, text in cursor.fetchall()]


def _id(stored: UUID | str) -> UUID:
    return stored if isinstance(stored, UUID) else UUID(stored)


def _instant(stored: datetime) -> datetime:
    return stored if stored.tzinfo else stored.replace(tzinfo=UTC)


def _standing(rows: Iterable[Row]) -> Iterator[tuple[Mark, str]]:
    families: dict[UUID, list[tuple[UUID, datetime, str]]] = defaultdict(list)
    for root, id, at, text in rows:
        families[root].append((id, at, text))
    for root, family in families.items():
        id, at, text = family[0]
        if len(family) == 1 and id == root and codec.is_current(text):
            yield Mark(at, id), text
        else:
            stands = settle(codec.read(text) for _, _, text in family).entries
            yield from ((Mark(entry.happened_at.instant, entry.id), codec.write(entry)) for entry in stands)
