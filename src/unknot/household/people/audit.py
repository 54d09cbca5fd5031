"""What was done to the doors of a journal: who, what, when. Never what was written or read."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unknot.store import audit
from unknot.store.audit import AuditLine


def note(journal: UUID | None, who: str, what: str, now: datetime, *, share: UUID | None = None) -> None:
    audit.note(journal, what, at=now, who=who, share=share)


def of(journal: UUID, most: int = 200) -> list[AuditLine]:
    """The last things that were done, newest first."""
    return audit.latest(journal, most)
