"""Who may enter where. Every route says so; one that does not is closed, and the program does not start.

    PUBLIC   anyone: signing in, help now, the guide
    LOG      an enrolled device, or someone who is signed in: add, and mend what this device made today
    READ     someone who is signed in and has a part in the journal
    OWNER    the owner of the journal, signed in
    FRESH    the owner, who proved it again within the last minutes: passkeys, devices, exports

A view that takes an entry's id asks the journal of `viewer(request)` for it; an id alone opens nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from django.core import checks
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from unknot.actions import Actor
from unknot.journal.entry import Body, Entry, Role, Via
from unknot.journal.span import moment
from unknot.web import devices, sessions
from unknot.web.models import Account, Device, Membership

V = TypeVar("V", bound=Callable[..., Any])

FIRST_PAGE = "/"
FRESH_FOR = timedelta(minutes=10)


class Access(StrEnum):
    PUBLIC = "public"
    LOG = "log"
    READ = "read"
    OWNER = "owner"
    FRESH = "fresh"


class UndeclaredRoute(Exception):
    """A route whose view does not say who may enter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who makes a request: what they may do, in whose journal, and how an entry of theirs is signed.

    `device` is the enrolled device it comes from, if it is one of this journal.
    """

    journal: UUID | None = None
    account: Account | None = None
    role: Role = Role.OWNER
    device: Device | None = None
    language: str = ""
    may_read: bool = False
    is_owner: bool = False
    confirmed_at: datetime | None = None
    now: datetime

    @property
    def their_journal(self) -> UUID:
        """The journal, in a view whose policy promises one (all but PUBLIC)."""
        assert self.journal is not None
        return self.journal

    @property
    def may_log(self) -> bool:
        return self.journal is not None

    @property
    def locked(self) -> bool:
        """A known device that nobody is signed in on: it logs, and all else says "Unlock"."""
        return self.may_log and not self.may_read

    @property
    def device_name(self) -> str:
        return self.device.name if self.device else ""

    def actor(self, via: Via = Via.TAP) -> Actor:
        """How what they do is signed."""
        return Actor(role=self.role, via=via, device=self.device_name)

    def may_change(self, entry: Entry[Body]) -> bool:
        """Whether they may amend or withdraw an entry: the device only what it made itself this diary day.

        It may also see these, and no others. The names of the devices of a journal differ, of stopped ones too.
        """
        if self.may_read:
            return True
        made = entry.provenance
        today = moment(self.now, made.recorded_at.zone).diary_day
        return bool(self.device_name) and made.device == self.device_name and made.recorded_at.diary_day == today

    def may(self, access: Access) -> bool:
        match access:
            case Access.PUBLIC:
                return True
            case Access.LOG:
                return self.may_log
            case Access.READ:
                return self.may_read
            case Access.OWNER:
                return self.is_owner
            case Access.FRESH:
                return self.is_owner and self.fresh

    @property
    def fresh(self) -> bool:
        return self.confirmed_at is not None and self.now - self.confirmed_at < FRESH_FOR


# ---------------------------------------------------------------- what a view declares


def allow(access: Access) -> Callable[[V], V]:
    """Declares who may enter a view."""

    def declare(view: V) -> V:
        view.access = access  # type: ignore[attr-defined]
        return view

    return declare


def for_other_sites(view: V) -> V:
    """Declares that pages of other sites may ask this view: it gives ciphertext only and reads no cookie's rights."""
    view.for_other_sites = True  # type: ignore[attr-defined]
    return view


def declared(view: Callable[..., Any]) -> Access | None:
    access = getattr(view, "access", None)
    return access if isinstance(access, Access) else None


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
        return Viewer(
            journal=device.journal if device else None,
            device=device,
            language=device.language if device else "",
            now=now,
        )
    return Viewer(
        journal=membership.journal,
        account=membership.account,
        device=device if device and device.journal == membership.journal else None,
        language=membership.language,
        may_read=True,
        is_owner=membership.role == Membership.Role.OWNER,
        confirmed_at=sessions.confirmed_at(request),
        now=now,
    )
