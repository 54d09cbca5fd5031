"""What an account can be opened with."""

from __future__ import annotations

from unknot.household.people.models import Account


def has_key(account: Account) -> bool:
    """Whether it has a passkey or a passphrase: without one it cannot be unlocked, nor asked to prove who it is."""
    passkeys = account.authenticator_set  # type: ignore[attr-defined]  # the other end of a relation of allauth
    return account.has_usable_password() or bool(passkeys.exists())
