"""A journal: a list of immutable entries, settled into the ones that stand.

Settling does not depend on the order in which entries arrive.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TypeVar, cast
from uuid import UUID

from unknot.journal.document import Unreadable, changed
from unknot.journal.entry import (
    Amendment,
    Body,
    DiaryDay,
    Entry,
    Episode,
    Json,
    Person,
    Retraction,
    Settings,
    Via,
)
from unknot.journal.problem import Oddity, Problem
from unknot.journal.span import Span, hour_of, union

K = TypeVar("K", bound=Body)

CLOCKS_MAY_DIFFER = timedelta(minutes=5)


@dataclass(frozen=True)
class Journal:
    """The entries that stand, in the order they happened, and what is odd about them.

    `withdrawn` are the entries in the bin, as they last stood. `changes` holds, for each root, its amendments
    and retractions in the order they were recorded. `gaps` are hours that count as no record, whatever was
    vouched: those of private entries that were left out. `originals` are the changed entries as first recorded.
    """

    entries: tuple[Entry[Body], ...] = ()
    withdrawn: tuple[Entry[Body], ...] = ()
    problems: tuple[Problem, ...] = ()
    changes: Mapping[UUID, tuple[Entry[Body], ...]] = field(default_factory=dict)
    gaps: tuple[Span, ...] = ()
    originals: Mapping[UUID, Entry[Body]] = field(default_factory=dict)

    @cached_property
    def _by_kind(self) -> dict[type, tuple[Entry[Body], ...]]:
        kinds: dict[type, list[Entry[Body]]] = defaultdict(list)
        for entry in self.entries:
            kinds[type(entry.body)].append(entry)
        return {kind: tuple(found) for kind, found in kinds.items()}

    @cached_property
    def _by_day(self) -> dict[date, tuple[Entry[Body], ...]]:
        days: dict[date, list[Entry[Body]]] = defaultdict(list)
        for entry in self.entries:
            days[entry.diary_day].append(entry)
        return {day: tuple(found) for day, found in days.items()}

    @cached_property
    def _by_id(self) -> dict[UUID, Entry[Body]]:
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def _instants(self) -> list[datetime]:
        return [entry.happened_at.instant for entry in self.entries]

    def of(self, kind: type[K]) -> tuple[Entry[K], ...]:
        """The standing entries of one kind, in order."""
        return cast("tuple[Entry[K], ...]", self._by_kind.get(kind, ()))

    def on(self, day: date) -> tuple[Entry[Body], ...]:
        """The standing entries of a diary day, in order."""
        return self._by_day.get(day, ())

    def between(self, start: datetime, end: datetime) -> tuple[Entry[Body], ...]:
        """The standing entries that happened in [start, end), in order."""
        return self.entries[bisect_left(self._instants, start) : bisect_left(self._instants, end)]

    def find(self, id: UUID) -> Entry[Body] | None:
        """The standing entry with this id, if there is one."""
        return self._by_id.get(id)

    def latest(self, kind: type[K]) -> Entry[K] | None:
        """The last standing entry of a kind, if there is one."""
        found = self.of(kind)
        return found[-1] if found else None

    def last_change(self, root: UUID) -> UUID | None:
        """The amendment of `root` that nobody has built on yet, the last recorded: the `base` of the next change."""
        found = only(self.changes.get(root, ()), Amendment)
        seen = {change.body.base for change in found}
        newest = [change.id for change in found if change.id not in seen]
        return newest[-1] if newest else None

    @property
    def settings(self) -> Settings:
        """The person's settings; the defaults if there are none yet."""
        found = self.latest(Settings)
        return found.body if found else Settings()

    @property
    def person(self) -> Person:
        found = self.latest(Person)
        return found.body if found else Person()

    def as_recorded(self, by: datetime) -> Journal:
        """The journal as it stood at `by`: only what had been recorded by then, uncorrected by what came later.

        Ask this of the whole journal and make the answer `public()`, not the other way round.
        """
        roots = [self.originals.get(entry.id, entry) for entry in (*self.entries, *self.withdrawn)]
        raw = (*roots, *(change for changes in self.changes.values() for change in changes))
        if all(e.provenance.recorded_at.instant <= by for e in raw):
            return self
        return replace(settle(e for e in raw if e.provenance.recorded_at.instant <= by), gaps=self.gaps)

    def public(self) -> Journal:
        """The journal as any other audience than the owner sees it.

        Private entries are left out, and so is the bin. The hours that hold a private entry become gaps, so that
        leaving it out never makes a false zero.
        """
        hidden = [entry for entry in (*self.entries, *self.withdrawn) if entry.private]
        ids = {entry.id for entry in hidden}
        return Journal(
            entries=tuple(entry for entry in self.entries if not entry.private),
            problems=tuple(problem for problem in self.problems if not ids & set(problem.entries)),
            changes={root: changes for root, changes in self.changes.items() if root not in ids},
            originals={root: entry for root, entry in self.originals.items() if root not in ids},
            gaps=union((*self.gaps, *(hour_of(entry.happened_at.instant) for entry in hidden))),
        )


