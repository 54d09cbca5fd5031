"""Through the day: how many spasms in each two hours of the clock, over the time that was vouched for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import sqrt
from statistics import fmean

from unknot.journal.coverage import Coverage
from unknot.journal.entry import Entry, Episode, Precision
from unknot.journal.journal import Journal
from unknot.journal.span import Span, holds, moment, overlap_hours

HOURS_A_BIN = 2
BINS = 24 // HOURS_A_BIN
FEWEST_DAYS = 5
"""With less recorded time than this many days, a bin has no figure: it is hatched."""

WHOLE = 0.999
"""Only bins vouched from end to end are compared: a few minutes with one spasm would look like a storm."""

Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Bin:
    """Two hours of the clock: spasms in vouched time, that time in days, and the rate a day with its interval."""

    from_hour: int
    spasms: int
    days: float
    rate: float
    low: float
    high: float
    bother: float | None

    @property
    def known(self) -> bool:
        return self.days >= FEWEST_DAYS


def bins(journal: Journal, covered: Coverage, first: date, last: date, zone: str) -> tuple[Bin, ...]:
    """The twelve bins of the days from `first` to `last`.

    A spasm whose hour is not known, or outside the vouched time, is not in them. The hour is that of the clock where
    the spasm was logged; vouched time is put on the clock of `zone`.
    """
    spasms = [e for e in vouched_spasms(journal, covered, first, last) if has_hour(e)]
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    time_of = [[_part(covered, day, b, zone) for day in days] for b in range(BINS)]
    counts = [[0] * len(days) for _ in range(BINS)]
    of: list[list[Entry[Episode]]] = [[] for _ in range(BINS)]
    for entry in spasms:
        b = entry.happened_at.local.hour // HOURS_A_BIN
        counts[b][(entry.diary_day - first).days] += 1
        of[b].append(entry)
    spread = dispersion(counts, time_of)
    return tuple(_bin(b, of[b], sum(time_of[b]), spread) for b in range(BINS))


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


def dispersion(counts: Sequence[Sequence[int]], times: Sequence[Sequence[float]]) -> float:
    """How much more the days differ than chance alone would make them: Pearson's statistic a degree, at least 1."""
    total, degrees = 0.0, 0
    for row, time_row in zip(counts, times, strict=True):
        time_seen = sum(time_row)
        rate = sum(row) / time_seen if time_seen else 0.0
        if not rate:
            continue
        seen = [(n, rate * part) for n, part in zip(row, time_row, strict=True) if part >= WHOLE]
        total += sum((n - expected) ** 2 / expected for n, expected in seen)
        degrees += len(seen) - 1
    return max(1.0, total / degrees) if degrees > 0 else 1.0


def score_interval(n: int, spread: float) -> tuple[float, float]:
    """The 95 % score interval of a mean count, widened for counts that vary more than chance.

    It solves (n - m)^2 = z^2 * spread * m for m: never below 0, and above 0 at its top even when n is 0.
    """
    half = Z95 * Z95 * spread / 2
    reach = Z95 * sqrt(spread * (n + half / 2))
    return max(0.0, n + half - reach), n + half + reach


def _bin(b: int, spasms: Sequence[Entry[Episode]], days: float, spread: float) -> Bin:
    n = len(spasms)
    low, high = score_interval(n, spread)
    bothers = [e.body.bother for e in spasms if e.body.bother is not None]
    per = days or 1.0
    bother = fmean(bothers) if bothers else None
    return Bin(b * HOURS_A_BIN, n, days, n / per, low / per, high / per, bother)
