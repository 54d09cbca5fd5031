"""Efficient scores, robust variance and calibration against slow, explicit linear algebra."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from unknot.analysis.associations.dispersion import daily_sums, leave_day_out, long_run, long_run_variance
from unknot.analysis.associations.fit import Fit, fit
from unknot.analysis.associations.scores import Scores, crossed, efficient_scores
from unknot.analysis.associations.skewness import likelihood_calibration

DAYS, M, Q, BASE = 12, 3, 4, 5
N = 24 * DAYS


@dataclass
class Case:
    columns: np.ndarray
    lagged: np.ndarray
    counts: np.ndarray
    weight: np.ndarray
    penalty: np.ndarray
    fitted: Fit
    scores: Scores


@pytest.fixture(params=[0, 1, 2])
def case(request: pytest.FixtureRequest) -> Case:
    rng = np.random.default_rng(request.param)
    lagged = rng.normal(size=(N, M * Q))
    all_day = np.repeat(rng.normal(size=DAYS), 24)
    base = np.column_stack([np.ones(N), rng.normal(size=(N, BASE - 2)), all_day])
    own = lagged.reshape(N, M, Q) @ np.array([0.5, 0.3, 0.2, 0.0])
    columns = np.concatenate([base, own], axis=1)
    weight = (rng.random(N) < 0.9).astype(float)
    counts = rng.poisson(0.4 * np.exp(0.3 * own[:, 0])) * weight
    penalty = np.diag([1e-6, 2, 2, 2, 2, 9.0, 9, 9])
    fitted = fit(columns, counts, weight, penalty, np.zeros(BASE + M), tolerance=1e-12)
    by_day = daily_sums(fitted.mean[None], columns, lagged, M).own[0]
    sums = crossed(fitted, columns, lagged, by_day, slice(BASE - 1, BASE))
    scores = efficient_scores(fitted, sums, BASE + np.arange(M))
    return Case(columns, lagged, counts, weight, penalty, fitted, scores)


def others(case: Case, j: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The columns without candidate j's, their prior, and j's own blocks."""
    keep = [k for k in range(BASE + M) if k != BASE + j]
    return case.columns[:, keep], case.penalty[np.ix_(keep, keep)], case.lagged[:, j * Q : (j + 1) * Q]


def test_information_is_what_the_others_leave(case: Case):
    W = np.diag(case.fitted.mean)
    for j in range(M):
        X, prior, Z = others(case, j)
        left = Z.T @ W @ Z - Z.T @ W @ X @ np.linalg.inv(X.T @ W @ X + prior) @ X.T @ W @ Z
        np.testing.assert_allclose(case.scores.information[j], left, rtol=1e-8, atol=1e-8)


def test_scores_are_those_after_one_step_of_the_others(case: Case):
    """Leave out c_j, move the others by one Newton step of the quadratic form at the joint fit, take Z'r."""
    W = np.diag(case.fitted.mean)
    for j in range(M):
        X, prior, Z = others(case, j)
        keep = [k for k in range(BASE + M) if k != BASE + j]
        theta, effect = case.fitted.theta[keep], case.fitted.theta[BASE + j]
        residual = case.fitted.residual + W @ case.columns[:, BASE + j] * effect
        step = np.linalg.solve(X.T @ W @ X + prior, X.T @ residual - prior @ theta)
        expected = Z.T @ (residual - W @ X @ step)
        np.testing.assert_allclose(case.scores.score[j], expected, rtol=1e-7, atol=1e-7)


def test_scores_come_close_to_a_full_second_fit(case: Case):
    for j in range(M):
        X, prior, Z = others(case, j)
        again = fit(X, case.counts, case.weight, prior, np.zeros(X.shape[1]), tolerance=1e-12)
        exact = Z.T @ again.residual
        scale = np.sqrt(np.diag(case.scores.information[j]))
        assert np.abs((case.scores.score[j] - exact) / scale).max() < 0.25


def test_leave_day_out_residuals_solve_their_definition(case: Case):
    ours = leave_day_out(case.fitted, case.columns).reshape(DAYS, 24)
    hat = np.diag(case.fitted.mean) @ case.columns @ case.fitted.inverse @ case.columns.T
    for day in range(DAYS):
        rows = slice(24 * day, 24 * day + 24)
        expected = np.linalg.solve(np.eye(24) - hat[rows, rows], case.fitted.residual[rows])
        np.testing.assert_allclose(ours[day], expected, rtol=1e-8)


def test_daily_scores_and_their_covariance(case: Case):
    residual = case.fitted.residual
    sums = daily_sums(residual[None], case.columns, case.lagged, M)
    daily = sums.scores(case.scores.projection, np.tile(np.eye(Q), (M, 1, 1)))[0]
    robust = long_run(daily, 2)
    for j in range(M):
        Z = case.lagged[:, j * Q : (j + 1) * Q] - case.columns @ case.scores.projection[j]
        each = np.array([Z[24 * d : 24 * d + 24].T @ residual[24 * d : 24 * d + 24] for d in range(DAYS)])
        np.testing.assert_allclose(daily[j], each, atol=1e-9)
        slow = sum(max(0, 1 - abs(a - b) / 3) * np.outer(each[a], each[b]) for a in range(DAYS) for b in range(DAYS))
        np.testing.assert_allclose(robust[j], slow, atol=1e-8)
        np.testing.assert_allclose(long_run_variance(daily, 2)[j], np.diag(slow), atol=1e-8)


def test_calibration_is_the_likelihood_gain_over_its_prediction(case: Case):
    prior = np.diag(case.penalty)[-M:]
    ours = likelihood_calibration(case.fitted, case.columns, case.counts, case.weight, prior, limits=(-np.inf, np.inf))

    def height(found: Fit, penalty: np.ndarray) -> float:
        return float(case.counts @ found.predictor - found.mean.sum() - 0.5 * found.theta @ penalty @ found.theta)

    for j in range(M):
        X, penalty, _ = others(case, j)
        null = fit(X, case.counts, case.weight, penalty, np.zeros(X.shape[1]), tolerance=1e-12)
        effect, precision = case.fitted.theta[BASE + j], 1 / case.fitted.inverse[BASE + j, BASE + j]
        predicted = (precision - 0.5 * (precision - prior[j])) * effect**2
        gain = height(case.fitted, case.penalty) + 0.5 * prior[j] * effect**2 - height(null, penalty)
        if predicted > 0.05:
            assert ours[j] == pytest.approx(gain / predicted, rel=0.03)
