"""Entries as documents: a device puts one, by its id and as often as it likes; a signed-in reader lists them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from unknot import actions
from unknot.journal.document import Unreadable, from_document
from unknot.journal.entry import Amendment, Body, Entry, Retraction
from unknot.store import entries
from unknot.web import access
from unknot.web.access import Access, Viewer, allow

LONGEST = 100_000
AT_MOST_DAYS = 92


@allow(Access.LOG)
@require_http_methods(["PUT"])
def put(request: HttpRequest, id: UUID) -> HttpResponse:
    """Keeps one entry: 201 the first time, 200 again, 409 if another entry has its id."""
    who = access.viewer(request)
    if len(request.body) > LONGEST:
        return _problem(413, _("That is too long for one entry."))
    try:
        entry = from_document(json.loads(request.body))
    except (ValueError, RecursionError) as error:
        field = error.field if isinstance(error, Unreadable) else ""
        return _problem(422, _("That is not an entry."), field=field)
    if entry.id != id:
        return _problem(422, _("That is not an entry."), field="id")
    signed = replace(entry, provenance=replace(entry.provenance, role=who.role, device=who.device_name))
    if not _may_put(who, signed):
        return _problem(403, _("This device may change only what it logged today. Unlock to change more."))
    done = actions.add(who.their_journal, [signed], now=who.now)
    if done.refused:
        return _problem(409, _("Another entry has this id already."))
    return JsonResponse({"id": str(id)}, status=201 if done.added else 200)


@allow(Access.READ)
@require_GET
def standing(request: HttpRequest) -> HttpResponse:
    """The entries that stand of the last `days` days, as one JSON list."""
    who = access.viewer(request)
    since = who.now - timedelta(days=_days(request))
    found = entries.documents(who.their_journal, since, _later(who.now))
    return HttpResponse(f"[{','.join(found)}]", content_type="application/json; charset=utf-8")


def _may_put(who: Viewer, entry: Entry[Body]) -> bool:
    """A new entry always; a change only of what this viewer may change."""
    match entry.body:
        case Amendment(amends=about) | Retraction(retracts=about):
            root = entries.find(who.their_journal, [about]).get(about)
            return root is not None and (who.may_read or _chain_is_theirs(who, root))
        case _:
            return True


def _chain_is_theirs(who: Viewer, about: Entry[Body]) -> bool:
    """What is changed, and what that changed in its turn, was made by this device today."""
    if not who.may_change(about):
        return False
    match about.body:
        case Retraction(retracts=further):
            root = entries.find(who.their_journal, [further]).get(further)
            return root is not None and _chain_is_theirs(who, root)
        case _:
            return True


def _days(request: HttpRequest) -> int:
    asked = request.GET.get("days", "7")
    return min(max(int(asked), 1), AT_MOST_DAYS) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 7


def _later(now: datetime) -> datetime:
    """Entries of a device whose clock is ahead are there, too."""
    return now + timedelta(days=1)


def _problem(status: int, words: str, **more: str) -> JsonResponse:
    return JsonResponse({"error": words, **more}, status=status)
