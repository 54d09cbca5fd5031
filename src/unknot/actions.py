"""Everything a person can do to a journal. Views, the API, sync, the command line and importers call these; nothing
else writes.

Each action keeps what it writes, and the audit of it, together or not at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Generic, TypeVar
from uuid import UUID

from django.db import transaction

from unknot.journal.coverage import coverage
from unknot.journal.document import body_document, changed, to_document
from unknot.journal.entry import (
    AlertAnswer,
    Amendment,
    Body,
    Campaign,
    DiaryDay,
    Dose,
    DoseStatus,
    Entry,
    Episode,
    Experiment,
    ExperimentDay,
    Habit,
    Json,
    Person,
    Precision,
    Prescription,
    Provenance,
    Retraction,
    Role,
    Settings,
    Toss,
    Via,
    Visit,
)
from unknot.journal.ids import new_id
from unknot.journal.journal import CLOCKS_MAY_DIFFER, Journal, settle
from unknot.journal.problem import Oddity, Problem
from unknot.journal.span import Moment, Span, hour_of, moment, union, without
from unknot.store import audit
from unknot.store import entries as store
from unknot.store.audit import Deed

BIN_DAYS = timedelta(days=30)
AT_ONCE = 1000
"""Entries that an import holds in its hands at a time."""

K = TypeVar("K", bound=Body)


class InTheFuture(Exception):
    """A person at a screen dated something after now."""


class NotThere(Exception):
    """The entry is not in this journal, was withdrawn, or its 30 days in the bin are over."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, and how: `name` and `device` as the person named them."""

    role: Role = Role.OWNER
    name: str = ""
    via: Via = Via.TAP
    device: str = ""

    def at(self, when: Moment) -> Provenance:
        return Provenance(recorded_at=when, role=self.role, name=self.name, via=self.via, device=self.device)


