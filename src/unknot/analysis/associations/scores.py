"""Efficient scores: what each candidate's lag blocks add, once everything else has had its say.

One joint fit holds one column per candidate, c_j, the mean of the lag shapes by their weight so far. Candidate
j is then scored against all columns but c_j: G_j = H_{-j}^{-1} X_{-j}'W Z_j, where Z_j are its blocks, and one
linear step re-optimises the others with j left out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unknot.analysis.associations.fit import Fit

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ROWS = 240
"""So many rows at a time stay in the nearest memory."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Per candidate (M) and column of its own (Q): score, information, and the projection on the rest."""

    score: Floats  # (M, Q)
    information: Floats  # (M, Q, Q)
    projection: Floats  # (M, p, Q), row of c_j zero


@dataclass(frozen=True, slots=True)
class Crossed:
    """The sums over all hours that scores are made from: each candidate's columns (Q) against those of the fit (p),
    against each other, both weighted by the means, and against the residuals.
    """

    with_fit: Floats  # (M, p, Q)
    squares: Floats  # (M, Q, Q)
    slope: Floats  # (M, Q)

    def of(self, chosen: Ints, scales: Floats) -> Crossed:
        """Those of the chosen candidates (C,), in the units of `scales` (M,)."""
        one = scales[chosen][:, None]
        two = one[:, :, None]
        return Crossed(self.with_fit[chosen] * two, self.squares[chosen] * two**2, self.slope[chosen] * one)


def crossed(fitted: Fit, columns: Floats, lagged: Floats, by_day: Floats, slow: slice) -> Crossed:
    """The sums for M candidates whose columns are `lagged` (n, M Q), beside the `columns` (n, p) of the fit.

    `by_day` (M, D, Q) are the candidates' columns summed over each day, weighted by the means: they have all that is to
    be known of the columns of the fit that are the same all day, which are `slow`.
    """
    n, p = columns.shape
    candidates, days, width = by_day.shape
    fast = np.delete(columns, slow, axis=1)
    with_fast = np.zeros((fast.shape[1], candidates * width))
    squares = np.zeros((candidates, width, width))
    for at in range(0, n, ROWS):
        rows = lagged[at : at + ROWS]
        weighted = rows * fitted.mean[at : at + ROWS, None]
        each = (len(rows), candidates, width)
        with_fast += fast[at : at + ROWS].T @ weighted
        squares += np.matmul(weighted.reshape(each).transpose(1, 2, 0), rows.reshape(each).transpose(1, 0, 2))
    with_fit = np.empty((candidates, p, width))
    with_fit[:, slow] = np.matmul(columns[:: n // days, slow].T, by_day)
    with_fit[:, np.delete(np.arange(p), slow)] = with_fast.reshape(-1, candidates, width).transpose(1, 0, 2)
    return Crossed(with_fit, squares, (lagged.T @ fitted.residual).reshape(candidates, width))


def efficient_scores(fitted: Fit, sums: Crossed, own: Ints) -> Scores:
    """Scores of the candidates whose columns c_j in the joint fit are `own` (M,)."""
    each = np.arange(own.size)
    whole = np.matmul(fitted.inverse, sums.with_fit)
    # H_{-j}^{-1} is H^{-1} less the rank-one part of row j.
    against = fitted.inverse[:, own] / fitted.inverse[own, own]
    projection = whole - against.T[:, :, None] * whole[each, own][:, None, :]
    projection[each, own] = 0
    information = sums.squares - np.matmul(sums.with_fit.transpose(0, 2, 1), projection)

    theta = fitted.theta
    slope = fitted.gradient - fitted.penalty @ theta
    left = sums.with_fit[each, own] - np.matmul(fitted.information[own][:, None, :], projection)[:, 0]
    score = sums.slope - np.matmul(slope[None, None, :], projection)[:, 0] + left * theta[own][:, None]
    return Scores(score, information, projection)


@dataclass(frozen=True, slots=True)
class Partialled:
    """Scores (M, L) and information (M, L, L) of the lag blocks with N further columns partialled out, and the share of
    each that was taken, `gain` (M, L, N)."""

    score: Floats
    information: Floats
    gain: Floats

    def onto(self, shapes: Floats) -> Floats:
        """(M, L + N, K) what each column of a candidate weighs in the score of each of (K, L) lag shapes."""
        lags = np.broadcast_to(shapes.T, (len(self.gain), *shapes.T.shape))
        return np.concatenate([lags, -np.matmul(self.gain.transpose(0, 2, 1), shapes.T)], axis=1)


def without(scores: Scores, sds: Floats) -> Partialled:
    """Take each candidate's last columns, as many as `sds`, out of its lag blocks, under priors with those sds."""
    blocks = scores.score.shape[1] - sds.size
    cross = scores.information[:, blocks:, :blocks]
    taken = scores.information[:, blocks:, blocks:] + np.diag(sds**-2)
    gain = np.asarray(np.linalg.solve(taken, cross), dtype=np.float64).transpose(0, 2, 1)
    information = scores.information[:, :blocks, :blocks] - np.matmul(gain, cross)
    score = scores.score[:, :blocks] - np.matmul(gain, scores.score[:, blocks:, None])[:, :, 0]
    return Partialled(score, information, gain)


def before(scores: Scores, lag_sd: float = 0.5) -> tuple[Floats, Floats]:
    """(M,) score and information of the pre-exposure column with the lag blocks partialled out."""
    lags = scores.information[:, :-1, :-1] + np.eye(scores.information.shape[1] - 1) / lag_sd**2
    cross = scores.information[:, :-1, -1]
    gain = np.linalg.solve(lags, cross[:, :, None])[:, :, 0]
    information = scores.information[:, -1, -1] - (cross * gain).sum(axis=1)
    return scores.score[:, -1] - (gain * scores.score[:, :-1]).sum(axis=1), np.maximum(information, 0)


def by_shape(blocks: Floats, shapes: Floats) -> Floats:
    """(M, K) the quadratic form of (M, L, L) blocks in each of (K, L) lag shapes."""
    return np.asarray(np.einsum("mka,ka->mk", np.matmul(shapes[None], blocks), shapes))
