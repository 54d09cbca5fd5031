"""Flares of two kinds, one figure each for the whole log: a rate that wanders over days, spasms that bring others.

The first adds little to the scores of what comes and goes, and much to those of what lasts as long as it does; the
second adds to all alike.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unknot.analysis.associations.fit import Fit
from unknot.analysis.associations.method import Method
from unknot.analysis.columns import DAY

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Flares:
    """The variance of a log rate that wanders from day to day; and by how much more than Poisson counts the spasms of
    some hours vary together.
    """

    wandering: float
    clustering: float


def flares(fitted: Fit, daily: Floats, apart: Floats, method: Method) -> Flares:
    """Both from the residuals, `apart` those that have not seen their day; `daily` (D, p) are the fit's columns summed
    over each day, weighted by the means.

    Two sums say more than Poisson counts would: residuals times those of the hours around them, and the quadratic form
    of the daily totals in the wanderer's correlation (the score test for it). Clusters and wandering add to both, so
    that two equations are solved for them; drawn towards the usual while days are few.
    """
    days = apart.size // DAY
    means = fitted.mean.reshape(days, DAY)
    spasms = max(float(means.sum()), 1.0)
    near = float(apart @ _around(fitted.residual, method.cluster_hours)) / spasms
    near = 1 + (near - 1) * days / (days + method.cluster_days)
    by_wandering = float(fitted.mean @ _around(fitted.mean, method.cluster_hours)) / spasms

    totals = fitted.residual.reshape(days, DAY).sum(axis=1)
    spread = np.diag(means.sum(axis=1)) - daily @ fitted.inverse @ daily.T
    wandered = remembered(spread, method.flare_memory, axis=1)  # spread is symmetric
    poisson, unit = float(np.trace(wandered)), float((wandered * wandered.T).sum())
    seen = float(totals @ remembered(totals, method.flare_memory, axis=0))
    weight = method.flare_weight
    excess = seen - near * poisson + weight * method.flare_variance
    wandering = max(0.0, excess / (max(unit - by_wandering * poisson, 0.0) + weight))
    return Flares(wandering, max(0.0, near - 1 - wandering * by_wandering))


def _around(hourly: Floats, hours: int) -> Floats:
    """The sum of the hours within so many of each."""
    total = np.concatenate([[0.0], np.cumsum(hourly)])
    now = np.arange(hourly.size)
    return np.asarray(total[np.minimum(now + hours + 1, hourly.size)] - total[np.maximum(now - hours, 0)])


def remembered(daily: Floats, memory: float, axis: int) -> Floats:
    """Each day's value with those of all other days, worth `memory` to the power of the distance."""
    from scipy.signal import lfilter  # a tenth of a second to load, which only a look needs

    before = lfilter([1.0], [1.0, -memory], daily, axis=axis)
    after = np.flip(lfilter([1.0], [1.0, -memory], np.flip(daily, axis), axis=axis), axis)
    return np.asarray(before + after - daily)


def lasting(weights: Floats, memory: float) -> Floats:
    """(M, K) the quadratic form of (M, D, K) weights of the days in how days remember each other."""
    from scipy.signal import lfilter

    # Each pair of days stands in the sum twice: it is enough to look back.
    before = lfilter([1.0], [1.0, -memory], weights, axis=1)
    return np.asarray(np.einsum("mdk,mdk->mk", weights, 2 * before - weights))
