"""Mixtures, intervals and e-BH against quadrature, simulation and the definition."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import norm

from unknot.analysis.associations.method import METHOD
from unknot.analysis.evidence import Bet, anytime_radius, e_bh, log_mixture


def by_quadrature(score: float, information: float, bets: tuple[Bet, ...]) -> float:
    total = 0.0
    for bet in bets:
        inside = norm.cdf(bet.sign * bet.mean / bet.sd)

        def integrand(b: float, bet: Bet = bet, inside: float = inside) -> float:
            prior = norm.pdf(b, bet.mean, bet.sd) / inside
            return float(prior * np.exp(b * score - b * b * information / 2))

        low, high = (0, 8) if bet.sign > 0 else (-8, 0)
        total += bet.weight * quad(integrand, low, high, points=[score / max(information, 0.1) * 0.5], limit=200)[0]
    return float(np.log(total))


@pytest.mark.parametrize(("score", "information"), [(0, 2), (5, 8), (-6, 9), (20, 30), (3, 1.6), (-2, 40)])
def test_the_mixture_is_its_integral(score: float, information: float):
    closed = log_mixture(np.array(float(score)), np.array(float(information)), METHOD.bets)
    assert float(closed) == pytest.approx(by_quadrature(score, information, METHOD.bets), abs=1e-5)


def test_the_bets_stake_one():
    assert sum(bet.weight for bet in METHOD.bets) == pytest.approx(1)


@pytest.mark.parametrize("information", [2.0, 10.0, 60.0])
def test_the_mean_evidence_without_any_association_is_one(information: float):
    """Exactly, by a fine rule over the normal law of the score."""
    scores = np.linspace(-40, 40, 400_001) * np.sqrt(information)
    law = norm.logpdf(scores, scale=np.sqrt(information))
    mean = np.trapezoid(np.exp(law + log_mixture(scores, np.full_like(scores, information), METHOD.bets)), scores)
    assert mean == pytest.approx(1, abs=2e-3)


def test_looking_every_day_reaches_twenty_in_no_more_than_one_log_of_twenty():
    rng = np.random.default_rng(1)
    steps = rng.normal(size=(4000, 300)) * np.sqrt(0.2)
    score, information = np.cumsum(steps, axis=1), np.arange(1, 301) * 0.2
    highest = log_mixture(score, np.broadcast_to(information, score.shape), METHOD.bets).max(axis=1)
    assert np.mean(highest >= np.log(20)) <= 0.05


def test_the_interval_holds_at_all_looks_together():
    rng = np.random.default_rng(2)
    information = np.arange(1, 301) * 0.2
    steps = rng.normal(size=(4000, 300)) * np.sqrt(0.2) + 0.2 * 0.7
    estimate = np.cumsum(steps, axis=1) / information
    held = (np.abs(estimate - 0.7) <= anytime_radius(information, 0.05)).all(axis=1)
    assert held.mean() >= 0.95


@given(st.lists(st.floats(-5, 12), min_size=1, max_size=9))
def test_e_bh_is_the_largest_list_of_its_definition(values: list[float]):
    evidence = np.array(values)
    m, alpha = len(values), 0.05
    sizes = [
        k
        for k in range(1, m + 1)
        for chosen in itertools.islice([np.sort(evidence)[::-1][:k]], 1)
        if (chosen >= np.log(m / (alpha * k))).all()
    ]
    assert e_bh(evidence, alpha).sum() == max(sizes, default=0)
    assert e_bh(np.zeros(0), alpha).size == 0
