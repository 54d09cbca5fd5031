"""Signing in, proving it again, and locking."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from unknot.household.people import audit, grants
from unknot.household.people.accounts import has_key
from unknot.household.people.models import Account
from unknot.web.auth import passkeys, reauthentication, unlock
from unknot.web.page import access, sessions
from unknot.web.page.access import FIRST_PAGE, Access, Viewer, allow
from unknot.web.page.disk_full import even_when_full, is_full
from unknot.web.page.errors import no_room


@even_when_full
@allow(Access.PUBLIC)
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The page that unlocks, by passkey or passphrase."""
    if request.method == "GET":
        if access.viewer(request).account is not None:
            return HttpResponseRedirect(unlock.wanted(request))
        return unlock.page(request)
    now = access.viewer(request).now
    answer = _proved(request)
    if answer.account is None:
        return _again(request, answer.wait, "auth/sign_in.html")
    membership = grants.first_membership(answer.account, now)
    if membership is None:
        return _again(request, timedelta(0), "auth/sign_in.html")
    sessions.start(request, answer.account, membership, now)
    access.forget_viewer(request)
    audit.note(membership.journal, answer.account.name, "signed-in", now)
    request.session.save()  # here, where a full disk is noticed, and not after the answer
    return unlock.onwards(request)


@even_when_full
@allow(Access.SELF)
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Someone who is signed in proves it again, before keys, devices and exports."""
    if request.method == "GET":
        return unlock.page(request, template="auth/confirm.html")
    who = access.viewer(request)
    answer = _proved(request, who.account)
    if answer.account is None or answer.account != who.account:
        return _again(request, answer.wait, "auth/confirm.html")
    sessions.confirm(request, who.now)
    request.session.save()
    access.forget_viewer(request)
    return unlock.onwards(request)


@allow(Access.PUBLIC)
@require_POST
def passkey_options(request: HttpRequest) -> HttpResponse:
    """What the browser's passkey dialog asks for."""
    return JsonResponse(passkeys.request_options())


@allow(Access.PUBLIC)
@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Ends reading here. The device may go on logging, and what it has not sent yet stays with it."""
    who = access.viewer(request)
    if who.is_owner and who.account is not None and (settings.MADE_UP or not has_key(who.account)):
        return HttpResponseRedirect(FIRST_PAGE if settings.MADE_UP else reverse("keys") + "?needed=1")
    try:
        answer = _end(request, who)
    except (DatabaseError, OSError) as error:
        if not is_full(error):
            raise
        sessions.drop(request)
        answer = no_room(request)
    access.forget_viewer(request)
    return sessions.forget_pages(answer)


@even_when_full
def _end(request: HttpRequest, who: Viewer) -> HttpResponse:
    if who.account is not None:
        audit.note(who.journal, who.account.name, "locked", who.now)
    sessions.end(request)
    return HttpResponseRedirect(reverse("sign-in"))


@even_when_full
@allow(Access.SELF)
@require_POST
def lock_everywhere(request: HttpRequest) -> HttpResponse:
    """Ends every session of the account, on whatever machine."""
    who = access.viewer(request)
    assert who.account is not None
    sessions.end_all(who.account)
    audit.note(who.journal, who.account.name, "locked-everywhere", who.now)
    return sessions.forget_pages(HttpResponseRedirect(reverse("sign-in")))


def _proved(request: HttpRequest, account: Account | None = None) -> reauthentication.Reauthentication:
    now = access.viewer(request).now
    if credential := request.POST.get("credential"):
        return reauthentication.by_passkey(request, credential, now)
    name = account.name if account else request.POST.get("name", "")
    return reauthentication.by_passphrase(request, name, request.POST.get("passphrase", ""), now)


def _again(request: HttpRequest, wait: timedelta, template: str) -> HttpResponse:
    if not wait:
        words = _("That passkey is not known here.") if request.POST.get("credential") else _("That did not match.")
        return unlock.page(request, template, 403, error=words, name=request.POST.get("name", ""))
    seconds = int(wait.total_seconds()) + 1
    words = _("Too many tries. Wait %(seconds)d seconds, then try once more.") % {"seconds": seconds}
    response = unlock.page(request, template, 429, error=words, name=request.POST.get("name", ""))
    response["Retry-After"] = str(seconds)
    return response
