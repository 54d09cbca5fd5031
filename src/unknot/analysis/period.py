"""A stretch of days, how much of it is recorded, and its key numbers: what is set side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil

from unknot.analysis.change import LEAST_RECORDED, LEAST_SHARE, WINDOW
from unknot.analysis.figures import Figures, key_figures
from unknot.analysis.side_effects import felt_days
from unknot.journal.coverage import Coverage, DayState, days
from unknot.journal.journal import Journal

__all__ = ["LEAST_RECORDED", "LEAST_SHARE", "WINDOW", "Period", "period"]


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, how many of them are recorded, and its key numbers."""

    first: date
    last: date
    recorded: int
    figures: Figures
    felt: int
    """Days on which a side effect was logged: at least so many."""

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def needed(self) -> int:
        """Recorded days without which no number is shown: 14, and 70 % of the days."""
        return max(LEAST_RECORDED, ceil(LEAST_SHARE * self.length))

    @property
    def enough(self) -> bool:
        return self.recorded >= self.needed


def period(journal: Journal, covered: Coverage, first: date, last: date, zone: str) -> Period:
    """The stretch of days with its key numbers."""
    counted = days(journal, first, last, zone, covered)
    recorded = sum(day.state is DayState.VOUCHED for day in counted)
    felt = len(felt_days(journal, first, last))
    return Period(first, last, recorded, key_figures(journal, covered, counted, zone), felt)
