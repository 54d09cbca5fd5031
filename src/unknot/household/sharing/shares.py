"""Links made, opened, counted and stopped. Every limit is one conditional UPDATE, so that no two requests share one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from unknot.fhir.links import Link, new_address, new_key
from unknot.household.people.secret_tokens import hash_of, new_token
from unknot.household.sharing.key_wrapping import unwrap, wrap
from unknot.household.sharing.models import NoteBack, Opening, Share
from unknot.journal.ids import new_id

CLINIC_LASTS = timedelta(hours=24)
CARE_TEAM_AT_MOST = timedelta(days=90)
ON_PAPER_AT_MOST = timedelta(days=14)
CARD_AT_MOST = timedelta(days=366)
OPENINGS, ATTEMPTS, NOTES = 5, 5, 5
SHORTEST_PASSCODE = 8
TICKET_LASTS = timedelta(hours=12)
LOCATION_LASTS = timedelta(hours=1)
PURGED_AFTER = timedelta(days=30)
PATH, PAGE = "/s/", "/open"


class ImpossibleShare(ValueError):
    """A link that would last too long, or whose passcode is too short; the message is for the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRequest:
    """What the owner chose: whom the link is for, how many days it shows, how long it works."""

    kind: Share.Kind
    name: str
    days: int
    lasts: timedelta
    passcode: str = ""
    on_paper: bool = False
    notes: bool = True

    def __post_init__(self) -> None:
        most = {
            Share.Kind.CLINIC: ON_PAPER_AT_MOST if self.on_paper else CLINIC_LASTS,
            Share.Kind.CARE_TEAM: CARE_TEAM_AT_MOST,
            Share.Kind.CARD: CARD_AT_MOST,
        }[self.kind]
        if not timedelta(0) < self.lasts <= most:
            raise ImpossibleShare("That is longer than such a link may work.")
        if self.kind is Share.Kind.CARE_TEAM and len(self.passcode) < SHORTEST_PASSCODE:
            raise ImpossibleShare("A passcode has at least 8 letters or digits.")


# ---------------------------------------------------------------- made


def make(journal: UUID, wish: ShareRequest, *, origin: str, language: str, now: datetime) -> tuple[Share, bytes]:
    """A new link that opens nothing yet, and its key, with which the caller encrypts what a clinic link holds."""
    id, key, address = new_id(now), new_key(), new_address()
    kind = wish.kind
    share = Share(
        id=id,
        journal=journal,
        kind=wish.kind,
        name=wish.name.strip()[:80],
        address_hash=hash_of(address),
        wrapped=wrap(settings.MASTER_KEY, id, key, address),
        origin=origin.rstrip("/"),
        language=language,
        days=wish.days,
        made_at=now,
        expires_at=now + wish.lasts,
        on_paper=wish.on_paper,
        passcode_hash=make_password(wish.passcode) if kind is Share.Kind.CARE_TEAM else "",
        openings_left=OPENINGS if kind is Share.Kind.CLINIC else None,
        attempts_left=ATTEMPTS if kind is Share.Kind.CARE_TEAM else None,
        notes_left=NOTES if wish.notes else 0,
    )
    _link(share, key, address)  # refuses an address that is too long before anything is kept
    return share, key


def link(share: Share) -> Link:
    """The link as it is handed out."""
    return _link(share, *unwrap(settings.MASTER_KEY, share.id, bytes(share.wrapped)))


def key(share: Share) -> bytes:
    return unwrap(settings.MASTER_KEY, share.id, bytes(share.wrapped))[0]


def address(share: Share) -> str:
    return unwrap(settings.MASTER_KEY, share.id, bytes(share.wrapped))[1]


def web_address(share: Share) -> str:
    """The link behind the address of our own page. All that is secret stands after the `#`, which no server sees."""
    return f"{share.origin}{PAGE}#{link(share)}"


def _link(share: Share, key: bytes, address: str) -> Link:
    flag, label = _FLAGS[Share.Kind(share.kind)]
    return Link(f"{share.origin}{PATH}{address}", key, flag, share.expires_at, label)


_FLAGS = {
    Share.Kind.CLINIC: ("U", "Spasm Profile"),
    Share.Kind.CARE_TEAM: ("LP", "Spasm Profile"),
    Share.Kind.CARD: ("LU", "Emergency card"),
}


