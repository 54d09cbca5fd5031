"""Many people's estimates of one thing put together: a normal-normal model with random effects.

Each person's log ratio y with standard error s is N(their own effect, s²), and the effects are N(mean, tau²). tau² is
Paule and Mandel's; the interval of the mean is Hartung's and Knapp's, never narrower than that of a common effect; the
prediction interval is for one more person (Higgins, Thompson and Spiegelhalter 2009). No iteration needs more than the
two columns.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import chdtri, ndtr, stdtr, stdtrit

Floats = NDArray[np.float64]

LEAST_PEOPLE = 3
LEVEL = 0.95
LARGEST_VARIANCE = 100.0
"""Of log ratios: far beyond any effect, so that a search for tau² ends."""


@dataclass(frozen=True, slots=True)
class Pooled:
    """The mean of a population on the log scale, and how much its people differ.

    `share_above` is the estimated share of people whose own effect is above none, None where people do not seem to
    differ. `inconsistency` is I².
    """

    people: int
    mean: float
    standard_error: float
    low: float
    high: float
    p_value: float
    tau: float
    tau_low: float
    tau_high: float
    inconsistency: float
    predicted_low: float
    predicted_high: float
    share_above: float | None


def pooled(estimates: Floats, errors: Floats, level: float = LEVEL) -> Pooled | None:
    """Estimates (n,) and their standard errors (n,) put together; None with fewer than three people."""
    n = estimates.size
    if n < LEAST_PEOPLE:
        return None
    variance = np.square(errors)
    free = n - 1
    excess = _excess(estimates, variance)
    tau2 = _root(lambda t: excess(t) - free)
    weight = 1 / (variance + tau2)
    mean = float(weight @ estimates / weight.sum())
    scale = max(1.0, excess(tau2) / free)
    error = sqrt(scale / float(weight.sum()))
    reach = float(stdtrit(free, 0.5 + level / 2))
    spread = float(stdtrit(max(n - 2, 1), 0.5 + level / 2)) * sqrt(tau2 + error**2)
    within = excess(0.0)
    return Pooled(
        people=n,
        mean=mean,
        standard_error=error,
        low=mean - reach * error,
        high=mean + reach * error,
        p_value=2 * float(stdtr(free, -abs(mean) / error)),
        tau=sqrt(tau2),
        tau_low=sqrt(_root(lambda t: excess(t) - float(chdtri(free, 0.5 - level / 2)))),
        tau_high=sqrt(_root(lambda t: excess(t) - float(chdtri(free, 0.5 + level / 2)))),
        inconsistency=max(0.0, 1 - free / within) if within > 0 else 0.0,
        predicted_low=mean - spread,
        predicted_high=mean + spread,
        share_above=float(ndtr(mean / sqrt(tau2))) if tau2 > 0 else None,
    )


def _excess(estimates: Floats, variance: Floats) -> Callable[[float], float]:
    """The weighted squares around the weighted mean, as a falling function of tau²."""

    def excess(tau2: float) -> float:
        weight = 1 / (variance + tau2)
        mean = weight @ estimates / weight.sum()
        return float(weight @ np.square(estimates - mean))

    return excess


def _root(falling: Callable[[float], float]) -> float:
    """Where a falling function of tau² crosses zero; 0 if it is below there already."""
    if falling(0.0) <= 0:
        return 0.0
    if falling(LARGEST_VARIANCE) > 0:
        return LARGEST_VARIANCE
    return float(brentq(falling, 0.0, LARGEST_VARIANCE, xtol=1e-12))
