"""Evidence that may be looked at every day: mixture e-processes, anytime intervals, e-BH, expected growth.

Scores U and information I behave, when there is no association, like Brownian motion U at time I. The mixture
likelihood ratio of "drift b, drawn from a prior" against "no drift" is then a test martingale: by Ville's
inequality it ever reaches x with probability at most 1/x.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr

Floats = NDArray[np.float64]


BROAD_VARIANCE = 0.5
"""Of a log rate ratio, before anything was seen."""


@dataclass(frozen=True, slots=True)
class Bet:
    """One component of a prior on a log rate ratio: a normal(mean, sd) cut off at zero on the side of `sign`."""

    weight: float
    mean: float
    sd: float
    sign: int


def log_mixture(score: Floats, information: Floats, bets: Sequence[Bet]) -> Floats:
    """log of the mean, over the bets, of exp(b score - b² information / 2); any shape."""
    parts = [np.log(bet.weight) + _log_bet(score, information, bet) for bet in bets]
    return np.asarray(np.logaddexp.reduce(parts, axis=0))


def _log_bet(score: Floats, information: Floats, bet: Bet) -> Floats:
    precision = 1 / bet.sd**2 + information
    peak = bet.mean / bet.sd**2 + score
    tail = log_ndtr(bet.sign * peak / np.sqrt(precision)) - log_ndtr(bet.sign * bet.mean / bet.sd)
    exponent = 0.5 * (peak**2 / precision - bet.mean**2 / bet.sd**2)
    return np.asarray(-0.5 * np.log(bet.sd**2 * precision) + exponent + tail)


def anytime_radius(information: Floats, alpha: Floats | float, spread: float = 0.5) -> Floats:
    """Half-width of an interval for a drift that holds at every look (Robbins' normal mixture, variance `spread`)."""
    known = np.maximum(information, 1e-9)
    growth = np.log((1 + spread * known) / np.square(alpha))
    return np.asarray(np.sqrt((known + 1 / spread) / known**2 * growth))


def confidence_radius(score: Floats, information: Floats, alpha: float, bets: Sequence[Bet]) -> Floats:
    """Half-width, about score / information, of the interval that holds at every look in all but a share alpha of logs.

    It is the evidence turned round: the drifts against which these bets, and a broad one, have not reached 1/alpha.
    So an interval leaves out "no difference" just when the evidence against that reaches 1/alpha. Any shape; the
    mixture over b' of exp(b' U - b'^2 I / 2), over exp(b U - b^2 I / 2), is a test martingale where the drift is b.
    """
    known = np.maximum(information, 1e-9)
    both = [log_mixture(score, known, bets), _log_broad(score, known)]
    evidence = np.logaddexp.reduce(both, axis=0) - np.log(2)
    return np.asarray(np.sqrt(np.maximum(score**2 + 2 * known * (-np.log(alpha) - evidence), 0)) / known)


def _log_broad(score: Floats, information: Floats) -> Floats:
    """The same for a normal prior around no drift at all (Robbins 1970)."""
    precision = 1 / BROAD_VARIANCE + information
    return np.asarray(0.5 * (score**2 / precision - np.log(BROAD_VARIANCE * precision)))


def e_bh(log_evidence: Floats, alpha: float) -> NDArray[np.bool_]:
    """The list whose expected false share is at most alpha: the largest k with k values of at least m / (alpha k)."""
    m = log_evidence.size
    if not m:
        return np.zeros(0, dtype=bool)
    order = np.argsort(-log_evidence, kind="stable")
    enough = np.flatnonzero(log_evidence[order] >= np.log(m / (alpha * np.arange(1, m + 1))))
    listed = np.zeros(m, dtype=bool)
    if enough.size:
        listed[order[: enough[-1] + 1]] = True
    return listed


def expected_log(information: Floats, effect: float, bets: Sequence[Bet]) -> Floats:
    """Mean log evidence to expect at an information if the log rate ratio is `effect` (normal approximation).

    The score is normal (information × effect, information); a three-point Gauss-Hermite rule takes the mean.
    """
    spread = np.sqrt(3 * information)
    nodes = [(-1.0, 1 / 6), (0.0, 2 / 3), (1.0, 1 / 6)]
    return np.asarray(
        sum(weight * log_mixture(information * effect + step * spread, information, bets) for step, weight in nodes)
    )
