"""Keeping what a file holds, and taking a whole import back.

An import adds; it never replaces. Settings and the person's own data that are here stay as they are, and what a copy
has otherwise is told (`settings_differences`), to be taken over only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid5

from unknot.actions.many import import_entries
from unknot.actions.results import Actor, Added
from unknot.actions.single import amend, record, withdrawals
from unknot.importers.imported import Arrival, Imported
from unknot.journal.document import body_document
from unknot.journal.entry import Amendment, Body, Entry, Person, Provenance, Retraction, Settings
from unknot.journal.ids import new_id
from unknot.journal.journal import Journal, settle
from unknot.journal.span import moment
from unknot.store import attachments, audit
from unknot.store import entries as store
from unknot.store.audit import Deed
from unknot.store.keys import MasterKey

TAKEN_BACK = "import taken back"
"""The reason of a withdrawal that takes a whole import back: what comes again afterwards is no double."""
_NEVER_TAKEN = frozenset({"reminder", "reminders", "own_words", "dose_devices", "language", "zone"})
"""Settings that no file may change: what reminds, what opens, and where and how the person reads here."""
_OF_THE_HOME = Settings | Person


@dataclass(frozen=True, slots=True)
class SettingsDifference:
    """A setting that a copy has otherwise; `here` and `there` as a document writes them."""

    field: str
    here: object
    there: object


def settings_differences(found: Imported, arrival: Arrival) -> tuple[SettingsDifference, ...]:
    """What the settings in a file have otherwise than those here; none if there are no settings here yet."""
    here, there = _settings_here(arrival), settle(found.entries).latest(Settings)
    if here is None or there is None:
        return ()
    ours, theirs = body_document(here.body), body_document(there.body)
    default = body_document(Settings())
    return tuple(
        SettingsDifference(field.name, ours.get(field.name), theirs.get(field.name))
        for field in fields(Settings)
        if field.name not in _NEVER_TAKEN
        and ours.get(field.name) != theirs.get(field.name)
        and theirs.get(field.name) != default.get(field.name)
    )


def import_file(
    found: Imported,
    arrival: Arrival,
    *,
    by: Actor,
    home: Path,
    key: MasterKey,
    watched: Callable[[Iterable[Entry[Body]]], Iterable[Entry[Body]]] = iter,
    take_settings: bool = False,
) -> Added:
    """Keep what a file holds. A file brought in twice adds nothing the second time.

    `take_settings`: take over the settings that `settings_differences` tells.
    """
    differences = settings_differences(found, arrival) if take_settings else ()
    labels = {**_labels_of(found, arrival), **found.own_words}
    for content in found.files.values():
        attachments.keep(home, key, content)
    done = import_entries(
        arrival.journal,
        watched(_again(_without_settings(found, arrival), arrival, by)),
        by=by,
        now=arrival.now,
        blanked=found.blanked,
        unrecorded=found.gaps,
    )
    if labels:
        _label(labels, arrival, by)
    if differences:
        here = _settings_here(arrival)
        assert here is not None
        amend(arrival.journal, here.id, {d.field: d.there for d in differences}, by=by, now=arrival.now)  # type: ignore[misc]
    return done


# ---------------------------------------------------------------- settings stay


def _settings_here(arrival: Arrival) -> Entry[Settings] | None:
    return store.standing(arrival.journal, arrival.now, arrival.now).latest(Settings)


def _without_settings(found: Imported, arrival: Arrival) -> tuple[Entry[Body], ...]:
    """The entries of a file without its settings and person, if there are some here, and without words about them."""
    here = store.standing(arrival.journal, arrival.now, arrival.now)
    stay: set[UUID] = set()
    for kind in (Settings, Person):
        ours = here.latest(kind)
        if ours is not None:
            stay |= {ours.id, *(entry.id for entry in found.entries if isinstance(entry.body, kind))}
    if not stay:
        return found.entries
    about = {entry.id: _about(entry.body) for entry in found.entries}
    known = store.find(arrival.journal, [id for id, root in about.items() if id in stay or root in stay])
    return tuple(e for e in found.entries if (e.id not in stay and about[e.id] not in stay) or e.id in known)


def _about(body: Body) -> UUID | None:
    match body:
        case Amendment():
            return body.amends
        case Retraction():
            return body.retracts
        case _:
            return None


def _labels_of(found: Imported, arrival: Arrival) -> dict[str, str]:
    """Labels that a copy has for codes of the person's own: without them its entries could not be read."""
    there = settle(e for e in found.entries if isinstance(e.body, Settings | Amendment)).latest(Settings)
    return dict(there.body.own_words) if there is not None and _settings_here(arrival) is not None else {}


