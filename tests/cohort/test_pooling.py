"""Putting people together: published answers, a second implementation, and intervals that hold what they promise."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import false_discovery_control
from statsmodels.stats.meta_analysis import combine_effects

from unknot.analysis.evidence import e_bh
from unknot.cohort.discovery import benjamini_hochberg, e_bh_threshold
from unknot.cohort.pooling import pooled

BCG = np.array(
    [
        [4, 119, 11, 128], [6, 300, 29, 274], [3, 228, 11, 209], [62, 13536, 248, 12619], [33, 5036, 47, 5761],
        [180, 1361, 372, 1079], [8, 2537, 10, 619], [505, 87886, 499, 87892], [29, 7470, 45, 7232],
        [17, 1699, 65, 1600], [186, 50448, 141, 27197], [5, 2493, 3, 2338], [27, 16886, 29, 17825],
    ]
)  # fmt: skip
"""Thirteen vaccine trials (Colditz 1994): ill and well with the vaccine, ill and well without."""


def log_risk_ratios() -> tuple[np.ndarray, np.ndarray]:
    a, b, c, d = BCG.T
    return np.log(a / (a + b)) - np.log(c / (c + d)), np.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))


def test_the_vaccine_trials_give_the_published_answers():
    found = pooled(*log_risk_ratios())
    assert found is not None
    assert found.mean == pytest.approx(-0.715, abs=5e-4)
    assert found.tau**2 == pytest.approx(0.318, abs=5e-4)  # Paule-Mandel
    assert found.standard_error == pytest.approx(0.181, abs=5e-4)  # Hartung-Knapp
    assert (found.low, found.high) == pytest.approx((-1.109, -0.321), abs=5e-4)
    assert found.inconsistency == pytest.approx(0.921, abs=5e-4)
    assert (found.tau_low**2, found.tau_high**2) == pytest.approx((0.120, 1.111), abs=5e-4)  # Q profile


def people(seed: int, n: int, mean: float, spread: float) -> tuple[np.ndarray, np.ndarray]:
    """Estimates of n people whose own effects differ by `spread`, each with a standard error of its own."""
    rng = np.random.default_rng(seed)
    errors = rng.uniform(0.1, 0.4, n)
    return rng.normal(mean, spread, n) + errors * rng.standard_normal(n), errors


@pytest.mark.parametrize("seed", range(4))  # on others statsmodels does not converge
def test_a_second_implementation_says_the_same(seed: int):
    estimates, errors = people(seed, 12, 0.2, 0.4)
    found, other = pooled(estimates, errors), combine_effects(estimates, errors**2, method_re="iterated", atol=1e-10)
    assert found is not None
    assert (found.mean, found.tau**2) == pytest.approx((other.mean_effect_re, other.tau2), rel=1e-6)
    assert found.standard_error >= other.sd_eff_w_re_hksj - 1e-9


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(3, 30))
def test_the_order_of_people_changes_nothing_and_one_like_the_others_narrows(seed: int, n: int):
    estimates, errors = people(seed, n, 0.3, 0.1)
    found, turned = pooled(estimates, errors), pooled(estimates[::-1], errors[::-1])
    assert found is not None
    assert turned is not None
    assert turned.mean == pytest.approx(found.mean, abs=1e-9)
    assert found.predicted_low <= found.low < found.mean < found.high <= found.predicted_high
    assert found.tau_low <= found.tau_high
    weight = 1 / (errors**2 + found.tau**2)
    squares = weight @ (estimates - weight @ estimates / weight.sum()) ** 2
    assert squares == pytest.approx(n - 1, rel=1e-6) if found.tau > 0 else squares <= n - 1  # what defines tau²


def test_two_people_are_no_population():
    assert pooled(np.array([0.1, 0.2]), np.array([0.1, 0.1])) is None


@pytest.mark.parametrize(("mean", "spread"), [(0.0, 0.0), (0.3, 0.2), (0.3, 0.5)])
def test_intervals_hold_the_truth_as_often_as_they_promise(mean: float, spread: float):
    """250 cohorts of 10 people. The full way, from made-up journals on, is `benchmarks.pooled`."""
    found = [pooled(*people(seed, 10, mean, spread)) for seed in range(250)]
    held = np.mean([one is not None and one.low <= mean <= one.high for one in found])
    assert 0.92 <= held <= 0.99
    false = np.mean([one is not None and one.p_value <= 0.05 for one in found])
    assert false <= 0.07 or mean != 0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_adjusted_p_values_are_those_of_scipy(p_values: list[float]):
    p = np.array(p_values)
    assert benjamini_hochberg(p) == pytest.approx(false_discovery_control(p))


@given(st.lists(st.floats(-5, 12), max_size=40))
def test_the_list_from_what_was_found_is_that_from_everything(log_evidence: list[float]):
    every = np.array(log_evidence)
    threshold = e_bh_threshold(every[every >= np.log(1 / 0.05)], every.size, 0.05)
    assert ((every >= threshold) == e_bh(every, 0.05)).all()
