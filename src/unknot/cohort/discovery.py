"""What may be listed when a whole cohort was looked at: lists whose expected share of false entries is bounded."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def benjamini_hochberg(p_values: Floats) -> Floats:
    """The smallest false discovery rate at which each p-value is on the list (adjusted p-values), in their order."""
    m = p_values.size
    order = np.argsort(p_values, kind="stable")
    steps = p_values[order] * m / np.arange(1, m + 1)
    adjusted = np.empty(m)
    adjusted[order] = np.minimum(np.minimum.accumulate(steps[::-1])[::-1], 1.0)
    return adjusted


def e_bh_threshold(log_evidence: Floats, tested: int, alpha: float) -> float:
    """The log evidence from which e-BH lists, when `tested` were tested: infinite if none is listed.

    Only values of at least 1 / alpha can be listed, so the others need not be given.
    """
    found = np.sort(log_evidence)[::-1]
    enough = np.flatnonzero(found >= np.log(tested / (alpha * np.arange(1, found.size + 1)))) if found.size else found
    return float(found[int(enough[-1])]) if enough.size else np.inf
