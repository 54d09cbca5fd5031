"""The design of the regression: what is known of each hour before its spasms are counted.

Made once for a whole log. Every column is known at its hour (scales excepted), so the first n hours are the
design of the look after n hours: a look never depends on what came later.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from unknot.analysis.associations.kernels import BEFORE, BLOCKS, DICTIONARY, EDGES, REACH, shares
from unknot.analysis.associations.method import Method
from unknot.analysis.columns import DAY, Columns

Floats = NDArray[np.float64]
SETTLING_DAYS = 14
HALF_LIFE, RISE = 4.0, 0.5
"""Hours: a middling curve for planned doses, to adjust for only. Nothing of it is ever shown."""


@dataclass(frozen=True, slots=True)
class Design:
    """T = 24 D hours, M candidates, each with L lag blocks and one column for the hours before (Q = L + 1 columns).

    `base` (T, B) has the trend's tents last, so that a look takes only the first ones; `precisions` are those of the
    prior of the columns before the tents. `lagged` is (T, M Q),
    `shapes` (K, L) the lag shapes in weights of the blocks, `shares` (M, K) what each weighs before anything was seen.
    `heard` (T, M) is the exposure of the day in the hours that were over when it was answered, so that the answer may
    know their spasms; zero for what was written down as it happened.
    """

    spasms: Floats
    weight: Floats
    base: Floats
    precisions: Floats
    lagged: Floats
    heard: Floats
    shapes: Floats
    shares: Floats
    totals: Floats
    known: NDArray[np.bool_]
    graded: NDArray[np.bool_]
    added: NDArray[np.int64]

    @property
    def candidates(self) -> int:
        return int(self.known.shape[0])

    @property
    def days(self) -> int:
        return int(self.known.shape[1])

    def base_columns(self, days: int, method: Method) -> int:
        """How many base columns a look after so many days uses: all but the tents that start later."""
        return len(self.precisions) + _knots(days, method.knot_days)

    def base_penalty(self, days: int, method: Method) -> Floats:
        """The prior precision of those columns."""
        fixed, used = len(self.precisions), self.base_columns(days, method)
        penalty = np.zeros((used, used))
        penalty[range(fixed), range(fixed)] = self.precisions
        penalty[fixed:, fixed:] = _random_walk(used - fixed, method.trend_step_sd)
        return penalty

    def scales(self, days: int) -> Floats:
        """(M,) one unit of each candidate: 2 SD of the known days' totals if graded, else yes against no."""
        scales = np.ones(self.candidates)
        for j in np.flatnonzero(self.graded):
            seen = self.totals[j, :days][self.known[j, :days]]
            spread = float(seen.std()) if seen.size > 1 else 0.0
            scales[j] = 1 / (2 * spread) if spread > 0 else 0.0
        return scales


def design(columns: Columns, method: Method) -> Design:
    """The design of a log."""
    base, precisions = _base(columns, method)
    profiles = columns.exposures.reshape(len(columns.codes), columns.days, DAY)
    # The first two days have no known past for the lag blocks.
    weight = columns.observed.astype(np.float64)
    weight[:REACH] = 0
    return Design(
        spasms=np.where(weight > 0, columns.spasms, 0.0),
        weight=weight,
        base=base,
        precisions=precisions,
        lagged=_lagged(imputed(profiles, columns.known), columns.added),
        heard=_heard(profiles, columns),
        shapes=DICTIONARY,
        shares=shares(columns.guess),
        totals=profiles.sum(axis=2),
        known=columns.known,
        graded=columns.graded,
        added=columns.added,
    )


