"""Entries as documents, for a reader who is signed in. What devices send comes in by `api.entries`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.urls import reverse
from django.views.decorators.http import require_GET

from unknot.web.page import access, journal_reader
from unknot.web.page.access import Access, allow
from unknot.web.page.journal_reader import Mark

AT_MOST_DAYS, AT_MOST = 92, 1000
WHEN = "%Y%m%dT%H%M%S.%fZ"


@allow(Access.READ)
@require_GET
def standing(request: HttpRequest) -> HttpResponse:
    """The entries that stand of the last `days` days, as JSON lists: where there are more, `Link` says where."""
    who = access.viewer(request)
    after = _after(request)
    if "after" in request.GET and after is None:
        return HttpResponseBadRequest()
    since = who.now - timedelta(days=_days(request))
    found, following = journal_reader.documents_for(who, since, _later(who.now), after=after, most=_most(request))
    answer = HttpResponse(f"[{','.join(found)}]", content_type="application/json; charset=utf-8")
    if following is not None:
        place = f"{following.at.astimezone(UTC):{WHEN}}~{following.id}"
        asked = {"days": _days(request), "most": _most(request), "after": place}
        answer["Link"] = f'<{reverse("entries")}?{urlencode(asked)}>; rel="next"'
    return answer


def _after(request: HttpRequest) -> Mark | None:
    """The place that `Link` of an earlier answer named; None if there is none, or it is not one of ours."""
    at, _, id = request.GET.get("after", "").partition("~")
    try:
        return Mark(datetime.strptime(at, WHEN).replace(tzinfo=UTC), UUID(id))
    except ValueError:
        return None


def _most(request: HttpRequest) -> int:
    asked = request.GET.get("most", "")
    return min(max(int(asked), 1), AT_MOST) if asked.isascii() and asked.isdigit() and len(asked) < 5 else AT_MOST


def _days(request: HttpRequest) -> int:
    asked = request.GET.get("days", "7")
    return min(max(int(asked), 1), AT_MOST_DAYS) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 7


def _later(now: datetime) -> datetime:
    """Entries of a device whose clock is ahead are there, too."""
    return now + timedelta(days=1)