# ---------------------------------------------------------------- there, or not


def working(now: datetime) -> QuerySet[Share]:
    """The links that open something."""
    return Share.objects.filter(Q(attempts_left=None) | Q(attempts_left__gt=0), ended_at=None, expires_at__gt=now)


def at(address: str, now: datetime) -> Share | None:
    """The working link of an address. Expired, stopped and never made look the same."""
    return working(now).filter(address_hash=hash_of(address)).first()


def of(journal: UUID) -> QuerySet[Share]:
    return Share.objects.filter(journal=journal).order_by("-made_at")


def stop(journal: UUID, id: UUID | None, now: datetime) -> int:
    """Stop one link of a journal, or all: its key and what it held are gone at once. How many were stopped."""
    chosen = Share.objects.filter(journal=journal, ended_at=None)
    chosen = chosen if id is None else chosen.filter(pk=id)
    return chosen.update(ended_at=now, **_EMPTY)


def purge(now: datetime) -> None:
    """Take the contents of what expired long ago; that it was there, and who opened it, stays."""
    over = Share.objects.filter(expires_at__lt=now - PURGED_AFTER).exclude(wrapped=b"")
    over.update(**_EMPTY, ended_at=Coalesce("ended_at", "expires_at"))


_EMPTY = {"ciphertext": "", "wrapped": b"", "passcode_hash": ""}


# ---------------------------------------------------------------- opened


def spend_opening(share: Share, now: datetime) -> bool:
    """Take one of the openings that are left; False if there is none."""
    left = working(now).filter(pk=share.pk, openings_left__gt=0)
    return left.update(openings_left=F("openings_left") - 1) == 1


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a passcode: right or not, and how many wrong ones are left for the life of the link."""

    right: bool
    left: int


def try_passcode(share: Share, passcode: str, now: datetime) -> Tried | None:
    """Try a passcode; None if no try is left. A try is taken before it is looked at, and a right one given back."""
    with transaction.atomic():
        if not working(now).filter(pk=share.pk, attempts_left__gt=0).update(attempts_left=F("attempts_left") - 1):
            return None
        left = Share.objects.values_list("attempts_left", flat=True).get(pk=share.pk) or 0
    if not check_password(passcode, share.passcode_hash):
        return Tried(False, left)
    Share.objects.filter(pk=share.pk, ended_at=None).update(attempts_left=F("attempts_left") + 1)
    return Tried(True, left + 1)


def record_opening(share: Share, recipient: str, now: datetime) -> tuple[str, bool]:
    """Write an opening down: the ticket with which the same tab loads again, and whether it was the first."""
    ticket = new_token()
    first = Share.objects.filter(pk=share.pk, opened_at=None).update(opened_at=now) == 1
    Share.objects.filter(pk=share.pk).update(used_at=now)
    Opening.objects.create(share=share, at=now, recipient=_claimed(recipient), ticket_hash=hash_of(ticket))
    return ticket, first


def record_refusal(share: Share, recipient: str, now: datetime) -> None:
    Opening.objects.create(share=share, at=now, recipient=_claimed(recipient), refused=True)


def _claimed(recipient: str) -> str:
    return "".join(letter for letter in recipient if letter.isprintable()).strip()[:80]


def by_ticket(ticket: str, now: datetime, lasts: timedelta = TICKET_LASTS) -> Share | None:
    """The working link that a ticket of a recent opening belongs to."""
    recent = Opening.objects.filter(ticket_hash=hash_of(ticket), refused=False, at__gt=now - lasts)
    found = recent.select_related("share").first() if ticket else None
    return working(now).filter(pk=found.share_id).first() if found else None


# ---------------------------------------------------------------- written back


def write_back(share: Share, name: str, text: str, now: datetime) -> bool:
    """Keep a note from someone with the link; False if it has no more to write."""
    with transaction.atomic():
        left = working(now).filter(pk=share.pk, notes_left__gt=0)
        if not left.update(notes_left=F("notes_left") - 1):
            return False
        NoteBack.objects.create(journal=share.journal, share=share, at=now, name=name[:80], text=text[:1000])
    return True
