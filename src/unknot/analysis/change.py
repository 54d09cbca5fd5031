"""Before and after a treatment was started, changed or stopped: with and without a trend, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from unknot.analysis.columns import Columns
from unknot.analysis.daily import Effect, daily_counts, effect
from unknot.analysis.evidence import Bet, anytime_radius, log_mixture
from unknot.analysis.patterns import Caution, Change, Ratio, Trend, Window
from unknot.analysis.rates import rates
from unknot.journal.coverage import Coverage, DayState, days
from unknot.journal.entry import Prescription, Stage, Treatment
from unknot.journal.journal import Journal
from unknot.journal.stopped import stopped_on
from unknot.knowledge.vocabulary import at_the_clinic

Floats = NDArray[np.float64]

WINDOW = 28
LEAST_RECORDED, LEAST_SHARE = 14, 0.7
TREND_SD = 0.5
"""Of the log rate ratio per 90 days."""
REACH = 180
"""Days on each side that the regression may use; a change before or after cuts them shorter."""
BETS = tuple(Bet(1 / 6, 0.0, sd, sign) for sd in (0.35, 0.7, 1.1) for sign in (-1, 1))
FREE = 1e-6


def changes_logged(journal: Journal) -> list[tuple[date, str]]:
    """The days on which a treatment or a plan was started, changed or stopped, with its code or medicine.

    What a clinic did is a change each time it is done. A stop is the first day without the medicine.
    """
    clinic = at_the_clinic()
    found = {
        (e.diary_day, e.body.code)
        for e in journal.of(Treatment)
        if e.body.stage is not Stage.DONE or e.body.code in clinic
    }
    plans = [entry.body for entry in journal.of(Prescription)]
    for plan in plans:
        name = plan.medicine.code or plan.medicine.name
        steps = {step.starts for step in plan.steps if plan.ends is None or step.starts <= plan.ends}
        found |= {(day, name) for day in steps | ({plan.starts} if plan.starts else set())}
        stopped = stopped_on(plan, plans)
        found |= {(stopped, name)} if stopped else set()
    return sorted(found)


def changes(journal: Journal, columns: Columns, covered: Coverage, zone: str) -> Iterator[Change]:
    """Every logged change that lies inside the log, in order."""
    logged = [(day, what) for day, what in changes_logged(journal) if day > columns.first_day]
    last = columns.first_day + timedelta(days=columns.days - 1)
    dates = sorted({day for day, _ in logged})
    for day, what in logged:
        if day > last:
            continue
        start = max([d for d in dates if d < day], default=columns.first_day)
        end = min([d - timedelta(days=1) for d in dates if d > day], default=last)
        before = window(journal, max(start, day - timedelta(days=WINDOW)), day - timedelta(days=1), zone, covered)
        after = window(journal, day, min(end, day + timedelta(days=WINDOW - 1)), zone, covered)
        yield _change(columns, what, day, (start, end), before, after)


def window(journal: Journal, first: date, last: date, zone: str, covered: Coverage) -> Window:
    """The recorded days of a stretch and their spasms; `enough` for a comparison at 14 days and 70 %."""
    stretch = days(journal, first, last, zone, covered)
    recorded = [day for day in stretch if day.state is DayState.VOUCHED]
    spasms = sum(day.spasms for day in recorded)
    counts = np.array([[day.spasms] if day.state is DayState.VOUCHED else [0] for day in stretch], dtype=np.float64)
    time = np.array([[day.state is DayState.VOUCHED] for day in stretch], dtype=np.float64)
    found = rates(counts, time, 1.0)
    return Window(
        first=first,
        last=last,
        days=len(stretch),
        recorded=len(recorded),
        spasms=spasms,
        per_day=spasms / len(recorded) if recorded else None,
        low=float(found.low[0]) if recorded else None,
        high=float(found.high[0]) if recorded else None,
        enough=len(recorded) >= LEAST_RECORDED and len(recorded) >= LEAST_SHARE * len(stretch),
    )


def _change(columns: Columns, what: str, on: date, span: tuple[date, date], before: Window, after: Window) -> Change:
    at = (on - columns.first_day).days
    first = max((span[0] - columns.first_day).days, at - REACH, 0)
    last = min((span[1] - columns.first_day).days + 1, at + REACH, columns.days)
    counts = daily_counts(columns)[first:last]
    steps = [(trend, step(counts, at - first, trend)) for trend in (Trend.NONE, Trend.LINEAR)]
    known = int((~np.isnan(counts)).sum())
    ratios = tuple((trend, _ratio(found, known)) for trend, found in steps if found is not None)
    return Change(
        what=what,
        on=on,
        before=before,
        after=after,
        ratios=ratios if before.enough and after.enough else (),
        log_evidence=tuple((trend, _log_evidence(found)) for trend, found in steps if found is not None),
        cautions=_cautions([ratio for _, ratio in ratios]),
    )


def step(counts: Floats, at: int, trend: Trend) -> Effect | None:
    """The log rate ratio from day `at` on; None with fewer than a week of known days on either side."""
    seen = ~np.isnan(counts)
    if min(seen[:at].sum(), seen[at:].sum()) < 7 or not np.nansum(counts):
        return None
    day = np.arange(counts.size)
    columns, precision = [np.ones(counts.size)], [FREE]
    if trend is Trend.LINEAR:
        columns.append((day - counts.size / 2) / 90)
        precision.append(TREND_SD**-2)
    columns.append((day >= at).astype(np.float64))
    return effect(counts, np.array(columns).T, np.array([*precision, FREE]))


def _log_evidence(found: Effect) -> float:
    return float(log_mixture(np.array(found.score), np.array(found.information), BETS))


def _ratio(found: Effect, known: int) -> Ratio:
    radius = float(anytime_radius(np.array(found.information), 0.05))
    bounds = np.exp(np.clip([found.estimate, found.estimate - radius, found.estimate + radius], -3, 3))
    value, low, high = (float(bound) for bound in bounds)
    error = found.information**-0.5 if found.information > 0 else None
    return Ratio(value=value, low=low, high=high, days=known, standard_error=error)


def _cautions(ratios: list[Ratio]) -> tuple[Caution, ...]:
    clear = {ratio.low > 1 or ratio.high < 1 for ratio in ratios}
    return (Caution.APPROXIMATE, *((Caution.TREND_DECIDES,) if len(clear) > 1 else ()))
