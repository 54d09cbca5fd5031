"""A penalised Poisson regression by Newton's method: finite whatever the data, complete separation included."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg.blas import dsyrk
from scipy.linalg.lapack import dpotrf, dpotri

Floats = NDArray[np.float64]

HIGHEST_LOG_RATE = 3.0
"""Spasms per hour, as a logarithm: beyond it a fit only ever passes on its way."""
LARGEST_STEP = 1.0
CONTRACTION, FINE = 0.9, 0.1
"""A step must be this much smaller than the one before to go on without a new curvature; and how fine it gets."""
ROWS = 256
"""So many rows of the curvature at a time stay in the nearest memory: twice as fast as all of them at once."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The maximum a posteriori: `theta` (p,), means and residuals per row, and the curvature.

    `information` is X'WX without the prior, `inverse` the inverse of X'WX + prior.
    """

    theta: Floats
    predictor: Floats
    mean: Floats
    residual: Floats
    information: Floats
    inverse: Floats
    gradient: Floats
    penalty: Floats
    rounds: int


def fit(
    columns: Floats,
    counts: Floats,
    weight: Floats,
    penalty: Floats,
    start: Floats,
    tolerance: float = 1e-3,
    most_rounds: int = 30,
) -> Fit:
    """Fit log mean = columns @ theta to the counts, with prior precision `penalty`; rows of weight 0 say nothing."""
    seen = weight > 0
    rows, counted, weighed = columns[seen], counts[seen], weight[seen]

    def slope(theta: Floats) -> tuple[Floats, Floats]:
        mean = _mean(rows @ theta, weighed)
        return mean, rows.T @ (counted - mean) - penalty @ theta

    theta = start
    mean, uphill = slope(theta)
    for rounds in range(1, most_rounds + 1):
        information = curvature(rows, mean)
        inverse = _inverse(information + penalty)
        step = inverse @ uphill
        if np.abs(step).max() < tolerance or rounds == most_rounds:
            break
        # A curvature costs five times what a slope costs: what each step teaches mends it while steps grow smaller.
        size, mended = np.inf, inverse
        while CONTRACTION * size > np.abs(step).max() >= FINE * tolerance:
            size, before, moved = np.abs(step).max(), uphill, np.clip(step, -LARGEST_STEP, LARGEST_STEP)
            theta = theta + moved
            mean, uphill = slope(theta)
            mended = _secant(mended, moved, before - uphill)
            step = mended @ uphill
    predictor = columns @ theta
    mean = _mean(predictor, weight)
    return Fit(
        theta=theta,
        predictor=predictor,
        mean=mean,
        residual=counts - mean,
        information=information,
        inverse=inverse,
        gradient=uphill + penalty @ theta,
        penalty=penalty,
        rounds=rounds,
    )


def _mean(predictor: Floats, weight: Floats) -> Floats:
    return np.asarray(np.exp(np.minimum(predictor, HIGHEST_LOG_RATE)) * weight)


def curvature(columns: Floats, mean: Floats) -> Floats:
    """(p, p) X'WX: of one matrix with itself, which is half the multiplications, a few rows at a time."""
    rooted = np.sqrt(mean)[:, None]
    upper = np.zeros((columns.shape[1], columns.shape[1]), order="F")
    for at in range(0, len(columns), ROWS):
        rows = columns[at : at + ROWS] * rooted[at : at + ROWS]
        upper = dsyrk(1.0, rows.T, beta=1.0, c=upper, overwrite_c=True)
    return np.asarray(upper + np.triu(upper, 1).T)


def _inverse(precision: Floats) -> Floats:
    """Straight from LAPACK: on so few columns SciPy's own checks take longer than the work."""
    factor, failed = dpotrf(precision, clean=False)
    if failed:
        raise np.linalg.LinAlgError("the curvature and the prior together are not positive definite")
    upper = np.triu(dpotri(factor)[0])
    return np.asarray(upper + np.triu(upper, 1).T)


def _secant(inverse: Floats, moved: Floats, fell: Floats) -> Floats:
    """The inverse curvature that explains by how much the slope fell over the last step (BFGS).

    Source: Nocedal J, Wright SJ. Numerical Optimization, 2nd ed. Springer 2006, equation 6.17.
    """
    along = float(moved @ fell)
    if along <= 0:
        return inverse
    expected = inverse @ fell
    both = np.outer(expected, moved)
    return np.asarray(
        inverse + (1 + fell @ expected / along) / along * np.outer(moved, moved) - (both + both.T) / along
    )
