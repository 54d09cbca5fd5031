"""The one interval for plain rates: its equation, its limits, and how often it holds where spasms come in bad days."""

from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.rates import Life, held
from unknot.analysis.rates import MOST_SHARED, Z95, limits, rates

WHOLE = 1.0


@given(st.integers(0, 500), st.floats(1, 20), st.floats(0, MOST_SHARED / Z95**2))
def test_the_interval_holds_the_count_and_solves_its_equation(n: int, phi: float, shared: float):
    (low,), (high,) = limits(np.array([float(n)]), phi, np.array([shared]))
    assert 0 <= low <= n < high
    for mean in (low, high):
        variance = phi * mean + shared * mean * mean
        assert (n - mean) ** 2 == pytest.approx(Z95**2 * variance, rel=1e-6, abs=1e-6)


def test_none_logged_has_an_upper_end_and_no_recorded_time_has_no_rate():
    time = np.ones((28, 2))
    time[:, 1] = 0
    found = rates(np.zeros((28, 2)), time, WHOLE)
    assert (found.rate[0], found.low[0]) == (0, 0)
    assert 28 * found.high[0] == pytest.approx(Z95**2)
    assert isnan(found.rate[1])
    assert isnan(found.high[1])


def test_days_that_differ_by_chance_alone_get_the_score_interval_of_a_poisson_mean():
    counts = np.array([[n % 2] for n in range(28)], dtype=float)  # 14 in 28 days, never two on a day
    found = rates(counts, np.ones((28, 1)), WHOLE)
    (low,), (high,) = limits(np.array([14.0]), 1.0, np.zeros(1))
    assert (found.low[0], found.high[0]) == pytest.approx((low / 28, high / 28))


def test_bad_days_in_a_row_make_it_wider_than_the_same_days_apart():
    apart, row = np.zeros((28, 1)), np.zeros((28, 1))
    apart[::4] = 4
    row[10:17] = 4
    together, scattered = rates(row, np.ones((28, 1)), WHOLE), rates(apart, np.ones((28, 1)), WHOLE)
    assert together.rate[0] == scattered.rate[0]
    assert together.high[0] - together.low[0] > 1.2 * (scattered.high[0] - scattered.low[0])


def test_a_storm_in_a_few_minutes_is_counted_and_widens_nothing():
    counts, time = np.zeros((28, 1)), np.ones((28, 1))
    counts[3], time[3] = 5, 0.02
    without = rates(np.zeros((28, 1)), np.ones((28, 1)), WHOLE)
    assert rates(counts, time, WHOLE).count[0] == 5
    assert rates(counts * 0, time, WHOLE).high[0] == pytest.approx(without.high[0], rel=0.05)


@pytest.mark.parametrize(
    "life", [Life(28, 12, 1, 0.6, 0.4), Life(28, 12, 3, 0.6, 0.4), Life(180, 24, 3, 0.6, 0.4)], ids=str
)
def test_it_holds_where_an_interval_that_knows_only_chance_does_not(life: Life):
    ours, garwood = held(life, times=150, seed=3)
    assert ours.mean() >= 0.92
    assert ours.min() >= 0.87
    assert garwood.min() < 0.85
