"""The owner's first steps: the single-use link, then a passkey or a passphrase; later, changing them."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from unknot.household.people import audit, owner_link
from unknot.household.people.models import Account
from unknot.web.auth import passkeys, passphrases, unlock
from unknot.web.page import access, devices, sessions
from unknot.web.page.access import FIRST_PAGE, Access, allow


@allow(Access.PUBLIC)
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link shows a button; only pressing it uses the link up."""
    now = access.viewer(request).now
    link = owner_link.usable(token, now)
    again = link is not None and owner_link.has_owner(link.journal)
    if request.method == "GET":
        if link is None:
            return render(request, "auth/link_over.html", status=410)
        return render(request, "auth/begin.html", {"again": again})
    membership = owner_link.use(token, request.POST.get("name", ""), now)
    if membership is None:
        return render(request, "auth/link_over.html", status=410)
    sessions.start(request, membership.account, membership, now)
    if "device" in request.POST:
        devices.enrol(request, membership.account, membership.journal, _("This device"), now)
    access.forget_viewer(request)
    return HttpResponseRedirect(reverse("keys") + "?first=1" if again and not settings.MADE_UP else FIRST_PAGE)


@allow(Access.SELF_FRESH)
@require_http_methods(["GET", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """The passkeys and the passphrase of the account. `first`: offered right after the link.

    Posted to, it carries a form that waits for the first key."""
    return _keys_page(request)


@allow(Access.SELF_FRESH)
@require_POST
def passkey_options(request: HttpRequest) -> HttpResponse:
    return JsonResponse(passkeys.creation_options(_account(request)))


@allow(Access.SELF_FRESH)
@require_POST
def add_passkey(request: HttpRequest) -> HttpResponse:
    who, account = access.viewer(request), _account(request)
    name = request.POST.get("name", "").strip()[:80] or _("Passkey %(n)d") % {"n": len(passkeys.of(account)) + 1}
    if not passkeys.add(request, account, name, request.POST.get("credential", "")):
        return _keys_page(request, status=400, error=_("The passkey did not come through. Try once more."))
    audit.note(who.journal, account.name, "passkey-added", who.now)
    return _done(request)


@allow(Access.SELF_FRESH)
@require_POST
def remove_passkey(request: HttpRequest, key: int) -> HttpResponse:
    who, account = access.viewer(request), _account(request)
    if len(passkeys.of(account)) < 2 and not account.has_usable_password():
        return _keys_page(request, status=409, error=_("This is your only key. Make another first, then remove it."))
    passkeys.remove(account, key)
    audit.note(who.journal, account.name, "passkey-removed", who.now)
    return HttpResponseRedirect(reverse("keys"))


@allow(Access.SELF_FRESH)
@require_POST
def set_passphrase(request: HttpRequest) -> HttpResponse:
    who, account = access.viewer(request), _account(request)
    passphrase = request.POST.get("passphrase", "")
    if words := passphrases.objection(passphrase, account):
        return _keys_page(request, status=400, passphrase_error=words)
    passphrases.choose(account, passphrase)
    sessions.end_others(request, account)
    audit.note(who.journal, account.name, "passphrase-set", who.now)
    return _done(request)


def _keys_page(request: HttpRequest, status: int = 200, **more: str) -> HttpResponse:
    account = _account(request)
    context = {
        "first": request.GET.get("first") or request.POST.get("first"),
        "passkeys": passkeys.of(account),
        "has_passphrase": account.has_usable_password(),
        "needed": request.GET.get("needed"),
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "kept": request.POST.get("kept", ""),
        "advice": passphrases.ADVICE,
        "account": account,
        **more,
    }
    return render(request, "auth/keys.html", context, status=status)


def _done(request: HttpRequest) -> HttpResponse:
    """On with what the key was needed for, or back to the keys; the first time, on to the recovery sheet."""
    sessions.confirm(request, access.viewer(request).now)
    if request.POST.get("kept") or request.POST.get("next"):
        return unlock.onwards(request)
    if not request.POST.get("first"):
        return HttpResponseRedirect(reverse("keys"))
    sheet = access.viewer(request).is_owner and not settings.MADE_UP
    return HttpResponseRedirect(reverse("recovery-sheet") + "?first=1" if sheet else FIRST_PAGE)


def _account(request: HttpRequest) -> Account:
    account = access.viewer(request).account
    assert account is not None, "the policy of the route lets in only who is signed in"
    return account
