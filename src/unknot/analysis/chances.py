"""The chance of a count, from SciPy's special functions: `scipy.stats` takes a second to load, and each command waits.

Counts and parameters are numbers or arrays that broadcast together; a judge in the tests is `scipy.stats`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv, gammaln, xlog1py, xlogy

Floats = NDArray[np.float64]


def binomial(k: ArrayLike, n: ArrayLike, p: float) -> Floats:
    """The chance of k out of n where each has the chance p."""
    k, n = np.asarray(k), np.asarray(n)
    ways = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    return np.asarray(np.exp(ways + xlogy(k, p) + xlog1py(n - k, -p)))


def poisson(k: ArrayLike, mean: float) -> Floats:
    """The chance of k where `mean` are expected."""
    k = np.asarray(k)
    return np.asarray(np.exp(xlogy(k, mean) - mean - gammaln(k + 1)))


def negative_binomial(k: ArrayLike, size: float, p: float) -> Floats:
    """The chance of k, with mean size (1 - p) / p and variance over mean 1 / p."""
    k = np.asarray(k)
    ways = gammaln(k + size) - gammaln(size) - gammaln(k + 1)
    return np.asarray(np.exp(ways + xlogy(size, p) + xlog1py(k, -p)))


def beta_quantile(share: float, a: float, b: float) -> float:
    """The value that a beta(a, b) number stays below with the chance `share`."""
    return float(betaincinv(a, b, share))
