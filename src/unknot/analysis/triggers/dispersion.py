"""How much more the daily scores vary than Poisson counts would: flares, worse and better days.

Sandwich estimate with days as clusters, leave-one-day-out residuals (Mancl and DeRouen 2001; a part of the way,
as the whole way overstates with few spasms) and Bartlett weights over neighbouring days.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from unknot.analysis.columns import DAY
from unknot.analysis.triggers.fit import Fit
from unknot.analysis.triggers.scores import Partialled, Scores, by_shape

Floats = NDArray[np.float64]


def leave_day_out(fitted: Fit, columns: Floats, share: float) -> Floats:
    """(n,) residuals from fits that did not see their day, to first order, mixed with the plain ones."""
    days = columns.shape[0] // DAY
    p = columns.shape[1]
    daily = columns.reshape(days, DAY, p)
    leverage = np.matmul((columns @ fitted.inverse).reshape(days, DAY, p), daily.transpose(0, 2, 1))
    leverage *= -fitted.mean.reshape(days, DAY, 1)
    leverage[:, range(DAY), range(DAY)] += 1
    plain = fitted.residual.reshape(days, DAY)
    apart = np.linalg.solve(leverage, plain[:, :, None])[:, :, 0]
    return np.asarray(((1 - share) * plain + share * apart).ravel())


def daily_scores(residual: Floats, columns: Floats, lagged: Floats, scores: Scores) -> Floats:
    """(M, D, Q) each day's part of the efficient score."""
    candidates, p, width = scores.projection.shape
    days = residual.size // DAY
    by_day = residual.reshape(days, 1, DAY)
    own = np.matmul(by_day, lagged.reshape(days, DAY, -1)).reshape(days, candidates, width).transpose(1, 0, 2)
    rest = np.matmul(by_day, columns.reshape(days, DAY, p))[:, 0]
    return np.asarray(own - np.matmul(rest[None], scores.projection))


def long_run(daily: Floats, lag: int) -> Floats:
    """(M, Q, Q) Bartlett long-run covariance of (M, D, Q) daily scores."""
    total = np.matmul(daily.transpose(0, 2, 1), daily)
    for step in range(1, lag + 1):
        cross = np.matmul(daily[:, step:].transpose(0, 2, 1), daily[:, :-step])
        total += (1 - step / (lag + 1)) * (cross + cross.transpose(0, 2, 1))
    return np.asarray(total)


def under_poisson(scores: Scores, information: Floats) -> Floats:
    """(M, Q, Q) the covariance the efficient scores would have if counts were Poisson."""
    crossed = np.matmul(scores.crossed.transpose(0, 2, 1), scores.projection)
    inner = np.matmul(scores.projection.transpose(0, 2, 1), np.matmul(information[None], scores.projection))
    return np.asarray(scores.raw - crossed - crossed.transpose(0, 2, 1) + inner)


def shape_ratios(robust: Floats, poisson: Floats, partialled: Partialled, shapes: Floats) -> Floats:
    """(M, K) robust over Poisson variance of each candidate and lag shape."""

    def lags(blocks: Floats) -> Floats:
        cross = partialled.gain[:, :, None] * blocks[:, -1:, :-1]
        own = blocks[:, -1, -1][:, None, None] * partialled.gain[:, :, None] * partialled.gain[:, None, :]
        return np.asarray(blocks[:, :-1, :-1] - cross - cross.transpose(0, 2, 1) + own)

    floor = np.maximum(by_shape(lags(poisson), shapes), 1e-9)
    return np.asarray(by_shape(lags(robust), shapes) / floor)


def pooled(ratios: Floats, days: int, pooling_days: float) -> Floats:
    """(M, K) each candidate's own ratio drawn towards the mean of its lag shape over the candidates; at least 1."""
    shared = np.maximum(1.0, ratios.mean(axis=0))
    own = days / (days + pooling_days)
    return np.asarray(np.maximum(1.0, own * ratios + (1 - own) * shared))
