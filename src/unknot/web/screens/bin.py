"""The bin: what was removed in the last thirty days, to be put back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from unknot.actions import BIN_DAYS
from unknot.journal.entry import Body, Entry, Retraction
from unknot.web.access import Access, allow
from unknot.web.screens.detail import happened
from unknot.web.screens.screen import Screen, screen
from unknot.web.screens.told import told


@dataclass(frozen=True, slots=True)
class Removed:
    id: UUID
    what: str
    when: str
    left: str


@allow(Access.READ)
@require_GET
def diary_bin(request: HttpRequest) -> HttpResponse:
    opened = screen(request, since=None)
    found = [(removed_at(entry, opened), entry) for entry in opened.journal.withdrawn]
    fresh = [(at, entry) for at, entry in found if opened.who.now - at < BIN_DAYS]
    rows = [_row(entry, at, opened) for at, entry in sorted(fresh, key=lambda pair: pair[0], reverse=True)]
    return render(request, "bin.html", {"rows": rows})


def removed_at(entry: Entry[Body], opened: Screen) -> datetime:
    """When it went into the bin, the last time."""
    changes = opened.journal.changes.get(entry.id, ())
    return max(c.provenance.recorded_at.instant for c in changes if isinstance(c.body, Retraction))


def _row(entry: Entry[Body], at: datetime, opened: Screen) -> Removed:
    days = (at + BIN_DAYS - opened.who.now).days
    left = _("kept for {n} more days").format(n=days) if days > 1 else _("kept until tomorrow")
    return Removed(entry.id, told(entry, opened.voice).what, happened(entry, opened), left)
