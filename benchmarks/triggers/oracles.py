"""Two who know more than anyone can: how far is it still to go?

A knows the rate without a candidate, every other effect, the true exposures and lags: only the size is unknown.
B knows the true exposures and lags, and learns the rest with the engine itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.triggers.simulator import Truth
from unknot.analysis.columns import Columns
from unknot.analysis.triggers.design import design
from unknot.analysis.triggers.kernels import BEFORE
from unknot.analysis.triggers.look import first_state, look
from unknot.analysis.triggers.method import Method

Floats = NDArray[np.float64]


def _active(truth: Truth) -> Floats:
    """(M, T) how active each exposure is in each hour, by its true lag."""
    hours = truth.exposures.shape[1]
    return np.array([np.convolve(x, c)[:hours] for x, c in zip(truth.exposures, truth.curves, strict=True)])


def oracle_a(columns: Columns, truth: Truth, days: Sequence[int], method: Method, logged_share: float) -> Floats:
    """(looks, M) log evidence from the exact Poisson likelihood, mixed over sizes on a fine grid."""
    active = _active(truth)
    weight = columns.observed.astype(float)
    log_rate = truth.base + np.log(logged_share) + truth.effect @ active
    sizes = np.linspace(0.02, 2.5, 40)
    rates = [(b.weight * np.exp(-0.5 * ((sizes - b.mean) / b.sd) ** 2) / b.sd, b.sign) for b in method.bets]
    prior = sum(r for r, sign in rates if sign > 0)
    prior = prior / prior.sum()
    evidence = np.zeros((len(days), len(truth.effect)))
    for j in range(len(truth.effect)):
        null = weight * np.exp(log_rate - truth.effect[j] * active[j])
        gain = columns.spasms * weight * active[j]
        cells = [24 * d for d in days]
        score = np.concatenate([[0], np.cumsum(gain)])[cells]
        for k, size in enumerate(sizes):
            lost = np.concatenate([[0], np.cumsum(null * np.expm1(size * active[j]))])[cells]
            term = np.log(prior[k]) + size * score - lost
            evidence[:, j] = term if k == 0 else np.logaddexp(evidence[:, j], term)
    return evidence


def oracle_b(columns: Columns, truth: Truth, days: Sequence[int], method: Method) -> Floats:
    """(looks, M) log evidence of the engine when each candidate is one true column."""
    log = design(columns, method)
    active = _active(truth)
    ahead = np.array([np.convolve(x, np.ones(BEFORE + 1))[BEFORE : BEFORE + x.size] for x in truth.exposures])
    both = np.stack([active, ahead], axis=2).transpose(1, 0, 2)
    both = both - both.mean(axis=0)
    known = replace(
        log,
        lagged=both.reshape(columns.cells, -1),
        shapes=np.ones((1, 1)),
        graded=np.zeros_like(log.graded),
    )
    state, evidence = first_state(known), []
    for day in days:
        seen = look(known, day, 24 * day, state, method)
        state = seen.state
        evidence.append(seen.log_evidence)
    return np.array(evidence)