def only(entries: Iterable[Entry[Body]], kind: type[K]) -> tuple[Entry[K], ...]:
    """Those entries that are of one kind."""
    return cast("tuple[Entry[K], ...]", tuple(entry for entry in entries if isinstance(entry.body, kind)))


def settle(entries: Iterable[Entry[Body]]) -> Journal:
    """The journal of raw entries in any order; the same entry given twice counts once."""
    raw = {entry.id: entry for entry in entries}
    amendments, retractions = _about(raw.values())
    standing = _Standing(raw, retractions)
    settled, bin_, problems = [], [], []
    originals: dict[UUID, Entry[Body]] = {}
    for entry in raw.values():
        if isinstance(entry.body, Amendment | Retraction):
            continue
        changes = [a for a in amendments.get(entry.id, ()) if standing.stands(a.id)]
        merged, clashes = _merge(entry, changes, raw)
        problems += clashes
        if merged is not entry:
            originals[entry.id] = entry
        withdrawals = [r for r in retractions.get(entry.id, ()) if standing.stands(r.id)]
        unseen = _unseen(withdrawals, changes, raw)
        if withdrawals and not unseen:
            bin_.append(merged)
            continue
        if unseen:
            problems.append(Problem(Oddity.EDIT_AND_WITHDRAWAL, (entry.id,)))
        settled.append(merged)
    problems += [
        Problem(Oddity.CHANGES_NOTHING_KNOWN, (root,))
        for root in amendments.keys() | retractions.keys()
        if root not in raw
    ]
    problems += _odd_times(settled)
    return Journal(
        entries=tuple(sorted(settled, key=_order)),
        withdrawn=tuple(sorted(bin_, key=_order)),
        problems=tuple(sorted(problems, key=lambda p: (p.oddity, p.entries, p.about))),
        changes=_changes(amendments, retractions),
        originals=originals,
    )


def _order(entry: Entry[Body]) -> tuple[datetime, UUID]:
    return entry.happened_at.instant, entry.id


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


def _changes(
    amendments: Mapping[UUID, Sequence[Entry[Body]]], retractions: Mapping[UUID, Sequence[Entry[Body]]]
) -> dict[UUID, tuple[Entry[Body], ...]]:
    roots = amendments.keys() | retractions.keys()
    return {r: tuple(sorted((*amendments.get(r, ()), *retractions.get(r, ())), key=_recorded)) for r in roots}


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


def _odd_times(entries: Iterable[Entry[Body]]) -> list[Problem]:
    """Entries dated after they were recorded: a device with a wrong clock. Planned things are not."""
    return [
        Problem(Oddity.FUTURE, (entry.id,))
        for entry in entries
        if isinstance(entry.body, Episode | DiaryDay)
        and entry.provenance.via is not Via.IMPORT
        and entry.happened_at.instant > entry.provenance.recorded_at.instant + CLOCKS_MAY_DIFFER
    ]
