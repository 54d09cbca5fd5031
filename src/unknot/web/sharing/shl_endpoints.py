"""The addresses inside links, for any viewer on any site: they give ciphertext only, and say nothing else.

    GET  /s/ADDRESS?recipient=...   a direct file (flag U): spends an opening
    POST /s/ADDRESS                 the manifest of a live link (flag LP): recipient and passcode
    GET  /s/file/TICKET             a file of that manifest, within the hour

What does not exist, has expired, was stopped or is used up is the same 404. A browser tab that opened a link gets a
ticket: with it our own page loads again without spending an opening and without asking for the passcode.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from unknot.fhir.links import FHIR_JSON, encrypt
from unknot.household.sharing import emergency_cards, share_audit, share_contents, shares
from unknot.household.sharing.models import Share
from unknot.web.page.access import Access, allow, for_other_sites, viewer

LARGEST_QUESTION = 10_000
TICKET, NOTES = "X-Unknot-Ticket", "X-Unknot-Notes"

CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "content-type",
    "Access-Control-Max-Age": "86400",
}
"""On these addresses and no others: what they give is closed to who has no key."""

View = Callable[..., HttpResponse]


def ciphertext(view: View) -> View:
    """An address that viewers of any site may ask; the door's own checks of the origin are for our pages."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = HttpResponse(status=204) if request.method == "OPTIONS" else view(request, *args, **kwargs)
        for name, value in CORS.items():
            response[name] = value
        return response

    return for_other_sites(csrf_exempt(answered))


@allow(Access.PUBLIC)
@ciphertext
@require_http_methods(["GET", "POST", "OPTIONS"])
def link(request: HttpRequest, address: str) -> HttpResponse:
    """What the address in a link's payload answers."""
    now = viewer(request).now
    share = shares.at(address, now)
    if share is None:
        return _gone()
    if share.kind == Share.Kind.CLINIC:
        return _direct(request, share, now)
    if share.kind == Share.Kind.CARD:
        return _card(request, share, now)
    return _manifest(request, share, now)


@allow(Access.PUBLIC)
@ciphertext
@require_http_methods(["GET", "OPTIONS"])
def file(request: HttpRequest, token: str) -> HttpResponse:
    """The file that a manifest pointed at."""
    now = viewer(request).now
    share = shares.by_ticket(token, now, shares.LOCATION_LASTS)
    if share is None or share.kind != Share.Kind.CARE_TEAM:
        return _gone()
    return _jose(_live(share, now))


# ---------------------------------------------------------------- a direct file


def _direct(request: HttpRequest, share: Share, now: datetime) -> HttpResponse:
    if request.method != "GET":
        return _gone()
    if _again(request, share, now):
        return _told(_jose(share.ciphertext), share)
    recipient = request.GET.get("recipient", "").strip()
    if not recipient:
        return _unclear("recipient is missing")
    if not shares.spend_opening(share, now):
        return _gone()
    ticket, first = shares.record_opening(share, recipient, now)
    share_audit.note_opened(share, first, now)
    return _told(_jose(share.ciphertext), share, ticket)


def _card(request: HttpRequest, share: Share, now: datetime) -> HttpResponse:
    """An emergency card as it is now, to anyone with the link, however often: each opening is written down."""
    recipient = request.GET.get("recipient", "").strip()
    if request.method != "GET":
        return _gone()
    if not recipient:
        return _unclear("recipient is missing")
    ticket = None
    if not _again(request, share, now):
        ticket, first = shares.record_opening(share, recipient, now)
        share_audit.note_opened(share, first, now)
    return _told(_jose(_live(share, now)), share, ticket or "")


def _again(request: HttpRequest, share: Share, now: datetime) -> bool:
    """Whether this tab opened the link before."""
    known = shares.by_ticket(request.headers.get(TICKET, ""), now)
    return known is not None and known.pk == share.pk


# ---------------------------------------------------------------- a live link


def _manifest(request: HttpRequest, share: Share, now: datetime) -> HttpResponse:
    if request.method != "POST":
        return _gone()
    asked = _asked(request)
    recipient, passcode, room = asked.get("recipient"), asked.get("passcode"), asked.get("embeddedLengthMax")
    if not isinstance(recipient, str) or not recipient.strip():
        return _unclear("recipient is missing")
    if room is not None and (not isinstance(room, int) or isinstance(room, bool) or room < 0):
        return _unclear("embeddedLengthMax is no length")
    if _again(request, share, now):
        return _told(_json({"files": [_file(request, share, request.headers[TICKET], room, now)]}), share)
    tried = shares.try_passcode(share, passcode if isinstance(passcode, str) else "", now)
    if tried is None:
        return _gone()
    if not tried.right:
        shares.record_refusal(share, recipient, now)
        share_audit.note_refused(share, tried.left, now)
        return _json({"remainingAttempts": tried.left}, 401)
    ticket, first = shares.record_opening(share, recipient, now)
    share_audit.note_opened(share, first, now)
    return _told(_json({"files": [_file(request, share, ticket, room, now)]}), share, ticket)


def _file(request: HttpRequest, share: Share, ticket: str, room: int | None, now: datetime) -> dict[str, str]:
    """The one file of a manifest: embedded where the viewer has room for it, else behind an address of an hour."""
    described = {
        "contentType": FHIR_JSON,
        "status": "can-change",
        "lastUpdated": now.isoformat(timespec="milliseconds"),
    }
    if room is None or room > 0:
        content = _live(share, now)
        if room is None or len(content) <= room:
            return {**described, "embedded": content}
    return {**described, "location": request.build_absolute_uri(reverse("shared-file", args=[ticket]))}


def _live(share: Share, now: datetime) -> str:
    """The journal as it is now, under the key that the link has had from the start and an IV of its own."""
    if share.kind == Share.Kind.CARD:
        return encrypt(emergency_cards.travelling(share.journal, now), shares.key(share))
    made = share_contents.travelling(share.journal, share.days, language=share.language, now=now)
    return encrypt(made.content, shares.key(share))


def _asked(request: HttpRequest) -> dict[str, Any]:
    try:
        length = int(request.headers.get("Content-Length") or 0)
        found = json.loads(request.body) if length <= LARGEST_QUESTION else {}
        json.dumps(found, ensure_ascii=False).encode()  # half a letter (a lone surrogate) is no passcode
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


# ---------------------------------------------------------------- answers


def _gone() -> HttpResponse:
    return _json({"error": "not found"}, 404)


def _unclear(why: str) -> HttpResponse:
    return _json({"error": why}, 400)


def _json(content: dict[str, Any], status: int = 200) -> HttpResponse:
    return HttpResponse(json.dumps(content), status=status, content_type="application/json")


def _told(answer: HttpResponse, share: Share, ticket: str = "") -> HttpResponse:
    """An answer with what our own page needs besides: the ticket of this opening, and whether notes are taken."""
    if ticket:
        answer[TICKET] = ticket
    answer[NOTES] = str(share.notes_left)
    return answer


def _jose(token: str) -> HttpResponse:
    return HttpResponse(token, content_type="application/jose")
