"""A journal: a list of immutable entries, settled into the ones that stand.

Settling does not depend on the order in which entries arrive.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TypeVar, cast
from uuid import UUID

from unknot.journal.corrections import Corrections
from unknot.journal.entry import Amendment, Body, DiaryDay, Entry, Episode, Person, Retraction, Settings, Via
from unknot.journal.problem import Oddity, Problem
from unknot.journal.span import Span, hour_of, is_known, union

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
        """The person's settings; the defaults if there are none yet. A zone that this machine lacks counts as unset."""
        found = self.latest(Settings)
        settings = found.body if found else Settings()
        return settings if not settings.zone or is_known(settings.zone) else replace(settings, zone="")

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
    corrections = Corrections(raw)
    roots = [entry for entry in raw.values() if not isinstance(entry.body, Amendment | Retraction)]
    corrected = [corrections.applied_to(root) for root in roots]
    standing = [one.entry for one in corrected if not one.withdrawn]
    problems = [*(p for one in corrected for p in one.problems), *corrections.of_nothing_known(), *_odd_times(standing)]
    return Journal(
        entries=tuple(sorted(standing, key=_order)),
        withdrawn=tuple(sorted((one.entry for one in corrected if one.withdrawn), key=_order)),
        problems=tuple(sorted(problems, key=lambda p: (p.oddity, p.entries, p.about))),
        changes=corrections.by_root(),
        originals={root.id: root for root, one in zip(roots, corrected, strict=True) if one.entry is not root},
    )


def _order(entry: Entry[Body]) -> tuple[datetime, UUID]:
    return entry.happened_at.instant, entry.id


def _odd_times(entries: Iterable[Entry[Body]]) -> list[Problem]:
    """Entries dated after they were recorded: a device with a wrong clock. Planned things are not."""
    return [
        Problem(Oddity.FUTURE, (entry.id,))
        for entry in entries
        if isinstance(entry.body, Episode | DiaryDay)
        and entry.provenance.via is not Via.IMPORT
        and entry.happened_at.instant > entry.provenance.recorded_at.instant + CLOCKS_MAY_DIFFER
    ]
