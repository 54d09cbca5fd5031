"""Who may enter where. Every route says so; one that does not is closed, and the program does not start.

    PUBLIC   anyone: signing in, help now, the guide
    LOG      an enrolled device, or someone signed in who may log: add, and mend what they made themselves
    READ     the owner; and someone else whose grant has one of the scopes that the view names
    SELF     someone signed in, about their own account only; SELF_FRESH, if they proved it again just now, or have
             no key yet to prove it with
    OWNER    the owner of the journal, signed in
    FRESH    the owner, who proved it again within the last minutes: links, people, devices, exports

A READ view that names no scope is the owner's alone. A view that takes an entry's id asks the journal of
`viewer(request)` for it; an id alone opens nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.core import checks
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from unknot.actions import Actor
from unknot.household.people.accounts import has_key
from unknot.household.people.models import Account, Device, Membership
from unknot.household.people.scopes import EVERYTHING, Scope, granted
from unknot.journal.entry import Body, Entry, Role, Via
from unknot.journal.span import moment
from unknot.web.page import devices, sessions

V = TypeVar("V", bound=Callable[..., Any])

FIRST_PAGE = "/"
FRESH_FOR = timedelta(minutes=10)


class Access(StrEnum):
    PUBLIC = "public"
    LOG = "log"
    READ = "read"
    SELF = "self"
    SELF_FRESH = "self-fresh"
    OWNER = "owner"
    FRESH = "fresh"


class UndeclaredRoute(Exception):
    """A route whose view does not say who may enter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who makes a request: what they may do, in whose journal, and how an entry of theirs is signed.

    `device` is the enrolled device it comes from, if it is one of this journal. `since` and `until` are the days that
    a grant reaches.
    """

    journal: UUID | None = None
    account: Account | None = None
    role: Role = Role.OWNER
    name: str = ""
    scopes: frozenset[Scope] = frozenset()
    since: date | None = None
    until: date | None = None
    device: Device | None = None
    language: str = ""
    is_owner: bool = False
    confirmed_at: datetime | None = None
    now: datetime

    @property
    def their_journal(self) -> UUID:
        """The journal, in a view whose policy promises one (all but PUBLIC)."""
        assert self.journal is not None
        return self.journal

    @property
    def may_read(self) -> bool:
        """Whether they may open the diary."""
        return Scope.ENTRIES in self.scopes

    @property
    def may_log(self) -> bool:
        return self.journal is not None and (self.device is not None or Scope.LOG in self.scopes)

    @property
    def locked(self) -> bool:
        """A known device that nobody is signed in on, or someone who may only log: all else says "Unlock"."""
        return self.may_log and not self.may_read

    @property
    def device_name(self) -> str:
        return self.device.name if self.device else ""

    def actor(self, via: Via = Via.TAP) -> Actor:
        """How what they do is signed."""
        return Actor(role=self.role, name=self.name, via=via, device=self.device_name)

    @property
    def account_name(self) -> str:
        """Who it is in the list of what was done."""
        return self.account.name if self.account else self.device_name

    def may_change(self, entry: Entry[Body]) -> bool:
        """Whether they may amend or withdraw an entry: the device only what it made itself this diary day.

        It may also see these, and no others. The names of the devices of a journal differ, of stopped ones too. Who
        helps mends what they wrote themselves, whenever; only the owner mends what others wrote.
        """
        if self.is_owner:
            return True
        made = entry.provenance
        if self.account is not None:
            return Scope.LOG in self.scopes and self.wrote(entry)
        today = moment(self.now, made.recorded_at.zone).diary_day
        return bool(self.device_name) and made.device == self.device_name and made.recorded_at.diary_day == today

    def wrote(self, entry: Entry[Body]) -> bool:
        """Whether someone who helps wrote an entry: names of accounts differ."""
        made = entry.provenance
        return made.role is self.role is not Role.OWNER and made.name == self.name

    def may(self, access: Access, scopes: frozenset[Scope] = frozenset()) -> bool:
        """Whether they get past the door of a view with this policy."""
        match access:
            case Access.PUBLIC:
                return True
            case Access.LOG:
                return self.may_log
            case Access.READ:
                return self.is_owner or bool(self.scopes & scopes)
            case Access.SELF:
                return self.account is not None
            case Access.SELF_FRESH:
                return self.account is not None and (self.fresh or not has_key(self.account))
            case Access.OWNER:
                return self.is_owner
            case Access.FRESH:
                return self.is_owner and self.fresh

    @property
    def fresh(self) -> bool:
        if settings.MADE_UP and self.account is not None:
            return True
        if self.confirmed_at is None:
            return False
        return -sessions.CLOCKS_MAY_DIFFER <= self.now - self.confirmed_at < FRESH_FOR


# ---------------------------------------------------------------- what a view declares


def allow(access: Access, *scopes: Scope) -> Callable[[V], V]:
    """Declares who may enter a view; `scopes` of a grant that open a READ view to others than the owner."""

    def declare(view: V) -> V:
        view.access = access  # type: ignore[attr-defined]
        view.scopes = frozenset(scopes)  # type: ignore[attr-defined]
        return view

    return declare


def for_other_sites(view: V) -> V:
    """Declares that pages of other sites may ask this view: it gives ciphertext only and reads no cookie's rights."""
    view.for_other_sites = True  # type: ignore[attr-defined]
    return view


