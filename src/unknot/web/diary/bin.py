"""The bin: what was removed in the last thirty days, to be put back; the last first, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from unknot.actions import BIN_DAYS
from unknot.journal.entry import Body, Entry, Retraction
from unknot.journal.journal import Journal
from unknot.web.page import journal_reader
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.entry_text import entry_text
from unknot.web.page.entry_when import when_words

SHOWN = 50
WHEN = "%Y%m%dT%H%M%S.%fZ"


@dataclass(frozen=True, slots=True)
class Removed:
    id: UUID
    what: str
    when: str
    left: str


@allow(Access.READ)
@require_GET
def diary_bin(request: HttpRequest) -> HttpResponse:
    ctx = page_context(request)
    journal = journal_reader.bin_for(ctx.who, ctx.who.now - BIN_DAYS)
    found = sorted(((removed_at(entry, journal), entry.id, entry) for entry in journal.withdrawn), reverse=True)
    fresh = [one for one in found if ctx.who.now - one[0] < BIN_DAYS]
    before = _place(request.GET.get("before", ""))
    here = [one for one in fresh if before is None or one[:2] < before][: SHOWN + 1]
    rows = [_row(entry, at, ctx) for at, _id, entry in here[:SHOWN]]
    older = f"{here[SHOWN - 1][0].astimezone(UTC):{WHEN}}~{here[SHOWN - 1][1]}" if len(here) > SHOWN else ""
    return render(request, "diary/bin.html", {"rows": rows, "older": older})


def removed_at(entry: Entry[Body], journal: Journal) -> datetime:
    """When it went into the bin, the last time."""
    changes = journal.changes.get(entry.id, ())
    return max(c.provenance.recorded_at.instant for c in changes if isinstance(c.body, Retraction))


def _place(text: str) -> tuple[datetime, UUID] | None:
    """The end of the page before this one, as its link named it; None for the first page."""
    at, _, id = text.partition("~")
    try:
        return datetime.strptime(at, WHEN).replace(tzinfo=UTC), UUID(id)
    except ValueError:
        return None


def _row(entry: Entry[Body], at: datetime, ctx: PageContext) -> Removed:
    days = (at + BIN_DAYS - ctx.who.now).days
    left = _("kept for {n} more days").format(n=days) if days > 1 else _("kept until tomorrow")
    return Removed(entry.id, entry_text(entry, ctx.voice).what, when_words(entry, ctx), left)
