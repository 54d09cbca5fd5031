"""PUT /api/v1/entries/{id}: the outbox of a device puts an entry. It only creates; a change is an entry that amends."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from unknot import actions
from unknot.journal.document import Unreadable, from_document
from unknot.journal.entry import (
    Amendment,
    Body,
    DiaryDay,
    Dose,
    Entry,
    Episode,
    Exposure,
    Note,
    Retraction,
    Symptom,
    Treatment,
    Via,
)
from unknot.journal.span import moment
from unknot.web.api.dose_document import whole
from unknot.web.api.json_answers import Refused, answer, content, refusal
from unknot.web.page import journal_reader, rate_limit
from unknot.web.page.access import Access, Viewer, allow, viewer

LOGGED = Episode | Dose | DiaryDay | Symptom | Exposure | Treatment | Note
SAME_WITHIN = timedelta(minutes=10)


# No form token: the door lets only our own pages write, and another site's page cannot send PUT with this content type.
@csrf_exempt
@allow(Access.LOG)
@require_http_methods(["PUT"])
def entry(request: HttpRequest, id: UUID) -> HttpResponse:
    """201 for a new entry, 200 for one that is here already, 409 for other content under a known id."""
    try:
        return _put(request, id, viewer(request))
    except Refused as refused:
        return refusal(refused)


def _put(request: HttpRequest, id: UUID, who: Viewer) -> HttpResponse:
    key = f"device {who.device.pk}" if who.device else f"account {who.account.pk if who.account else 0}"
    if wait := rate_limit.devices.wait(key, who.now):
        raise Refused(429, "too-many", _("Too many at once. They are kept and sent later."), Retry_After=str(wait))
    sent = _signed(_read(whole(content(request), who.their_journal), id), who)
    _may_send(sent, who)
    added = actions.add(who.their_journal, [sent], now=who.now)
    if added.refused and not _is_the_same(sent, who):
        raise Refused(409, "different", _("Another entry was saved under this name before."))
    return answer(201 if added.added else 200, says=_("Saved."))


def _read(document: object, id: UUID) -> Entry[Body]:
    try:
        sent = from_document(document)
    except Unreadable as error:
        raise Refused(422, "unreadable", f"{error.field}: {error}") from error
    if sent.id != id:
        raise Refused(422, "unreadable", _("The entry has another id than its address."))
    return sent


def _signed(sent: Entry[Body], who: Viewer) -> Entry[Body]:
    """The entry signed by who really sends it; when it was recorded is the device's own word."""
    by = who.actor(Via.TAP)
    via = sent.provenance.via if sent.provenance.via in (Via.TAP, Via.TEXT, Via.VOICE) else Via.TAP
    signed = replace(sent.provenance, role=by.role, name=by.name, device=by.device, via=via)
    return replace(sent, provenance=signed)


def _may_send(sent: Entry[Body], who: Viewer) -> None:
    """A device adds; it changes only what it sent itself this diary day."""
    match sent.body:
        case Amendment(amends=root) | Retraction(retracts=root):
            found = journal_reader.written_before(who.their_journal, root)
            if found is not None and not who.may_change(found) and not _came_today(found, who):
                raise Refused(403, "not-yours", _("Unlock to change this."))
        case body if not isinstance(body, LOGGED):
            raise Refused(403, "not-a-log", _("Unlock to change this."))


def _came_today(root: Entry[Body], who: Viewer) -> bool:
    """Whether the same device sent it today, by our clock: what a device says of its own clock opens nothing."""
    if not who.device_name or root.provenance.device != who.device_name:
        return False
    zone = root.provenance.recorded_at.zone
    came = journal_reader.received_at(who.their_journal, root.id)
    return moment(came, zone).diary_day == moment(who.now, zone).diary_day


def _is_the_same(sent: Entry[Body], who: Viewer) -> bool:
    """Whether what is here is the same press, saved by the form before its answer was lost."""
    here = journal_reader.written_before(who.their_journal, sent.id)
    if here is None or here.body != sent.body:
        return False
    return abs(here.happened_at.instant - sent.happened_at.instant) < SAME_WITHIN
