"""Three who know more than anyone can: how far is it still to go?

A knows the rate without a candidate, every other effect, the true exposures and lags: only the size is unknown.
B knows the true exposures and lags, and learns the rest with the engine itself. C is B with the exposures as logged:
what parts it from the engine is not knowing the lag, what parts it from B are the errors in the log.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.triggers.simulator import Truth
from unknot.analysis.associations.design import design, imputed
from unknot.analysis.associations.kernels import BEFORE
from unknot.analysis.associations.look import first_state, look
from unknot.analysis.associations.method import Method
from unknot.analysis.columns import DAY, Columns

Floats = NDArray[np.float64]


def _active(exposures: Floats, truth: Truth) -> Floats:
    """(M, T) how active each exposure is in each hour, by its true lag."""
    return np.array([np.convolve(x, c)[: x.size] for x, c in zip(exposures, truth.curves, strict=True)])


def as_logged(columns: Columns) -> Floats:
    """(M, T) the exposures of the log in the units of an effect, unknown days at the mean of those before."""
    profiles = columns.exposures.reshape(len(columns.codes), columns.days, DAY)
    return imputed(profiles, columns.known) * _units(columns, profiles)[:, None]


def _units(columns: Columns, profiles: Floats) -> Floats:
    """(M,) one over 2 SD of the known days for what is graded, else one."""
    days = [total[known] for total, known in zip(profiles.sum(axis=2), columns.known, strict=True)]
    return np.array([1 / (2 * d.std()) if g else 1.0 for d, g in zip(days, columns.graded, strict=True)])


def oracle_a(columns: Columns, truth: Truth, days: Sequence[int], method: Method, logged_share: float) -> Floats:
    """(looks, M) log evidence from the exact Poisson likelihood, mixed over sizes on a fine grid."""
    active = _active(truth.exposures, truth)
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


def oracle_b(columns: Columns, truth: Truth, exposures: Floats, days: Sequence[int], method: Method) -> Floats:
    """(looks, M) log evidence of the engine when each candidate is one column of the true lag."""
    log = design(columns, method)
    active = _active(exposures, truth)
    ahead = np.array([np.convolve(x, np.ones(BEFORE + 1))[BEFORE : BEFORE + x.size] for x in exposures])
    both = np.stack([active, ahead], axis=2).transpose(1, 0, 2)
    both = both - both.mean(axis=0)
    known = replace(
        log,
        lagged=both.reshape(columns.cells, -1),
        shapes=np.ones((1, 1)),
        shares=np.ones((len(truth.effect), 1)),
        graded=np.zeros_like(log.graded),
    )
    state, evidence = first_state(known), []
    for day in days:
        seen = look(known, day, 24 * day, state, method)
        state = seen.state
        evidence.append(seen.log_evidence)
    return np.array(evidence)
