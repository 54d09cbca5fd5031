"""What is left of a medicine: counted by the person, and stepped forward along the plan that was typed."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unknot.journal.entry import Prescription, Stock
from unknot.journal.plan import same_medicine
from unknot.journal.quantity import Quantity
from unknot.report.plans import amount_words, medicine_words
from unknot.safety.stock import RunOut, before_weekend
from unknot.web.medicines.medicine_form import amount_units
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context


class CountForm(forms.Form):
    """How much is left now."""

    left = forms.DecimalField(min_value=0, max_value=100_000, decimal_places=2, localize=True)
    unit = forms.ChoiceField()

    def __init__(self, data: object = None, unit: str = "{tbl}") -> None:
        super().__init__(data, initial={"unit": unit})  # type: ignore[arg-type]  # request.POST
        self.fields["unit"] = forms.ChoiceField(choices=amount_units())


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def count(request: HttpRequest, id: UUID) -> HttpResponse:

    ctx = page_context(request)
    plan = ctx.entry(id, Prescription)
    medicine = plan.body.medicine
    units = {dose.amount.unit for step in plan.body.steps for dose in step.doses}
    form = CountForm(request.POST or None, "mL" if units == {"mL"} else "{tbl}")
    if request.method == "POST" and form.is_valid():
        left = Quantity(form.cleaned_data["left"], form.cleaned_data["unit"])
        ctx.record(Stock(medicine=medicine, left=left))
        return redirect("medicines-one", id)
    counts = [e for e in ctx.journal.of(Stock) if same_medicine(e.body.medicine, medicine)]
    last = counts[-1] if counts else None
    context = {
        "form": form,
        "plan": plan,
        "name": medicine_words(medicine, ctx.voice),
        "last": _("Last count: {left}, on {day}.").format(
            left=amount_words(last.body.left, ctx.voice), day=ctx.voice.full(last.happened_at.clock_date)
        )
        if last
        else "",
    }
    return render(request, "medicines/count.html", context)


def run_out_words(out: RunOut | None, ctx: PageContext) -> str:
    """When the counted stock ends if the plan is followed as typed; that the count is old once the day is past."""
    if out is None:
        return ""
    today, voice = ctx.now.diary_day, ctx.voice
    counted = amount_words(out.counted.body.left, voice)
    on = out.counted.happened_at.clock_date
    if out.on < today:
        return _("Your count of {left} on {day} is old. Please count again.").format(left=counted, day=voice.day(on))
    words = _("{left} counted on {day}. By the plan you typed it runs out on {end}.").format(
        left=counted, day=voice.day(on), end=voice.weekday(out.on)
    )
    if before_weekend(out, today):
        words += " " + _("That is over the weekend.")
    return words
