"""A look over who has access, asked for every 90 days while anyone or anything besides the owner has some."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Min

from unknot.household.people import grants
from unknot.household.people.models import ApiToken
from unknot.store import audit

EVERY, LATER = timedelta(days=90), timedelta(days=14)
REVIEWED, PUT_OFF = "access-reviewed", "access-review-later"


def due(journal: UUID, now: datetime) -> datetime | None:
    """Since when a look has been due; None if it is not, or nobody else has access for that long."""
    first = _oldest(journal)
    if first is None or first > now - EVERY:
        return None
    last = audit.last(journal, (REVIEWED, PUT_OFF))
    since = first + EVERY
    if last is not None:
        since = max(since, last.at + (EVERY if last.deed == REVIEWED else LATER))
    return since if since <= now else None


def _oldest(journal: UUID) -> datetime | None:
    """When the first of the people and gadgets that have access now got it."""
    tokens = ApiToken.objects.filter(journal=journal, revoked_at=None)
    found = [
        grants.others(journal).aggregate(at=Min("made_at"))["at"],
        tokens.aggregate(at=Min("made_at"))["at"],
    ]
    return min((at for at in found if at is not None), default=None)
