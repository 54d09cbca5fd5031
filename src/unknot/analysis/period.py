"""A stretch of days, how much of it is recorded, and its key numbers: what is set side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from unknot.analysis.change import LEAST_RECORDED, LEAST_SHARE, WINDOW
from unknot.analysis.figures import Figures, key_figures
from unknot.analysis.side_effects import felt_days
from unknot.journal.coverage import Coverage, DayState, days
from unknot.journal.entry import Prescription
from unknot.journal.journal import Journal
from unknot.journal.stopped import stopped_on

__all__ = ["LEAST_RECORDED", "LEAST_SHARE", "TURN_DAYS", "WINDOW", "Period", "period", "plan_turn"]

TURN_DAYS = 92
"""A change of a plan up to so many days before a period is what it is compared around: a visit is due by then."""


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


def plan_turn(journal: Journal, first: date) -> date | None:
    """The last day up to `first`, and not long before it, on which a plan was started, changed or stopped."""
    since = first - timedelta(days=TURN_DAYS)
    bodies = [entry.body for entry in journal.of(Prescription)]
    turns = {step.starts for plan in bodies for step in plan.steps if plan.ends is None or step.starts <= plan.ends}
    turns |= {plan.starts for plan in bodies if plan.starts is not None}
    turns |= {stopped for plan in bodies if (stopped := stopped_on(plan, bodies)) is not None}
    began = min((e.diary_day for e in journal.entries), default=first)
    return max((turn for turn in turns if since <= turn <= first and turn > began), default=None)
