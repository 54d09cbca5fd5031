"""Hours since the last dose: first whether the log can tell at all, then what was seen.

With doses at the same times every day the hour of the day and the time since a dose are one thing. Late and missed
doses tell them apart. The recency curves are mathematics for adjusting and comparing: nothing of them is a level in
anyone's blood, and none is ever shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from unknot.analysis.associations.design import Design, design, dose_curve
from unknot.analysis.associations.dispersion import long_run
from unknot.analysis.associations.fit import Fit, fit
from unknot.analysis.associations.forecast import forecast
from unknot.analysis.associations.method import METHOD, Method
from unknot.analysis.columns import DAY, Columns, DoseColumn
from unknot.analysis.evidence import Bet, anytime_radius, log_mixture
from unknot.analysis.patterns import HourRate, Ratio, WearOff, WearOffState
from unknot.analysis.rhythm import by_label

Floats = NDArray[np.float64]

HALF_LIVES = (2.5, 4.0, 6.0)
"""Hours; alternatives that share the evidence (baclofen: `facts.yaml`, half_life_h)."""
BETS = tuple(Bet(1 / 3, 0.0, sd, -1) for sd in (0.35, 0.7, 1.1))
LEAST_LEFT_OVER = 0.10
LEAST_DOSES = 28
RECENT_DAYS = 365
LEAST_INFORMATION = 1.5
HOUR_SD = 0.5
LAG_DAYS = 3
SHOWN_HOURS = 12
AS_NEEDED_CLOUDS = 12
"""Hours after an as-needed dose that are left out: it was taken because of spasms."""
EARLY, LATE = (1, 3), (4, 6)
"""The 2nd and 3rd hour after a dose against the 5th and 6th."""
CLAIM = 20.0


@dataclass(frozen=True, slots=True)
class _Curve:
    """One recency curve against everything else: score form, and the share of it that the rest does not explain."""

    score: float
    information: float
    left_over: float


def wear_off(columns: Columns, dose: DoseColumn, method: Method = METHOD) -> WearOff | None:
    """What the last year shows of one medicine; None without enough planned doses."""
    if columns.days > RECENT_DAYS:
        first = columns.days - RECENT_DAYS
        recent = DoseColumn(dose.medicine, dose.planned[first * DAY :], dose.as_needed[first * DAY :])
        return wear_off(columns.since(first), recent, method)
    doses = int((dose.planned > 0).sum())
    if doses < LEAST_DOSES or columns.days < method.first_look:
        return None
    clear = _without_as_needed(columns, dose)
    log = design(replace(clear.without_candidates(), doses=()), method)
    curves = [_curve(log, clear.hour, dose_curve(dose.planned, half_life), method) for half_life in HALF_LIVES]
    left_over = float(np.mean([curve.left_over for curve in curves]))
    evidence = _mixture(curves)
    since = hours_since(dose.planned)
    seen = left_over >= LEAST_LEFT_OVER
    enough = min(curve.information for curve in curves) > LEAST_INFORMATION
    middle = curves[1]
    return WearOff(
        medicine=dose.medicine,
        state=_state(seen, enough, evidence),
        left_over=left_over,
        doses=doses,
        log_evidence=evidence,
        late_against_early=_late_against_early(log, clear.hour, since, method) if seen and enough else None,
        by_hour=_by_hour(clear, since),
        forecast=forecast(middle.information, int(clear.observed.sum()) // DAY, float(np.log(CLAIM)), method),
    )


def _state(seen: bool, enough: bool, evidence: float) -> WearOffState:
    if not seen:
        return WearOffState.TOO_REGULAR
    if evidence >= np.log(CLAIM):
        return WearOffState.SEEN
    return WearOffState.NOT_SEEN if enough else WearOffState.TOO_EARLY


def _without_as_needed(columns: Columns, dose: DoseColumn) -> Columns:
    clouded = np.convolve(dose.as_needed > 0, np.ones(AS_NEEDED_CLOUDS))[: columns.cells] > 0
    return replace(columns, observed=columns.observed & ~clouded)


def hours_since(doses: Floats) -> Floats:
    """(T,) whole hours since the last cell with a dose; 0 in that cell, not a number before the first."""
    cells = np.arange(doses.size)
    last = np.maximum.accumulate(np.where(doses > 0, cells, -1))
    return np.where(last >= 0, cells - last, np.nan)


def _fitted(log: Design, clock: NDArray[np.int64], extra: Floats, precision: float) -> tuple[Floats, Fit]:
    """The base, an effect of every hour of the clock, and further columns behind them, fitted.

    Smooth waves alone would leave the sharp daily rise after a dose to the dose.
    """
    hours = (clock[:, None] == np.arange(DAY)).astype(np.float64)
    columns = np.concatenate([log.base, hours, extra], axis=1)
    penalty = np.zeros((columns.shape[1],) * 2)
    base, first = log.base.shape[1], log.base.shape[1] + DAY
    penalty[:base, :base] = log.base_penalty(log.days, METHOD)
    penalty[range(base, first), range(base, first)] = HOUR_SD**-2
    penalty[range(first, len(penalty)), range(first, len(penalty))] = precision
    start = np.zeros(len(penalty))
    start[0] = np.log(max(log.spasms.sum() / max(log.weight.sum(), 1), 0.02))
    return columns, fit(columns, log.spasms, log.weight, penalty, start)


def _dispersion(columns: Floats, fitted: Fit, direction: Floats) -> float:
    """Robust over model variance of one direction of the coefficients, by days."""
    along = fitted.inverse @ direction
    daily = np.matmul(fitted.residual.reshape(-1, 1, DAY), (columns @ along).reshape(-1, DAY, 1))[None, :, :, 0]
    return max(1.0, float(long_run(daily, LAG_DAYS)[0, 0, 0]) / float(along @ fitted.information @ along))


def _curve(log: Design, clock: NDArray[np.int64], recency: Floats, method: Method) -> _Curve:
    """Evidence that the rate falls while the last dose is recent."""
    seen = log.weight > 0
    centred = (recency - recency[seen].mean())[:, None]
    columns, fitted = _fitted(log, clock, centred, method.medicine_sd**-2)
    direction = np.zeros(columns.shape[1])
    direction[-1] = 1.0
    dispersion = _dispersion(columns, fitted, direction)
    variance = float(fitted.inverse[-1, -1])
    information = max(1 / variance - method.medicine_sd**-2, 0.0)
    return _Curve(
        score=float(fitted.theta[-1]) / variance / dispersion,
        information=information / dispersion,
        left_over=_left_over(recency[seen], clock[seen]),
    )


def _left_over(recency: Floats, clock: NDArray[np.int64]) -> float:
    """The share of a curve's variance that stays within the hours of the clock."""
    hours = np.maximum(np.bincount(clock, minlength=DAY), 1)
    usual = np.bincount(clock, weights=recency, minlength=DAY) / hours
    total = float(recency.var())
    return float(((recency - usual[clock]) ** 2).mean()) / total if total > 0 else 0.0


