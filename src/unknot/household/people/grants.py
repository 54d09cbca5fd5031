"""The people of a journal besides its owner: invited by link, with a grant that ends, stopped at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop

from unknot.household.people import audit, owner_link
from unknot.household.people.models import (
    Account,
    ApiToken,
    Channel,
    Device,
    EnrolmentCode,
    Membership,
    QuickPage,
)
from unknot.household.people.scopes import Scope
from unknot.household.people.secret_tokens import hash_of, new_token
from unknot.household.sharing import shares
from unknot.household.sharing.models import Invitation

INVITATION_LASTS = timedelta(days=7)
GRANT_AT_MOST = timedelta(days=365)


class ImpossibleGrant(ValueError):
    """A grant that would not end within a year, opens nothing, or opens half of something; words for the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What someone may do in a journal, on which days, and for how long."""

    scopes: frozenset[Scope]
    lasts: timedelta
    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if not timedelta(0) < self.lasts <= GRANT_AT_MOST:
            raise ImpossibleGrant("A grant ends within a year.")
        if not self.scopes or self.scopes == {Scope.COMMENT}:
            raise ImpossibleGrant(gettext_noop("Choose something they may see or log."))
        if self.scopes & {Scope.NOTES, Scope.MEDICINES} and Scope.ENTRIES not in self.scopes:
            raise ImpossibleGrant(gettext_noop("Notes and medicines are parts of the diary: choose the diary too."))
        if Scope.DOSES in self.scopes and Scope.LOG not in self.scopes:
            raise ImpossibleGrant(gettext_noop("Who gives medicines logs them: choose logging too."))
        if self.since is not None and self.until is not None and self.until < self.since:
            raise ImpossibleGrant(gettext_noop("The days end before they begin."))

    @property
    def role(self) -> Membership.Role:
        """Who may log is a carer, who may not is a viewer."""
        return Membership.Role.CARER if Scope.LOG in self.scopes else Membership.Role.VIEWER

    @property
    def words(self) -> str:
        """The scopes as the table holds them."""
        return " ".join(sorted(self.scopes))


def invite(journal: UUID, name: str, grant: Grant, *, by: str, now: datetime) -> str:
    """The path of a link that gives someone a part in the journal: pressed once, within a week."""
    token = new_token()
    with transaction.atomic():
        Invitation.objects.create(
            journal=journal,
            name=name.strip()[:80],
            role=grant.role,
            scopes=grant.words,
            since=grant.since,
            until=grant.until,
            grant_ends=now + grant.lasts,
            token_hash=hash_of(token),
            made_at=now,
        )
        audit.note(journal, by, "person-invited", now)
    return f"/join/{token}"


def pending(journal: UUID, now: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(journal=journal, **_usable(now)).order_by("made_at")


def invitation(token: str, now: datetime) -> Invitation | None:
    """The invitation of a token, if it still works. Looking does not use it."""
    return Invitation.objects.filter(token_hash=hash_of(token), **_usable(now)).first()


def _usable(now: datetime) -> dict[str, object]:
    return {"used_at": None, "made_at__gt": now - INVITATION_LASTS, "grant_ends__gt": now}


def join(token: str, name: str, account: Account | None, now: datetime) -> Membership | None:
    """Uses an invitation up: the part it gives, of `account` or of a new one. None if it does not work any more.

    Who has a part in this journal already keeps it: an invitation makes no owner less, and no grant longer.
    """
    with transaction.atomic():
        found = invitation(token, now)
        if found is None or not Invitation.objects.filter(pk=found.pk, used_at=None).update(used_at=now):
            return None
        if account is not None and (there := of(account).filter(journal=found.journal).first()):
            return there
        account = account or owner_link.new_account(name or found.name, now)
        membership = Membership.objects.create(
            account=account,
            journal=found.journal,
            role=found.role,
            scopes=found.scopes,
            since=found.since,
            until=found.until,
            made_at=now,
            expires_at=found.grant_ends,
        )
        audit.note(found.journal, account.name, "person-joined", now)
    return membership


# ---------------------------------------------------------------- whose part


def of(account: Account) -> QuerySet[Membership]:
    return Membership.objects.filter(account=account).order_by("pk")


def parts(account: Account, now: datetime) -> list[Membership]:
    """The journals someone has a part in now, their own first."""
    found = list(of(account).filter(Q(expires_at=None) | Q(expires_at__gt=now)))
    return sorted(found, key=lambda m: (m.role != Membership.Role.OWNER, m.pk))


def first_membership(account: Account, now: datetime) -> Membership | None:
    return next(iter(parts(account, now)), None)


def owner_name(journal: UUID) -> str:
    """The name of a journal's owner, for those who have a part in it."""
    found = Membership.objects.filter(journal=journal, role=Membership.Role.OWNER).select_related("account").first()
    return found.account.name if found else ""


def others(journal: UUID) -> QuerySet[Membership]:
    """Everyone with a part but the owner."""
    found = Membership.objects.filter(journal=journal).exclude(role=Membership.Role.OWNER)
    return found.select_related("account").order_by("pk")


# ---------------------------------------------------------------- changed, stopped


def change(membership: Membership, grant: Grant, *, by: str, now: datetime) -> None:
    """Another grant in the place of someone's: it counts from their next request, on their devices too."""
    with transaction.atomic():
        Membership.objects.filter(pk=membership.pk).update(
            role=grant.role,
            scopes=grant.words,
            since=grant.since,
            until=grant.until,
            expires_at=now + grant.lasts,
        )
        theirs = Device.objects.filter(journal=membership.journal, account=membership.account_id, revoked_at=None)
        if Scope.LOG in grant.scopes:
            theirs.update(role=grant.role, until=now + grant.lasts)
        else:
            theirs.update(revoked_at=now)
        audit.note(membership.journal, by, "grant-changed", now)


def stop(membership: Membership, now: datetime) -> None:
    """Ends someone's part, and the devices they let log: all of it with their next request."""
    with transaction.atomic():
        Device.objects.filter(journal=membership.journal, account=membership.account_id, revoked_at=None).update(
            revoked_at=now
        )
        membership.delete()


def stop_everything(journal: UUID, now: datetime) -> None:
    """Every person, invitation, link, device, code, token and calendar address of a journal, and every way to tell a
    carer; its owner stays signed in, and is told by their own ways."""
    with transaction.atomic():
        for membership in others(journal):
            stop(membership, now)
        Invitation.objects.filter(journal=journal, used_at=None).update(used_at=now)
        shares.stop(journal, None, now)
        Device.objects.filter(journal=journal, revoked_at=None).update(revoked_at=now)
        ApiToken.objects.filter(journal=journal, revoked_at=None).update(revoked_at=now)
        EnrolmentCode.objects.filter(journal=journal, used_at=None).delete()
        QuickPage.objects.filter(journal=journal, revoked_at=None).update(revoked_at=now)
        Channel.objects.filter(Q(for_carer=True) | Q(kind=Channel.Kind.CALENDAR), journal=journal).delete()
