"""A penalised Poisson regression by Newton's method: finite whatever the data, complete separation included."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve

Floats = NDArray[np.float64]

HIGHEST_LOG_RATE = 3.0
"""Spasms per hour, as a logarithm: beyond it a fit only ever passes on its way."""
LARGEST_STEP = 1.0
CONTRACTION, FINE = 0.5, 0.1
"""A step must be this much smaller than the one before to be taken by the same curvature; and how fine it gets."""


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
    theta = start
    identity = np.eye(theta.size)

    def slope(theta: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        predictor = columns @ theta
        mean = np.exp(np.minimum(predictor, HIGHEST_LOG_RATE)) * weight
        residual = counts - mean
        return predictor, mean, residual, columns.T @ residual

    predictor, mean, residual, gradient = slope(theta)
    for rounds in range(1, most_rounds + 1):
        rooted = columns * np.sqrt(mean)[:, None]
        information = rooted.T @ rooted  # of one matrix with itself: half the multiplications
        factor = cho_factor(information + penalty, check_finite=False)
        step = cho_solve(factor, gradient - penalty @ theta, check_finite=False)
        if np.abs(step).max() < tolerance or rounds == most_rounds:
            break
        # The curvature costs ten times what the slope costs, so it serves for as long as it brings steps down.
        size = np.inf
        while CONTRACTION * size > np.abs(step).max() >= FINE * tolerance:
            size = np.abs(step).max()
            theta = theta + np.clip(step, -LARGEST_STEP, LARGEST_STEP)
            predictor, mean, residual, gradient = slope(theta)
            step = cho_solve(factor, gradient - penalty @ theta, check_finite=False)
    return Fit(
        theta=theta,
        predictor=predictor,
        mean=mean,
        residual=residual,
        information=information,
        inverse=cho_solve(factor, identity, check_finite=False),
        gradient=gradient,
        penalty=penalty,
        rounds=rounds,
    )