def _label(words: Mapping[str, str], arrival: Arrival, by: Actor) -> None:
    kept = _settings_here(arrival)
    if kept is None:
        here = moment(arrival.now, arrival.zone)
        kept = record(arrival.journal, Settings(zone=arrival.zone), by=by, happened_at=here, now=arrival.now).entry
    known = dict(kept.body.own_words)
    new = {code: label for code, label in words.items() if code not in known}
    if new:
        amend(arrival.journal, kept.id, {"own_words": {**known, **new}}, by=by, now=arrival.now)


# ---------------------------------------------------------------- a whole import, taken back


@dataclass(frozen=True, slots=True)
class Import:
    """An import that can be taken back: when it was, and how many of its entries stand."""

    at: datetime
    entries: int


def last_import(journal: UUID) -> Import | None:
    """The last import of which something stands."""
    for line in reversed(audit.lines(journal)):
        if line.deed == Deed.IMPORTED and (standing := _standing_of(journal, line.at)):
            return Import(line.at, len(standing))
    return None


def undo_import(journal: UUID, at: datetime, *, by: Actor, now: datetime) -> int:
    """Put every entry of an import into the bin; how many. Settings stay. Doing it twice is doing it once."""
    standing = _standing_of(journal, at)
    if standing:
        store.append(journal, [_withdrawal(entry, by, now) for entry in standing], now)
        audit.note(journal, Deed.IMPORT_UNDONE, at=now, role=by.role, via=by.via, entries=len(standing))
    return len(standing)


def _standing_of(journal: UUID, at: datetime) -> list[Entry[Body]]:
    arrived = set(store.arrived(journal, at))
    if not arrived:
        return []
    known = store.standing(journal)
    return [e for e in known.entries if e.id in arrived and not isinstance(e.body, _OF_THE_HOME)]


def _withdrawal(entry: Entry[Body], by: Actor, now: datetime) -> Entry[Body]:
    when = moment(now, entry.happened_at.zone)
    body = Retraction(retracts=entry.id, reason=TAKEN_BACK)
    provenance: Provenance = by.at(when)
    return Entry(id=new_id(now), happened_at=when, provenance=provenance, body=body, private=entry.private)


def _again(entries: Iterable[Entry[Body]], arrival: Arrival, by: Actor) -> Iterator[Entry[Body]]:
    """The entries as they can be kept after an import was taken back: what is the same again comes out of the bin, and
    what is read otherwise now has an id of its own.
    """
    undone = [line.at for line in audit.lines(arrival.journal) if line.deed == Deed.IMPORT_UNDONE]
    if not undone:
        yield from entries
        return
    known = store.withdrawn_since(arrival.journal, min(undone))
    binned = {entry.id: entry for entry in known.withdrawn if _taken_back(known, entry.id)}
    for entry in entries:
        n, again = 0, entry
        while again.id in binned and not _same(again, binned[again.id]):
            n += 1
            again = replace(entry, id=uuid5(entry.id, f"again {n}"))
        if again.id in binned:
            yield from _restored(known, again.id, by, arrival.now)
        yield again


def _taken_back(known: Journal, id: UUID) -> bool:
    standing = withdrawals(known, id)
    return bool(standing) and all(isinstance(r.body, Retraction) and r.body.reason == TAKEN_BACK for r in standing)


def _same(one: Entry[Body], other: Entry[Body]) -> bool:
    recorded = other.provenance.recorded_at
    return replace(one, provenance=replace(one.provenance, recorded_at=recorded)) == other


def _restored(known: Journal, id: UUID, by: Actor, now: datetime) -> Iterator[Entry[Body]]:
    for withdrawal in withdrawals(known, id):
        when = moment(now, withdrawal.happened_at.zone)
        yield Entry(
            id=new_id(now),
            happened_at=when,
            provenance=by.at(when),
            body=Retraction(retracts=withdrawal.id),
            private=withdrawal.private,
        )
