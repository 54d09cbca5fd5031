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


@dataclass(frozen=True, slots=True)
class Scores:
    """Per candidate (M) and column of its own (Q): score, information, and the projection on the rest."""

    score: Floats  # (M, Q)
    information: Floats  # (M, Q, Q)
    projection: Floats  # (M, p, Q), row of c_j zero

    def scaled(self, scales: Floats) -> Scores:
        """The same with the columns of each candidate in another unit."""
        one, two = scales[:, None], scales[:, None, None]
        return Scores(
            score=self.score * one,
            information=self.information * two**2,
            projection=self.projection * two,
        )


def efficient_scores(fitted: Fit, columns: Floats, lagged: Floats, own: Ints) -> Scores:
    """Scores of the candidates whose columns c_j in the joint fit are `own` (M,); `lagged` (n, M Q) are their columns.

    `columns` (n, p) are those of the fit.
    """
    n, p = columns.shape
    candidates = own.size
    each = np.arange(candidates)
    width = lagged.shape[1] // candidates
    weighted = lagged * fitted.mean[:, None]
    crossed = (columns.T @ weighted).reshape(p, candidates, width)
    blocks = lagged.reshape(n, candidates, width).transpose(1, 0, 2)
    raw = np.matmul(weighted.reshape(n, candidates, width).transpose(1, 2, 0), blocks)

    whole = (fitted.inverse @ crossed.reshape(p, -1)).reshape(p, candidates, width)
    # H_{-j}^{-1} is H^{-1} less the rank-one part of row j.
    against = fitted.inverse[:, own] / fitted.inverse[own, own]
    crossed_by = crossed.transpose(1, 0, 2)
    projection = whole.transpose(1, 0, 2) - against.T[:, :, None] * whole[own, each][:, None, :]
    projection[each, own] = 0
    information = raw - np.matmul(crossed_by.transpose(0, 2, 1), projection)

    theta = fitted.theta
    slope = fitted.gradient - fitted.penalty @ theta
    left = crossed_by[each, own] - np.matmul(fitted.information[own][:, None, :], projection)[:, 0]
    score = (lagged.T @ fitted.residual).reshape(candidates, width)
    score = score - np.matmul(slope[None, None, :], projection)[:, 0] + left * theta[own][:, None]
    return Scores(score, information, projection)


@dataclass(frozen=True, slots=True)
class Partialled:
    """Scores (M, L) and information (M, L, L) of the lag blocks with N further columns partialled out, and the share of
    each that was taken, `gain` (M, L, N)."""

    score: Floats
    information: Floats
    gain: Floats


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
