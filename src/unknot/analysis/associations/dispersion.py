"""How much more the scores vary than their information says: flares, worse and better days.

Two answers that need each other. `flares` are estimated once for the whole log, and say for each candidate and lag
shape what they add. The sandwich estimate (days as clusters, leave-one-day-out residuals of Mancl and DeRouen 2001,
Bartlett weights) sees whatever else there is, but of one candidate alone it is too noisy to go by.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unknot.analysis.associations.fit import Fit
from unknot.analysis.associations.flares import Flares, lasting
from unknot.analysis.associations.method import Method
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


@dataclass(frozen=True, slots=True)
class Daily:
    """Sums over each of D days of V hourly values times the columns of the fit (V, D, p) and of M candidates."""

    fit: Floats
    own: Floats  # (V, M, D, Q)

    def of(self, chosen: NDArray[np.int64], scales: Floats) -> Daily:
        """Those of the chosen candidates (C,), in the units of `scales` (M,)."""
        return Daily(self.fit, self.own[:, chosen] * scales[chosen][:, None, None])

    def scores(self, projection: Floats, onto: Floats) -> Floats:
        """(V, M, D, K) each day's part of the efficient scores, of residuals; for means, the day's weight in them.

        `projection` (M, p, Q) is of the candidates' columns on those of the fit, `onto` (M, Q, K) what is
        asked of them.
        """
        return np.asarray(np.matmul(self.own, onto) - np.matmul(self.fit[:, None], np.matmul(projection, onto)))


def daily_sums(values: Floats, columns: Floats, lagged: Floats, candidates: int) -> Daily:
    """The sums of (V, n) hourly values over each day."""
    kinds, days = values.shape[0], values.shape[1] // DAY
    by_day = values.reshape(kinds, days, DAY).transpose(1, 0, 2)
    own = np.matmul(by_day, lagged.reshape(days, DAY, -1)).reshape(days, kinds, candidates, -1)
    fit = np.matmul(by_day, columns.reshape(days, DAY, -1)).transpose(1, 0, 2)
    return Daily(np.ascontiguousarray(fit), np.ascontiguousarray(own.transpose(1, 2, 0, 3)))


def long_run_variance(daily: Floats, lag: int) -> Floats:
    """(M, K) the diagonal of `long_run`, of (M, D, K) daily scores."""
    total = np.einsum("mdk,mdk->mk", daily, daily)
    for step in range(1, lag + 1):
        total += 2 * (1 - step / (lag + 1)) * np.einsum("mdk,mdk->mk", daily[:, step:], daily[:, :-step])
    return np.asarray(total)


def long_run(daily: Floats, lag: int) -> Floats:
    """(M, Q, Q) Bartlett long-run covariance of (M, D, Q) daily scores."""
    total = np.matmul(daily.transpose(0, 2, 1), daily)
    for step in range(1, lag + 1):
        cross = np.matmul(daily[:, step:].transpose(0, 2, 1), daily[:, :-step])
        total += (1 - step / (lag + 1)) * (cross + cross.transpose(0, 2, 1))
    return np.asarray(total)


def extra_variance(
    daily: Daily, projection: Floats, onto: Floats, flared: Flares, method: Method
) -> tuple[Floats, Floats]:
    """(M, K) each: the variance of the scores `onto` as their days show it, and what a wandering rate adds to it."""
    residuals, weights = daily.scores(projection, onto)
    robust = long_run_variance(residuals, method.lag_days)
    return robust, flared.wandering * lasting(weights, method.flare_memory)


def together(own: Floats, expected: Floats, days: int, method: Method) -> Floats:
    """(M, K) the ratio expected from flares, raised where the own ratios of a lag shape ask for it on average, and
    drawn towards each candidate's own: both the more, the more days there are. Never below Poisson.
    """
    share_of_mean = days / (days + method.raising_days)
    share_of_own = days / (days + method.pooling_days)
    raised = expected * (1 + share_of_mean * np.maximum(own.mean(axis=0) / expected.mean(axis=0) - 1, 0))
    return np.asarray(np.maximum(1.0, share_of_own * own + (1 - share_of_own) * raised))
