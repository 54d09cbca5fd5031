"""Counts by diary day, missing where the day was not vouched, and a Poisson regression on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from unknot.analysis.associations.dispersion import long_run
from unknot.analysis.associations.fit import fit
from unknot.analysis.columns import DAY, Columns
from unknot.journal.coverage import VOUCHED_DAY

Floats = NDArray[np.float64]
LAG_DAYS = 5
LEAST_DISPERSION = 1.15


def daily_counts(columns: Columns) -> Floats:
    """(D,) spasms of each day vouched first-hand for 20 hours or more, scaled to 24; not a number elsewhere."""
    hours = columns.observed.reshape(-1, DAY).sum(axis=1)
    spasms = (columns.spasms * columns.observed).reshape(-1, DAY).sum(axis=1)
    return np.where(hours >= VOUCHED_DAY, spasms * DAY / np.maximum(hours, 1), np.nan)


def day_of(columns: Columns, index: int) -> date:
    return columns.first_day + timedelta(days=index)


@dataclass(frozen=True, slots=True)
class Effect:
    """The last coefficient of a regression on days: its score form, after robust dispersion."""

    estimate: float
    information: float

    @property
    def score(self) -> float:
        return self.estimate * self.information


def effect(counts: Floats, design: Floats, precision: Floats) -> Effect:
    """The last column's log rate ratio, by penalised Poisson with long-run robust variance; missing days left out."""
    seen = ~np.isnan(counts)
    columns, y = design[seen], counts[seen]
    start = np.zeros(design.shape[1])
    start[0] = np.log(y.mean() + 0.1)
    fitted = fit(columns, y, np.ones(y.size), np.diag(precision), start, tolerance=1e-6, most_rounds=60)
    daily = np.zeros_like(design)
    daily[seen] = columns * fitted.residual[:, None]
    few = y.size / max(y.size - 8, 1)
    robust = fitted.inverse @ long_run(daily[None], LAG_DAYS)[0] @ fitted.inverse * few
    dispersion = max(LEAST_DISPERSION, float(robust[-1, -1] / fitted.inverse[-1, -1]))
    information = max(1 / float(fitted.inverse[-1, -1]) - float(precision[-1]), 0.0) / dispersion
    return Effect(float(fitted.theta[-1]), information)
