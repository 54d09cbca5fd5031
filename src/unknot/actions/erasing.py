"""For good: what is erased, and the bin after its 30 days."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from unknot.actions.results import BIN_DAYS, Actor, Receipt
from unknot.actions.single import withdrawals
from unknot.journal.corrections import subject
from unknot.journal.coverage import coverage
from unknot.journal.entry import Attachment, Body, Entry, Episode, Person, Role, Settings, Via
from unknot.journal.journal import settle
from unknot.journal.span import Span, hour_of, union, without
from unknot.store import audit
from unknot.store import entries as store
from unknot.store.audit import Deed

Forget = Callable[[str], object]
"""Deletes the stored file of a SHA-256."""


def erase(journal: UUID, ids: Collection[UUID], *, by: Actor, now: datetime, forget: Forget | None = None) -> Receipt:
    """Erase entries for good, with all that was said about them. Their ids stay, so that nothing brings them back.

    The hours of erased spasms, and hours that an erased word kept apart, count as no record: never as zero. A file
    that no entry names any more is given to `forget`.
    """
    everything = tuple(store.raw(journal))
    unrecorded = _unrecorded(everything, ids, erased=True)
    attached = _attached(entry for entry in everything if entry.id in set(ids))
    with transaction.atomic():
        gone = store.blank(journal, ids, now, unrecorded=unrecorded)
        line = audit.note(journal, Deed.ERASED, at=now, role=by.role, via=by.via, entries=gone)
    store.scrub()
    return Receipt(now, gone, unrecorded, _forgotten(attached, forget), line.id)


def erase_between(
    journal: UUID, since: datetime, until: datetime, *, by: Actor, now: datetime, forget: Forget | None = None
) -> Receipt:
    """Erase what is or was dated in [since, until), but who the person is and how the journal is kept."""
    return erase(journal, dated_between(journal, since, until), by=by, now=now, forget=forget)


def dated_between(journal: UUID, since: datetime, until: datetime) -> list[UUID]:
    """What `erase_between` would erase."""
    part = store.standing(journal, since, until)
    found = [e for e in (*part.entries, *part.withdrawn) if not isinstance(e.body, Settings | Person)]
    raw = store.find(journal, [entry.id for entry in found])
    return [e.id for e in found if any(since <= x.happened_at.instant < until for x in (e, raw[e.id]))]


def erase_all(journal: UUID, *, by: Actor, now: datetime, forget: Forget | None = None) -> Receipt:
    """Erase the whole journal. Nothing but the ids, and that it was erased, stays."""
    attached = _attached(store.raw(journal))
    with transaction.atomic():
        gone = store.blank_all(journal, now)
        line = audit.note(journal, Deed.ERASED, at=now, role=by.role, via=by.via, entries=gone)
    store.scrub()
    return Receipt(now, gone, (), _forgotten(attached, forget), line.id)


def empty_bin(journal: UUID, now: datetime, forget: Forget | None = None) -> int:
    """Blank what has been in the bin for 30 days; how many bodies went. Counted from when the word of it arrived."""
    known = store.standing(journal)
    said = {entry.id: [w.id for w in withdrawals(known, entry.id)] for entry in known.withdrawn}
    arrived = store.received(journal, [id for ids in said.values() for id in ids])
    over = [root for root, ids in said.items() if all(arrived[id] <= now - BIN_DAYS for id in ids)]
    if not over:
        return 0
    everything = tuple(store.raw(journal))
    unrecorded = _unrecorded(everything, over, erased=False)
    attached = _attached(entry for entry in everything if entry.id in set(over))
    with transaction.atomic():
        gone = store.blank(journal, over, now, unrecorded=unrecorded, shown_stays=True)
        audit.note(journal, Deed.BIN_EMPTIED, at=now, role=Role.OWNER, via=Via.CLI, entries=gone)
    store.scrub()
    _forgotten(attached, forget)
    return gone


def _attached(entries: Iterable[Entry[Body]]) -> set[str]:
    return {entry.body.sha256 for entry in entries if isinstance(entry.body, Attachment)}


def _forgotten(attached: Collection[str], forget: Forget | None) -> int:
    """Delete the files that no entry of any journal here names any more; how many went."""
    if forget is None or not attached:
        return 0
    gone = set(attached) - store.attached()
    for sha256 in gone:
        forget(sha256)
    return len(gone)


def _unrecorded(entries: Collection[Entry[Body]], ids: Collection[UUID], *, erased: bool) -> tuple[Span, ...]:
    """The hours that must not be vouched for once these entries are gone.

    A word reaches back to the word before it: without that one it would reach further than the person meant.
    """
    gone = set(ids)
    while more := {e.id for e in entries if subject(e) in gone} - gone:
        gone |= more
    before, after = settle(entries), settle(entry for entry in entries if entry.id not in gone)
    newly = without(coverage(after).vouched, coverage(before).vouched)
    spasms = [hour_of(e.happened_at.instant) for e in before.of(Episode) if erased and e.id in gone]
    return union((*newly, *spasms))
