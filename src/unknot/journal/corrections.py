"""Corrections and withdrawals: which of them stand, and what they make of the entry they are about.

No answer depends on the order in which they arrived.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, cast
from uuid import UUID

from unknot.journal.document import Unreadable, changed
from unknot.journal.entry import Amendment, Body, Entry, Json, Retraction
from unknot.journal.problem import Oddity, Problem


def subject(entry: Entry[Body]) -> UUID:
    """What an entry is about: itself, or what it amends or withdraws."""
    match entry.body:
        case Amendment(amends=root):
            return root
        case Retraction(retracts=withdrawn):
            return withdrawn
        case _:
            return entry.id


class Corrected(NamedTuple):
    """An entry with its amendments put in, whether it is in the bin, and what is odd about that."""

    entry: Entry[Body]
    withdrawn: bool = False
    problems: Sequence[Problem] = ()


class Corrections:
    """All that was said about the raw entries of a journal, to be asked of one entry after another."""

    def __init__(self, raw: Mapping[UUID, Entry[Body]]) -> None:
        self._raw = raw
        self._amendments, self._retractions = _about(raw.values())
        self._standing = _Standing(raw, self._retractions)

    def applied_to(self, root: Entry[Body]) -> Corrected:
        """The entry as it stands, or as it last stood."""
        changes = [a for a in self._amendments.get(root.id, ()) if self._standing.stands(a.id)]
        withdrawals = [r for r in self._retractions.get(root.id, ()) if self._standing.stands(r.id)]
        merged, problems = _merge(root, changes, self._raw)
        if _unseen(withdrawals, changes, self._raw):
            return Corrected(merged, False, [*problems, Problem(Oddity.EDIT_AND_WITHDRAWAL, (root.id,))])
        return Corrected(merged, bool(withdrawals), problems)

    def of_nothing_known(self) -> list[Problem]:
        """Those about an entry that is not here."""
        roots = self._amendments.keys() | self._retractions.keys()
        return [Problem(Oddity.CHANGES_NOTHING_KNOWN, (root,)) for root in roots if root not in self._raw]

    def by_root(self) -> dict[UUID, tuple[Entry[Body], ...]]:
        """For each entry that anything was said about: its amendments and retractions in the order recorded."""
        said, withdrawn = self._amendments, self._retractions
        roots = said.keys() | withdrawn.keys()
        return {r: tuple(sorted((*said.get(r, ()), *withdrawn.get(r, ())), key=_recorded)) for r in roots}


def _recorded(entry: Entry[Body]) -> tuple[datetime, UUID]:
    return entry.provenance.recorded_at.instant, entry.id


def _about(entries: Iterable[Entry[Body]]) -> tuple[dict[UUID, list[Entry[Body]]], dict[UUID, list[Entry[Body]]]]:
    """Amendments by their root, retractions by what they withdraw; each in the order recorded."""
    amendments: dict[UUID, list[Entry[Body]]] = defaultdict(list)
    retractions: dict[UUID, list[Entry[Body]]] = defaultdict(list)
    for entry in entries:
        match entry.body:
            case Amendment(amends=root):
                amendments[root].append(entry)
            case Retraction(retracts=target):
                retractions[target].append(entry)
    for found in (*amendments.values(), *retractions.values()):
        found.sort(key=_recorded)
    return dict(amendments), dict(retractions)


class _Standing:
    """Which entries stand: those that no standing retraction withdraws.

    A retraction whose chain of targets comes back to itself is void, whatever the order.
    """

    def __init__(self, raw: Mapping[UUID, Entry[Body]], retractions: Mapping[UUID, Sequence[Entry[Body]]]) -> None:
        self._raw = raw
        self._retractions = retractions
        self._known: dict[UUID, bool] = {}

    def stands(self, id: UUID) -> bool:
        """Worked out without recursion: a long chain of withdrawals and restorals must not exhaust the stack."""
        waiting = [id]
        while waiting:
            current = waiting[-1]
            if current in self._known:
                waiting.pop()
                continue
            if self._is_circular(current):
                self._known[waiting.pop()] = False
                continue
            withdrawals = [r.id for r in self._retractions.get(current, ())]
            unknown = [r for r in withdrawals if r not in self._known]
            if unknown:
                waiting += unknown
            else:
                self._known[waiting.pop()] = not any(self._known[r] for r in withdrawals)
        return self._known[id]

    def _is_circular(self, id: UUID) -> bool:
        seen, current = {id}, id
        while (entry := self._raw.get(current)) is not None and isinstance(entry.body, Retraction):
            current = entry.body.retracts
            if current == id:
                return True
            if current in seen:
                return False
            seen.add(current)
        return False


def _base_chain(change: Entry[Body], raw: Mapping[UUID, Entry[Body]]) -> set[UUID]:
    """The amendments that the author of `change` had seen."""
    seen: set[UUID] = set()
    base = change.body.base if isinstance(change.body, Amendment | Retraction) else None
    while base is not None and base not in seen:
        seen.add(base)
        entry = raw.get(base)
        base = entry.body.base if entry is not None and isinstance(entry.body, Amendment) else None
    return seen


def _unseen(
    withdrawals: Sequence[Entry[Body]], changes: Sequence[Entry[Body]], raw: Mapping[UUID, Entry[Body]]
) -> bool:
    """Whether every withdrawal missed some standing change."""
    chains = [_base_chain(withdrawal, raw) for withdrawal in withdrawals]
    ids = {change.id for change in changes}
    return bool(chains) and all(ids - chain for chain in chains)


def _merge(
    root: Entry[Body], changes: Sequence[Entry[Body]], raw: Mapping[UUID, Entry[Body]]
) -> tuple[Entry[Body], list[Problem]]:
    """The root with its amendments put in, field by field, and the clashes between them."""
    if not changes:
        return root, []
    chains = {change.id: _base_chain(change, raw) for change in changes}
    values: dict[str, Json] = {}
    problems = []
    fields = {name for change in changes for name in cast(Amendment, change.body).changes}
    for name in sorted(fields):
        rivals = [c for c in changes if name in cast(Amendment, c.body).changes]
        last = [c for c in rivals if not any(c.id in chains[other.id] for other in rivals if other is not c)] or rivals
        winner = cast(Amendment, max(last, key=_recorded).body)
        if any(cast(Amendment, c.body).changes[name] != winner.changes[name] for c in last):
            problems.append(Problem(Oddity.CLASH, (root.id, *sorted(c.id for c in last)), name))
        values[name] = winner.changes[name]
    return _apply(root, values, problems)


def _apply(root: Entry[Body], values: dict[str, Json], problems: list[Problem]) -> tuple[Entry[Body], list[Problem]]:
    try:
        return changed(root, values), problems
    except Unreadable:
        pass
    merged = root
    for name, value in values.items():
        try:
            merged = changed(merged, {name: value})
        except Unreadable:
            problems.append(Problem(Oddity.UNREADABLE_CHANGE, (root.id,), name))
    return merged, problems
