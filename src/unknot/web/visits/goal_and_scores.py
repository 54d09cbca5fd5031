"""One goal in the person's words, and scores that someone else gave: typed in as they were said."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal, InvalidOperation

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unknot.journal.entry import Goal, Measurement, MeasurementKind, Precision, Progress
from unknot.journal.quantity import Quantity
from unknot.journal.span import moment
from unknot.knowledge.instruments import instruments
from unknot.report.scales import goal_words
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.visits.scale_form import GivenForm, GoalForm


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def goal(request: HttpRequest) -> HttpResponse:
    """The goal: written once, then asked how it goes. No number is made of it."""
    ctx = page_context(request)
    goals = ctx.journal.of(Goal)
    now = goals[-1].body if goals else None
    if request.method == "POST" and "progress" in request.POST:
        if now is None or request.POST["progress"] not in set(Progress):
            return HttpResponseBadRequest()
        ctx.record(Goal(words=now.words, progress=Progress(request.POST["progress"])))
        return redirect("scales")
    form = GoalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ctx.record(Goal(words=form.cleaned_data["words"]))
        return redirect("scales")
    context = {
        "form": form,
        "goal": now,
        "said": goal_words(ctx.journal, ctx.voice),
        "progress": [("easier", _("Easier")), ("same", _("About the same")), ("harder", _("Harder"))],
    }
    return render(request, "visits/goal.html", context)


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def given(request: HttpRequest) -> HttpResponse:
    """A score that a clinician or a questionnaire elsewhere gave."""
    ctx = page_context(request)
    form = GivenForm(ctx.now.clock_date, request.POST or None)
    if request.method == "POST" and form.is_valid():
        _keep(ctx, form)
        return redirect("scales")
    return render(request, "visits/given_score.html", {"form": form, "today": ctx.now.clock_date})


def _keep(ctx: PageContext, form: GivenForm) -> None:
    said = form.cleaned_data
    of = instruments()[said["which"]]
    words = " ".join(part for part in (said["value"], said["where"]) if part)
    body = Measurement(
        kind=MeasurementKind.SCORE,
        name=_(of.title),
        code=of.measurement,
        value=_number(said["value"]),
        text=words,
        by=said["by"],
    )
    at = min(moment(datetime.combine(said["on"], time(12)), ctx.zone), ctx.now, key=lambda one: one.instant)
    ctx.record(body, at, precision=Precision.DAY)


def _number(said: str) -> Quantity | None:
    """The score as a number, if it is one: 1+ is a level, and stays as words."""
    try:
        number = Decimal(said.replace(",", "."))
    except InvalidOperation:
        return None
    return Quantity(number, "{score}") if said[-1:].isdigit() and number.is_finite() else None
