"""The tables: one append-only table of entries, the journals there are, and the audit."""

from __future__ import annotations

from django.db import models


class JournalRow(models.Model):
    """A journal that was begun in this home."""

    id = models.UUIDField(primary_key=True)
    begun_at = models.DateTimeField()

    class Meta:
        db_table = "unknot_journal"


class EntryRow(models.Model):
    """One entry as it arrived. Only blanking ever changes a document; every key starts with the journal.

    `root` is the entry that this one is about in the end: itself, or what it amends, withdraws or restores.
    `happened_at` of an amendment that moves its root is the new time, so that a window finds it.
    """

    pk = models.CompositePrimaryKey("journal", "id")
    journal = models.UUIDField()
    id = models.UUIDField()
    root = models.UUIDField()
    kind = models.CharField(max_length=40)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    received_at = models.DateTimeField()
    document = models.TextField()
    blanked = models.BooleanField(default=False)

    class Meta:
        db_table = "unknot_entry"
        indexes = [
            models.Index(fields=["journal", "happened_at", "root"], name="entry_by_time"),
            models.Index(fields=["journal", "root"], name="entry_by_root"),
            models.Index(fields=["journal", "kind", "root"], name="entry_by_kind"),
        ]


class GapRow(models.Model):
    """Hours that count as no record since something in them was erased, so that erasing never makes a zero."""

    pk = models.CompositePrimaryKey("journal", "start", "end")
    journal = models.UUIDField()
    start = models.DateTimeField()
    end = models.DateTimeField()

    class Meta:
        db_table = "unknot_gap"


class DerivedRow(models.Model):
    """Something worked out from a journal and kept so that it need not be worked out again. It can go at any time."""

    pk = models.CompositePrimaryKey("journal", "name")
    journal = models.UUIDField()
    name = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    document = models.TextField()

    class Meta:
        db_table = "unknot_derived"


class JobRow(models.Model):
    """Something to be done in the background, and when next. Whoever does it holds it until `claimed_until`.

    What belongs to no journal, such as the nightly backup, has the journal of zeros.
    """

    pk = models.CompositePrimaryKey("journal", "name")
    journal = models.UUIDField()
    name = models.CharField(max_length=40)
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "unknot_job"
        indexes = [models.Index(fields=["due_at"], name="job_by_time")]


class AuditRow(models.Model):
    """What was done to a journal and its doors: counts, never contents. Each line holds the digest of the one before.

    A line without a journal is about the home.
    """

    id = models.UUIDField(primary_key=True)
    journal = models.UUIDField(null=True)
    number = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    deed = models.CharField(max_length=40)
    who = models.CharField(max_length=80, default="")
    role = models.CharField(max_length=20)
    via = models.CharField(max_length=20)
    entries = models.PositiveIntegerField()
    share = models.UUIDField(null=True)
    before = models.CharField(max_length=64, default="")
    digest = models.CharField(max_length=64, default="")

    class Meta:
        db_table = "unknot_audit"
        indexes = [models.Index(fields=["journal", "at"], name="audit_by_time")]
        constraints = [models.UniqueConstraint(fields=["journal", "number"], name="audit_is_a_chain")]
