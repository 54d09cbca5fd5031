"""The day read a second time: what is answered in the evening is answered by someone who has lived the day.

The first reading puts such an answer at the start of its day and counts the whole day against it. That cannot tell an
exposure from an answer to spasms, nor from what a bad day makes one remember. The second reading keeps only the hours
that were still to come when the answer was given: the hours before it are a column of their own, taken out (a
pre-exposure window, as in self-controlled case series), and so is how many spasms there had lately been, because an
answer that knows them would seem to foretell what they foretell (Granger 1969).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

from unknot.analysis.associations.design import Design
from unknot.analysis.associations.dispersion import daily_scores, long_run, shape_ratios, together
from unknot.analysis.associations.fit import HIGHEST_LOG_RATE, Fit
from unknot.analysis.associations.flares import Flares, remembered
from unknot.analysis.associations.method import Method
from unknot.analysis.associations.scores import by_shape, efficient_scores, without
from unknot.analysis.columns import DAY
from unknot.analysis.evidence import Bet, log_mixture

Floats = NDArray[np.float64]

LATELY = ((0, 24), (24, 96))
"""Hours back: the day so far with the night before it, and the three days before."""
FEW = 1.0
"""Spasms added to both sides of a ratio of counts, so that a quiet stretch is finite."""


@dataclass(frozen=True, slots=True)
class First:
    """The first reading of n hours: its joint fit and columns, the counts, what the residuals say of flares, log
    evidence and direction per candidate (M,), and the unit of each (M,).
    """

    fitted: Fit
    columns: Floats
    counts: Floats
    apart: Floats
    flared: Flares
    evidence: Floats
    sign: Floats
    scales: Floats


def second_reading(log: Design, first: First, method: Method) -> Floats:
    """(M,) log evidence, in the direction of the first reading, from the hours after each answer alone.

    Only where the first reading has come far enough to matter, and something was answered afterwards; 0 elsewhere.
    """
    n = first.columns.shape[0]
    chosen = np.flatnonzero((first.evidence >= method.read_again) & (log.heard[:n] > 0).any(axis=0))
    if not chosen.size:
        return np.zeros(log.candidates)
    heard = (log.heard[:n, chosen] * first.scales[chosen])[:, :, None]
    lately = np.repeat(_lately(log, first)[:, None, :], chosen.size, axis=1)
    sds = np.array([method.heard_sd, *[method.lately_sd] * len(LATELY)])
    return _evidence_without(log, first, chosen, np.concatenate([heard, lately], axis=2), sds, method)


def within_weeks(log: Design, first: First, method: Method) -> Floats:
    """(M,) log evidence, in the direction of the first reading, from the days within each week alone; 0 where the
    first reading has not come far enough to matter.

    Every week has a level of its own. What comes in the same weeks as spasms, because of something that nobody logs,
    has no evidence left.
    """
    n = first.columns.shape[0]
    chosen = np.flatnonzero(first.evidence >= np.log(method.hint))
    if not chosen.size:
        return np.zeros(log.candidates)
    week = np.arange(n) // (7 * DAY)
    levels = (week[:, None] == np.arange(week[-1] + 1)).astype(np.float64)
    each = np.repeat(levels[:, None, :], chosen.size, axis=1)
    return _evidence_without(log, first, chosen, each, np.full(levels.shape[1], method.week_sd), method)


def _evidence_without(
    log: Design, first: First, chosen: NDArray[np.int64], extra: Floats, sds: Floats, method: Method
) -> Floats:
    """(M,) log evidence of the chosen candidates (C,), their columns `extra` (n, C, N) taken out under priors `sds`."""
    found = np.zeros(log.candidates)
    n, m = first.columns.shape[0], log.candidates
    own = log.lagged[:n].reshape(n, m, -1)[:, chosen] * first.scales[chosen][:, None]
    lagged = np.concatenate([own, extra], axis=2).reshape(n, -1)
    scores = efficient_scores(first.fitted, first.columns, lagged, first.columns.shape[1] - m + chosen)
    partialled = without(scores, np.array([method.before_sd, *sds]))
    daily, weights = daily_scores(np.array([first.apart, first.fitted.mean]), first.columns, lagged, scores)
    memory = remembered(weights, method.flare_memory, axis=1)
    wandering = first.flared.wandering * np.matmul(weights.transpose(0, 2, 1), memory)
    expected = 1 + first.flared.clustering + shape_ratios(wandering, partialled, log.shapes)
    robust = shape_ratios(long_run(daily, method.lag_days), partialled, log.shapes)
    ratios = together(robust, expected, n // DAY, method)
    information = np.maximum(by_shape(partialled.information, log.shapes), 0) / ratios
    score = (partialled.score @ log.shapes.T) / ratios
    for at, j in enumerate(chosen):
        enough = information[at] > method.least_information
        bets = log_mixture(score[at], information[at], _one_way(method.bets, first.sign[j]))
        found[j] = float(logsumexp(np.where(enough, bets, 0.0) + np.log(log.shares[j])))
    return found


def _one_way(bets: tuple[Bet, ...], sign: float) -> tuple[Bet, ...]:
    """The bets in one direction, with the whole stake."""
    mine = [bet for bet in bets if bet.sign == sign] or list(bets)
    stake = sum(bet.weight for bet in mine)
    return tuple(Bet(bet.weight / stake, bet.mean, bet.sd, bet.sign) for bet in mine)


def _lately(log: Design, first: First) -> Floats:
    """(n, 2) how many spasms there had lately been, against what the clock, the medicine and the trend expect."""
    fitted, columns = first.fitted, first.columns
    base = columns.shape[1] - log.candidates
    mean = np.exp(np.minimum(columns[:, :base] @ fitted.theta[:base], HIGHEST_LOG_RATE)) * (fitted.mean > 0)
    return np.array([_more_than_usual(first.counts, mean, *hours) for hours in LATELY]).T


def _more_than_usual(counts: Floats, mean: Floats, start: int, end: int) -> Floats:
    """(n,) the log of spasms over those expected, in the hours from `start` to `end` before each."""
    now = np.arange(counts.size)

    def total(hourly: Floats) -> Floats:
        running = np.concatenate([[0.0], np.cumsum(hourly)])
        return np.asarray(running[np.maximum(now - start, 0)] - running[np.maximum(now - end, 0)])

    return np.asarray(np.log((total(counts) + FEW) / (total(mean) + FEW)))
