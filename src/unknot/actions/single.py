"""One entry, by a person: recorded, corrected, put into the bin, brought back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from unknot.actions.results import Actor, InTheFuture, K, NotThere, Saved
from unknot.journal.document import body_document, changed, to_document
from unknot.journal.entry import (
    AlertAnswer,
    Amendment,
    Body,
    DiaryDay,
    Dose,
    DoseStatus,
    Entry,
    Json,
    Precision,
    Retraction,
)
from unknot.journal.ids import new_id
from unknot.journal.journal import CLOCKS_MAY_DIFFER, Journal, settle
from unknot.journal.kinds import facts
from unknot.journal.span import Moment, moment
from unknot.store import entries as store


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
    refuse_future(body, happened_at, now)
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
        refuse_future(after.body, after.happened_at, now)
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
    undone = [_about(withdrawn, Retraction(retracts=r.id), by, now, None) for r in withdrawals(known, root)]
    store.append(journal, undone, now)
    return Saved(withdrawn)


def _about(
    entry: Entry[Body], change: Amendment | Retraction, by: Actor, now: datetime, id: UUID | None
) -> Entry[Body]:
    """A word about an entry: private if the entry is."""
    at = moment(now, entry.happened_at.zone)
    return Entry(id=id or new_id(now), happened_at=at, provenance=by.at(at), body=change, private=entry.private)


def withdrawals(known: Journal, root: UUID) -> tuple[Entry[Body], ...]:
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


def refuse_future(body: Body, happened_at: Moment, now: datetime) -> None:
    """A person may plan ahead; what happened cannot have happened after now."""
    if facts(body).plannable or (isinstance(body, Dose) and body.status is DoseStatus.SKIPPED):
        return
    ahead = happened_at.instant > now + CLOCKS_MAY_DIFFER
    if ahead or (isinstance(body, DiaryDay) and body.day > moment(now, happened_at.zone).diary_day):
        raise InTheFuture("This time is still to come.")
