"""Flares that last days and flares that last hours, told apart: against explicit matrices and made-up logs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from unknot.analysis.associations.dispersion import leave_day_out, together
from unknot.analysis.associations.fit import Fit, fit
from unknot.analysis.associations.flares import Flares, flares, lasting, remembered
from unknot.analysis.associations.method import METHOD, Method
from unknot.analysis.columns import DAY

UNGUIDED = replace(METHOD, flare_weight=0.0, cluster_days=0.0)


def log(seed: int, days: int, variance: float, per_day: float = 4.0, offspring: float = 0.0) -> tuple[Fit, np.ndarray]:
    """A log with a rate that wanders, and the fit of a level and two waves to it."""
    rng = np.random.default_rng(seed)
    wander = [rng.normal()]
    for _ in range(days - 1):
        wander.append(METHOD.flare_memory * wander[-1] + rng.normal() * np.sqrt(1 - METHOD.flare_memory**2))
    rate = per_day / DAY * np.exp(np.sqrt(variance) * np.repeat(wander, DAY) - variance / 2)
    hour = np.arange(days * DAY) % DAY
    columns = np.column_stack([np.ones(days * DAY), np.cos(2 * np.pi * hour / DAY), np.sin(2 * np.pi * hour / DAY)])
    first = rng.poisson(rate)
    counts = (first + rng.poisson(offspring * first)).astype(float)
    return fit(columns, counts, np.ones(len(counts)), np.eye(3) * 0.1, np.zeros(3), tolerance=1e-8), columns


def both(made: tuple[Fit, np.ndarray], method: Method) -> Flares:
    fitted, columns = made
    return flares(fitted, by_day(made), leave_day_out(fitted, columns), method)


def by_day(made: tuple[Fit, np.ndarray]) -> np.ndarray:
    fitted, columns = made
    return (columns * fitted.mean[:, None]).reshape(-1, DAY, columns.shape[1]).sum(axis=1)


def test_each_day_is_remembered_by_its_distance():
    daily = np.random.default_rng(0).normal(size=(9, 2))
    correlation = 0.6 ** np.abs(np.subtract.outer(np.arange(9), np.arange(9)))
    np.testing.assert_allclose(remembered(daily, 0.6, axis=0), correlation @ daily, atol=1e-12)
    np.testing.assert_allclose(remembered(daily.T, 0.6, axis=1), daily.T @ correlation, atol=1e-12)
    np.testing.assert_allclose(lasting(daily[None], 0.6)[0], np.diag(daily.T @ correlation @ daily), atol=1e-12)


def test_the_two_sums_are_those_of_the_definition():
    """Solve for both by hand, with every matrix written out and nothing drawn anywhere."""
    fitted, columns = made = log(3, 15, 0.4)
    hours = 15 * DAY
    apart = leave_day_out(fitted, columns)
    days = np.kron(np.eye(15), np.ones(DAY))
    weighted = np.diag(fitted.mean)
    spread = days @ (weighted - weighted @ columns @ fitted.inverse @ columns.T @ weighted) @ days.T
    correlation = METHOD.flare_memory ** np.abs(np.subtract.outer(np.arange(15), np.arange(15)))
    close = np.abs(np.subtract.outer(np.arange(hours), np.arange(hours))) <= METHOD.cluster_hours
    near = apart @ close @ fitted.residual / fitted.mean.sum()
    by_wandering = fitted.mean @ close @ fitted.mean / fitted.mean.sum()
    poisson, unit = np.trace(correlation @ spread), np.trace(correlation @ spread @ correlation @ spread)
    totals = days @ fitted.residual
    wandering, clustering = np.linalg.solve(
        [[unit, poisson], [by_wandering, 1]], [totals @ correlation @ totals - poisson, near - 1]
    )
    found = flares(fitted, by_day(made), apart, UNGUIDED)
    assert wandering > 0
    assert found.wandering == pytest.approx(wandering, rel=1e-6)
    assert found.clustering == pytest.approx(max(0, clustering), rel=1e-6, abs=1e-9)


@pytest.mark.parametrize(("variance", "offspring"), [(0.0, 0.0), (0.15, 0.0), (0.0, 0.4)])
def test_over_many_logs_both_come_out_right(variance: float, offspring: float):
    """Each spasm that brings `offspring` others within the hour multiplies the variance of counts by so much."""
    found = [both(log(seed, 120, variance, offspring=offspring), UNGUIDED) for seed in range(40)]
    extra = (1 + 3 * offspring + offspring**2) / (1 + offspring) - 1
    assert np.mean([one.wandering for one in found]) == pytest.approx(variance, abs=0.05 + 0.2 * variance)
    assert np.mean([one.clustering for one in found]) == pytest.approx(extra, abs=0.08 + 0.2 * extra)


def test_with_few_days_it_keeps_nearer_to_the_usual():
    for seed in range(10):
        short = log(seed, 14, 0.3)
        drawn, alone = both(short, METHOD), both(short, UNGUIDED)
        assert drawn.clustering <= alone.clustering + 0.1
        assert drawn.wandering <= max(alone.wandering, METHOD.flare_variance) + 0.1


def test_never_below_poisson_and_raised_where_the_mean_asks_for_it():
    expected = np.full((5, 3), 1.2)
    quiet, stormy = np.full((5, 3), 0.6), np.full((5, 3), 2.4)
    assert (together(quiet, expected, 100, METHOD) >= 1).all()
    assert (together(stormy, expected, 100, METHOD) > together(expected, expected, 100, METHOD)).all()
    assert (together(stormy, expected, 300, METHOD) > together(stormy, expected, 100, METHOD)).all()
