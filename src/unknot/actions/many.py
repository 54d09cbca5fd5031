"""Many entries, made elsewhere: an outbox, another device, a file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import transaction

from unknot.actions.results import Actor, Added, InTheFuture
from unknot.actions.single import refuse_future
from unknot.journal.entry import Body, Entry, Via
from unknot.journal.journal import CLOCKS_MAY_DIFFER
from unknot.journal.problem import Oddity, Problem
from unknot.journal.span import Span
from unknot.store import audit
from unknot.store import entries as store
from unknot.store.audit import Deed

AT_ONCE = 1000
"""Entries that an import holds in its hands at a time."""


def add(journal: UUID, entries: Iterable[Entry[Body]], *, now: datetime) -> Added:
    """Keep entries made elsewhere: an outbox, another device. They are kept even if their clock was wrong.

    Those with other content than what is here under their id are refused and named; the rest is kept.
    """
    given, refused = list(entries), tuple[UUID, ...]()
    try:
        done = store.append(journal, given, now)
    except store.DifferentEntry as different:
        refused = different.ids
        done = store.append(journal, [entry for entry in given if entry.id not in set(refused)], now)
    new = set(done.added)
    early = tuple(Problem(Oddity.FUTURE, (entry.id,)) for entry in given if entry.id in new and _ahead(entry, now))
    return Added(done.added, done.known, refused, early)


def import_entries(
    journal: UUID,
    entries: Iterable[Entry[Body]],
    *,
    by: Actor,
    now: datetime,
    blanked: Collection[UUID] = (),
    unrecorded: Iterable[Span] = (),
) -> Added:
    """Keep what an importer read, all or nothing, and write down that it was imported.

    The same row read again, on another day, is known: only when it was read differs. An export of our own also tells
    which ids were erased, and which hours count as no record since.
    """
    total = Added((), ())
    with transaction.atomic():
        for some in _portions(entries):
            there = store.find(journal, [entry.id for entry in some])
            done = add(journal, [_as_read_before(entry, there.get(entry.id)) for entry in some], now=now)
            total = Added(
                total.added + done.added,
                total.known + done.known,
                total.refused + done.refused,
                total.problems + done.problems,
            )
        store.blank(journal, blanked, now, unrecorded=unrecorded)
        if total.added:
            audit.note(journal, Deed.IMPORTED, at=now, role=by.role, via=by.via, entries=len(total.added))
    return total


def exported(journal: UUID, entries: int, *, by: Actor, now: datetime) -> None:
    """Write down that the journal was taken out."""
    audit.note(journal, Deed.EXPORTED, at=now, role=by.role, via=by.via, entries=entries)


def _as_read_before(entry: Entry[Body], there: Entry[Body] | None) -> Entry[Body]:
    if there is None or entry.provenance.via is not Via.IMPORT:
        return entry
    same = replace(entry, provenance=replace(entry.provenance, recorded_at=there.provenance.recorded_at)) == there
    return there if same else entry


def _portions(entries: Iterable[Entry[Body]]) -> Iterator[list[Entry[Body]]]:
    waiting = iter(entries)
    while some := list(islice(waiting, AT_ONCE)):
        yield some


def _ahead(entry: Entry[Body], now: datetime) -> bool:
    try:
        refuse_future(entry.body, entry.happened_at, now)
    except InTheFuture:
        return True
    return entry.provenance.recorded_at.instant > now + CLOCKS_MAY_DIFFER
