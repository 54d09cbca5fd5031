"""A journal as typed columns: one-hour cells of absolute time, observed only where the log was vouched first-hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from unknot.analysis.candidates import Candidate, candidates
from unknot.journal.coverage import coverage
from unknot.journal.entry import Band, Body, Dose, DoseStatus, Entry, Episode, Precision
from unknot.journal.journal import Journal
from unknot.journal.span import Span, diary_day_span
from unknot.journal.span import zone as zone_of

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]

HOUR = timedelta(hours=1)
DAY = 24


@dataclass(frozen=True, slots=True)
class DoseColumn:
    """Doses of one medicine per cell, in units of its usual amount; as-needed ones apart."""

    medicine: str
    planned: Floats
    as_needed: Floats


@dataclass(frozen=True, slots=True)
class Columns:
    """T cells of one hour from `start` (04:00 of the first vouched diary day, in UTC), M candidates, D blocks of 24 h.

    T is 24 D: the cells of the last block that have not been are unobserved.
    `exposures` (M, T) holds impulses at the hour of the exposure; `known` (M, D) whether the person was shown the
    candidate, or recorded it, that day; `added` (M,) the day from which its evidence counts. `answered` (M, D) is how
    many hours of the block were over when the day's answer was given, 0 where it was written down as it happened;
    `guess` (M,) how soon the person thinks that it acts, an index of `kernels.GUESSES`, or -1.
    """

    start: datetime
    first_day: date
    spasms: Floats
    observed: Flags
    hour: Ints
    weekday: Ints
    codes: tuple[str, ...]
    exposures: Floats
    known: Flags
    graded: Flags
    suspected: Flags
    asked_daily: Flags
    answered: Ints
    guess: Ints
    added: Ints
    doses: tuple[DoseColumn, ...]

    @property
    def cells(self) -> int:
        return int(self.spasms.size)

    @property
    def days(self) -> int:
        """Blocks of 24 h."""
        return self.cells // DAY

    def since(self, day: int) -> Columns:
        """The same log from diary day number `day` on, as if it began there."""
        cell = day * DAY
        return replace(
            self,
            start=self.start + cell * HOUR,
            first_day=self.first_day + timedelta(days=day),
            spasms=self.spasms[cell:],
            observed=self.observed[cell:],
            hour=self.hour[cell:],
            weekday=self.weekday[cell:],
            exposures=self.exposures[:, cell:],
            known=self.known[:, day:],
            answered=self.answered[:, day:],
            added=np.maximum(self.added - day, 0),
            doses=tuple(DoseColumn(d.medicine, d.planned[cell:], d.as_needed[cell:]) for d in self.doses),
        )

    def without_candidates(self) -> Columns:
        """The same log with no exposure followed."""
        none = np.zeros(0, dtype=bool)
        return replace(
            self,
            codes=(),
            exposures=np.zeros((0, self.cells)),
            known=np.zeros((0, self.days), dtype=bool),
            graded=none,
            suspected=none,
            asked_daily=none,
            answered=np.zeros((0, self.days), dtype=np.int64),
            guess=np.zeros(0, dtype=np.int64),
            added=np.zeros(0, dtype=np.int64),
        )


def columns(journal: Journal, *, as_of: datetime, zone: str, severe_from: int | None = None) -> Columns | None:
    """The columns of a journal up to the last 04:00 at or before `as_of`; None while nothing is vouched first-hand.

    With `severe_from` only spasms of that bother or more, or called high, are counted.
    """
    vouched = coverage(journal).first_hand
    if not vouched:
        return None
    first_day = _diary_day(vouched[0].start, zone)
    start = diary_day_span(first_day, zone).start.replace(minute=0, second=0, microsecond=0)
    last = diary_day_span(_diary_day(as_of, zone), zone).start
    days = -(-max(0, (last - start) // HOUR) // DAY)
    cells = days * DAY
    chosen = candidates(journal, first_day, zone)
    grid = _Grid(start, cells)
    hour, weekday = _local(journal, grid, zone)
    return Columns(
        start=start,
        first_day=first_day,
        spasms=_spasms(journal, grid, severe_from),
        observed=_observed(vouched, journal, grid, (last - start) // HOUR),
        hour=hour,
        weekday=weekday,
        codes=tuple(c.code for c in chosen),
        exposures=np.array([_impulses(c, grid) for c in chosen]).reshape(len(chosen), cells),
        known=np.array([_known(c, first_day, days) for c in chosen], dtype=bool).reshape(len(chosen), days),
        graded=np.array([c.graded for c in chosen], dtype=bool),
        suspected=np.array([c.suspected for c in chosen], dtype=bool),
        asked_daily=np.array([c.asked_daily for c in chosen], dtype=bool),
        answered=np.array([_answered(c, first_day, days) for c in chosen], dtype=np.int64).reshape(len(chosen), days),
        guess=np.array([c.guess for c in chosen], dtype=np.int64),
        added=np.array([max(0, (c.added - first_day).days) for c in chosen], dtype=np.int64),
        doses=_doses(journal, grid),
    )


@dataclass(frozen=True, slots=True)
class _Grid:
    start: datetime
    cells: int

    def index(self, instant: datetime) -> int | None:
        cell = (instant - self.start) // HOUR
        return cell if 0 <= cell < self.cells else None


def _diary_day(instant: datetime, zone: str) -> date:
    return (instant.astimezone(zone_of(zone)).replace(tzinfo=None) - timedelta(hours=4)).date()


def _counted(grid: _Grid, entries: Iterable[tuple[datetime, float]]) -> Floats:
    column = np.zeros(grid.cells)
    for instant, amount in entries:
        cell = grid.index(instant)
        if cell is not None:
            column[cell] += amount
    return column


def _spasms(journal: Journal, grid: _Grid, severe_from: int | None) -> Floats:
    def counts(episode: Episode) -> bool:
        if severe_from is None:
            return True
        return episode.bother_band is Band.HIGH if episode.bother is None else episode.bother >= severe_from

    return _counted(grid, ((e.happened_at.instant, 1.0) for e in journal.of(Episode) if counts(e.body)))


def _observed(vouched: Iterable[Span], journal: Journal, grid: _Grid, until: int) -> Flags:
    """Cells wholly inside what was vouched. A spasm known only to its day makes the hours of that day unknown."""
    observed = np.zeros(grid.cells, dtype=bool)
    for span in vouched:
        first = -((grid.start - span.start) // HOUR)
        observed[max(0, first) : max(0, min(until, (span.end - grid.start) // HOUR))] = True
    for spasm in journal.of(Episode):
        if spasm.precision is Precision.DAY:
            day = diary_day_span(spasm.diary_day, spasm.happened_at.zone)
            observed[max(0, (day.start - grid.start) // HOUR) : max(0, (day.end - grid.start) // HOUR)] = False
    return observed


def _local(journal: Journal, grid: _Grid, zone: str) -> tuple[Ints, Ints]:
    """Hour of the day and weekday of each cell, on the clock of the last entry before it."""
    cuts: list[tuple[int, str]] = [(0, zone)]
    for entry in journal.entries:
        if _has_place(entry) and entry.happened_at.zone != cuts[-1][1]:
            cuts.append((max(0, (entry.happened_at.instant - grid.start) // HOUR), entry.happened_at.zone))
    seconds = np.zeros(grid.cells, dtype=np.int64)
    edges = [cell for cell, _ in cuts[1:]] + [grid.cells]
    for (first, name), last in zip(cuts, edges, strict=True):
        seconds[first:last] = _offsets(grid.start, first, min(last, grid.cells), name)
    epoch = int(grid.start.timestamp())
    local = epoch + 3600 * np.arange(grid.cells, dtype=np.int64) + seconds
    return local // 3600 % 24, (local // 86400 + 3) % 7


def _has_place(entry: Entry[Body]) -> bool:
    return isinstance(entry.body, Episode | Dose) and not entry.recalled


def _offsets(start: datetime, first: int, last: int, zone: str) -> Ints:
    """Seconds ahead of UTC for each cell of [first, last); looked up by the day, by the hour where it changes."""
    tz = zone_of(zone)

    def at(cell: int) -> int:
        offset = (start + cell * HOUR).astimezone(tz).utcoffset() or timedelta(0)
        return int(offset.total_seconds())

    offsets = np.zeros(max(0, last - first), dtype=np.int64)
    for day in range(first, last, DAY):
        end = min(day + DAY, last)
        same = at(day) == at(end)
        offsets[day - first : end - first] = at(day) if same else [at(cell) for cell in range(day, end)]
    return offsets


def _impulses(candidate: Candidate, grid: _Grid) -> Floats:
    return _counted(grid, candidate.impulses)


def _known(candidate: Candidate, first_day: date, days: int) -> list[bool]:
    return [first_day + timedelta(days=n) in candidate.known for n in range(days)]


def _answered(candidate: Candidate, first_day: date, days: int) -> list[int]:
    return [candidate.answered.get(first_day + timedelta(days=n), 0) for n in range(days)]


def _doses(journal: Journal, grid: _Grid) -> tuple[DoseColumn, ...]:
    taken: dict[str, list[Entry[Dose]]] = {}
    for entry in journal.of(Dose):
        if entry.body.status is not DoseStatus.SKIPPED:
            medicine = entry.body.medicine
            taken.setdefault(medicine.code or medicine.name.casefold(), []).append(entry)
    return tuple(_dose_column(name, entries, grid) for name, entries in sorted(taken.items()))


def _dose_column(name: str, entries: Sequence[Entry[Dose]], grid: _Grid) -> DoseColumn:
    amounts = [float(e.body.amount.value) for e in entries if e.body.amount is not None]
    usual = float(np.median(amounts)) if amounts else 1.0

    def column(as_needed: bool) -> Floats:
        return _counted(
            grid,
            (
                (e.happened_at.instant.astimezone(UTC), float(e.body.amount.value) / usual if e.body.amount else 1.0)
                for e in entries
                if e.body.as_needed is as_needed
            ),
        )

    return DoseColumn(name, column(False), column(True))
