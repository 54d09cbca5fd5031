"""Many candidates at once, by closed testing with averages of evidence.

The weighted mean of e-processes is an e-process (Vovk and Wang 2021). So every set S of candidates has a test of "no
association in S" of its own: the mean over S reaches 1/alpha. A claim that holds in every set it belongs to keeps its
promise whatever the truth (Marcus, Peritz and Gabriel 1976; for lists Xu, Fischer and Ramdas 2025). The 2^m sets need
not be gone through: the worst one is known.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

BEYOND_DOUBT = 100.0
"""Log evidence above this makes no difference and would not fit a float when summed."""


def closed_claims(log_evidence: Floats, weights: Floats, alpha: float, claimed: Flags) -> Flags:
    """What may be claimed (m,) at this look so that in all but a share alpha of logs no claim is ever false.

    `claimed` are the claims of earlier looks: every set with one of them in it was rejected then, and needs no test
    again. i may be claimed if w_i (E_i - 1/alpha) makes up for all that lies below 1/alpha, as its worst set holds
    just these. Whoever reaches the sum of weights / (alpha w_i) (Bonferroni) is always among them.
    """
    above = weights * (_evidence(log_evidence) - 1 / alpha)
    missing = np.where(claimed, 0.0, np.maximum(-above, 0.0))
    return np.asarray((above >= 0) & (above >= missing.sum()))


def closed_e_bh(log_evidence: Floats, weights: Floats, alpha: float) -> Flags:
    """The list (m,) whose expected false share is at most alpha: the longest head of the order by evidence such that
    every set S has a mean of at least (share of the list that S holds) / alpha. Never shorter than that of e-BH.
    """
    m = log_evidence.size
    listed = np.zeros(m, dtype=bool)
    evidence = _evidence(log_evidence)
    if not m or (evidence * alpha < 1).all():
        return listed
    order = np.argsort(-weights * evidence, kind="stable")
    evidence, weight = evidence[order], weights[order]
    length, held = np.arange(1, m + 1)[:, None, None], np.arange(1, m + 1)[None, :, None]
    # What each candidate adds to a set that holds so many of a list so long; the worst set takes the least.
    adds = weight * (alpha * length * evidence - held)
    inside = np.arange(m) < length
    least = np.cumsum(np.sort(np.where(inside, adds, np.inf), axis=2), axis=2)
    within = np.take_along_axis(least, held - 1 + np.zeros_like(length), axis=2)[:, :, 0]
    outside = np.where(inside, 0.0, np.minimum(adds, 0.0)).sum(axis=2)
    holds = (within + outside >= 0) | (held[:, :, 0] > length[:, :, 0])
    enough = np.flatnonzero(holds.all(axis=1))
    if enough.size:
        listed[order[: enough[-1] + 1]] = True
    return listed


def _evidence(log_evidence: Floats) -> Floats:
    return np.asarray(np.exp(np.minimum(log_evidence, BEYOND_DOUBT)))
