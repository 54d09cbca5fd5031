"""More spasms than before: an alarm looked at daily, with a stated rate of false alarms.

Two detectors, averaged. Shiryaev-Roberts on weekly blocks: M = (M + 1) × likelihood ratio of a raised rate, negative
binomial, against the mean of the up to 26 weeks before plus one standard error. And the same ratio for the last three
days, so that a sudden change need not wait for its week to end. Raised at 104: for the weeks alone, with a known
baseline, one false alarm in 104 weeks on average.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from unknot.analysis.columns import Columns
from unknot.analysis.daily import daily_counts, day_of
from unknot.analysis.patterns import Worsening

Floats = NDArray[np.float64]

WEEK = 7
LEAST_DAYS = 3
WARM_UP = 6
BASELINE = 26
RAISED = np.array([1.3, 1.6, 2.0, 3.0])
ALARM = 104.0
USUAL_DISPERSION, USUAL_WEIGHT = 1.9, 8.0
LEAST_DISPERSION = 1.02
MARGIN = 1.0
"""Standard errors added to the mean of the weeks before, as it is only estimated."""
NINETY_FIVE = 1.96
LARGEST_STEP = 8.0
"""One week moves the log evidence by no more than this."""
RUN, LEAST_BEFORE, LEAST_USUAL = 3, 35, 28
"""Days: those looked at together, those of the log before them, those of these that are known."""
USUAL_DAY, USUAL_DAYS = 1.5, 20.0
"""Variance over mean of a day's count where a log has not shown its own yet, and how many days that is worth."""
MEMORY = 0.7
RUN_SCATTER = 1 + 2 * sum((RUN - k) * MEMORY**k for k in range(1, RUN)) / RUN
RUNS_OF_ALL = (1 + MEMORY) / (1 - MEMORY)
"""How much more three days in a row, or many, scatter together than apart."""
FAST_SHARE = 0.55
"""Of the level. Chosen so that three days of 8 after eight weeks of 3 raise it, with no more false alarms than the
weeks alone had (seed 11, 200 made-up half years; measured on others)."""


@dataclass(frozen=True, slots=True)
class Week:
    """One finished week: the alarm's level after it, the spasms per day in it and in the weeks it is held against."""

    level: float
    per_day: float | None
    before: float | None
    spread: float | None = None
    """The standard error of the log of now over before, allowing for how much the weeks scatter."""


