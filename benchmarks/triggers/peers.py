"""What trackers do today, read every day: tests of days with against days without, with no price for looking.

Each gives (D, M) p-values after each diary day, from the logged days up to it; an exposure is related to spasms of
the same and the next day's 24 hours.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

from unknot.analysis.associations.fit import fit
from unknot.analysis.columns import DAY, Columns

Floats = NDArray[np.float64]
FIRST = 14
FLAGGED = 0.05


def days_of(columns: Columns) -> tuple[Floats, Floats]:
    """(D,) spasms of each well-logged day (not a number elsewhere), (M, D) exposures of the day."""
    hours = columns.observed.reshape(-1, DAY).sum(axis=1)
    spasms = np.where(hours >= 20, columns.spasms.reshape(-1, DAY).sum(axis=1), np.nan)
    return spasms, columns.exposures.reshape(len(columns.codes), -1, DAY).sum(axis=2)


def _by_day(columns: Columns, test: object) -> Floats:
    spasms, exposed = days_of(columns)
    p = np.ones((spasms.size + 1, len(columns.codes)))
    for day in range(FIRST, spasms.size + 1):
        seen = ~np.isnan(spasms[:day])
        for j in range(len(columns.codes)):
            p[day, j] = test(spasms[:day][seen], exposed[j, :day][seen])  # type: ignore[operator]
    return p


def pearson(columns: Columns) -> Floats:
    """Correlation of daily counts with daily exposure, p < .05."""
    spasms, exposed = days_of(columns)
    p = np.ones((spasms.size + 1, len(columns.codes)))
    for day in range(FIRST, spasms.size + 1):
        seen = ~np.isnan(spasms[:day])
        n = int(seen.sum())
        y, x = spasms[:day][seen], exposed[:, :day][:, seen]
        y, x = y - y.mean(), x - x.mean(axis=1, keepdims=True)
        with np.errstate(invalid="ignore", divide="ignore"):
            r = (x @ y) / np.sqrt((x**2).sum(axis=1) * (y**2).sum())
            t = r * np.sqrt((n - 2) / (1 - r**2))
        p[day] = np.where(np.isfinite(t), 2 * stats.t.sf(np.abs(t), n - 2), 1.0)
    return p


def chi_square(columns: Columns) -> Floats:
    """A two-by-two table: a bad day (above the median) against an exposed day (above the mean)."""

    def test(y: Floats, x: Floats) -> float:
        bad, on = y > np.median(y), x > x.mean()
        n = y.size
        a, b, c, d = (bad & on).sum(), (bad & ~on).sum(), (~bad & on).sum(), (~bad & ~on).sum()
        margins = (a + b) * (c + d) * (a + c) * (b + d)
        return float(stats.chi2.sf(n * (a * d - b * c) ** 2 / margins, 1)) if margins else 1.0

    return _by_day(columns, test)


def mid_p(columns: Columns) -> Floats:
    """Counts on exposed against other days as a binomial split, mid-p."""

    def test(y: Floats, x: Floats) -> float:
        on = x > x.mean()
        total, share = int(y.sum()), float(on.mean())
        if not 0 < share < 1 or not total:
            return 1.0
        k = int(y[on].sum())
        below = special.bdtr(k - 1, total, share) if k else 0.0
        above = special.bdtrc(k, total, share) if k < total else 0.0
        return float(min(1.0, 2 * min(below, above) + (1 - below - above)))

    return _by_day(columns, test)


def poisson_glm(columns: Columns, every: int = 3) -> Floats:
    """A daily Poisson regression on all exposures at once, Wald p-values; every third day to save time."""
    spasms, exposed = days_of(columns)
    m = len(columns.codes)
    p = np.ones((spasms.size + 1, m))
    for day in range(FIRST + m, spasms.size + 1, every):
        seen = ~np.isnan(spasms[:day])
        x = exposed[:, :day][:, seen].T
        spread = x.std(axis=0)
        x = (x - x.mean(axis=0)) / np.where(spread > 0, spread, 1)
        design = np.concatenate([np.ones((len(x), 1)), x], axis=1)
        start = np.zeros(m + 1)
        start[0] = np.log(spasms[:day][seen].mean() + 0.1)
        found = fit(design, spasms[:day][seen], np.ones(len(x)), np.eye(m + 1) * 1e-6, start)
        z = found.theta[1:] / np.sqrt(np.diag(found.inverse)[1:])
        p[day : day + every] = np.where(spread > 0, 2 * stats.norm.sf(np.abs(z)), 1.0)
    return p


def benjamini_hochberg(p: Floats, level: float = 0.10) -> NDArray[np.bool_]:
    """(D, M) the BH list of each day."""
    m = p.shape[1]
    order = np.argsort(p, axis=1)
    ranked = np.take_along_axis(p, order, axis=1) <= level * np.arange(1, m + 1) / m
    last = np.where(ranked.any(axis=1), m - ranked[:, ::-1].argmax(axis=1), 0)
    listed = np.zeros(p.shape, dtype=bool)
    np.put_along_axis(listed, order, np.arange(m)[None, :] < last[:, None], axis=1)
    return listed


def three_against_three(columns: Columns) -> NDArray[np.bool_]:
    """(D, M) the gate "at least 3 days with and 3 without, and 1.5 times as many with"."""
    spasms, exposed = days_of(columns)
    shown = np.zeros((spasms.size + 1, len(columns.codes)), dtype=bool)
    for day in range(6, spasms.size + 1):
        seen = ~np.isnan(spasms[:day])
        y = spasms[:day][seen]
        for j in range(len(columns.codes)):
            x = exposed[j, :day][seen]
            on = x > x.mean()
            if min(on.sum(), (~on).sum()) >= 3:
                shown[day, j] = y[on].mean() >= 1.5 * max(y[~on].mean(), 1e-9)
    return shown
