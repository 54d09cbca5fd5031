"""Recorded by a device: tracks of their own, each set beside the person's own entries of the same hours."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings as django_settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from unknot.importers.imported import NotThisFormat
from unknot.importers.recording import MEDIA_TYPE, Agreement, agreement, from_json
from unknot.journal.entry import Attachment, Entry, Episode
from unknot.journal.span import moment
from unknot.store import attachments
from unknot.web.page import journal_reader
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context

MINUTES = (2, 5, 15)
MOST = 20


@dataclass(frozen=True, slots=True)
class Track:
    id: UUID
    name: str
    when: str
    said: str
    rows: tuple[Agreement, ...]
    labels: tuple[tuple[str, int], ...]
    unread: int


@allow(Access.READ)
@require_GET
def recordings(request: HttpRequest) -> HttpResponse:
    """The last recordings, and how they agree with what the person logged."""
    ctx = page_context(request, always=("attachment", "settings"))
    kept = [e for e in ctx.journal.of(Attachment) if e.body.media_type == MEDIA_TYPE]
    tracks = [track for entry in reversed(kept[-MOST:]) if (track := _track(entry, ctx))]
    return render(request, "data/recordings.html", {"tracks": tracks})


def _track(entry: Entry[Attachment], ctx: PageContext) -> Track | None:
    try:
        found = from_json(attachments.fetch(django_settings.HOME, django_settings.MASTER_KEY, entry.body.sha256))
    except (attachments.NoSuchAttachment, attachments.DamagedAttachment, NotThisFormat):
        return None
    around = journal_reader.journal_for(ctx.who, since=found.starts, until=found.ends).of(Episode)
    own = [e.happened_at.at for e in around if e.precision == "minute"]
    rows = tuple(agreement(found, own, minutes) for minutes in MINUTES)
    words = _(
        "Of {events} events of the device, {n} have an entry of yours within 5 minutes. "
        "Of {own} entries of yours, {m} have an event."
    )
    five = rows[1]
    said = words.format(events=five.events, n=five.with_entry, own=five.entries, m=five.with_event)
    here = moment(found.starts, ctx.zone)
    when = f"{ctx.voice.full(here.clock_date)}, {ctx.voice.time(here.local.time())}"
    counts: dict[str, int] = {}
    for event in found.events:
        counts[event.label] = counts.get(event.label, 0) + 1
    labels = tuple(sorted(counts.items(), key=lambda pair: -pair[1])[:8])
    return Track(entry.id, entry.body.name, when, said, rows, labels, found.unread)
