"""The messages of the safety rules: the most urgent one under what was just saved, its answers, and all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from unknot.household.findings import analysis_cache
from unknot.journal.entry import Body, Entry
from unknot.journal.journal import Journal
from unknot.journal.span import moment
from unknot.knowledge.cautions import Grade
from unknot.knowledge.conditions import Doses, Worsening
from unknot.knowledge.countries import Country, PhoneLine, country_of
from unknot.knowledge.rules import Action, Rule, Tier, with_signoffs
from unknot.knowledge.signoffs import shipped
from unknot.safety import alerts as safety
from unknot.safety.alert import NOT_CHECKED, Alert, words
from unknot.safety.cautions import cautions
from unknot.web.page.context import PageContext, page_context

TOLD_AT_ONCE = frozenset({Grade.HIGH, Grade.MODERATE})
"""Rows of the short list that are said when a medicine is first logged, and not only on its own page."""
JUST_NOW = timedelta(minutes=10)
"""What was kept this lately is what the page is about."""


@dataclass(frozen=True, slots=True)
class AlertMessage:
    """An alert or a question as the page shows it; `call` is the emergency number, where it is an emergency.

    `line` is another number that the message is about, in this country. `link` leads to the list of things to look
    for, where the rule has one; `show` to what to show the doctor, where that is what the message asks for, or where
    it asks to call and there is no line to name. `act` is an answer that is the thing to do. `again` says when the
    same matter was settled: the message is then one line. `more` is a page with more of it, and its button's words.
    """

    key: str
    rule: str
    title: str
    say: str
    steps: tuple[str, ...]
    why: str
    asks: str
    unchecked: str
    signed: str
    urgent: bool
    call: str
    line: PhoneLine | None
    link: str
    show: str
    act: tuple[str, str]
    again: str
    answers: tuple[tuple[str, str], ...]
    more: tuple[str, str] = ("", "")


def signed_rules() -> tuple[Rule, ...]:
    """Every rule, with the sign-offs that came with this version and those of the clinic that runs it."""
    return with_signoffs((*shipped(), *settings.SIGN_OFFS))


def found_now(ctx: PageContext) -> tuple[Alert, ...]:
    """What is open now. Where a device is locked it is worked out from the same journal, and quotes nothing of it."""
    return safety.alerts(
        ctx.recent,
        now=ctx.who.now,
        zone=ctx.zone,
        worse_since=analysis_cache.worse_since(ctx.id, ctx.who.now),
        among=signed_rules(),
    )


def history(ctx: PageContext, journal: Journal) -> tuple[Alert, ...]:
    """Every message of the last ten weeks with its answer, from a journal that reaches that far."""
    return safety.history(
        journal,
        now=ctx.who.now,
        zone=ctx.zone,
        worse_since=analysis_cache.worse_since(ctx.id, ctx.who.now),
        among=signed_rules(),
    )


def alerts_now(ctx: PageContext, saved: Entry[Body] | None = None) -> list[AlertMessage]:
    """The first open message, or none: a page never shows more than one.

    Under an entry that was just saved it is the one that this entry raised, unless another is more urgent.
    """
    fresh = kept_just_now(ctx)
    found = tuple(a for a in found_now(ctx) if a.again is None or not fresh.isdisjoint(a.entries))
    own = safety.under(found, saved) if saved else None
    if own is not None and own.urgency[:2] == found[0].urgency[:2]:
        found = (own,)
    return [shown_message(alert, ctx) for alert in found[:1]] or _caution_just_raised(ctx, fresh)


def _caution_just_raised(ctx: PageContext, fresh: set[UUID]) -> list[AlertMessage]:
    """What the short list says of a medicine that was logged just now for the first time: one card, its gravest row."""
    if not fresh or not ctx.who.may_read:
        return []
    open_ = (
        one for one in cautions(ctx.recent, now=ctx.who.now) if not one.answered and one.rule.grade in TOLD_AT_ONCE
    )
    one = next((one for one in open_ if not fresh.isdisjoint(one.entries)), None)
    if one is None:
        return []
    return [
        AlertMessage(
            key="",
            rule=one.rule.id,
            title=_("Ask about these together") if len(one.medicines) > 1 else _("Ask about this medicine"),
            say=_(one.rule.say),
            steps=(),
            why=_(one.rule.why) if one.rule.why else "",
            asks="",
            unchecked=_(NOT_CHECKED) if one.unchecked else "",
            signed="",
            urgent=False,
            call="",
            line=None,
            link="",
            show="",
            act=("", ""),
            again="",
            answers=(),
            more=(reverse("medicines-messages"), _("What the short list says")),
        )
    ]


def alerts_at_night(ctx: PageContext) -> list[AlertMessage]:
    """At night: an emergency, or what the entry just kept raised. The rest waits for the morning."""
    fresh = kept_just_now(ctx)
    found = [a for a in found_now(ctx) if _is_alarm(a) or not fresh.isdisjoint(a.entries)]
    return [shown_message(alert, ctx) for alert in found[:1]]


def _is_alarm(alert: Alert) -> bool:
    return alert.tier is Tier.EMERGENCY and not alert.asks


def alerts_just_raised(request: HttpRequest, ctx: PageContext) -> list[AlertMessage]:
    """On another page than Log: the first message that stands on what was kept in the last minutes, or none.

    Only then are the rules asked: a page that is only looked at stays as quick as it was.
    """
    fresh = kept_just_now(ctx)
    if not fresh or not ctx.who.may_log:
        return []
    everyday = page_context(request)
    found = [alert for alert in found_now(everyday) if not fresh.isdisjoint(alert.entries)]
    return [shown_message(alert, everyday) for alert in found[:1]]


def kept_just_now(ctx: PageContext) -> set[UUID]:
    """The entries that were kept or corrected in the last minutes."""
    since = ctx.who.now - JUST_NOW
    kept = {e.id for e in ctx.journal.entries if e.provenance.recorded_at.instant > since}
    changed = ctx.journal.changes.items()
    return kept | {root for root, changes in changed if changes[-1].provenance.recorded_at.instant > since}


def shown_message(alert: Alert, ctx: PageContext) -> AlertMessage:
    """A locked device sees the advice without what it stands on."""
    said = words(alert, _, lambda at: alert_when(at, ctx))
    country = country_of(ctx.settings.country, ctx.zone)
    urgent = _is_alarm(alert)
    line = _line(alert, country) if country and not alert.asks else None
    answers = answer_choices(alert, ctx)
    act = _act(alert, answers)
    return AlertMessage(
        key=sealed(alert),
        rule=alert.rule.code,
        title=said.title,
        say=said.say,
        steps=said.steps,
        why="" if ctx.who.locked else f"{said.why} {_trend(alert, ctx)}".strip(),
        asks=_("Please unlock to answer a question.") if ctx.who.locked and said.asks else said.asks,
        unchecked=said.unchecked,
        signed=said.signed,
        urgent=urgent,
        call=country.emergency if country and urgent else "",
        line=line,
        link=reverse("checklist") if alert.rule.checklist and not alert.asks else "",
        show=reverse("visit") if _shown_to_doctor(alert, line) and ctx.who.may_read else "",
        act=act,
        again=_again(alert, ctx),
        answers=tuple(answer for answer in answers if answer != act),
    )


def _shown_to_doctor(alert: Alert, line: PhoneLine | None) -> bool:
    if alert.asks or alert.rule.checklist:
        return False
    return alert.clause.action is Action.SHOW or (alert.tier is Tier.SAME_DAY and line is None)


def _act(alert: Alert, answers: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    """The answer that is the one thing to do, where the message is for the next visit; else none."""
    if alert.asks or alert.clause.action is not Action.QUESTION:
        return ("", "")
    return next((answer for answer in answers if answer[0] == "on-my-questions"), ("", ""))


def _again(alert: Alert, ctx: PageContext) -> str:
    if alert.again is None:
        return ""
    day = ctx.voice.day(moment(alert.again, ctx.zone).clock_date)
    return _("You had this message and answered it on {day}. It holds again.").format(day=day)


def _trend(alert: Alert, ctx: PageContext) -> str:
    """The trend that a message stands on, with its interval."""
    if not any(isinstance(condition, Worsening) for condition in alert.clause.when):
        return ""
    return analysis_cache.worse_words(ctx.id, ctx.who.now, ctx.voice)


def _line(alert: Alert, country: Country) -> PhoneLine | None:
    """The crisis or poison line where the message is about that, else the urgent line where it is for today."""
    match alert.clause.action:
        case Action.CRISIS_LINE:
            return country.crisis
        case Action.POISON_LINE:
            return country.poison
        case _:
            return country.urgent if alert.tier is Tier.SAME_DAY else None


def sealed(alert: Alert) -> str:
    """The name of a message for a form: its key tells what it stands on, which a locked device must not show."""
    return salted_hmac("unknot.message", alert.key, algorithm="sha256").hexdigest()[:32]


def alert_when(at: datetime, ctx: PageContext) -> str:
    local = moment(at, ctx.zone)
    return f"{ctx.voice.weekday(local.clock_date)}, {ctx.voice.time(local.local.time())}"


def answer_choices(alert: Alert, ctx: PageContext) -> tuple[tuple[str, str], ...]:
    later = ("later", _("Later"))
    if alert.asks and ctx.who.locked:
        return ()
    if any(isinstance(condition, Doses) for condition in alert.clause.when) and alert.asks:
        missed = ("missed", _("Missed"))
        return (("taken-not-recorded", _("Taken, not recorded")), missed, ("not-sure", _("Not sure")), later)
    if alert.asks:
        return (("still-there", _("Yes")), ("gone", _("No")), later)
    done = (("done", _("I have done this")), ("not-new", _("Not new for me")))
    question = (("on-my-questions", _("Put on my questions")),)
    return (*done, *(question if alert.tier is Tier.NEXT_VISIT else ()), later)