@dataclass(frozen=True, slots=True)
class Saved(Generic[K]):
    """An entry that is now durable, and what is odd about it."""

    entry: Entry[K]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """What became of entries made elsewhere. Those `refused` have other content than what is here under their id."""

    added: tuple[UUID, ...]
    known: tuple[UUID, ...]
    refused: tuple[UUID, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was erased: how many bodies, and the hours that count as no record from now on."""

    at: datetime
    entries: int
    unrecorded: tuple[Span, ...]


# ---------------------------------------------------------------- one entry, by a person


def record(
    journal: UUID,
    body: K,
    *,
    by: Actor,
    happened_at: Moment,
    now: datetime,
    precision: Precision = Precision.MINUTE,
    private: bool = False,
    id: UUID | None = None,
) -> Saved[K]:
    """Keep what a person says. `id` is given by a form or an outbox, so that a second press saves nothing twice.

    Raises `InTheFuture`, or `DifferentEntry` if other words were saved under the id before.
    """
    _refuse_future(body, happened_at, now)
    provenance = by.at(moment(now, happened_at.zone))
    entry: Entry[K] = Entry(
        id=id or new_id(now),
        happened_at=happened_at,
        provenance=provenance,
        body=body,
        precision=precision,
        private=private,
    )
    before = store.find(journal, [id]).get(id) if id is not None else None
    if before is not None and before.body == body:
        return Saved(before)  # type: ignore[arg-type]  # its body equals ours
    store.append(journal, [entry], now)
    return Saved(entry)


def answer(journal: UUID, alert: AlertAnswer, *, by: Actor, happened_at: Moment, now: datetime) -> Saved[AlertAnswer]:
    """Keep what was done about an alert."""
    return record(journal, alert, by=by, happened_at=happened_at, now=now)


def amend(
    journal: UUID,
    root: UUID,
    changes: Mapping[str, Json],
    *,
    by: Actor,
    now: datetime,
    base: UUID | None = None,
    id: UUID | None = None,
) -> Saved[Body]:
    """Correct fields of an entry, named as its document names them; None puts a field's default back.

    `base` is the last amendment the person saw; by default the last there is. What is already so is not written.
    Raises `NotThere`, `InTheFuture`, or `Unreadable` for a value that cannot be.
    """
    known = settle(store.family(journal, root))
    entry = known.find(root)
    if entry is None:
        raise NotThere("This entry is not in the journal any more.")
    after = changed(entry, changes)
    if after.happened_at != entry.happened_at:
        _refuse_future(after.body, after.happened_at, now)
    needed = {name: value for name, value in changes.items() if _field(entry, name) != _field(after, name)}
    if not needed:
        return Saved(entry)
    amendment = Amendment(amends=root, base=base or known.last_change(root), changes=needed)
    store.append(journal, [_about(entry, amendment, by, now, id)], now)
    return Saved(after)


def retract(
    journal: UUID,
    root: UUID,
    *,
    by: Actor,
    now: datetime,
    reason: str = "",
    base: UUID | None = None,
    id: UUID | None = None,
) -> Saved[Body]:
    """Put an entry into the bin. Doing it twice is doing it once."""
    known = settle(store.family(journal, root))
    entry = known.find(root)
    if entry is None:
        if any(withdrawn.id == root for withdrawn in known.withdrawn):
            return Saved(known.withdrawn[0])
        raise NotThere("This entry is not in the journal any more.")
    retraction = Retraction(retracts=root, base=base or known.last_change(root), reason=reason)
    store.append(journal, [_about(entry, retraction, by, now, id)], now)
    return Saved(entry)


def restore_entry(journal: UUID, root: UUID, *, by: Actor, now: datetime) -> Saved[Body]:
    """Bring an entry back from the bin, by withdrawing every withdrawal of it."""
    known = settle(store.family(journal, root))
    standing = known.find(root)
    if standing is not None:
        return Saved(standing)
    if not known.withdrawn:
        raise NotThere("This entry is not in the bin any more.")
    withdrawn = known.withdrawn[0]
    undone = [_about(withdrawn, Retraction(retracts=r.id), by, now, None) for r in _withdrawals(known, root)]
    store.append(journal, undone, now)
    return Saved(withdrawn)


def _about(
    entry: Entry[Body], change: Amendment | Retraction, by: Actor, now: datetime, id: UUID | None
) -> Entry[Body]:
    """A word about an entry: private if the entry is."""
    at = moment(now, entry.happened_at.zone)
    return Entry(id=id or new_id(now), happened_at=at, provenance=by.at(at), body=change, private=entry.private)


def _withdrawals(known: Journal, root: UUID) -> tuple[Entry[Body], ...]:
    """The retractions of `root` that stand: those that no standing retraction withdraws."""
    about: dict[UUID, list[Entry[Body]]] = {root: []}
    waiting = [root]
    for id in waiting:  # it grows: a loop, as a long chain of withdrawals must not exhaust the stack
        about[id] = [change for change in known.changes.get(id, ()) if isinstance(change.body, Retraction)]
        waiting += [change.id for change in about[id]]
    standing: dict[UUID, bool] = {}
    for id in reversed(waiting):
        standing[id] = not any(standing[change.id] for change in about[id])
    return tuple(change for change in about[root] if standing[change.id])


def _field(entry: Entry[Body], name: str) -> Json:
    outside = to_document(entry).get(name)
    return outside if name in {"happened_at", "precision", "private"} else body_document(entry.body).get(name)


def _refuse_future(body: Body, happened_at: Moment, now: datetime) -> None:
    """A person may plan ahead; what happened cannot have happened after now."""
    match body:
        case Prescription() | Visit() | Campaign() | Experiment() | Toss() | ExperimentDay() | Habit():
            return
        case Dose(status=DoseStatus.SKIPPED):
            return
    ahead = happened_at.instant > now + CLOCKS_MAY_DIFFER
    if ahead or (isinstance(body, DiaryDay) and body.day > moment(now, happened_at.zone).diary_day):
        raise InTheFuture("This time is still to come.")


# ---------------------------------------------------------------- many entries, made elsewhere


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
        _refuse_future(entry.body, entry.happened_at, now)
    except InTheFuture:
        return True
    return entry.provenance.recorded_at.instant > now + CLOCKS_MAY_DIFFER


# ---------------------------------------------------------------- for good


def erase(journal: UUID, ids: Collection[UUID], *, by: Actor, now: datetime) -> Receipt:
    """Erase entries for good, with all that was said about them. Their ids stay, so that nothing brings them back.

    The hours of erased spasms, and hours that an erased word kept apart, count as no record: never as zero.
    """
    everything = tuple(store.raw(journal))
    unrecorded = _unrecorded(everything, ids, erased=True)
    with transaction.atomic():
        gone = store.blank(journal, ids, now, unrecorded=unrecorded)
        audit.note(journal, Deed.ERASED, at=now, role=by.role, via=by.via, entries=gone)
    store.scrub()
    return Receipt(now, gone, unrecorded)


def erase_between(journal: UUID, since: datetime, until: datetime, *, by: Actor, now: datetime) -> Receipt:
    """Erase what is or was dated in [since, until), but who the person is and how the journal is kept."""
    part = store.standing(journal, since, until)
    found = [e for e in (*part.entries, *part.withdrawn) if not isinstance(e.body, Settings | Person)]
    raw = store.find(journal, [entry.id for entry in found])
    inside = [e.id for e in found if any(since <= x.happened_at.instant < until for x in (e, raw[e.id]))]
    return erase(journal, inside, by=by, now=now)


def erase_all(journal: UUID, *, by: Actor, now: datetime) -> Receipt:
    """Erase the whole journal. Nothing but the ids, and that it was erased, stays."""
    with transaction.atomic():
        gone = store.blank_all(journal, now)
        audit.note(journal, Deed.ERASED, at=now, role=by.role, via=by.via, entries=gone)
    store.scrub()
    return Receipt(now, gone, ())


def empty_bin(journal: UUID, now: datetime) -> int:
    """Blank what has been in the bin for 30 days; how many bodies went. Counted from when the word of it arrived."""
    known = store.standing(journal)
    withdrawals = {entry.id: [w.id for w in _withdrawals(known, entry.id)] for entry in known.withdrawn}
    arrived = store.received(journal, [id for ids in withdrawals.values() for id in ids])
    over = [root for root, ids in withdrawals.items() if all(arrived[id] <= now - BIN_DAYS for id in ids)]
    if not over:
        return 0
    unrecorded = _unrecorded(tuple(store.raw(journal)), over, erased=False)
    with transaction.atomic():
        gone = store.blank(journal, over, now, unrecorded=unrecorded)
        audit.note(journal, Deed.BIN_EMPTIED, at=now, role=Role.OWNER, via=Via.CLI, entries=gone)
    store.scrub()
    return gone


def _unrecorded(entries: Collection[Entry[Body]], ids: Collection[UUID], *, erased: bool) -> tuple[Span, ...]:
    """The hours that must not be vouched for once these entries are gone.

    A word reaches back to the word before it: without that one it would reach further than the person meant.
    """
    gone = set(ids)
    while more := {e.id for e in entries if _subject(e) in gone} - gone:
        gone |= more
    before, after = settle(entries), settle(entry for entry in entries if entry.id not in gone)
    newly = without(coverage(after).vouched, coverage(before).vouched)
    spasms = [hour_of(e.happened_at.instant) for e in before.of(Episode) if erased and e.id in gone]
    return union((*newly, *spasms))


def _subject(entry: Entry[Body]) -> UUID:
    match entry.body:
        case Amendment(amends=root):
            return root
        case Retraction(retracts=withdrawn):
            return withdrawn
        case _:
            return entry.id
