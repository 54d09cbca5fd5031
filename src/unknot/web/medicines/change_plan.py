"""A plan that changes or ends: a new plan from a day on, or a last day. The past stays as it was."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from unknot.journal.entry import LINE, Entry, Prescription
from unknot.knowledge.rules import rules
from unknot.report.plans import medicine_words, plan_lines
from unknot.safety.alert import NOT_CHECKED
from unknot.web.medicines.add_medicine import note_for, one_row_more
from unknot.web.medicines.medicine_form import PlanForm, of_plan
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context

NOT_SUDDENLY = "RF-WD-S"
"""The rule whose words stand on the page that stops baclofen."""


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, id: UUID) -> HttpResponse:
    """A new plan from a day on; the old one ends the day before. Doses keep what they were recorded as."""
    ctx = page_context(request)
    old = ctx.entry(id, Prescription)
    if request.method != "POST":
        return _form(request, PlanForm(initial=of_plan(old.body, ctx.now.diary_day)), ctx, old)
    if (longer := one_row_more(request)) is not None:
        return _form(request, longer, ctx, old)
    form = PlanForm(request.POST)
    if form.is_valid() and old.body.starts is not None and form.cleaned_data["starts"] <= old.body.starts:
        day = ctx.voice.full(old.body.starts)
        form.add_error("starts", _("This plan itself starts on {day}. A change starts later.").format(day=day))
    if not form.is_valid():
        return _form(request, form, ctx, old, status=422)
    new = ctx.record(form.prescription)
    _end(ctx, old, form.cleaned_data["starts"] - timedelta(days=1))
    return redirect("medicines-about-you", new.id)


def _form(
    request: HttpRequest, form: PlanForm, ctx: PageContext, old: Entry[Prescription], status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "new": False,
        "name": medicine_words(old.body.medicine, ctx.voice),
        "old": plan_lines(old.body, ctx.now.diary_day, ctx.voice),
        "note": note_for(old.body.medicine.code, ctx),
        "back": old.id,
    }
    return render(request, "medicines/plan.html", context, status=status)


def _end(ctx: PageContext, old: Entry[Prescription], last: date) -> None:
    """The last day of a plan; one that had ended earlier stays as it was."""
    if old.body.ends is None or old.body.ends > last:
        ctx.amend(old, {"ends": last.isoformat()})


class StopForm(forms.Form):
    """The last day of a plan, and why, if it is said."""

    ends = forms.DateField()
    why = forms.CharField(required=False, max_length=LINE)

    def __init__(self, plan: Prescription, ctx: PageContext, data: object = None) -> None:
        super().__init__(data, initial={"ends": ctx.now.diary_day})  # type: ignore[arg-type]  # request.POST
        self.plan = plan

    def clean_ends(self) -> date:
        ends: date = self.cleaned_data["ends"]
        if ends < self.plan.first_day:
            raise forms.ValidationError(gettext_lazy("The plan had not begun on that day."))
        return ends


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, id: UUID) -> HttpResponse:
    """The last day; of baclofen first what its leaflet says about stopping."""
    ctx = page_context(request)
    plan = ctx.entry(id, Prescription)
    form = StopForm(plan.body, ctx, request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"].strip()
        note = "\n".join(part for part in (plan.body.note, _("Stopped: {why}").format(why=why) if why else "") if part)
        ctx.amend(plan, {"ends": form.cleaned_data["ends"].isoformat(), "note": note or None})
        return redirect("medicines")
    context = {
        "form": form,
        "plan": plan,
        "name": medicine_words(plan.body.medicine, ctx.voice),
        "card": _not_suddenly(plan.body),
    }
    return render(request, "medicines/stop.html", context, status=422 if request.method == "POST" else 200)


def _not_suddenly(plan: Prescription) -> dict[str, object] | None:
    """What the rule about missed doses says, before a plan of baclofen is ended."""
    if plan.medicine.code not in {"baclofen", "baclofen-intrathecal"}:
        return None
    rule = next(rule for rule in rules() if rule.code == NOT_SUDDENLY)
    return {
        "why": _(rule.why),
        "sources": rule.source,
        "unchecked": _(NOT_CHECKED) if rule.signed is None else "",
    }