def _base(columns: Columns, method: Method) -> tuple[Floats, Floats]:
    """Intercept, time of day, weekday, planned doses, with the precisions of their priors; then a slow trend."""
    angle = 2 * np.pi * (columns.hour + 0.5) / DAY
    blocks = [np.ones((columns.cells, 1))]
    precisions = [np.array([1e-6])]
    waves = [wave(k * angle) for k in range(1, method.harmonics + 1) for wave in (np.cos, np.sin)]
    blocks.append(np.array(waves).T)
    precisions.append(np.full(len(waves), method.harmonic_sd**-2))
    blocks.append((columns.weekday[:, None] == np.arange(7)).astype(np.float64))
    precisions.append(np.full(7, method.weekday_sd**-2))
    for dose in columns.doses:
        if dose.planned.any():
            blocks.append(dose_curve(dose.planned, HALF_LIFE)[:, None] - 0.5)
            precisions.append(np.array([method.medicine_sd**-2]))
    tents = np.repeat(_tents(columns.days, method.knot_days), DAY, axis=0)
    return np.concatenate([*blocks, tents], axis=1), np.concatenate(precisions)


def _knots(days: int, knot_days: int) -> int:
    return days // knot_days + 2


def _tents(days: int, knot_days: int) -> Floats:
    """(D, K) a linear spline in whole days, one tent per knot."""
    middle = np.arange(days) + 0.5
    knots = np.arange(_knots(days, knot_days)) * knot_days
    return np.asarray(np.clip(1 - np.abs(middle[:, None] - knots) / knot_days, 0, 1))


def _random_walk(knots: int, step_sd: float) -> Floats:
    steps = np.diff(np.eye(knots), axis=0)
    return np.asarray(steps.T @ steps / step_sd**2 + np.eye(knots))


def dose_curve(doses: Floats, half_life: float) -> Floats:
    """(T,) how recent doses add up, rising within the hour and falling by half each half-life; usual peak about 1."""
    hours = np.arange(int(8 * half_life)) + 0.5
    shape = np.exp(-np.log(2) * hours / half_life) - np.exp(-np.log(2) * hours / RISE)
    curve = np.convolve(doses, shape / shape.max())[: doses.size]
    positive = curve[curve > 0]
    return np.asarray(np.minimum(curve, 20.0) if positive.size else curve)


def imputed(profiles: Floats, known: NDArray[np.bool_]) -> Floats:
    """(M, T) exposures, with the mean profile of the days known before in place of each unknown day."""
    m, days, _ = profiles.shape
    shown = np.where(known[:, :, None], profiles, 0.0)
    count: NDArray[np.int64] = np.cumsum(known, axis=1) - known
    total = np.cumsum(shown, axis=1) - shown
    trailing = total / np.maximum(count, 1)[:, :, None]
    for j in range(m):
        first = np.flatnonzero(known[j])[:7]
        if first.size:
            trailing[j, count[j] < 7] = profiles[j, first].mean(axis=0)
    return np.where(known[:, :, None], profiles, trailing).reshape(m, days * DAY)


def _heard(profiles: Floats, columns: Columns) -> Floats:
    """(T, M) the day's exposure over the hours before its answer, from the candidate's first day on."""
    over = np.arange(DAY) < columns.answered[:, :, None]
    added = np.arange(columns.days) >= columns.added[:, None]
    total = np.where(columns.known & added, profiles.sum(axis=2), 0.0)
    return np.asarray((over * total[:, :, None]).reshape(len(columns.codes), columns.cells).T)


def _lagged(exposures: Floats, added: NDArray[np.int64]) -> Floats:
    """(T, M Q) sums of each exposure over the lag blocks, then over the hours before; centred, zero until added."""
    m, cells = exposures.shape
    now = np.arange(cells)
    lagged = np.empty((cells, m, BLOCKS + 1))
    for j in range(m):
        running = np.concatenate([[0.0], np.cumsum(exposures[j])])
        for block, (start, end) in enumerate(pairwise(EDGES)):
            lagged[:, j, block] = running[np.maximum(now - start, 0)] - running[np.maximum(now - end, 0)]
        # A spasm in the exposure's own hour counts against it: which came first is not known.
        lagged[:, j, BLOCKS] = running[np.minimum(now + 1 + BEFORE, cells)] - running[now]
        start = added[j] * DAY
        lagged[:, j] -= lagged[start : start + SETTLING_DAYS * DAY, j].mean(axis=0) if start < cells else 0
        lagged[:start, j] = 0
    return lagged.reshape(cells, m * (BLOCKS + 1))
