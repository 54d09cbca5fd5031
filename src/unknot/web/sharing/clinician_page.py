"""The clinician's page: one page for every link. The link itself stands after the `#` and never reaches us."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from unknot.fhir.links import Unopened
from unknot.fhir.reply import NotAReply
from unknot.household.sharing import replies, share_audit, share_contents, shares
from unknot.household.sharing.models import Share
from unknot.web.page.access import Access, allow, viewer
from unknot.web.page.headers import CONTENT_SECURITY_POLICY
from unknot.web.page.plain_text import LONGEST_TEXT, plain_text
from unknot.web.sharing.shl_endpoints import ciphertext

LARGEST_NOTE = 20_000
LONGEST_NAME = 80


@allow(Access.PUBLIC)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The same for everyone: it knows nothing of any link. Only the styles of pages that travel are let in."""
    answer = render(request, "sharing/open.html")
    styles = sorted(
        {share_contents.style_hash(), *shares.working(viewer(request).now).values_list("style", flat=True)} - {""}
    )
    allowed = " ".join(["style-src 'self'", *(f"'{style}'" for style in styles)])
    answer["Content-Security-Policy"] = CONTENT_SECURITY_POLICY.replace("style-src 'self'", allowed)
    return answer


@allow(Access.PUBLIC)
@require_GET
def check_page(request: HttpRequest) -> HttpResponse:
    """For a clinic: whether a page is whole. The file is read in the browser and goes nowhere."""
    return render(request, "sharing/check_page.html")


# No form token: the page has no cookie, and the door lets only our own pages write here.
@csrf_exempt
@allow(Access.PUBLIC)
@require_http_methods(["POST"])
def note(request: HttpRequest, address: str) -> HttpResponse:
    """A note back from someone with the link: plain text under a name that nobody checked."""
    now = viewer(request).now
    share = shares.at(address, now)
    if share is None:
        return _answer(404, "not found")
    said = _said(request)
    if said is None:
        return _answer(422, "a name of 80 letters and a text of 1000 at most")
    if not shares.write_back(share, *said, now):
        return _answer(409, "no more notes")
    share_audit.note_came(share, now)
    return _answer(201, "")


@allow(Access.PUBLIC)
@ciphertext
@require_http_methods(["POST", "OPTIONS"])
def reply(request: HttpRequest, address: str) -> HttpResponse:
    """A structured reply from whoever has the link: a JWE under its key, so that nobody else can write one."""
    now = viewer(request).now
    share = shares.at(address, now)
    if share is None or share.kind == Share.Kind.CARD:
        return _answer(404, "not found")
    length = int(request.headers.get("Content-Length") or 0)
    if request.content_type != "application/jose" or length > replies.LARGEST_TOKEN:
        return _answer(422, "a reply is a JWE (application/jose) of 1.5 MB at most")
    try:
        replies.receive(share, request.body.decode("ascii", "replace").strip(), now)
    except replies.NoReplies:
        return _answer(409, "no more replies")
    except (replies.ReplyRefused, NotAReply, Unopened) as error:
        return _answer(422, str(error))
    return _answer(201, "")


def _said(request: HttpRequest) -> tuple[str, str] | None:
    """The name and the text as plain text; None if either is missing or too long."""
    if request.content_type != "application/json" or int(request.headers.get("Content-Length") or 0) > LARGEST_NOTE:
        return None
    try:
        found: Any = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    name, text = (plain_text(found.get(field)) for field in ("name", "text"))
    fits = 0 < len(name) <= LONGEST_NAME and 0 < len(text) <= LONGEST_TEXT
    return (name.replace("\n", " "), text) if fits else None


def _answer(status: int, error: str) -> HttpResponse:
    return HttpResponse(json.dumps({"error": error} if error else {}), status=status, content_type="application/json")
