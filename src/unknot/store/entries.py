"""The append-only table of entries: put them in, give them back unchanged.

Adding is idempotent: the same entry twice changes nothing, other content under a known id is refused and named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from unknot.journal.document import kind_of
from unknot.journal.entry import Attachment, Body, DayCount, DiaryDay, Entry, Retraction, Settings
from unknot.journal.journal import Journal, settle
from unknot.journal.kinds import CORRECTIONS, EVENTS
from unknot.journal.kinds import STANDING_KINDS as STANDING_KINDS
from unknot.journal.span import Span, union
from unknot.store import cache, codec, jobs, table
from unknot.store.models import EntryRow, GapRow
from unknot.store.refusals import DifferentEntry as DifferentEntry

PLANS = STANDING_KINDS | CORRECTIONS
"""Kinds that can change what there is to be reminded of."""

BEGINNINGS = frozenset(kind_of(kind) for kind in (*EVENTS, DiaryDay, DayCount, Settings)) - CORRECTIONS
"""Kinds whose first entry begins a journal."""


@dataclass(frozen=True, slots=True)
class Appended:
    """The ids that are new, and those that were known already; both in the order given."""

    added: tuple[UUID, ...]
    known: tuple[UUID, ...]


def append(journal: UUID, entries: Iterable[Entry[Body]], received_at: datetime) -> Appended:
    """Keep entries; `DifferentEntry` (and nothing kept) if one has a known id and other content."""
    given: dict[UUID, Entry[Body]] = {}
    different = [entry.id for entry in entries if given.setdefault(entry.id, entry) != entry]
    with transaction.atomic():
        table.one_writer(journal)
        only = next(iter(given.values())) if len(given) == 1 and not different else None
        if only and table.insert_first(journal, only, received_at):
            return Appended(tuple(given), ())
        there = table.stored(journal, given)
        different += [id for id, row in there.items() if not row.blanked and not _same(row, given[id])]
        if different:
            raise DifferentEntry(different)
        new = [entry for id, entry in given.items() if id not in there]
        added = frozenset(table.insert(journal, new, received_at))
        if any(kind_of(entry.body) in PLANS for entry in new):
            jobs.soon(journal, jobs.REMINDERS, received_at)
    return Appended(tuple(id for id in given if id in added), tuple(id for id in given if id not in added))


def raw(journal: UUID) -> Iterator[Entry[Body]]:
    """Every entry as it was recorded, amendments and retractions too, in the order of recording."""
    rows = _rows(journal).order_by("recorded_at", "id").values_list("document", flat=True)
    return map(codec.read, rows.iterator(chunk_size=2000))


def standing(
    journal: UUID,
    since: datetime | None = None,
    until: datetime | None = None,
    always: Collection[str] = STANDING_KINDS,
    also: Collection[UUID] = (),
) -> Journal:
    """The journal as it stands, or the part that is or was dated in [since, until): two queries.

    A part holds each of its entries with all that was ever said about it, and the kinds of `always` and the entries of
    `also` whatever their date. What coverage says of its first 30 hours needs the words before them: ask from that
    much earlier.
    """
    rows = _rows(journal)
    if since is not None or until is not None:
        every = EntryRow.objects.filter(journal=journal)
        inside = every.filter(_dated(since, until)).values("root")
        standing = every.filter(kind__in=always).values("root")
        named = [every.filter(id__in=also).values("root")] if also else []
        rows = rows.filter(root__in=inside.union(standing, *named, all=True))
    found = settle(map(codec.known, rows.values_list("document", flat=True).iterator(chunk_size=2000)))
    unrecorded = gaps(journal)
    return replace(found, gaps=unrecorded) if unrecorded else found


def withdrawn_since(journal: UUID, since: datetime) -> Journal:
    """The entries that something was withdrawn or put back of since then, with all that was said about them."""
    every = EntryRow.objects.filter(journal=journal)
    roots = every.filter(kind=kind_of(Retraction), recorded_at__gte=since).values("root")
    rows = _rows(journal).filter(root__in=roots)
    return settle(codec.read(text) for text in rows.values_list("document", flat=True).iterator(chunk_size=2000))


def find(journal: UUID, ids: Collection[UUID]) -> dict[UUID, Entry[Body]]:
    """The raw entries with these ids, if they are there and not blanked."""
    found = (row for chunk in table.chunks(list(ids)) for row in _rows(journal).filter(id__in=chunk))
    return {row.id: codec.read(row.document) for row in found}


def family(journal: UUID, root: UUID) -> tuple[Entry[Body], ...]:
    """A root and everything said about it, raw."""
    return tuple(codec.read(text) for text in _rows(journal).filter(root=root).values_list("document", flat=True))


def received(journal: UUID, ids: Collection[UUID]) -> dict[UUID, datetime]:
    """When each of these entries arrived."""
    rows = EntryRow.objects.filter(journal=journal)
    return {
        id: at
        for chunk in table.chunks(list(ids))
        for id, at in rows.filter(id__in=chunk).values_list("id", "received_at")
    }


def arrived(journal: UUID, at: datetime) -> tuple[UUID, ...]:
    """The ids of what arrived at one moment: an import is kept at one."""
    return tuple(_rows(journal).filter(received_at=at).values_list("id", flat=True))


def count(journal: UUID) -> int:
    return _rows(journal).count()


def first_day(journal: UUID) -> date | None:
    """The diary day of the first thing that happened, or on which the journal was set up; None if it is empty."""
    rows = _rows(journal).filter(kind__in=BEGINNINGS).order_by("happened_at").values_list("document", flat=True)
    first = rows.first()
    return codec.read(first).diary_day if first is not None else None


def attached() -> set[str]:
    """The SHA-256 of every file that an entry of any journal here names."""
    rows = EntryRow.objects.filter(kind=kind_of(Attachment), blanked=False).values_list("document", flat=True)
    found = (codec.read(text).body for text in rows.iterator(chunk_size=table.AT_ONCE))
    return {body.sha256 for body in found if isinstance(body, Attachment)}


def gaps(journal: UUID) -> tuple[Span, ...]:
    """The hours that count as no record because something in them was erased."""
    rows = GapRow.objects.filter(journal=journal).values_list("start", "end")
    return union(Span(start, end) for start, end in rows)


def blanked(journal: UUID) -> tuple[UUID, ...]:
    """The ids whose body is gone, in order."""
    rows = EntryRow.objects.filter(journal=journal, blanked=True)
    return tuple(rows.order_by("id").values_list("id", flat=True))


def blank(
    journal: UUID,
    ids: Collection[UUID],
    received_at: datetime,
    *,
    unrecorded: Iterable[Span] = (),
    shown_stays: bool = False,
) -> int:
    """Blank these entries and all that was said about them, keeping the ids; how many bodies were blanked.

    What was worked out from them goes too; what was shown goes unless `shown_stays`.

    An id that is not here is kept as blank too: what comes under it later is known, and dropped. `unrecorded` are
    hours that shall count as no record from now on.
    """
    nothing = {"document": "", "blanked": True, "kind": "", "happened_at": table.NO_TIME, "recorded_at": table.NO_TIME}
    every = EntryRow.objects.filter(journal=journal)
    with transaction.atomic():
        table.one_writer(journal)
        (cache.forget_work if shown_stays else cache.forget_all)(journal)
        done = 0
        for chunk in table.chunks(list(ids)):
            done += every.filter(Q(root__in=chunk) | Q(id__in=chunk), blanked=False).update(**nothing)
            known = set(every.filter(id__in=chunk).values_list("id", flat=True))
            EntryRow.objects.bulk_create(
                EntryRow(journal=journal, id=id, root=id, received_at=received_at, **nothing)
                for id in chunk
                if id not in known
            )
        GapRow.objects.bulk_create(
            [GapRow(journal=journal, start=gap.start, end=gap.end) for gap in union(unrecorded)],
            ignore_conflicts=True,
        )
    return done


def blank_all(journal: UUID, received_at: datetime) -> int:
    """Blank a whole journal, and forget its gaps; how many bodies were blanked."""
    with transaction.atomic():
        ids = EntryRow.objects.filter(journal=journal).values_list("id", flat=True)
        done = blank(journal, tuple(ids), received_at)
        GapRow.objects.filter(journal=journal).delete()
    return done


def scrub() -> None:
    """Take what was blanked out of memory and the database's own log too. PostgreSQL does it when it vacuums."""
    codec.known.cache_clear()
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _rows(journal: UUID) -> QuerySet[EntryRow]:
    return EntryRow.objects.filter(journal=journal, blanked=False)


def _dated(since: datetime | None, until: datetime | None) -> Q:
    dated = Q()
    if since is not None:
        dated &= Q(happened_at__gte=since)
    if until is not None:
        dated &= Q(happened_at__lt=until)
    return dated


def _same(row: EntryRow, entry: Entry[Body]) -> bool:
    return row.document == codec.write(entry) or codec.read(row.document) == entry
