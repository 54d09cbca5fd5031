"""A notice answered: from its own buttons, or on the page that its link opens. The token in the link is the key to
this one answer and to nothing else; opening it writes nothing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from unknot import actions
from unknot.actions import Actor
from unknot.household.people.models import Notice
from unknot.household.people.secret_tokens import hash_of
from unknot.household.reminders import notices
from unknot.household.reminders.notice_text import buttons
from unknot.household.reminders.notices import LOOK_AHEAD, LOOK_BACK, message_of, zone_of
from unknot.household.reminders.rounds import NoticeAnswer
from unknot.household.reminders.slots import ReminderSlot, slots
from unknot.journal.entry import AlertAnswer, Body, DiaryDay, Dose, DoseStatus, Treatment, Word
from unknot.journal.journal import Journal
from unknot.journal.slots import PUT_OFF, slot_key
from unknot.journal.span import Moment, Span, moment
from unknot.store import jobs
from unknot.web.page.access import Access, allow

OVER = 410


@allow(Access.PUBLIC)
@require_GET
def notice(request: HttpRequest, token: str) -> HttpResponse:
    """What the notice said, with its buttons. Looking uses nothing up, so that a mail scanner may look."""
    found = _usable(token, timezone.now())
    if found is None:
        return _over(request)
    known, slot = _slot(found, timezone.now())
    if slot is None or slot.answered:
        return _over(request)
    with translation.override(known.settings.language):
        context = {
            "token": token,
            "words": message_of(known, slot).body,
            "buttons": buttons(slot.kind),
            "kind": slot.kind,
        }
        return render(request, "reminders/notice.html", context)


@csrf_exempt  # no cookie opens this: only the token in the address does, once
@allow(Access.PUBLIC)
@require_POST
def answer(request: HttpRequest, token: str, said: str) -> HttpResponse:
    """Keeps one answer. A second one, from this or another channel, finds the notice answered."""
    now = timezone.now()
    found = _usable(token, now)
    if found is None:
        return _over(request)
    known, slot = _slot(found, now)
    if slot is None or slot.answered or said not in {button.answer for button in buttons(slot.kind)}:
        return _over(request)
    given = NoticeAnswer(said)
    with transaction.atomic():
        this = Notice.objects.filter(pk=found.pk, answer="")
        if not this.update(answer=given, answered_at=now):
            return _over(request)
        for body, at in _bodies(slot, given, moment(now, zone_of(known.settings))):
            actions.record(found.journal, body, by=Actor(), happened_at=at, now=now)
        jobs.soon(found.journal, jobs.REMINDERS, now)
    with translation.override(known.settings.language):
        return render(request, "reminders/answered.html", {"words": _done(given, known)})


def _usable(token: str, now: datetime) -> Notice | None:
    return Notice.objects.filter(token_hash=hash_of(token), answer="", expires_at__gt=now).first()


def _slot(found: Notice, now: datetime) -> tuple[Journal, ReminderSlot | None]:
    """What the notice is about, as it stands now: a plan may have been changed since."""
    known = notices.journal_at(found.journal, now)
    span = Span(now - LOOK_BACK, now + LOOK_AHEAD)
    these = slots(known, zone_of(known.settings), span, now)
    return known, next((slot for slot in these if slot.name == found.slot), None)


def _bodies(slot: ReminderSlot, given: NoticeAnswer, now: Moment) -> list[tuple[Body, Moment]]:
    """What an answer puts into the journal, and when it happened."""
    match given:
        case NoticeAnswer.NONE:
            return [(DiaryDay(day=now.diary_day, word=Word.NONE_SO_FAR), now)]
        case NoticeAnswer.TAKEN | NoticeAnswer.SKIPPED:
            waiting = [dose for dose in slot.doses if dose.answer is None]
            status = DoseStatus.TAKEN if given is NoticeAnswer.TAKEN else DoseStatus.SKIPPED
            return [
                (
                    Dose(
                        medicine=dose.prescription.body.medicine,
                        amount=dose.planned.amount,
                        status=status,
                        planned_for=dose.due,
                        prescription=dose.prescription.id,
                    ),
                    now if status is DoseStatus.TAKEN else dose.due,
                )
                for dose in waiting
            ]
        case NoticeAnswer.LATER:
            waiting = [dose for dose in slot.doses if dose.answer is None]
            return [(AlertAnswer(rule=PUT_OFF, key=slot_key(dose), answer="later"), now) for dose in waiting]
        case NoticeAnswer.DONE if slot.habit is not None:
            return [(Treatment(code=slot.habit.body.code, habit=slot.habit.id), now)]
        case _:
            return []


def _done(given: NoticeAnswer, known: Journal) -> str:
    match given:
        case NoticeAnswer.NONE:
            return _("Saved: none so far today.")
        case NoticeAnswer.TAKEN:
            return _("Saved as taken.")
        case NoticeAnswer.SKIPPED:
            return _("Saved as skipped.")
        case NoticeAnswer.DONE:
            return _("Saved as done.")
        case _:
            return _("It comes again in {n} minutes.").format(n=known.settings.reminders.later_minutes)


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "reminders/over.html", status=OVER)
