"""The chances of counts against SciPy's own, which takes a second to load."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from unknot.analysis.chances import beta_quantile, binomial, negative_binomial, poisson

COUNTS = np.arange(400)


@pytest.mark.parametrize("p", [0.05, 0.5, 0.951, 1.0])
@pytest.mark.parametrize("n", [0, 1, 7, 300])
def test_binomial(n: int, p: float):
    k = np.arange(n + 1)
    np.testing.assert_allclose(binomial(k, n, p), stats.binom.pmf(k, n, p), rtol=1e-10, atol=1e-300)
    assert binomial(k, n, p).sum() == pytest.approx(1)


@pytest.mark.parametrize("mean", [0.001, 0.7, 3.0, 120.0])
def test_poisson(mean: float):
    np.testing.assert_allclose(poisson(COUNTS, mean), stats.poisson.pmf(COUNTS, mean), rtol=1e-9, atol=1e-300)


@pytest.mark.parametrize("size", [0.02, 1.0, 45.5])
@pytest.mark.parametrize("p", [0.1, 0.6, 0.98])
def test_negative_binomial(size: float, p: float):
    expected = stats.nbinom.pmf(COUNTS, size, p)
    np.testing.assert_allclose(negative_binomial(COUNTS, size, p), expected, rtol=1e-9, atol=1e-300)


@pytest.mark.parametrize("share", [0.025, 0.975])
@pytest.mark.parametrize(("a", "b"), [(1, 1), (3, 12), (80.0, 2.0), (1, 400)])
def test_beta_quantile(share: float, a: float, b: float):
    assert beta_quantile(share, a, b) == pytest.approx(stats.beta.ppf(share, a, b), rel=1e-12)
