"""The Poisson fit against statsmodels and against a general optimiser."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize
from statsmodels.genmod.families import Poisson
from statsmodels.genmod.generalized_linear_model import GLM

from unknot.analysis.associations.fit import fit


def made_up(seed: int, n: int = 600, p: int = 5) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    columns = np.column_stack([np.ones(n), rng.normal(size=(n, p - 1))])
    theta = np.concatenate([[-1.0], rng.normal(scale=0.4, size=p - 1)])
    weight = (rng.random(n) < 0.85).astype(float)
    counts = rng.poisson(np.exp(columns @ theta)) * weight
    return columns, counts, weight


@pytest.mark.parametrize("seed", range(5))
def test_without_a_prior_it_is_the_generalised_linear_model(seed: int):
    columns, counts, weight = made_up(seed)
    ours = fit(columns, counts, weight, np.zeros((5, 5)), np.zeros(5), tolerance=1e-10)
    seen = weight > 0
    theirs = GLM(counts[seen], columns[seen], family=Poisson()).fit()
    np.testing.assert_allclose(ours.theta, theirs.params, atol=1e-8)
    np.testing.assert_allclose(ours.inverse, theirs.cov_params(), rtol=1e-4, atol=1e-8)


@pytest.mark.parametrize("seed", range(5))
def test_with_a_prior_it_is_the_posterior_mode(seed: int):
    columns, counts, weight = made_up(seed)
    penalty = np.diag([1e-6, 4.0, 4.0, 25.0, 25.0])

    def minus_log_posterior(theta: np.ndarray) -> float:
        predictor = columns @ theta
        return float(-(counts @ predictor - (weight * np.exp(predictor)).sum() - 0.5 * theta @ penalty @ theta))

    ours = fit(columns, counts, weight, penalty, np.zeros(5), tolerance=1e-10)
    slow = minimize(minus_log_posterior, np.zeros(5), method="BFGS", options={"gtol": 1e-6})
    np.testing.assert_allclose(ours.theta, slow.x, atol=1e-5)


def test_complete_separation_stays_finite():
    """Twelve weeks, on and off in turn by three; not one attack in the weeks on."""
    on = np.repeat([0.0, 1.0, 0.0, 1.0], 21)
    counts = np.where(on > 0, 0, np.resize([1, 0, 0, 2, 0, 1, 0], 84)).astype(float)
    columns = np.column_stack([np.ones(84), on])
    found = fit(columns, counts, np.ones(84), np.diag([1e-6, 0.25]), np.zeros(2))
    assert -8 < found.theta[1] < -1
    assert np.sqrt(found.inverse[1, 1]) < 3
