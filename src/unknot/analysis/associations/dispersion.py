"""How much more the scores vary than their information says: flares, worse and better days.

Two answers that need each other. `flares` are estimated once for the whole log, and say for each candidate and lag
shape what they add. The sandwich estimate (days as clusters, leave-one-day-out residuals of Mancl and DeRouen 2001,
Bartlett weights) sees whatever else there is, but of one candidate alone it is too noisy to go by.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from unknot.analysis.associations.fit import Fit
from unknot.analysis.associations.method import Method
from unknot.analysis.associations.scores import Partialled, Scores, by_shape
from unknot.analysis.columns import DAY

Floats = NDArray[np.float64]


def leave_day_out(fitted: Fit, columns: Floats) -> Floats:
    """(n,) residuals from fits that did not see their day, to first order."""
    days = columns.shape[0] // DAY
    p = columns.shape[1]
    daily = columns.reshape(days, DAY, p)
    leverage = np.matmul((columns @ fitted.inverse).reshape(days, DAY, p), daily.transpose(0, 2, 1))
    leverage *= -fitted.mean.reshape(days, DAY, 1)
    leverage[:, range(DAY), range(DAY)] += 1
    plain = fitted.residual.reshape(days, DAY)
    return np.asarray(np.linalg.solve(leverage, plain[:, :, None])[:, :, 0].ravel())


def daily_scores(values: Floats, columns: Floats, lagged: Floats, scores: Scores) -> Floats:
    """(V, M, D, Q) each day's part of the efficient score, for (V, n) residuals; for means, the day's weight in it."""
    candidates, p, width = scores.projection.shape
    kinds, days = values.shape[0], values.shape[1] // DAY
    by_day = values.reshape(kinds, days, DAY).transpose(1, 0, 2)
    own = np.matmul(by_day, lagged.reshape(days, DAY, -1)).reshape(days, kinds, candidates, width)
    rest = np.matmul(by_day, columns.reshape(days, DAY, p)).transpose(1, 0, 2)
    return np.asarray(own.transpose(1, 2, 0, 3) - np.matmul(rest[:, None], scores.projection))


def long_run(daily: Floats, lag: int) -> Floats:
    """(M, Q, Q) Bartlett long-run covariance of (M, D, Q) daily scores."""
    total = np.matmul(daily.transpose(0, 2, 1), daily)
    for step in range(1, lag + 1):
        cross = np.matmul(daily[:, step:].transpose(0, 2, 1), daily[:, :-step])
        total += (1 - step / (lag + 1)) * (cross + cross.transpose(0, 2, 1))
    return np.asarray(total)


def shape_ratios(covariance: Floats, partialled: Partialled, shapes: Floats) -> Floats:
    """(M, K) a (M, Q, Q) covariance of the scores over their information, for each candidate and lag shape."""
    m, blocks, _ = partialled.gain.shape
    kept = np.concatenate([np.broadcast_to(np.eye(blocks), (m, blocks, blocks)), -partialled.gain], axis=2)
    lags = np.matmul(np.matmul(kept, covariance), kept.transpose(0, 2, 1))
    return np.asarray(by_shape(lags, shapes) / np.maximum(by_shape(partialled.information, shapes), 1e-9))


def together(own: Floats, expected: Floats, days: int, method: Method) -> Floats:
    """(M, K) the ratio expected from flares, raised where the own ratios of a lag shape ask for it on average, and
    drawn towards each candidate's own: both the more, the more days there are. Never below Poisson.
    """
    share_of_mean = days / (days + method.raising_days)
    share_of_own = days / (days + method.pooling_days)
    raised = expected * (1 + share_of_mean * np.maximum(own.mean(axis=0) / expected.mean(axis=0) - 1, 0))
    return np.asarray(np.maximum(1.0, share_of_own * own + (1 - share_of_own) * raised))
