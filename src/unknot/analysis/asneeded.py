"""As-needed doses: the hours before and after each. Taken because of spasms, so never read as an effect."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from unknot.analysis.chances import beta_quantile
from unknot.analysis.columns import Columns, DoseColumn
from unknot.analysis.patterns import AsNeeded, Ratio

HOURS = 3
LEAST_DOSES = 10


def as_needed(columns: Columns, dose: DoseColumn) -> AsNeeded | None:
    """Spasms per hour in hours 2 to 4 after a dose against the three hours before it; its own hour is left out."""
    taken = np.flatnonzero(dose.as_needed > 0)
    if not taken.size:
        return None
    before, hours_before = _around(columns, taken, range(-HOURS, 0))
    after, hours_after = _around(columns, taken, range(1, HOURS + 1))
    enough = taken.size >= LEAST_DOSES and before + after > 0 and hours_before and hours_after
    ratio = _ratio(before, after, hours_before / hours_after, int(taken.size)) if enough else None
    return AsNeeded(medicine=dose.medicine, doses=int(taken.size), ratio=ratio)


def _around(columns: Columns, taken: NDArray[np.intp], offsets: range) -> tuple[float, float]:
    """Spasms and observed hours at these offsets from each dose, each hour once."""
    cells = np.unique(np.concatenate([taken + offset for offset in offsets]))
    cells = cells[(cells >= 0) & (cells < columns.cells)]
    cells = cells[columns.observed[cells]]
    return float(columns.spasms[cells].sum()), float(cells.size)


def _ratio(before: float, after: float, exposure: float, doses: int) -> Ratio:
    """Given the total, the later ones are binomial: Clopper and Pearson's interval, turned into a rate ratio."""
    low = beta_quantile(0.025, after, before + 1) if after else 0.0
    high = beta_quantile(0.975, after + 1, before) if before else 1.0

    def odds(share: float) -> float:
        return min(share / max(1 - share, 1e-9) * exposure, 1e3)

    return Ratio(value=odds(after / (after + before)), low=odds(low), high=odds(high), days=doses)