def declared(view: Callable[..., Any]) -> Access | None:
    access = getattr(view, "access", None)
    return access if isinstance(access, Access) else None


def scopes(view: Callable[..., Any]) -> frozenset[Scope]:
    found: frozenset[Scope] = getattr(view, "scopes", frozenset())
    return found


def routes(
    patterns: Sequence[URLPattern | URLResolver] | None = None, prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Every route of the program with its whole path."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        where = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, where)
        else:
            yield where, pattern


def undeclared() -> list[str]:
    return [where for where, pattern in routes() if declared(pattern.callback) is None]


def refuse_undeclared_routes() -> None:
    if missing := undeclared():
        raise UndeclaredRoute(f"No access policy on: {', '.join(missing)}. Put @allow(Access...) on the view.")


def every_route_declares_who_may_enter(**_: Any) -> list[checks.CheckMessage]:
    """Django's own check of it, run before `migrate` and the tests."""
    return [checks.Error(f"The route {where!r} has no access policy.", id="unknot.E001") for where in undeclared()]


# ---------------------------------------------------------------- who it is


def viewer(request: HttpRequest) -> Viewer:
    """Who makes this request; found once, then remembered with it."""
    found = getattr(request, "_viewer", None)
    if found is None:
        found = _viewer(request, timezone.now())
        request._viewer = found  # type: ignore[attr-defined]
    return found


def forget_viewer(request: HttpRequest) -> None:
    """After signing in or out: the next question is answered anew."""
    request._viewer = None  # type: ignore[attr-defined]


def _viewer(request: HttpRequest, now: datetime) -> Viewer:
    device = devices.of(request, now)
    membership = sessions.membership(request, now)
    if membership is None:
        return _of_device(device, now)
    owner = membership.role == Membership.Role.OWNER
    theirs = device is not None and device.journal == membership.journal
    if theirs and not owner and device is not None:
        theirs = device.account_id == membership.account_id  # on a shared tablet they log as themselves or not at all
    return Viewer(
        journal=membership.journal,
        account=membership.account,
        role=_ROLES[membership.role],
        name="" if owner else membership.account.name,
        scopes=EVERYTHING if owner else granted(membership.scopes),
        since=membership.since,
        until=membership.until,
        device=device if theirs else None,
        language=membership.language,
        is_owner=owner,
        confirmed_at=sessions.confirmed_at(request),
        now=now,
    )


_ROLES = {"owner": Role.OWNER, "carer": Role.CARER, "viewer": Role.CARER}
"""How an entry of each kind of member is signed; a viewer makes none."""


def _of_device(device: Device | None, now: datetime) -> Viewer:
    """A browser that nobody is signed in on."""
    if device is None:
        return Viewer(now=now)
    return Viewer(
        journal=device.journal,
        role=_ROLES.get(device.role, Role.CARER),
        name=device.signed_as,
        device=device,
        language=device.language,
        now=now,
    )
