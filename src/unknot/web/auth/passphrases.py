"""Passphrases: long is good, anything may be pasted, no rules about which letters."""

from __future__ import annotations

from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unknot.household.people.models import Account

ADVISED, LEAST, MOST = 15, 8, 1000

ADVICE = gettext_lazy("Four or five words that do not belong together are good: best 15 letters or more, at least 8.")

_common = CommonPasswordValidator()


def objection(passphrase: str, account: Account) -> str:
    """Why this cannot be a passphrase, in words; empty if it can."""
    if len(passphrase) < LEAST:
        return _("This is too short: at least 8 letters, better 15 or more.")
    if len(passphrase) > MOST:
        return _("This is longer than 1000 letters.")
    if passphrase.strip().lower() in {account.name.lower(), "unknotunknot", account.name.lower() * 2}:
        return _("This is too easy to guess.")
    try:
        _common.validate(passphrase)
    except ValidationError:
        return _("Many people use this one, so it is guessed first. Take other words.")
    return ""


def choose(account: Account, passphrase: str) -> None:
    account.set_password(passphrase)
    account.save(update_fields=["password"])


def account_of(request: HttpRequest, name: str, passphrase: str) -> Account | None:
    """Whose name and passphrase these are. It takes as long for a name that is nobody's."""
    if len(passphrase) > MOST:
        return None
    found = authenticate(request, username=name, password=passphrase)
    return found if isinstance(found, Account) else None
