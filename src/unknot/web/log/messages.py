"""The messages of the safety rules: each with its answer, and all of the last ten weeks."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from unknot import actions
from unknot.household.findings import analysis_cache
from unknot.journal.entry import AlertAnswer, Note
from unknot.knowledge.rules import Tier
from unknot.safety.alert import NO_MESSAGE, Alert, State
from unknot.web.page.access import Access, allow
from unknot.web.page.alerts import alert_when, answer_choices, found_now, history, sealed, shown_message
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.unchecked import unchecked


@allow(Access.LOG)
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """What was done about a message. The answer is kept, and shown with it from then on."""
    from_list = request.POST.get("to") == "messages"
    ctx = page_context(request, since=analysis_cache.TEN_WEEKS) if from_list else page_context(request)
    found = {sealed(alert): alert for alert in found_now(ctx)}
    alert, said = found.get(request.POST.get("key", "")), request.POST.get("answer", "")
    if alert is None or said not in dict(answer_choices(alert, ctx)):
        raise Http404
    if said == "on-my-questions":
        ctx.record(Note(text=_(alert.clause.title), question=True))
    body = AlertAnswer(rule=alert.rule.code, key=alert.key, answer=said)
    actions.answer(ctx.id, body, by=ctx.by, happened_at=ctx.now, now=ctx.who.now)
    return redirect("messages" if from_list else "log")


# ---------------------------------------------------------------- all of them


@dataclass(frozen=True, slots=True)
class Past:
    """One line of the history: the message, when, how soon it was, and what was answered."""

    title: str
    when: str
    tier: str
    state: str
    rule: str


@allow(Access.READ)
@require_GET
def messages(request: HttpRequest) -> HttpResponse:
    """The messages of the last ten weeks, the newest first, each with its answer; those still open on top."""
    ctx = page_context(request, since=analysis_cache.TEN_WEEKS)
    known = history(ctx, ctx.recent)
    open_ = [shown_message(alert, ctx) for alert in found_now(ctx)]
    earlier = [_past(alert, ctx) for alert in sorted(known, key=lambda alert: alert.last, reverse=True)]
    context = {"open": open_, "earlier": earlier, "nothing": _(NO_MESSAGE), "unsaid": list(unchecked(ctx))}
    return render(request, "log/messages.html", context)


def _past(alert: Alert, ctx: PageContext) -> Past:
    tiers = {
        Tier.EMERGENCY: _("emergency"),
        Tier.SAME_DAY: _("same day"),
        Tier.NEXT_VISIT: _("next visit"),
    }
    states = {
        State.OPEN: _("open"),
        State.LATER: _("put off"),
        State.ANSWERED: "",
        State.PAST: _("not answered"),
    }
    said = ctx.voice.coded("alert-answer", alert.answer.body.answer) if alert.answer else ""
    return Past(
        title=_(alert.clause.title),
        when=alert_when(alert.last, ctx),
        tier=_("a question") if alert.asks else tiers[alert.tier],
        state=_("answered: {answer}").format(answer=said) if said else states[alert.state],
        rule=alert.rule.code,
    )
