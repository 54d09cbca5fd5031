"""A visit to come, and the days before it that are kept for it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from unknot.journal.entry import Campaign, Visit
from unknot.journal.span import moment
from unknot.web.page.context import PageContext

CAMPAIGN_DAYS = timedelta(days=28)


def plan_visit(ctx: PageContext, on: date, purpose: str) -> None:
    """The visit, and the campaign of the days before it."""
    ctx.record(Visit(), moment(datetime.combine(on, time(12)), ctx.zone))
    starts = max(ctx.now.diary_day, on - CAMPAIGN_DAYS)
    if starts < on:
        ctx.record(Campaign(starts=starts, ends=on - timedelta(days=1), purpose=purpose))
