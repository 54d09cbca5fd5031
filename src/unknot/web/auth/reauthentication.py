"""Proving who one is, by a passkey or a passphrase, slowed down for whoever guesses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

from unknot.household.people.models import Account
from unknot.web.auth import passkeys, passphrases
from unknot.web.auth.throttle import tries
from unknot.web.page import access


@dataclass(frozen=True, slots=True)
class Reauthentication:
    """Whose proof it was; or how long to wait before the next try."""

    account: Account | None = None
    wait: timedelta = timedelta(0)


def sole_account() -> Account | None:
    """The account of a home that has only one: nobody has to type its name."""
    found = list(Account.objects.filter(is_active=True)[:2])
    return found[0] if len(found) == 1 else None


def by_passphrase(request: HttpRequest, name: str, passphrase: str, now: datetime) -> Reauthentication:
    sole = sole_account()
    name = name.strip() or (sole.name if sole else "")
    keys = _keys(request, name)
    if wait := tries.wait(keys, now):
        return Reauthentication(wait=wait)
    account = passphrases.account_of(request, name, passphrase) if passphrase else None
    return _counted(keys, account, now)


def by_passkey(request: HttpRequest, credential: str, now: datetime) -> Reauthentication:
    keys = [f"passkey {address(request)}"]
    if wait := tries.wait(keys, now):
        return Reauthentication(wait=wait)
    return _counted(keys, passkeys.account_of(credential), now)


def _counted(keys: list[str], account: Account | None, now: datetime) -> Reauthentication:
    if account is None:
        tries.failed(keys, now)
    else:
        tries.succeeded(keys)
    return Reauthentication(account)


def _keys(request: HttpRequest, name: str) -> list[str]:
    """What failures are counted by. A device that someone enrolled while signed in has its own count."""
    device = access.viewer(request).device
    if device is not None:
        return [f"device {device.pk}"]
    return [f"address {address(request)}", f"name {name.casefold()[:80]}"]


def address(request: HttpRequest) -> str:
    """Where a request comes from; a forwarded address is believed only of a declared proxy."""
    if settings.PROXY and (forwarded := request.headers.get("X-Forwarded-For")):
        return forwarded.rsplit(",", 1)[-1].strip()[:64]
    return str(request.META.get("REMOTE_ADDR", ""))
