"""When a medicine was really stopped: not when one plan of it gives way to the next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from unknot.journal.entry import Prescription
from unknot.journal.plan import same_medicine


def stopped_on(plan: Prescription, plans: Iterable[Prescription]) -> date | None:
    """The first day without the medicine of an ended plan; None while it goes on, or if another plan of it follows."""
    if plan.ends is None:
        return None
    follows = any(
        other is not plan
        and same_medicine(other.medicine, plan.medicine)
        and other.first_day >= plan.first_day
        and (other.ends is None or other.ends > plan.ends)
        for other in plans
    )
    return None if follows else plan.ends + timedelta(days=1)
