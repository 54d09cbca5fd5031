"""Devices that may log: a browser holds a token, the server its hash. Locking and signing out leave it be."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from unknot.household.people.models import Account, Device, Membership
from unknot.household.people.secret_tokens import hash_of, new_token
from unknot.household.people.settings_sync import catch_up
from unknot.web.page.disk_full import if_there_is_room

RENEWED_AFTER = timedelta(days=1)
COOKIE_LASTS = timedelta(days=400)
"""The longest that browsers keep a cookie; it is renewed on use."""

# Asked with every request, so it is written out: to build it each time costs four times what it costs to run it.
_DEVICE = "SELECT * FROM web_device WHERE token_hash = %s AND revoked_at IS NULL"


def cookie_name() -> str:
    return "__Host-unknot-device" if settings.TLS else "unknot-device"


def enrol(request: HttpRequest, account: Account, journal: UUID, name: str, now: datetime) -> Device:
    """Makes the browser of this request a device of the journal; it gets its token with the answer.

    What is logged on it is signed by who enrolled it, and their grant's end is its end.
    """
    token = new_token()
    part = Membership.objects.filter(account=account, journal=journal).first()
    helps = part is not None and part.role != Membership.Role.OWNER
    device = Device.objects.create(
        account=account,
        journal=journal,
        role=part.role if part else Membership.Role.OWNER,
        signed_as=account.name if helps else "",
        until=part.expires_at if part else None,
        name=_free(journal, name),
        token_hash=hash_of(token),
        enrolled_at=now,
        used_at=now,
    )
    catch_up(journal, now)
    _hand_out(request, token)
    return device


def of(request: HttpRequest, now: datetime) -> Device | None:
    """The device a request comes from; None for a browser that is none, or is no longer."""
    token = request.COOKIES.get(cookie_name())
    if not token:
        return None
    device = next(iter(Device.objects.raw(_DEVICE, [hash_of(token)])), None)
    if device and device.until is not None and device.until <= now:
        return None
    if device and now - device.used_at > RENEWED_AFTER:
        with if_there_is_room():
            Device.objects.filter(pk=device.pk).update(used_at=now)
        _hand_out(request, token)
    return device


def revoke(device: Device, now: datetime) -> None:
    """From the next request on it is a stranger."""
    Device.objects.filter(pk=device.pk, revoked_at=None).update(revoked_at=now)


def forget(request: HttpRequest) -> None:
    """Takes the token from the browser of this request."""
    _hand_out(request, "")


def _free(journal: UUID, name: str) -> str:
    """The name, or the next one with a number: entries carry it, so no two devices ever share it."""
    name = name.strip()[:70]
    taken = set(Device.objects.filter(journal=journal, name__startswith=name).values_list("name", flat=True))
    if name not in taken:
        return name
    return next(f"{name} {n}" for n in range(2, len(taken) + 3) if f"{name} {n}" not in taken)


def _hand_out(request: HttpRequest, token: str) -> None:
    request._device_token = token  # type: ignore[attr-defined]


def keep_cookie(request: HttpRequest, response: HttpResponseBase) -> None:
    """Puts a token that was made, renewed or taken away into the answer."""
    token: str | None = getattr(request, "_device_token", None)
    if token is None:
        return
    if not token:
        response.delete_cookie(cookie_name(), samesite="Lax")
        return
    response.set_cookie(
        cookie_name(),
        token,
        max_age=COOKIE_LASTS,
        secure=settings.TLS,
        httponly=True,
        samesite="Lax",
    )
