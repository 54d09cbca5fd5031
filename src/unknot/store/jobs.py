"""What is to be done in the background: when next, and who has it in hand. One row is claimed by one worker only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from unknot.store.models import JobRow, JournalRow

HOME = UUID(int=0)
"""The journal of what belongs to no journal."""

REMINDERS = "reminders"
"""The job that looks after the reminders of a journal."""

NEWS = "news"
"""The job that tells the owner what happened at the doors."""

LEASE = timedelta(minutes=10)
"""A worker that was killed holds its job no longer than this."""

LONGEST_BREAK = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Job:
    """A job in hand: nobody else gets it before `until`."""

    journal: UUID
    name: str
    due_at: datetime
    tries: int
    until: datetime


def want(names: Collection[str], now: datetime) -> None:
    """Every journal shall have these jobs; those that are new are due at once."""
    for name in names:
        there = JobRow.objects.filter(name=name).values("journal")
        new = JournalRow.objects.exclude(id__in=there).values_list("id", flat=True)
        _begin([JobRow(journal=journal, name=name, due_at=now) for journal in new])


def want_at_home(names: Collection[str], now: datetime) -> None:
    """The home itself shall have these jobs; those that are new are due at once."""
    there = set(JobRow.objects.filter(journal=HOME).values_list("name", flat=True))
    _begin([JobRow(journal=HOME, name=name, due_at=now) for name in set(names) - there])


def soon(journal: UUID, name: str, now: datetime) -> None:
    """A job shall be done now, because what it stands on has changed; once more, if it is in hand already."""
    later_or_in_hand = Q(due_at__gt=now) | Q(claimed_until__gt=now)
    JobRow.objects.filter(later_or_in_hand, journal=journal, name=name).update(due_at=now)


def claim(now: datetime) -> Job | None:
    """Takes one job that is due and in nobody's hands; None if there is none.

    Two workers never get the same one: PostgreSQL locks the row and lets others pass over it, SQLite has one writer,
    and on both the row is changed only if it is still free.
    """
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    due = JobRow.objects.filter(free, due_at__lte=now).order_by("due_at", "journal", "name")
    if not due.exists():  # so that an idle worker takes no lock
        return None
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        row = due.first()
        if row is None:
            return None
        until = now + LEASE
        this = JobRow.objects.filter(free, journal=row.journal, name=row.name)
        taken = this.update(claimed_until=until)
    return Job(row.journal, row.name, row.due_at, row.tries, until) if taken else None


def done(job: Job, next_at: datetime) -> None:
    """Hands a job back, to be done again at `next_at`, or sooner if that was asked for meanwhile."""
    with transaction.atomic():
        ours = JobRow.objects.filter(journal=job.journal, name=job.name, claimed_until=job.until)
        ours.filter(due_at=job.due_at).update(due_at=next_at)
        ours.update(claimed_until=None, tries=0)


def failed(job: Job, now: datetime) -> None:
    """Hands back a job that failed. It is tried again after a minute, then after twice as long each time."""
    again = now + min(timedelta(minutes=2 ** min(job.tries, 10)), LONGEST_BREAK)
    ours = JobRow.objects.filter(journal=job.journal, name=job.name, claimed_until=job.until)
    ours.update(due_at=again, claimed_until=None, tries=job.tries + 1)


def _begin(rows: list[JobRow]) -> None:
    JobRow.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
