"""The evidence of `unknot.analysis.wearoff` for many made-up people, every day: the same regression, sums by the clock.

The product fits one log by its rows. Here every log has the same clock, so a log is a square of days by hours: the base
(hour of the day, weekday, slow trend) becomes tables of 24, 7 and a few knots, and what is summed over rows is summed
over the square's edges; the last fit starts the next. The prior, the curves, the dispersion and the bets are the
product's own. Evidence moves little in a day: a log whose last look was `FAR` below a claim is looked at every third
day only, all others daily. `benchmarks.wearoff` lets `wear_off` itself decide wherever this comes near a claim, and
holds a sample of the other looks against it, so that a mistake here cannot hide a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from unknot.analysis.associations.design import design, dose_curve
from unknot.analysis.associations.method import METHOD
from unknot.analysis.columns import DAY, Columns
from unknot.analysis.evidence import log_mixture
from unknot.analysis.wearoff import BETS, CLAIM, HALF_LIVES, HOUR_SD, LAG_DAYS, LEAST_INFORMATION

Floats = NDArray[np.float64]

CURVE, GROUPS = DAY, DAY + 1
LARGEST_STEP, HIGHEST_LOG_RATE = 1.0, 3.0
TOLERANCE, MOST_ROUNDS = 1e-3, 40
FAR, SELDOM = 2.0, 3
"""So far below a claim (log evidence) a log is looked at every so many days."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the logs of these people tell after so many days: log evidence, share of the curve the clock leaves."""

    day: int
    people: NDArray[np.int64]
    log_evidence: Floats
    left_over: Floats


@dataclass(slots=True)
class _Square:
    """N fits (a person and a half-life each) over D days of 24 hours: 24 hours, the curve, G groups are their columns.

    `groups` (2, G, D) mark the weekdays and weigh the knots, before and from midnight: a column of 24 hours runs from
    04:00, and `parts` are its hours before and from midnight.
    """

    spasms: Floats
    weight: Floats
    recency: Floats
    hour: NDArray[np.int64]
    parts: tuple[slice, slice]
    groups: Floats
    precision: Floats

    def predictor(self, theta: Floats) -> Floats:
        """(N, D, 24) log rates of (N, 24 + 1 + G) coefficients."""
        found = theta[:, CURVE, None, None] * self.recency
        found += theta[:, None, self.hour]
        for part, groups in zip(self.parts, self.groups, strict=True):
            found[:, :, part] += (theta[:, GROUPS:] @ groups)[:, :, None]
        return np.asarray(found)

    def sums(self, square: Floats) -> Floats:
        """(N, 24 + 1 + G) of a square (N, D, 24): X' square."""
        found = np.empty((len(square), GROUPS + self.groups.shape[1]))
        found[:, self.hour] = square.sum(axis=1)
        daily = [square[:, :, part].sum(axis=2) for part in self.parts]
        found[:, GROUPS:] = daily[0] @ self.groups[0].T + daily[1] @ self.groups[1].T
        found[:, CURVE] = np.einsum("ndh,ndh->n", square, self.recency)
        return found

    def information(self, mean: Floats) -> Floats:
        """(N, p, p) X' W X, block by block."""
        size = GROUPS + self.groups.shape[1]
        found = np.zeros((len(mean), size, size))
        found[:, self.hour, self.hour] = mean.sum(axis=1)
        for part, groups in zip(self.parts, self.groups, strict=True):
            found[:, GROUPS:, self.hour[part]] = groups @ mean[:, :, part]
            found[:, GROUPS:, GROUPS:] += (mean[:, None, :, part].sum(axis=3) * groups) @ groups.T
        found[:, CURVE, :] = self.sums(mean * self.recency)
        found[:, :DAY, GROUPS:] = found[:, GROUPS:, :DAY].transpose(0, 2, 1)
        found[:, :, CURVE] = found[:, CURVE, :]
        return found


def looks(logs: Sequence[Columns], first: int) -> Iterator[Look]:
    """A look at each log every day from day `first`; all logs have the same hours and as many days."""
    made = [design(replace(log.without_candidates(), doses=()), METHOD) for log in logs]
    days, curves = logs[0].days, len(HALF_LIVES)
    hour = logs[0].hour[:DAY]
    planned = [log.doses[0].planned for log in logs]
    spasms, weight = (np.repeat([getattr(one, name) for one in made], curves, axis=0) for name in ("spasms", "weight"))
    recency = np.array([dose_curve(taken, half_life) for taken in planned for half_life in HALF_LIVES])
    spasms, weight, recency = (each.reshape(-1, days, DAY) for each in (spasms, weight, recency))
    base = made[0].base.T.reshape(-1, days, DAY)
    waves = 1 + 2 * METHOD.harmonics
    midnight = int(np.flatnonzero(hour == 0)[0])
    groups = np.stack([base[waves:, :, 0], base[waves:, :, -1]])
    theta = np.zeros((len(spasms), GROUPS + groups.shape[1]))
    theta[:, :DAY] = np.log(np.maximum(spasms.sum(axis=(1, 2)) / weight.sum(axis=(1, 2)), 0.02))[:, None]
    inverse = np.zeros((*theta.shape, theta.shape[1]))
    evidence, before = np.full(len(logs), np.inf), 0
    for day in range(first, days + 1):
        size = GROUPS + made[0].base_columns(day, METHOD) - waves
        all_of_them = size != before or day % SELDOM == 0 or day == days
        people = np.flatnonzero(all_of_them | (evidence > np.log(CLAIM) - FAR))
        if not people.size:
            continue
        these = (people[:, None] * curves + np.arange(curves)).ravel()
        square = _Square(
            spasms=spasms[these, :day],
            weight=weight[these, :day],
            recency=_centred(recency[these, :day], weight[these, :day]),
            hour=hour,
            parts=(slice(0, midnight), slice(midnight, DAY)),
            groups=groups[:, : size - GROUPS, :day],
            precision=_precision(made[0].base_penalty(day, METHOD), base[:waves, 0, :], hour),
        )
        known = inverse[these, :size, :size] if size == before else None
        theta[these, :size], mean, found = _fitted(square, theta[these, :size], known)
        inverse[these, :size, :size] = found
        each = _evidence(square, theta[these, :size], mean, found).reshape(-1, curves)
        evidence[people] = np.logaddexp.reduce(each, axis=1) - np.log(curves)
        before = size
        yield Look(day, people, evidence[people], _left_over(square).reshape(-1, curves).mean(axis=1))


