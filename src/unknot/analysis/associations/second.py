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
from unknot.analysis.associations.dispersion import Daily, extra_variance, together
from unknot.analysis.associations.fit import HIGHEST_LOG_RATE, Fit
from unknot.analysis.associations.flares import Flares
from unknot.analysis.associations.method import Method
from unknot.analysis.associations.scores import Crossed, by_shape, efficient_scores, without
from unknot.analysis.columns import DAY
from unknot.analysis.evidence import Bet, log_mixture

Floats = NDArray[np.float64]

LATELY = ((0, 24), (24, 96))
"""Hours back: the day so far with the night before it, and the three days before."""
FEW = 1.0
"""Spasms added to both sides of a ratio of counts, so that a quiet stretch is finite."""


@dataclass(frozen=True, slots=True)
class First:
    """The first reading of n hours: its joint fit and columns, the counts, residuals that have not seen
    their day, the sums over hours and days that its scores
    are made from, what the residuals say of flares, log evidence and direction per candidate (M,), and the unit of
    each (M,).
    """

    fitted: Fit
    columns: Floats
    counts: Floats
    apart: Floats
    sums: Crossed
    daily: Daily
    flared: Flares
    evidence: Floats
    sign: Floats
    scales: Floats


@dataclass(frozen=True, slots=True)
class Nuisance:
    """Columns (N) to take out of C candidates under priors `sds`, as sums like those of `Crossed` and `Daily`."""

    with_fit: Floats  # (C, p, N)
    with_own: Floats  # (C, Q, N)
    squares: Floats  # (C, N, N)
    slope: Floats  # (C, N)
    daily: Floats  # (V, C, D, N)
    sds: Floats

    def after(self, sums: Crossed, daily: Daily) -> tuple[Crossed, Daily]:
        """The sums of the candidates with these columns as their last ones."""
        top = np.concatenate([sums.squares, self.with_own], axis=2)
        bottom = np.concatenate([self.with_own.transpose(0, 2, 1), self.squares], axis=2)
        return Crossed(
            with_fit=np.concatenate([sums.with_fit, self.with_fit], axis=2),
            squares=np.concatenate([top, bottom], axis=1),
            slope=np.concatenate([sums.slope, self.slope], axis=1),
        ), Daily(daily.fit, np.concatenate([daily.own, self.daily], axis=3))


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
    taken = _by_hour(log, first, chosen, np.concatenate([heard, lately], axis=2), sds)
    return _evidence_without(log, first, chosen, taken, method)


def within_weeks(log: Design, first: First, method: Method) -> Floats:
    """(M,) log evidence, in the direction of the first reading, from the days within each week alone; 0 where the
    first reading has not come far enough to matter.

    Every week has a level of its own. What comes in the same weeks as spasms, because of something that nobody logs,
    has no evidence left.
    """
    chosen = np.flatnonzero(first.evidence >= np.log(method.hint))
    if not chosen.size:
        return np.zeros(log.candidates)
    week = np.arange(first.daily.fit.shape[1]) // 7
    levels = (week[:, None] == np.arange(week[-1] + 1)).astype(np.float64)
    return _evidence_without(log, first, chosen, _by_day(first, chosen, levels, method.week_sd), method)


def _by_hour(log: Design, first: First, chosen: NDArray[np.int64], extra: Floats, sds: Floats) -> Nuisance:
    """The sums of columns `extra` (n, C, N), which differ from hour to hour."""
    n, count, width = extra.shape
    own = log.lagged[:n].reshape(n, log.candidates, -1)
    weighted = extra * first.fitted.mean[:, None, None]
    by_candidate = weighted.transpose(1, 0, 2)
    by_day = np.array([first.apart, first.fitted.mean]).reshape(2, n // DAY, DAY).transpose(1, 0, 2)
    daily = np.matmul(by_day, extra.reshape(n // DAY, DAY, -1)).reshape(n // DAY, 2, count, width)
    return Nuisance(
        with_fit=(first.columns.T @ weighted.reshape(n, -1)).reshape(-1, count, width).transpose(1, 0, 2),
        with_own=np.array([first.scales[j] * (own[:, j].T @ weighted[:, at]) for at, j in enumerate(chosen)]),
        squares=np.matmul(extra.transpose(1, 2, 0), by_candidate),
        slope=(extra.reshape(n, -1).T @ first.fitted.residual).reshape(count, width),
        daily=daily.transpose(1, 2, 0, 3),
        sds=sds,
    )


def _by_day(first: First, chosen: NDArray[np.int64], levels: Floats, sd: float) -> Nuisance:
    """The sums of columns `levels` (D, N), which are the same for all and all day: the sums over days say it all."""
    days, width = levels.shape
    apart, mean = (values.reshape(days, DAY).sum(axis=1) for values in (first.apart, first.fitted.mean))
    residual = first.fitted.residual.reshape(days, DAY).sum(axis=1)
    each = (chosen.size, 1, 1)
    return Nuisance(
        with_fit=np.tile(first.daily.fit[1].T @ levels, each),
        with_own=np.matmul(first.daily.own[1, chosen].transpose(0, 2, 1), levels),
        squares=np.tile((levels * mean[:, None]).T @ levels, each),
        slope=np.tile(residual @ levels, (chosen.size, 1)),
        daily=np.tile(np.array([apart, mean])[:, None, :, None] * levels, (1, chosen.size, 1, 1)),
        sds=np.full(width, sd),
    )


def _evidence_without(log: Design, first: First, chosen: NDArray[np.int64], taken: Nuisance, method: Method) -> Floats:
    """(M,) log evidence of the chosen candidates (C,) with columns of theirs taken out."""
    evidence = np.zeros(log.candidates)
    alike = np.ones(log.candidates)
    sums, daily = taken.after(first.sums.of(chosen, alike), first.daily.of(chosen, alike))
    scores = efficient_scores(first.fitted, sums, first.columns.shape[1] - log.candidates + chosen)
    partialled = without(scores, np.array([method.before_sd, *taken.sds]))
    plain = np.maximum(by_shape(partialled.information, log.shapes), 0)
    known = np.maximum(plain, 1e-9)
    onto = partialled.onto(log.shapes)
    robust, wandering = extra_variance(daily, scores.projection, onto, first.flared, method)
    expected = 1 + first.flared.clustering + wandering / known
    ratios = together(robust / known, expected, daily.fit.shape[1], method)
    information = plain / ratios
    score = (partialled.score @ log.shapes.T) / ratios
    for at, j in enumerate(chosen):
        enough = information[at] > method.least_information
        bets = log_mixture(score[at], information[at], _one_way(method.bets, first.sign[j]))
        evidence[j] = float(logsumexp(np.where(enough, bets, 0.0) + np.log(log.shares[j])))
    return evidence


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
