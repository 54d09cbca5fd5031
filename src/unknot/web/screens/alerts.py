"""The message of the safety rules, under what was just saved: the most urgent one that is open, with its answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unknot import actions
from unknot.journal.entry import AlertAnswer, Note
from unknot.journal.span import moment
from unknot.knowledge.conditions import Doses
from unknot.knowledge.countries import countries
from unknot.knowledge.rules import Action, Tier
from unknot.safety.alert import Alert, words
from unknot.safety.alerts import alerts
from unknot.web.access import Access, allow
from unknot.web.screens.screen import Screen, screen


@dataclass(frozen=True, slots=True)
class Message:
    """An alert or a question as the page shows it; `call` is the number to call, if that is what it asks for."""

    key: str
    title: str
    say: str
    steps: tuple[str, ...]
    why: str
    asks: str
    unchecked: str
    urgent: bool
    call: str
    answers: tuple[tuple[str, str], ...]


def alerts_now(opened: Screen) -> list[Message]:
    """The first open message, or none: a page never shows more than one."""
    found = alerts(opened.recent, now=opened.who.now, zone=opened.zone)
    return [_message(found[0], opened)] if found else []


def _message(alert: Alert, opened: Screen) -> Message:
    """A locked device sees the advice without what it stands on."""
    said = words(alert, _, lambda at: _when(at, opened))
    country = countries().get(opened.settings.country)
    calls = alert.rule.action is Action.CALL and not alert.asks
    return Message(
        key=alert.key,
        title=said.title,
        say=said.say,
        steps=said.steps,
        why="" if opened.who.locked else said.why,
        asks=_("Please unlock to answer a question.") if opened.who.locked and said.asks else said.asks,
        unchecked=said.unchecked,
        urgent=alert.tier is Tier.EMERGENCY and not alert.asks,
        call=country.emergency if country and calls else "",
        answers=_answers(alert, opened),
    )


def _when(at: datetime, opened: Screen) -> str:
    local = moment(at, opened.zone)
    return f"{opened.voice.weekday(local.clock_date)}, {opened.voice.time(local.local.time())}"


def _answers(alert: Alert, opened: Screen) -> tuple[tuple[str, str], ...]:
    later = ("later", _("Later"))
    if alert.asks and opened.who.locked:
        return ()
    if any(isinstance(condition, Doses) for condition in alert.clause.when) and alert.asks:
        missed = ("missed", _("Missed"))
        return (("taken-not-recorded", _("Taken, not recorded")), missed, ("not-sure", _("Not sure")), later)
    if alert.asks:
        return (("still-there", _("Yes")), ("gone", _("No")), later)
    done = (("done", _("I have done this")), ("not-new", _("Not new for me")))
    question = (("on-my-questions", _("Put on my questions")),)
    return (*done, *(question if alert.tier is Tier.NEXT_VISIT else ()), later)


@allow(Access.LOG)
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """What was done about a message. The answer is kept, and shown with it from then on."""
    opened = screen(request)
    found = {alert.key: alert for alert in alerts(opened.recent, now=opened.who.now, zone=opened.zone)}
    alert, said = found.get(request.POST.get("key", "")), request.POST.get("answer", "")
    if alert is None or said not in dict(_answers(alert, opened)):
        raise Http404
    if said == "on-my-questions":
        opened.record(Note(text=_(alert.rule.title), question=True))
    body = AlertAnswer(rule=alert.rule.code, key=alert.key, answer=said)
    actions.answer(opened.id, body, by=opened.by, happened_at=opened.now, now=opened.who.now)
    return redirect("log")
