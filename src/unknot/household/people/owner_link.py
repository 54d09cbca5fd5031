"""The single-use link that makes the owner of a journal, or lets an owner in who lost every key."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from unknot.household.people import audit
from unknot.household.people.models import Account, Membership, OwnerLink
from unknot.household.people.secret_tokens import hash_of, new_token
from unknot.store import journals

LASTS = timedelta(hours=1)


def new_link(now: datetime, journal: UUID | None = None) -> str:
    """The path of a new link, `/begin/...`; an older one that was not used stops working.

    Without `journal` it is for the only journal of the home, which is begun if there is none.
    """
    journal = journal or journals.only(now)
    token = new_token()
    with transaction.atomic():
        OwnerLink.objects.filter(journal=journal, used_at=None).delete()
        OwnerLink.objects.create(journal=journal, token_hash=hash_of(token), made_at=now)
        audit.note(journal, "terminal", "owner-link-made", now)
    return f"/begin/{token}"


def has_owner(journal: UUID) -> bool:
    return Membership.objects.filter(journal=journal, role=Membership.Role.OWNER).exists()


def usable(token: str, now: datetime) -> OwnerLink | None:
    """The link of a token, if it still works. Looking does not use it."""
    return OwnerLink.objects.filter(token_hash=hash_of(token), used_at=None, made_at__gt=now - LASTS).first()


def use(token: str, name: str, now: datetime) -> Membership | None:
    """Uses a link up: the owner's membership, made with `name` if the journal has no owner yet.

    None if the link does not work, any more or at all. Of two at the same moment, one gets in.
    """
    with transaction.atomic():
        link = usable(token, now)
        if link is None or not OwnerLink.objects.filter(pk=link.pk, used_at=None).update(used_at=now):
            return None
        found = Membership.objects.filter(journal=link.journal, role=Membership.Role.OWNER).first()
        membership = found or Membership.objects.create(
            journal=link.journal,
            account=new_account(name, now),
            role=Membership.Role.OWNER,
        )
        audit.note(link.journal, membership.account.name, "owner-link-used", now)
        return membership


def new_account(name: str, now: datetime) -> Account:
    """An account with no key yet; no two have one name."""
    return Account.objects.create_user(_free(name), made_at=now)


def _free(name: str) -> str:
    """The name, or the next one with a number that nobody has."""
    name = name.strip()[:70] or "owner"
    taken = set(Account.objects.filter(name__startswith=name).values_list("name", flat=True))
    if name not in taken:
        return name
    return next(f"{name} {n}" for n in range(2, len(taken) + 3) if f"{name} {n}" not in taken)
