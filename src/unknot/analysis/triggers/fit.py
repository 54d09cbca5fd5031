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
    for rounds in range(1, most_rounds + 1):
        predictor = columns @ theta
        mean = np.exp(np.minimum(predictor, HIGHEST_LOG_RATE)) * weight
        residual = counts - mean
        gradient = columns.T @ residual
        information = (columns * mean[:, None]).T @ columns
        factor = cho_factor(information + penalty, check_finite=False)
        step = cho_solve(factor, gradient - penalty @ theta, check_finite=False)
        if np.abs(step).max() < tolerance or rounds == most_rounds:
            break
        theta = theta + np.clip(step, -LARGEST_STEP, LARGEST_STEP)
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
