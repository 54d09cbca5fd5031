"""What every request needs of a journal's settings, repeated beside the doors, so that it need not read the journal."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unknot.household.people.models import Device, Membership
from unknot.journal.entry import Settings
from unknot.store import entries


def repeat(journal: UUID, settings: Settings) -> None:
    """Call it with the settings as they are now, after changing them."""
    Membership.objects.filter(journal=journal).update(idle_minutes=settings.idle_minutes, language=settings.language)
    Device.objects.filter(journal=journal).update(language=settings.language)


def catch_up(journal: UUID, now: datetime) -> None:
    """At signing in: settings may have come by another way, such as an import."""
    known = entries.standing(journal, since=now)
    if known.latest(Settings) is not None:
        repeat(journal, known.settings)
