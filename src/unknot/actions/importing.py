"""Keeping what a file holds: its files, its entries, labels for the codes that are the person's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from unknot.actions.many import import_entries
from unknot.actions.results import Actor, Added
from unknot.actions.single import amend, record
from unknot.importers.imported import Arrival, Imported
from unknot.journal.entry import Body, Entry, Settings
from unknot.journal.span import moment
from unknot.store import attachments
from unknot.store import entries as store
from unknot.store.keys import MasterKey


def import_file(
    found: Imported,
    arrival: Arrival,
    *,
    by: Actor,
    home: Path,
    key: MasterKey,
    watched: Callable[[Iterable[Entry[Body]]], Iterable[Entry[Body]]] = iter,
) -> Added:
    """Keep what a file holds. A file brought in twice adds nothing the second time."""
    for content in found.files.values():
        attachments.keep(home, key, content)
    done = import_entries(
        arrival.journal,
        watched(found.entries),
        by=by,
        now=arrival.now,
        blanked=found.blanked,
        unrecorded=found.gaps,
    )
    if found.own_words:
        _label(found.own_words, arrival, by)
    return done


def _label(words: Mapping[str, str], arrival: Arrival, by: Actor) -> None:
    kept = store.standing(arrival.journal, arrival.now, arrival.now).latest(Settings)
    if kept is None:
        here = moment(arrival.now, arrival.zone)
        kept = record(arrival.journal, Settings(zone=arrival.zone), by=by, happened_at=here, now=arrival.now).entry
    known = dict(kept.body.own_words)
    new = {code: label for code, label in words.items() if code not in known}
    if new:
        amend(arrival.journal, kept.id, {"own_words": {**known, **new}}, by=by, now=arrival.now)
