"""Tokens for gadgets: made by the owner, shown once, stored as hashes. A token can log and read nothing."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from unknot.household.people import audit
from unknot.household.people.models import ApiToken
from unknot.household.people.secret_tokens import hash_of, new_token
from unknot.web.log import tags
from unknot.web.page import access
from unknot.web.page.access import Access, allow
from unknot.web.page.context import page_context
from unknot.web.page.disk_full import even_when_full


@allow(Access.OWNER)
@require_GET
def token_list(request: HttpRequest) -> HttpResponse:
    return _list(request)


@allow(Access.FRESH)
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """A new token, shown in this answer and never again."""
    who = access.viewer(request)
    assert who.account is not None
    secret = new_token()
    name = request.POST.get("name", "").strip()[:60] or "Gadget"
    ApiToken.objects.create(
        journal=who.their_journal, account=who.account, name=name, token_hash=hash_of(secret), made_at=who.now
    )
    audit.note(who.journal, who.account.name, "token-made", who.now)
    return _list(request, secret=secret)


@even_when_full
@allow(Access.OWNER)
@require_POST
def revoke(request: HttpRequest, token: int) -> HttpResponse:
    who = access.viewer(request)
    changed = ApiToken.objects.filter(pk=token, journal=who.their_journal, revoked_at=None).update(revoked_at=who.now)
    if not changed:
        raise Http404
    audit.note(who.journal, who.account.name if who.account else "", "token-stopped", who.now)
    return HttpResponseRedirect(reverse("who" if request.POST.get("to") == "who" else "tokens"))


def _list(request: HttpRequest, secret: str = "") -> HttpResponse:
    who = access.viewer(request)
    found = ApiToken.objects.filter(journal=who.their_journal, revoked_at=None).order_by("made_at")
    address = request.build_absolute_uri(reverse("quick"))
    context = {
        "tokens": found,
        "secret": secret,
        "address": address,
        "tags": tags.pages(request),
        "places": [tile.label for tile in page_context(request).settings.tiles],
    }
    return render(request, "api/tokens.html", context)
