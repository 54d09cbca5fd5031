"""Links that were handed out, who opened them as they said, and what they wrote back.

A link's address is kept as its hash; address and key together only wrapped by the master key (`secrets`).
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Share(models.Model):
    """One SMART Health Link. A clinic link (U) holds its ciphertext; a care-team link (LP) and the link of an emergency
    card (LU) are encrypted when asked."""

    class Kind(models.TextChoices):
        CLINIC = "clinic"
        CARE_TEAM = "care-team"
        CARD = "card"

    id = models.UUIDField(primary_key=True)
    journal = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=80)
    address_hash = models.CharField(max_length=64, unique=True)
    wrapped = models.BinaryField()
    origin = models.CharField(max_length=90)
    language = models.CharField(max_length=20)
    days = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    on_paper = models.BooleanField(default=False)
    passcode_hash = models.CharField(max_length=200, blank=True)
    openings_left = models.PositiveSmallIntegerField(null=True, blank=True)
    attempts_left = models.PositiveSmallIntegerField(null=True, blank=True)
    notes_left = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    ciphertext = models.TextField(blank=True)
    style = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "unknot_share"

    def __str__(self) -> str:
        return f"share {self.pk}"


class Opening(models.Model):
    """That a link was opened, or a wrong passcode tried: when, and by whom as they say. Nobody checks that name.

    The ticket lets the same browser tab load again without spending another opening.
    """

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="openings")
    at = models.DateTimeField()
    recipient = models.CharField(max_length=80)
    refused = models.BooleanField(default=False)
    ticket_hash = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        db_table = "unknot_share_opening"

    def __str__(self) -> str:
        return f"opening {self.pk}"


class IssuedCard(models.Model):
    """That an emergency card was taken out: when, and as what. What it said, the journal of that time says."""

    journal = models.UUIDField(db_index=True)
    form = models.CharField(max_length=20)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "unknot_issued_card"

    def __str__(self) -> str:
        return f"card {self.pk}"


class NoteBack(models.Model):
    """What someone wrote to the owner, plain text. The owner alone sees it until released.

    It came by a link, under a name as typed; or, without one, from someone with an account, under its name.
    """

    journal = models.UUIDField(db_index=True)
    share = models.ForeignKey(Share, null=True, blank=True, on_delete=models.CASCADE, related_name="notes")
    at = models.DateTimeField()
    name = models.CharField(max_length=80)
    text = models.CharField(max_length=1000)
    released_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "unknot_share_note"
        indexes: ClassVar = [models.Index(fields=["share", "at"], name="note_back_by_time")]

    def __str__(self) -> str:
        return f"note {self.pk}"


class ClinicReply(models.Model):
    """A structured reply of a clinic: came by a link of ours, or was fetched from one of theirs.

    Nothing of it is in the journal until the owner takes a step; `steps` says what became of each. It comes in once.
    """

    id = models.UUIDField(primary_key=True)
    journal = models.UUIDField(db_index=True)
    share = models.ForeignKey(Share, null=True, blank=True, on_delete=models.SET_NULL, related_name="replies")
    at = models.DateTimeField()
    origin = models.CharField(max_length=120, blank=True)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    steps = models.JSONField(default=dict)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "unknot_clinic_reply"
        constraints: ClassVar = [models.UniqueConstraint(fields=["journal", "digest"], name="a_reply_comes_once")]

    def __str__(self) -> str:
        return f"reply {self.pk}"


class Invitation(models.Model):
    """A link that makes someone a carer or a viewer of a journal: pressed once, within a week."""

    journal = models.UUIDField(db_index=True)
    name = models.CharField(max_length=80)
    role = models.CharField(max_length=20)
    scopes = models.CharField(max_length=200)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    grant_ends = models.DateTimeField()
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "unknot_invitation"

    def __str__(self) -> str:
        return f"invitation {self.pk}"
