"""What was worked out from a journal, kept to save the work.

All of it can be made again from the entries, but for what was shown: an older method may have said it, or of entries
that are gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from unknot.journal.document import kind_of
from unknot.journal.entry import Amendment, Retraction, Settings
from unknot.store.models import DerivedRow, EntryRow

SHOWN = "shown-"
"""How the names of what was shown begin; the day of the look follows."""

CHANGES = tuple(kind_of(kind) for kind in (Amendment, Retraction, Settings))


@dataclass(frozen=True, slots=True)
class Cached:
    made_at: datetime
    document: str


def get(journal: UUID, name: str) -> Cached | None:
    """What was kept under this name."""
    row = DerivedRow.objects.filter(journal=journal, name=name).values_list("made_at", "document").first()
    return Cached(*row) if row else None


def put(journal: UUID, name: str, document: str, made_at: datetime) -> None:
    """Keep it in the place of what was there."""
    DerivedRow.objects.update_or_create({"document": document, "made_at": made_at}, journal=journal, name=name)


def shown_until(journal: UUID, day: date, most: int) -> list[str]:
    """What was kept as shown at the looks up to a day, the latest first."""
    rows = DerivedRow.objects.filter(journal=journal, name__startswith=SHOWN, name__lte=f"{SHOWN}{day.isoformat()}")
    return list(rows.order_by("-name").values_list("document", flat=True)[:most])


def forget(journal: UUID, name: str) -> None:
    """Nothing is kept under this name any more."""
    DerivedRow.objects.filter(journal=journal, name=name).delete()


def forget_all(journal: UUID) -> None:
    """Nothing that was worked out stays."""
    DerivedRow.objects.filter(journal=journal).delete()


def forget_work(journal: UUID) -> None:
    """What saves work goes, what was shown stays."""
    DerivedRow.objects.filter(journal=journal).exclude(name__startswith=SHOWN).delete()


def past_changed(journal: UUID, since: datetime, before: datetime) -> bool:
    """Whether anything arrived after `since` that changes what a journal says of the time before `before`."""
    later = EntryRow.objects.filter(journal=journal, received_at__gt=since)
    return later.filter(Q(kind__in=CHANGES) | Q(happened_at__lt=before)).exists()
