"""The table of entries, row by row: put in under what each is about, found again by their ids."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Field

from unknot.journal.corrections import subject
from unknot.journal.entry import Body, Entry
from unknot.store import codec
from unknot.store.models import EntryRow

AT_ONCE = 500
"""Ids asked for, and rows written, in one statement."""

NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)
"""The time of a blanked entry: none."""


def one_writer(journal: UUID) -> None:
    """SQLite has one writer anyway; PostgreSQL is told to let one at a time write to a journal."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [journal.int % 2**63])


def stored(journal: UUID, ids: Collection[UUID]) -> dict[UUID, EntryRow]:
    rows = EntryRow.objects.filter(journal=journal)
    return {row.id: row for chunk in chunks(list(ids)) for row in rows.filter(id__in=chunk)}


def insert_first(journal: UUID, entry: Entry[Body], received_at: datetime) -> bool:
    """Keep one entry that is about no other, if its id is new: one statement, as most entries come one by one."""
    if subject(entry) != entry.id:
        return False
    statement, fields = _one_row(connection.vendor)
    row = codec.row(journal, entry, entry.id, received_at)
    with connection.cursor() as cursor:
        cursor.execute(statement, [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields])
        return bool(cursor.rowcount == 1)


@cache
def _one_row(vendor: str) -> tuple[str, tuple[Field[Any, Any], ...]]:
    """The statement that keeps a row unless its id is there. To build it each time costs more than to run it."""
    table, fields = EntryRow._meta, tuple(EntryRow._meta.local_concrete_fields)
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    values = ", ".join("%s" for _ in fields)
    into = connection.ops.quote_name(table.db_table)
    return f"INSERT INTO {into} ({names}) VALUES ({values}) ON CONFLICT DO NOTHING", fields  # noqa: S608


def insert(journal: UUID, entries: Sequence[Entry[Body]], received_at: datetime) -> list[UUID]:
    """Keep new entries, each under its root; the ids kept. One about a blanked entry is kept blank, as known."""
    new = {entry.id: entry for entry in entries}
    changes = [entry for entry in entries if subject(entry) != entry.id]
    there = stored(journal, {subject(entry) for entry in changes} - new.keys()) if changes else {}
    rows = [codec.row(journal, entry, _root(entry, new, there), received_at) for entry in entries]
    gone = {id for id, row in there.items() if row.blanked}
    for row in rows:
        if row.root in gone:
            row.blanked, row.document, row.kind = True, "", ""
            row.happened_at = row.recorded_at = NO_TIME
    EntryRow.objects.bulk_create(rows, batch_size=AT_ONCE)
    _join_what_waited(journal, [row for row in rows if row.root != row.id])
    return [row.id for row in rows if not row.blanked]


def _root(entry: Entry[Body], new: Mapping[UUID, Entry[Body]], there: Mapping[UUID, EntryRow]) -> UUID:
    """What an entry is about in the end, as far as it is known yet. A circle ends where it began."""
    seen, current = {entry.id}, subject(entry)
    while current in new and current not in seen:
        seen.add(current)
        current = subject(new[current])
    return there[current].root if current in there else current


def _join_what_waited(journal: UUID, changes: Sequence[EntryRow]) -> None:
    """A withdrawal can be here before the amendment it withdraws: now its root is known."""
    rows = EntryRow.objects.filter(journal=journal)
    waited = {
        id
        for chunk in chunks([row.id for row in changes])
        for id in rows.filter(root__in=chunk).values_list("root", flat=True)
    }
    for row in changes:
        if row.id in waited:
            rows.filter(root=row.id).update(root=row.root)


def chunks(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
