"""A new plan of a medicine, and the end of those it replaces: both or neither."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from unknot.actions.results import Actor, Saved
from unknot.actions.single import amend, record, retract
from unknot.journal.entry import Entry, Prescription
from unknot.journal.span import Moment


def start_plan(
    journal: UUID,
    plan: Prescription,
    *,
    replaces: Sequence[Entry[Prescription]] = (),
    by: Actor,
    happened_at: Moment,
    now: datetime,
    id: UUID | None = None,
) -> Saved[Prescription]:
    """Keep a plan. Each plan it replaces ends the day before; one that had not begun by then goes into the bin.

    The doses of a replaced plan stay as they are. Raises as `record` does.
    """
    last = (plan.starts or happened_at.clock_date) - timedelta(days=1)
    with transaction.atomic():
        saved = record(journal, plan, by=by, happened_at=happened_at, now=now, id=id)
        for old in replaces:
            if old.body.first_day > last:
                retract(journal, old.id, by=by, now=now, reason="replaced before it began")
            elif old.body.ends is None or old.body.ends > last:
                amend(journal, old.id, {"ends": last.isoformat()}, by=by, now=now)
    return saved
