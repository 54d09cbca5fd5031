"""The calendar feed: an address that cannot be guessed and can be stopped, and neutral words in it, always."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.views.decorators.http import require_GET

from unknot.household.people.models import Channel
from unknot.household.people.secret_tokens import hash_of
from unknot.household.reminders import notices
from unknot.household.reminders.channels.calendar import CalendarEvent, feed
from unknot.household.reminders.notice_text import words
from unknot.household.reminders.rounds import is_paused
from unknot.household.reminders.slots import slots
from unknot.journal.span import Span, moment
from unknot.report.wording import Voice
from unknot.web.page.access import Access, allow

AHEAD, BEHIND = timedelta(days=28), timedelta(days=1)


@allow(Access.PUBLIC)
@require_GET
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The next four weeks, for a calendar that asks every few hours."""
    found = Channel.objects.filter(kind=Channel.Kind.CALENDAR, address=hash_of(token), stopped_at=None).first()
    if found is None:
        raise Http404
    now = timezone.now()
    text = feed(_events(found.journal, now), now)
    Channel.objects.filter(pk=found.pk).update(used_at=now)
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


def _events(journal: UUID, now: datetime) -> list[CalendarEvent]:
    known = notices.journal_at(journal, now)
    kept = known.settings
    zone = kept.zone or settings.HOME_ZONE
    with translation.override(kept.language):
        voice = Voice(translation.gettext, translation.get_language() or "en", kept.country, kept.clock)
        return [
            CalendarEvent(
                f"{journal}/{slot.name}", slot.at, words(slot, voice, _clock(slot.at, zone, voice), names=False)
            )
            for slot in slots(known, zone, Span(now - BEHIND, now + AHEAD), now)
            if not is_paused(slot.kind, kept.reminders, zone, slot.at)
        ]


def _clock(at: datetime, zone: str, voice: Voice) -> str:
    return voice.time(moment(at, zone).local.time())
