"""Through the day: spasms in each two hours of the clock, over the time that was vouched for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import isnan
from statistics import fmean

import numpy as np

from unknot.analysis.figures import Spread, spread
from unknot.analysis.rates import rates
from unknot.journal.coverage import Coverage
from unknot.journal.entry import Entry, Episode, Precision
from unknot.journal.journal import Journal
from unknot.journal.span import Span, holds, moment, overlap_hours

HOURS_A_BIN = 2
BINS = 24 // HOURS_A_BIN
FEWEST_DAYS = 5
"""With less recorded time than this many days, a bin has no figure: it is hatched."""
WHOLE = 0.999
"""The share of a bin that must be vouched for it to count as vouched from end to end."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Two hours of the clock: spasms in vouched time and that time in days.

    `rate` is spasms a day with its 95 % limits (`analysis.rates`); `by_day` the median and the quartiles of the days
    on which all of it was vouched; `bother` the mean of what was said of its spasms.
    """

    from_hour: int
    spasms: int
    days: float
    rate: float
    low: float
    high: float
    by_day: Spread
    bother: float | None

    @property
    def known(self) -> bool:
        return self.days >= FEWEST_DAYS


def bins(journal: Journal, covered: Coverage, first: date, last: date, zone: str) -> tuple[Bin, ...]:
    """The twelve bins of the days from `first` to `last`.

    A spasm whose hour is not known, or outside the vouched time, is not in them. The hour is that of the clock where
    the spasm was logged; vouched time is put on the clock of `zone`.
    """
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    part = np.array([[_part(covered, day, b, zone) for b in range(BINS)] for day in days])
    counts = np.zeros((len(days), BINS))
    of: list[list[Entry[Episode]]] = [[] for _ in range(BINS)]
    for entry in vouched_spasms(journal, covered, first, last):
        if has_hour(entry):
            b = entry.happened_at.local.hour // HOURS_A_BIN
            counts[(entry.diary_day - first).days, b] += 1
            of[b].append(entry)
    found = rates(counts, part, WHOLE)
    whole = [[int(n) for n in counts[part[:, b] >= WHOLE, b]] for b in range(BINS)]
    return tuple(
        Bin(
            from_hour=b * HOURS_A_BIN,
            spasms=len(of[b]),
            days=float(found.time[b]),
            rate=_or_zero(found.rate[b]),
            low=_or_zero(found.low[b]),
            high=_or_zero(found.high[b]),
            by_day=spread(whole[b]),
            bother=_mean_bother(of[b]),
        )
        for b in range(BINS)
    )


def _or_zero(value: float) -> float:
    """A bin without any recorded time has no rate: it is not `known`, and what stands here is never shown."""
    return 0.0 if isnan(value) else float(value)


def _mean_bother(spasms: Sequence[Entry[Episode]]) -> float | None:
    given = [e.body.bother for e in spasms if e.body.bother is not None]
    return fmean(given) if given else None


def has_hour(entry: Entry[Episode]) -> bool:
    return entry.precision in (Precision.MINUTE, Precision.HOUR)


def vouched_spasms(journal: Journal, covered: Coverage, first: date, last: date) -> list[Entry[Episode]]:
    """The spasms of the period that lie in vouched time."""
    return [
        e for e in journal.of(Episode) if first <= e.diary_day <= last and holds(covered.vouched, e.happened_at.instant)
    ]


def _part(covered: Coverage, day: date, b: int, zone: str) -> float:
    """How much of a bin is vouched on a diary day, from 0 to 1. The hours before 04:00 are those of the next date."""
    hour = b * HOURS_A_BIN
    on = day + timedelta(days=hour < 4)
    start = moment(datetime.combine(on, time(hour)), zone).instant
    after = on + timedelta(days=hour + HOURS_A_BIN == 24)
    end = moment(datetime.combine(after, time((hour + HOURS_A_BIN) % 24)), zone).instant
    return overlap_hours(covered.vouched, Span(start, end)) / HOURS_A_BIN
