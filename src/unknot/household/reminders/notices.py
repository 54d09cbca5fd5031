"""The job: what is due is told once, what was answered or ignored is noted, and the next look is set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from unknot.household.people.models import Channel, Notice
from unknot.household.people.secret_tokens import hash_of, new_token
from unknot.household.reminders import delivery
from unknot.household.reminders.notice_text import NoticeMessage, buttons, words
from unknot.household.reminders.rounds import (
    IGNORED_STOPS,
    NoticeAnswer,
    Sent,
    for_carer,
    may_stop,
    next_round,
)
from unknot.household.reminders.slots import ReminderKind, ReminderSlot, slots, wanted
from unknot.journal.entry import Settings
from unknot.journal.journal import Journal
from unknot.journal.span import Span, moment
from unknot.report.wording import Voice
from unknot.store import entries

LOOK_BACK = timedelta(days=2)
LOOK_AHEAD = timedelta(days=1)
AGAIN, TRIED_AGAIN = timedelta(hours=6), timedelta(minutes=5)
"""The next look at the latest; sooner where nobody was reached. What is written in between wakes the job itself."""


def remind(journal: UUID, now: datetime) -> datetime:
    """Tells what is due of a journal; when to look again."""
    known = entries.standing(journal, since=now - LOOK_BACK - timedelta(days=1))
    ways = list(Channel.objects.filter(journal=journal, stopped_at=None).exclude(kind=Channel.Kind.CALENDAR))
    if not ways or not wanted(known):
        return now + LOOK_AHEAD
    kept = known.settings
    zone = zone_of(kept)
    found = slots(known, zone, Span(now - LOOK_BACK, now + LOOK_AHEAD), now)
    settle(journal, found, now)
    helped = [carer for slot in found if (carer := for_carer(slot, kept.reminders))]
    own, carers = [w for w in ways if not w.for_carer], [w for w in ways if w.for_carer]
    before = _sent(journal, [*found, *helped])
    with translation.override(kept.language):
        nexts = [
            *(_tell(journal, known, slot, before[slot.name], own, now) for slot in found if own),
            *(_tell(journal, known, slot, before[slot.name], carers, now) for slot in helped if carers),
        ]
    return min([now + AGAIN, *(at for at in nexts if at)])


def journal_at(journal: UUID, now: datetime) -> Journal:
    """What a notice and the calendar are made of: settings and plans, and what was logged lately."""
    return entries.standing(journal, since=now - LOOK_BACK)


def settle(journal: UUID, found: Iterable[ReminderSlot], now: datetime) -> None:
    """Notes of what was sent whether it was answered in the journal, or ignored once its time is over."""
    now_known = {slot.name: slot for slot in found}
    for notice in Notice.objects.filter(journal=journal, answer="", slot__in=now_known):
        slot = now_known[notice.slot]
        if slot.answered:
            _note(notice, NoticeAnswer.ELSEWHERE, now)
        elif slot.until <= now:
            _note(notice, NoticeAnswer.IGNORED, now)


def stopped(journal: UUID) -> set[ReminderKind]:
    """The kinds that stopped by themselves."""
    names = Notice.objects.filter(journal=journal, kind=ReminderKind.STOPPED).values_list("slot", flat=True)
    return {ReminderKind(name.partition("/")[2]) for name in names}


def go_on(journal: UUID) -> None:
    """Begin anew with what stopped by itself."""
    Notice.objects.filter(journal=journal, kind=ReminderKind.STOPPED).delete()
    Notice.objects.filter(journal=journal, answer=NoticeAnswer.IGNORED).update(answer=NoticeAnswer.FORGIVEN)


def zone_of(kept: Settings) -> str:
    return kept.zone or settings.HOME_ZONE


def message_of(known: Journal, slot: ReminderSlot) -> NoticeMessage:
    """The message of a slot, without its link."""
    kept = known.settings
    voice = Voice(translation.gettext, translation.get_language() or "en", kept.country, kept.clock, kept.own_words)
    at = voice.time(moment(slot.at, zone_of(kept)).local.time())
    return NoticeMessage(words(slot, voice, at, names=kept.reminders.names), buttons=buttons(slot.kind))


# ---------------------------------------------------------------- one slot


def _sent(journal: UUID, found: Iterable[ReminderSlot]) -> dict[str, list[Sent]]:
    """What was sent of each slot."""
    sent: dict[str, list[Sent]] = {slot.name: [] for slot in found}
    for n in Notice.objects.filter(journal=journal, slot__in=sent):
        sent[n.slot].append(Sent(n.round, n.sent_at or n.due_at, n.answer, n.answered_at))
    return sent


def _tell(
    journal: UUID, known: Journal, slot: ReminderSlot, sent: Sequence[Sent], ways: Sequence[Channel], now: datetime
) -> datetime | None:
    """Tells a slot if it is due; when to look at it again."""
    kept = known.settings.reminders
    step = next_round(slot, sent, kept, zone_of(known.settings), now)
    if step is None:
        return None
    if step.at > now:
        return step.at
    number = step.number
    if may_stop(slot.kind, kept):
        if slot.kind in stopped(journal):
            return None
        if _ignored(journal, slot):
            slot, number = ReminderSlot(ReminderKind.STOPPED, f"stopped/{slot.kind}", slot.at, slot.until), 0
    reached = send(journal, slot, number, message_of(known, slot), ways, now)
    return now + (timedelta(minutes=1) if reached else TRIED_AGAIN)


def _ignored(journal: UUID, slot: ReminderSlot) -> bool:
    """Whether the last notices of this kind all went by without an answer."""
    last = Notice.objects.filter(journal=journal, kind=slot.kind, round=0).exclude(slot=slot.name).order_by("-due_at")
    answers = list(last.values_list("answer", flat=True)[:IGNORED_STOPS])
    return answers == [NoticeAnswer.IGNORED] * IGNORED_STOPS


def send(
    journal: UUID, slot: ReminderSlot, number: int, message: NoticeMessage, ways: Sequence[Channel], now: datetime
) -> bool:
    """Marks a notice, then sends it. False if nobody was reached: then it is not marked and may be tried again."""
    token = new_token()
    try:
        with transaction.atomic():
            notice = Notice.objects.create(
                journal=journal,
                kind=slot.kind,
                slot=slot.name,
                round=number,
                due_at=slot.at,
                token_hash=hash_of(token) if message.buttons else None,
                expires_at=slot.until,
            )
    except IntegrityError:  # another worker has it
        return True
    path = reverse("notice", args=[token]) if message.buttons else message.link or reverse("log")
    whole = NoticeMessage(message.body, settings.ADDRESS + path, message.buttons, message.title)
    reached = [delivery.deliver(way, whole, now) for way in ways]
    if not any(reached):
        notice.delete()
        return False
    Notice.objects.filter(pk=notice.pk).update(sent_at=now)
    return True


def _note(notice: Notice, answer: NoticeAnswer, now: datetime) -> None:
    Notice.objects.filter(pk=notice.pk, answer="").update(answer=answer, answered_at=now)
