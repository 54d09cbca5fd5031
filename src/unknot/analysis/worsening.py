"""More spasms than before: a weekly alarm with a stated rate of false alarms.

Shiryaev-Roberts on weekly blocks: M = (M + 1) × likelihood ratio of a raised rate, negative binomial, against the
mean of the up to 26 weeks before plus one standard error. Raised at M >= 104: with a known baseline one false
alarm in 104 weeks on average. Weeks, because days next to each other are alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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


def worsening(columns: Columns) -> Worsening | None:
    """Whether there are now clearly more spasms than in the weeks before; None before there are six weeks."""
    weeks = weekly_alarm(daily_counts(columns))
    if len(weeks) <= WARM_UP:
        return None
    last = weeks[-1]
    raised = last.level >= ALARM
    interval = _times(last) if raised else None
    return Worsening(
        raised=raised,
        since=_since(columns, weeks) if raised else None,
        log_evidence=float(np.log(max(last.level, 1e-12))),
        weeks=len(weeks),
        per_day_before=last.before,
        per_day_now=last.per_day,
        times=interval[0] if interval else None,
        times_low=interval[1] if interval else None,
        times_high=interval[2] if interval else None,
    )


def _times(week: Week) -> tuple[float, float, float] | None:
    """The last week over the weeks before it, with an approximate 95 % interval for this one week."""
    if not week.per_day or not week.before or week.spread is None:
        return None
    times, factor = week.per_day / week.before, float(np.exp(NINETY_FIVE * week.spread))
    return times, times / factor, times * factor


def _since(columns: Columns, weeks: list[Week]) -> date:
    """The first day of the week in which the present alarm was raised."""
    first = len(weeks) - 1
    while first > 0 and weeks[first - 1].level >= ALARM:
        first -= 1
    return day_of(columns, first * WEEK)
