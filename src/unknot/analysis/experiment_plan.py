"""How long an experiment would have to be, by what the log shows of this person's days: said before it starts."""

from __future__ import annotations

from math import ceil, log

import numpy as np
from numpy.typing import NDArray

from unknot.analysis.chances import negative_binomial, poisson
from unknot.analysis.coin import MOST_PAIRS
from unknot.analysis.experiment import CLAIM, STRENGTHS, WEIGHTS
from unknot.analysis.patterns import CoinPlan

Floats = NDArray[np.float64]

HALVING = 0.5
"""The effect that it is planned for."""
CAUTION = 1.5
"""Half of all experiments take longer than the mean growth of evidence says; four in five are over by so much more."""
BLOCKS = (1, 2, 3)


def coin_plan(counts: Floats, ratio: float = HALVING) -> CoinPlan | None:
    """The shortest experiment that would show the ratio, from daily `counts` (D,), missing not a number.

    None before there are 14 known days.
    """
    known = counts[~np.isnan(counts)]
    if known.size < 14:
        return None
    mean = max(float(known.mean()), 1e-3)
    scatter = max(float(known.var()) / mean, 1.0)
    found = [CoinPlan(days, pairs_needed(mean * days, scatter, ratio)) for days in BLOCKS]
    able = [one for one in found if one.days is not None]
    return min(able, key=lambda one: one.days or 0) if able else CoinPlan(1, None)


def pairs_needed(mean: float, scatter: float, ratio: float) -> int | None:
    """Pairs of blocks with `mean` spasms as usual, variance over mean `scatter`, until the bet is expected to claim.

    The best strength grows fastest; not knowing it costs its share of the stake. None above the most pairs there are.
    """
    usual, habit = _chances(mean, scatter), _chances(mean * ratio, scatter)
    differences = np.arange(usual.size)[:, None] - np.arange(habit.size)[None, :]
    chance = usual[:, None] * habit[None, :]
    fewer = STRENGTHS > 0
    bets = [log(2) - np.logaddexp(0, -strength * differences) for strength in STRENGTHS[fewer]]
    growth = [float((chance * bet).sum()) for bet in bets]
    price = -log(float(WEIGHTS[fewer][int(np.argmax(growth))]))
    if max(growth) <= 0:
        return None
    pairs = ceil(CAUTION * (log(CLAIM) + price) / max(growth))
    return pairs if pairs <= MOST_PAIRS else None


def _chances(mean: float, scatter: float) -> Floats:
    """The chance of each count, far enough out to leave nothing that matters."""
    counts = np.arange(int(mean + 10 * (mean * scatter) ** 0.5) + 10)
    if scatter <= 1.01:
        return poisson(counts, mean)
    return negative_binomial(counts, mean / (scatter - 1), 1 / scatter)
