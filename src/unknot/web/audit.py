"""What was done to the doors of a journal: who, what, when. Never what was written or read."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unknot.web.models import Audit


def note(journal: UUID | None, who: str, what: str, now: datetime) -> None:
    Audit.objects.create(journal=journal, who=who[:80], what=what, at=now)


def of(journal: UUID, most: int = 200) -> list[Audit]:
    """The last things that were done, newest first."""
    return list(Audit.objects.filter(journal=journal).order_by("-at", "-pk")[:most])
