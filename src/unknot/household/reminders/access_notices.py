"""What happens at the doors, told to the owner by the ways they chose: once, in words that name nobody and nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from unknot.household.people import access_review
from unknot.household.people.models import Channel
from unknot.household.reminders import notices
from unknot.household.reminders.notice_text import LONGEST, NoticeMessage
from unknot.household.reminders.rounds import out_of_quiet_hours
from unknot.household.reminders.slots import ReminderKind, ReminderSlot
from unknot.store import audit, cache, entries
from unknot.store.audit import AuditLine

AGAIN, TRIED_AGAIN = timedelta(hours=6), timedelta(minutes=5)
TOLD_UNTIL = "audit-told"
"""The number of the last deed that was told, or that nobody could be told of."""

SEEN, UNSEEN_AT_MOST = "audit-seen", 200

NEUTRAL = {
    "owner-link-used": gettext_noop("An owner's link was used."),
    "passkey-added": gettext_noop("A key was added."),
    "passphrase-set": gettext_noop("A key was added."),
    "device-enrolled": gettext_noop("A device was added."),
    "token-made": gettext_noop("A gadget was added."),
    "link-made": gettext_noop("A link was made."),
    "link-first-opened": gettext_noop("A link was opened for the first time."),
    "link-passcode-used-up": gettext_noop("A link closed after wrong passcodes."),
    "note-came": gettext_noop("Someone wrote you a note."),
    "person-invited": gettext_noop("Someone was invited."),
    "person-joined": gettext_noop("Someone accepted an invitation."),
    "grant-changed": gettext_noop("What someone may do was changed."),
    "exported": gettext_noop("A copy was taken."),
}
"""What the owner is told of without asking (each new grant, key, export and first opening), for eyes that are not
theirs. The words on screen are those of the history."""


def tell(journal: UUID, now: datetime) -> datetime:
    """Tells what was done since the last time, in one notice, and when it is time to look over who has access."""
    ways = list(
        Channel.objects.filter(journal=journal, stopped_at=None, for_carer=False).exclude(kind=Channel.Kind.CALENDAR)
    )
    before = cache.get(journal, TOLD_UNTIL)
    lines = audit.after(journal, int(before.document)) if before else audit.latest(journal, 1)
    newest = max((line.number for line in lines), default=None)
    if before is None or not ways:
        _told(journal, newest, now)
        return now + AGAIN
    known = entries.standing(journal, since=now).settings
    zone = notices.zone_of(known)
    later = out_of_quiet_hours(ReminderKind.NEWS, now, known.reminders, zone)
    if later > now:
        return later
    with translation.override(known.language):
        said = words(lines)
        if said and not _send(journal, f"news/{newest}", said, ways, now):
            return now + TRIED_AGAIN
        _told(journal, newest, now)
        since = access_review.due(journal, now)
        if since is not None:
            _send(journal, f"review/{since:%Y-%m-%d}", _("Please look over who has access."), ways, now)
    return now + AGAIN


def unseen(journal: UUID) -> list[AuditLine]:
    """What the owner is told of without asking and has not yet been shown, newest first."""
    before = cache.get(journal, SEEN)
    last = int(before.document) if before else 0
    return [line for line in audit.latest(journal, UNSEEN_AT_MOST) if line.number > last and line.deed in NEUTRAL]


def mark_seen(journal: UUID, now: datetime) -> None:
    """All that is there now was shown."""
    last = audit.latest(journal, 1)
    cache.put(journal, SEEN, str(last[0].number if last else 0), now)


def words(lines: Iterable[AuditLine]) -> str:
    """One neutral line about them; none if nothing of it is told."""
    told = list(dict.fromkeys(_(NEUTRAL[line.deed]) for line in lines if line.deed in NEUTRAL))
    if not told:
        return ""
    body = " ".join([*told, _("If that was not you, open Unknot.")])
    return body if len(body) <= LONGEST else _("Several things changed about who has access. Open Unknot to see them.")


def _send(journal: UUID, name: str, body: str, ways: list[Channel], now: datetime) -> bool:
    slot = ReminderSlot(ReminderKind.NEWS, name, now, now + timedelta(days=7))
    return notices.send(journal, slot, 0, NoticeMessage(body, reverse("who")), ways, now)


def _told(journal: UUID, number: int | None, now: datetime) -> None:
    if number is not None or cache.get(journal, TOLD_UNTIL) is None:
        cache.put(journal, TOLD_UNTIL, str(number or 0), now)