def _mixture(curves: list[_Curve]) -> float:
    parts = [
        float(log_mixture(np.array(c.score), np.array(c.information), BETS))
        if c.information > LEAST_INFORMATION
        else 0.0
        for c in curves
    ]
    return float(np.logaddexp.reduce(parts)) - float(np.log(len(parts)))


def _late_against_early(log: Design, clock: NDArray[np.int64], since: Floats, method: Method) -> Ratio | None:
    """The 5th and 6th hour against the 2nd and 3rd, adjusted for the clock, weekday and slow change."""
    bounds = [(0, 1), EARLY, (3, 4), LATE, (6, 9), (9, np.inf)]
    bands = np.array([(since >= low) & (since < high) for low, high in bounds], dtype=np.float64).T
    if min((bands[:, k] * log.weight).sum() for k in (1, 3)) < DAY:
        return None
    columns, fitted = _fitted(log, clock, bands, method.medicine_sd**-2)
    direction = np.zeros(columns.shape[1])
    direction[-len(bounds) + 3], direction[-len(bounds) + 1] = 1.0, -1.0
    variance = float(direction @ fitted.inverse @ direction) * _dispersion(columns, fitted, direction)
    estimate = float(direction @ fitted.theta)
    radius = float(anytime_radius(np.array(1 / variance), 0.05))
    value, low, high = np.exp(np.clip([estimate, estimate - radius, estimate + radius], -3, 3))
    days = int(log.weight.sum()) // DAY
    return Ratio(value=float(value), low=float(low), high=float(high), days=days, standard_error=variance**0.5)


def _by_hour(columns: Columns, since: Floats) -> tuple[HourRate, ...]:
    """Plain rates by whole hours since the last planned dose, over vouched hours."""
    shown = since < SHOWN_HOURS  # not a number before the first dose
    label = np.where(shown, since, 0).astype(np.int64)
    return by_label(columns, label, SHOWN_HOURS, columns.observed & shown)