def weekly_alarm(counts: Floats) -> list[Week]:
    """The alarm after each whole week of daily counts (missing days not a number)."""
    blocks = counts[: counts.size // WEEK * WEEK].reshape(-1, WEEK)
    days = (~np.isnan(blocks)).sum(axis=1)
    spasms = np.nansum(blocks, axis=1)
    levels = np.zeros(RAISED.size)
    weeks = []
    for week in range(len(blocks)):
        before = None
        if days[week] >= LEAST_DAYS:
            before = _baseline(spasms[:week], days[:week])
        if before is not None:
            expected, dispersion = before[0] * days[week], before[1]
            size = expected / (dispersion - 1)
            step = _negative_binomial(spasms[week], expected * RAISED, size * RAISED)
            step = step - _negative_binomial(spasms[week], np.array(expected), np.array(size))
            levels = (levels + 1) * np.exp(np.clip(step, -LARGEST_STEP, LARGEST_STEP))
        per_day = spasms[week] / days[week] if days[week] else None
        spread = _spread(spasms[week], before[1], before[3]) if before is not None else None
        weeks.append(Week(float(levels.mean()), per_day, before[2] if before else None, spread))
    return weeks


def _spread(now: float, dispersion: float, before: float) -> float | None:
    """Standard error of the log of a ratio of two counts that scatter more than chance; None without a spasm."""
    return float(np.sqrt(dispersion * (1 / now + 1 / before))) if now and before else None


def _baseline(spasms: Floats, days: NDArray[np.int64]) -> tuple[float, float, float, float] | None:
    """Upper mean per day, dispersion, plain mean and spasms of the weeks before; None while there are too few."""
    usable = np.flatnonzero(days >= LEAST_DAYS)
    usable = usable[usable >= len(days) - BASELINE]
    if len(days) < WARM_UP or usable.size < WARM_UP - 1:
        return None
    total, known = float(spasms[usable].sum()), float(days[usable].sum())
    mean = max(total, 0.5) / known
    expected = mean * days[usable]
    free = usable.size - 1
    own = float(((spasms[usable] - expected) ** 2 / expected).sum()) / free
    dispersion = max((own * free + USUAL_DISPERSION * USUAL_WEIGHT) / (free + USUAL_WEIGHT), LEAST_DISPERSION)
    return mean + MARGIN * float(np.sqrt(dispersion * mean / known)), dispersion, mean, total


def _negative_binomial(count: float, mean: Floats, size: Floats) -> Floats:
    """Log probability, without the terms that do not depend on the mean and size."""
    return np.asarray(
        gammaln(count + size)
        - gammaln(size)
        + size * np.log(size / (size + mean))
        + count * np.log(mean / (size + mean))
    )


def three_day_alarm(counts: Floats) -> Floats:
    """(D,) evidence after each day that the rate of its last three days is raised; 0 where it cannot be told.

    The same likelihood ratio as a week's, against all days up to half a year before those three. Good and bad days
    come in runs, so that three days scatter more than one: as a log rate that wanders with a memory of .7 a day.
    """
    levels = np.zeros(counts.size)
    known = ~np.isnan(counts)
    for last in np.flatnonzero(known):
        first = last - RUN + 1
        before = counts[max(0, first - BASELINE * WEEK) : max(0, first)]
        usual, now = before[~np.isnan(before)], counts[max(0, first) : last + 1]
        days = int((~np.isnan(now)).sum())
        if first < LEAST_BEFORE or usual.size < LEAST_USUAL or days < 2:
            continue
        mean, excess = _days_before(usual)
        upper = mean + MARGIN * float(np.sqrt(mean * (1 + excess * RUNS_OF_ALL) / usual.size))
        expected, dispersion = upper * days, 1 + excess * (upper / mean) * RUN_SCATTER
        size = expected / (dispersion - 1)
        spasms = float(np.nansum(now))
        step = _negative_binomial(spasms, expected * RAISED, size * RAISED)
        step = step - _negative_binomial(spasms, np.array(expected), np.array(size))
        levels[last] = float(np.exp(np.clip(step, -LARGEST_STEP, LARGEST_STEP)).mean())
    return levels


def _days_before(usual: Floats) -> tuple[float, float]:
    """Mean of the days before, and by how much more than Poisson counts one day scatters."""
    mean = max(float(usual.sum()), 0.5) / usual.size
    free = usual.size - 1
    own = float(((usual - mean) ** 2).sum()) / free / mean
    dispersion = (own * free + USUAL_DAY * USUAL_DAYS) / (free + USUAL_DAYS)
    return mean, max(dispersion - 1, LEAST_DISPERSION - 1)


def alarm(counts: Floats) -> Floats:
    """(D,) the level after each day: the mean of two detectors, one by whole weeks, one by any three days.

    A mean of e-detectors is one, so the two share one rate of false alarms. The weeks see what lasts; the three days
    see at once what is large, on whatever weekday the diary began.
    """
    weekly = np.repeat([week.level for week in weekly_alarm(counts)], WEEK)
    by_week = np.zeros(counts.size)
    by_week[WEEK - 1 :] = weekly[: counts.size - WEEK + 1] if weekly.size else 0
    return (1 - FAST_SHARE) * by_week + FAST_SHARE * three_day_alarm(counts)


def worsening(columns: Columns) -> Worsening | None:
    """Whether there are now clearly more spasms than before; None before there are six weeks."""
    counts = daily_counts(columns)
    weeks = weekly_alarm(counts)
    if len(weeks) <= WARM_UP:
        return None
    levels, last = alarm(counts), weeks[-1]
    raised = bool(levels[-1] >= ALARM)
    quick = raised and (1 - FAST_SHARE) * last.level < ALARM
    now = _last_days(counts) if quick else last
    interval = _times(now) if raised else None
    return Worsening(
        raised=raised,
        since=day_of(columns, _first_day(levels, quick=quick)) if raised else None,
        log_evidence=float(np.log(max(float(levels[-1]), 1e-12))),
        weeks=len(weeks),
        per_day_before=now.before,
        per_day_now=now.per_day,
        times=interval[0] if interval else None,
        times_low=interval[1] if interval else None,
        times_high=interval[2] if interval else None,
    )


def _last_days(counts: Floats) -> Week:
    """The last three days as the weekly detector has its weeks."""
    now, before = counts[-RUN:], counts[-RUN - BASELINE * WEEK : -RUN]
    usual = before[~np.isnan(before)]
    mean, excess = _days_before(usual)
    spread = _spread(float(np.nansum(now)), 1 + excess * RUN_SCATTER, float(usual.sum()))
    return Week(0.0, float(np.nanmean(now)), mean, spread)


def _times(week: Week) -> tuple[float, float, float] | None:
    """The last stretch over the days before it, with an approximate 95 % interval for this one look."""
    if not week.per_day or not week.before or week.spread is None:
        return None
    times, factor = week.per_day / week.before, float(np.exp(NINETY_FIVE * week.spread))
    return times, times / factor, times * factor


def _first_day(levels: Floats, *, quick: bool) -> int:
    """The first of the days that raised the present alarm."""
    first = levels.size - 1
    while first > 0 and levels[first - 1] >= ALARM:
        first -= 1
    return max(0, first - (RUN if quick else WEEK) + 1)
