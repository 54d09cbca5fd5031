"""Passkeys, on allauth: the only module that knows its inside (see decisions/0022)."""

from __future__ import annotations

from typing import Any, TypeAlias

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import LoginWebAuthnForm, SignupWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from unknot.web.models import Account

Options: TypeAlias = dict[str, Any]


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """How the browser's own dialog names us and the account."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Unknot"}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "name": user.get_username(), "display_name": user.get_username()}


def of(account: Account) -> list[Authenticator]:
    return list(Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN).order_by("pk"))


def creation_options(account: Account) -> Options:
    """What the browser needs to make a passkey that is found without a name and asks for a face, finger or PIN."""
    options: Options = auth.begin_registration(account, True)
    return options


def add(request: HttpRequest, account: Account, name: str, credential: str) -> bool:
    """Keeps the passkey that the browser made; False if it is not an answer to what was asked."""
    form = SignupWebAuthnForm({"name": name, "credential": credential}, user=account)
    if not form.is_valid():
        return False
    auth.WebAuthn.add(account, form.cleaned_data["name"][:80], form.cleaned_data["credential"])
    return True


def remove(account: Account, key: int) -> None:
    Authenticator.objects.filter(user=account, pk=key, type=Authenticator.Type.WEBAUTHN).delete()


def request_options() -> Options:
    """What the browser needs to find a passkey of ours and prove it."""
    options: Options = auth.begin_authentication(None)
    return options


def account_of(credential: str) -> Account | None:
    """The account whose passkey was proved; None if it was not."""
    form = LoginWebAuthnForm({"credential": credential})
    if not form.is_valid():
        return None
    authenticator = form.cleaned_data["credential"]
    authenticator.record_usage()
    user = authenticator.user
    return user if isinstance(user, Account) and user.is_active else None
