"""Who may enter: accounts, their journals, devices, single-use links and codes.

None of these rows says anything about a person's health. Tokens are stored as their SHA-256 only: they are
256 random bits, so a slow hash would protect nothing more.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Accounts(BaseUserManager["Account"]):
    def create_user(self, name: str, password: str | None = None, **more: Any) -> Account:
        account = self.model(name=name, **more)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Someone who signs in: a name and how they prove it. No e-mail address, nothing else.

    A session belongs to a `generation`; counting it up ends all sessions at once.
    """

    name = models.CharField(max_length=80, unique=True)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    generation = models.PositiveIntegerField(default=0)

    USERNAME_FIELD = "name"
    objects: ClassVar[Accounts] = Accounts()

    def __str__(self) -> str:
        return f"account {self.pk}"


class Membership(models.Model):
    """That an account has a part in a journal. For anyone but the owner it is a grant, with scopes and an end.

    `since` and `until` are the days it reaches; `idle_minutes` and `language` repeat what the journal's settings say.
    """

    class Role(models.TextChoices):
        OWNER = "owner"
        CARER = "carer"
        VIEWER = "viewer"

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="memberships")
    journal = models.UUIDField()
    role = models.CharField(max_length=20, choices=Role.choices)
    scopes = models.CharField(max_length=200, default="")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    idle_minutes = models.PositiveSmallIntegerField(default=15)
    language = models.CharField(max_length=20, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["journal", "account"], name="one_membership_per_journal"),
            models.CheckConstraint(
                condition=models.Q(role="owner") | models.Q(expires_at__isnull=False), name="a_grant_ends"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.journal}"


class Device(models.Model):
    """A browser that may log without signing in. It holds the token; here is only its hash.

    `role`, `signed_as` and `until` repeat the grant of who enrolled it; `language` what the journal's settings say.
    """

    journal = models.UUIDField(db_index=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="devices")
    role = models.CharField(max_length=20, default="owner")
    signed_as = models.CharField(max_length=80, default="")
    until = models.DateTimeField(null=True, blank=True)
    name = models.CharField(max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    enrolled_at = models.DateTimeField()
    used_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=20, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["journal", "name"], name="device_names_differ"),
        ]

    def __str__(self) -> str:
        return f"device {self.pk}"


class ApiToken(models.Model):
    """What a gadget (a button, a phone's automation) holds: it may add entries, and read nothing."""

    journal = models.UUIDField(db_index=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"token {self.pk}"


class QuickPage(models.Model):
    """A page that a tag opens: one button for one place on Log. Only browsers that may log anyway can use it."""

    journal = models.UUIDField(db_index=True)
    code = models.CharField(max_length=16, unique=True)
    place_hash = models.CharField(max_length=64, default="")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"quick page {self.pk}"


class OwnerLink(models.Model):
    """A link that makes the owner of a journal, or lets a lost one in again. Used once, within the hour."""

    journal = models.UUIDField()
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"owner link {self.pk}"


class EnrolmentCode(models.Model):
    """A code that lets one other browser log, within ten minutes."""

    journal = models.UUIDField()
    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"enrolment code {self.pk}"


class Channel(models.Model):
    """A way to reach someone: a browser, an address, a topic, a calendar. There is none until the owner makes one.

    `address` is where to: a push service's address, an e-mail address, a topic; of a calendar the hash of its token.
    `secret` is what the way needs besides. `for_carer`: it is only for telling the one who helps.
    """

    class Kind(models.TextChoices):
        PUSH = "push"
        EMAIL = "e-mail"
        NTFY = "ntfy"
        CALENDAR = "calendar"

    journal = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=80)
    address = models.TextField()
    secret = models.TextField(default="")
    for_carer = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"channel {self.pk}"


class Notice(models.Model):
    """One reminder, marked before it is sent, so that no second worker sends it too.

    `slot` is what it is about (a kind and a local time, no name of anything), `round` counts its repeats. The hash is
    that of the token in its link, with which it is answered once.
    """

    journal = models.UUIDField()
    kind = models.CharField(max_length=20)
    slot = models.CharField(max_length=120)
    round = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, null=True, unique=True)
    expires_at = models.DateTimeField()
    answer = models.CharField(max_length=20, default="")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["journal", "slot", "round"], name="a_notice_is_sent_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["journal", "kind", "due_at"], name="notice_by_time")]

    def __str__(self) -> str:
        return f"notice {self.pk}"