def _centred(recency: Floats, weight: Floats) -> Floats:
    seen = weight > 0
    middle = (recency * seen).sum(axis=(1, 2)) / np.maximum(seen.sum(axis=(1, 2)), 1)
    return np.asarray(recency - middle[:, None, None])


def _precision(penalty: Floats, by_hour: Floats, hour: NDArray[np.int64]) -> Floats:
    """The prior of (24 hours, curve, groups): the product's intercept, waves and hours are one table of 24 here."""
    waves, groups = len(by_hour), len(penalty) - len(by_hour)
    clock = np.zeros((waves, DAY))
    clock[:, hour] = by_hour
    spread = clock.T @ np.diag(1 / np.diag(penalty)[:waves]) @ clock + HOUR_SD**2 * np.eye(DAY)
    found = np.zeros((GROUPS + groups,) * 2)
    found[:DAY, :DAY] = np.linalg.inv(spread)
    found[CURVE, CURVE] = METHOD.medicine_sd**-2
    found[GROUPS:, GROUPS:] = penalty[waves:, waves:]
    return found


def _fitted(square: _Square, theta: Floats, inverse: Floats | None) -> tuple[Floats, Floats, Floats]:
    """Newton's method, all fits at once; the last curvature serves while it brings the steps down.

    The inverse curvature given back belongs to the mean given back, and the last step was taken by it.
    """
    size = np.inf
    for _ in range(MOST_ROUNDS):
        mean = np.exp(np.minimum(square.predictor(theta), HIGHEST_LOG_RATE)) * square.weight
        gradient = square.sums(square.spasms - mean) - theta @ square.precision
        step = None if inverse is None else (inverse @ gradient[:, :, None])[:, :, 0]
        largest = np.inf if step is None else float(np.abs(step).max())
        if step is None or inverse is None or largest < TOLERANCE or largest > size / 2:
            inverse = np.linalg.inv(square.information(mean) + square.precision)
            step = (inverse @ gradient[:, :, None])[:, :, 0]
            largest = float(np.abs(step).max())
            if largest < TOLERANCE:
                return theta + step, mean, inverse
        size = largest
        theta = theta + np.clip(step, -LARGEST_STEP, LARGEST_STEP)
    raise ArithmeticError("a fit did not settle")


def _evidence(square: _Square, theta: Floats, mean: Floats, inverse: Floats) -> Floats:
    """(N,) log evidence of each curve."""
    along = inverse[:, :, CURVE]
    daily = ((square.spasms - mean) * square.predictor(along)).sum(axis=2)
    robust = (daily * daily).sum(axis=1)
    for lag in range(1, LAG_DAYS + 1):
        robust += 2 * (1 - lag / (LAG_DAYS + 1)) * (daily[:, lag:] * daily[:, :-lag]).sum(axis=1)
    poisson = (mean * square.predictor(along) ** 2).sum(axis=(1, 2))
    dispersion = np.maximum(1.0, robust / poisson)
    variance = inverse[:, CURVE, CURVE]
    information = np.maximum(1 / variance - METHOD.medicine_sd**-2, 0.0) / dispersion
    found = log_mixture(theta[:, CURVE] / variance / dispersion, information, BETS)
    return np.where(information > LEAST_INFORMATION, found, 0.0)


def _left_over(square: _Square) -> Floats:
    """(N,) the share of a curve's variance that stays within the hours of the clock, in the hours seen."""
    seen = (square.weight > 0).astype(np.float64)
    count = np.maximum(seen.sum(axis=1), 1)
    usual = (square.recency * seen).sum(axis=1) / count
    within = (seen * (square.recency - usual[:, None]) ** 2).sum(axis=(1, 2))
    middle = (square.recency * seen).sum(axis=(1, 2)) / seen.sum(axis=(1, 2))
    total = (seen * (square.recency - middle[:, None, None]) ** 2).sum(axis=(1, 2))
    return np.asarray(within / np.where(total > 0, total, np.inf))
