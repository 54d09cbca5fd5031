"""How often something was logged in recorded time, with an interval that holds where it comes in bad days.

Counts of spasms vary more than chance alone would make them: a bad day has more of everything, bad days come in rows,
and one spasm brings others. An interval that knows only chance (Garwood 1936) then promises far too much. Here

    (N - m)^2 = z^2 (phi m + alpha m^2 sum t^2 / T^2)

is solved for the mean count m of a group that has N spasms in time T: the score interval of a quasi-Poisson mean,
with a second term for what all groups of a day, and the days beside it, have in common. It has a closed form, is
never below zero, and has an upper end where nothing was logged. `benchmarks/rates.py` measures how often it holds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

Z95 = 1.959963984540054
"""The 97.5 % quantile of the normal distribution."""
LAG_DAYS = 5
"""Days after which bad days are taken to have ended: the width of the Bartlett window (Newey and West 1987)."""
MOST_SHARED = 0.8
"""Of z^2 times the shared variance: nearer to 1 the interval has no upper end, so that few days give a wide one."""


@dataclass(frozen=True, slots=True)
class Rates:
    """G groups (hours of the clock, weekdays ...), each an array of G.

    `count` is how many were logged, `time` the recorded time they stand on in the unit that was given, `rate` count
    over time, and `low` and `high` its limits; the last three are NaN where there is no recorded time.
    """

    count: Floats
    time: Floats
    rate: Floats
    low: Floats
    high: Floats


def rates(counts: Floats, time: Floats, whole: float) -> Rates:
    """The rates of G groups over D days, with their 95 % intervals.

    `counts` (D, G) are what was logged in recorded time, `time` (D, G) that time. How much the days differ is taken
    from the cells with at least `whole` of it alone: a few minutes with one spasm would look like a storm.
    """
    count, total = counts.sum(axis=0), time.sum(axis=0)
    recorded = total > 0
    safe = np.where(recorded, total, 1.0)
    mean = np.where(recorded, count / safe, 0.0)
    full = (time >= whole) & (mean > 0)
    expected = np.where(full, mean * time, 0.0)
    residual = np.where(full, counts - expected, 0.0)
    phi = _dispersion(residual, expected, full)
    shared = _shared(residual.sum(axis=1), expected.sum(axis=1), phi)
    weight = shared * (time**2).sum(axis=0) / safe**2
    low, high = limits(count, phi, np.minimum(weight, MOST_SHARED / Z95**2))
    unknown = np.where(recorded, 1.0, np.nan)
    return Rates(count, total, mean * unknown, low / safe * unknown, high / safe * unknown)


def limits(count: Floats, phi: float, shared: Floats) -> tuple[Floats, Floats]:
    """The 95 % limits of mean counts whose variance is `phi` m + `shared` m^2; all (G,)."""
    squared = Z95 * Z95
    a, b = 1.0 - squared * shared, 2.0 * count + squared * phi
    root = np.sqrt(np.maximum(b * b - 4.0 * a * count * count, 0.0))
    return np.maximum(b - root, 0.0) / (2.0 * a), (b + root) / (2.0 * a)


def _dispersion(residual: Floats, expected: Floats, full: NDArray[np.bool_]) -> float:
    """Pearson's statistic over its degrees of freedom, pooled over the groups; at least 1, which is chance alone."""
    degrees = int((full.sum(axis=0) - full.any(axis=0)).sum())
    if degrees <= 0:
        return 1.0
    return max(1.0, float((residual[full] ** 2 / expected[full]).sum()) / degrees)


def _shared(residual: Floats, expected: Floats, phi: float) -> float:
    """The squared coefficient of variation that whole days share, over days that follow each other; at least 0.

    The long-run variance of the daily residuals (D,) by Bartlett's window, less what `phi` explains, by the method of
    moments. The factor makes good what taking out the mean takes off it in a short row of days.
    """
    days = int((expected > 0).sum())
    lag = min(LAG_DAYS, days // 5)
    if days <= lag + 1:
        return 0.0
    long_run = float(residual @ residual)
    for k in range(1, lag + 1):
        long_run += 2 * (1 - k / (lag + 1)) * float(residual[k:] @ residual[:-k])
    long_run *= days / (days - lag - 1)
    return max(0.0, (long_run - phi * float(expected.sum())) / float(expected @ expected))
