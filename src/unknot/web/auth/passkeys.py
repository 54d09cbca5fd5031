"""Passkeys, on allauth: the only module that knows its inside (see decisions/0022)."""

from __future__ import annotations

import json
import struct
from typing import Any, TypeAlias

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import LoginWebAuthnForm, SignupWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from django.contrib.auth.base_user import AbstractBaseUser
from django.forms import Form
from django.http import HttpRequest

from unknot.household.people.models import Account

Options: TypeAlias = dict[str, Any]


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """How the browser's own dialog names us and the account."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Unknot"}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "name": user.get_username(), "display_name": user.get_username()}


LONGEST = 20_000
_BROKEN = (TypeError, ValueError, KeyError, AttributeError, IndexError, struct.error)
"""What the library beneath raises for bytes that are not what they claim to be."""


def _shaped(credential: str, *parts: str) -> bool:
    """Whether this is a credential as browsers write them, so that the library gets nothing else."""
    if len(credential) > LONGEST:
        return False
    try:
        found = json.loads(credential)
    except (ValueError, RecursionError):
        return False
    if not isinstance(found, dict) or not isinstance(found.get("response"), dict):
        return False
    texts = [found.get("id"), found.get("rawId"), found.get("type"), *(found["response"].get(part) for part in parts)]
    return all(isinstance(text, str) for text in texts)


def of(account: Account) -> list[Authenticator]:
    return list(Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN).order_by("pk"))


def creation_options(account: Account) -> Options:
    """What the browser needs to make a passkey that is found without a name and asks for a face, finger or PIN."""
    options: Options = auth.begin_registration(account, True)
    return options


def add(request: HttpRequest, account: Account, name: str, credential: str) -> bool:
    """Keeps the passkey that the browser made; False if it is not an answer to what was asked."""
    form = SignupWebAuthnForm({"name": name, "credential": credential}, user=account)
    if not _shaped(credential, "clientDataJSON", "attestationObject") or not _holds(form):
        return False
    auth.WebAuthn.add(account, form.cleaned_data["name"][:80], form.cleaned_data["credential"])
    return True


def _holds(form: Form) -> bool:
    try:
        return bool(form.is_valid())
    except _BROKEN:
        return False


def remove(account: Account, key: int) -> None:
    Authenticator.objects.filter(user=account, pk=key, type=Authenticator.Type.WEBAUTHN).delete()


def request_options() -> Options:
    """What the browser needs to find a passkey of ours and prove it."""
    options: Options = auth.begin_authentication(None)
    return options


def account_of(credential: str) -> Account | None:
    """The account whose passkey was proved; None if it was not."""
    form = LoginWebAuthnForm({"credential": credential})
    if not _shaped(credential, "clientDataJSON", "authenticatorData", "signature", "userHandle") or not _holds(form):
        return None
    authenticator = form.cleaned_data["credential"]
    authenticator.record_usage()
    user = authenticator.user
    return user if isinstance(user, Account) and user.is_active else None
