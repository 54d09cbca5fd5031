"""Entries as documents, for a reader who is signed in. What devices send comes in by `api.entries`."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from unknot.store import entries
from unknot.web import access
from unknot.web.access import Access, allow

AT_MOST_DAYS = 92


@allow(Access.READ)
@require_GET
def standing(request: HttpRequest) -> HttpResponse:
    """The entries that stand of the last `days` days, as one JSON list."""
    who = access.viewer(request)
    since = who.now - timedelta(days=_days(request))
    found = entries.documents(who.their_journal, since, _later(who.now))
    return HttpResponse(f"[{','.join(found)}]", content_type="application/json; charset=utf-8")


def _days(request: HttpRequest) -> int:
    asked = request.GET.get("days", "7")
    return min(max(int(asked), 1), AT_MOST_DAYS) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 7


def _later(now: datetime) -> datetime:
    """Entries of a device whose clock is ahead are there, too."""
    return now + timedelta(days=1)
