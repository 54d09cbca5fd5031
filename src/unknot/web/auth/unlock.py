"""What someone sees who may not enter: the way to sign in, with what they filled in kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from unknot.household.people.accounts import has_key
from unknot.household.people.scopes import Scope
from unknot.web.auth import form_recovery, reauthentication
from unknot.web.page.access import FIRST_PAGE, Access, Viewer
from unknot.web.page.errors import wants_json

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
"""Clear-Site-Data when the journal is locked: pages go, what waits in the outbox of the device stays."""


def ask(request: HttpRequest, who: Viewer, access: Access) -> HttpResponse:
    """The answer instead of the page. It is the same whether or not what was asked for exists."""
    signed_in = who.account is not None
    again = access is Access.SELF_FRESH or (access is Access.FRESH and who.is_owner)
    if signed_in and not again:
        if request.path == FIRST_PAGE:  # who may only look starts with what they may look at
            return HttpResponseRedirect(reverse(_start(who)))
        return render(request, "page/errors/not_allowed.html", status=403)
    if wants_json(request):
        told = {"error": "locked", "says": _("Unlock to see this."), "unlock": reverse("sign-in")}
        return JsonResponse(told, status=401)
    if signed_in and who.account is not None and not has_key(who.account):
        return _key_first(request)
    name, template = ("confirm", "auth/confirm.html") if signed_in else ("sign-in", "auth/sign_in.html")
    if request.method in SAFE_METHODS:
        return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}")
    return page(request, template, 401, action=reverse(name), kept=form_recovery.seal(request), next=FIRST_PAGE)


def _key_first(request: HttpRequest) -> HttpResponse:
    """Who has no key cannot prove who they are: they make one, and go on with what they wanted."""
    if request.method in SAFE_METHODS:
        return HttpResponseRedirect(f"{reverse('keys')}?{urlencode({'needed': '1', 'next': request.get_full_path()})}")
    sealed = form_recovery.seal(request)
    return render(request, "auth/key_first.html", {"kept": sealed}, status=401)


def onwards(request: HttpRequest) -> HttpResponse:
    """To where the person wanted to go, or to the form that waited."""
    waiting = form_recovery.unseal(request.POST.get("kept", ""))
    if waiting is None:
        return HttpResponseRedirect(wanted(request))
    return render(
        request, "page/errors/send_again.html", {"fields": waiting.fields, "path": waiting.path, "waited": True}
    )


def _start(who: Viewer) -> str:
    if who.may_read:
        return "diary"
    return "visit" if Scope.PROFILE in who.scopes else "mine"


def page(request: HttpRequest, template: str = "auth/sign_in.html", status: int = 200, **more: Any) -> HttpResponse:
    """The page to prove oneself on, with where to go afterwards and the form that waits."""
    context = {
        "next": wanted(request),
        "kept": request.POST.get("kept", ""),
        "ask_name": reauthentication.sole_account() is None,
        **more,
    }
    return render(request, template, context, status=status)


def wanted(request: HttpRequest) -> str:
    """Where the person wanted to go: a path of ours, or the first page."""
    path = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(path, allowed_hosts=None) and path.startswith("/")
    return path if ours else FIRST_PAGE
