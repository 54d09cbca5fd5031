"""One press records a dose: taken, at its time, not taken, later. As-needed and extra doses; and a second record."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from unknot import actions
from unknot.actions import DifferentEntry
from unknot.journal.entry import LINE, AlertAnswer, Dose, DoseStatus, Entry, Prescription
from unknot.journal.ids import new_id
from unknot.journal.plan import DueDose, due_doses
from unknot.journal.quantity import Quantity
from unknot.journal.slots import EARLY, PUT_OFF, put_offs, slot_key
from unknot.journal.span import Moment, moment
from unknot.report.plans import medicine_words
from unknot.web.medicines.dose_words import last_words, needed_words
from unknot.web.medicines.due_doses import doses_on_log, seconds
from unknot.web.medicines.medicine_form import amount_units
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.entry_text import entry_text

ANSWERS = frozenset({"taken", "planned", "another", "skipped", "later", "ask-now"})


# ---------------------------------------------------------------- a planned dose


@allow(Access.LOG)
@require_POST
def dose(request: HttpRequest) -> HttpResponse:
    """The answer to a planned dose. One that was answered already is kept too, and asked about."""
    ctx = page_context(request)
    said = request.POST.get("answer", "")
    if said not in ANSWERS:
        return HttpResponseBadRequest()
    slot = _slot(ctx, request.POST.get("plan", ""), request.POST.get("slot", ""))
    if said == "later":
        _put_off(ctx, slot)
        return redirect("log")
    if said == "ask-now":
        _ask_now(ctx, slot)
        return redirect("log")
    if _is_bounce(ctx):
        return redirect("log")
    entry = _keep(ctx, slot, said, request.POST.get("id", ""))
    if said == "another":
        return redirect("when", entry.id)
    if said == "skipped":
        return redirect("dose-why", entry.id)
    if request.POST.get("to") == "medicine" and ctx.who.is_owner:
        return redirect("medicines-one", slot.prescription.id)
    return redirect("log")


def _slot(ctx: PageContext, plan: str, slot: str) -> DueDose:
    """The planned dose that a form names; there is no page for one that no plan asks for."""
    try:
        id, at = UUID(plan), datetime.fromisoformat(slot)
    except ValueError:
        raise Http404 from None
    if at.tzinfo is not None:
        raise Http404
    found = due_doses(ctx.doses, at.date() - timedelta(days=1), at.date(), ctx.zone, ctx.who.now + EARLY)
    fits = [d for d in found if d.prescription.id == id and d.due.local == at]
    if not fits:
        raise Http404
    return fits[0]


def _keep(ctx: PageContext, slot: DueDose, said: str, form_id: str) -> Entry[Dose]:
    """Keeps a snapshot of what was planned, with the time it was really taken."""
    skipped = said == "skipped"
    at = slot.due if said in ("planned", "skipped") else ctx.now
    body = Dose(
        medicine=slot.prescription.body.medicine,
        amount=slot.planned.amount,
        status=DoseStatus.SKIPPED if skipped else DoseStatus.TAKEN,
        planned_for=slot.due,
        prescription=slot.prescription.id,
    )
    return _record(ctx, body, at if skipped else min(at, ctx.now, key=lambda m: m.instant), form_id)


def _record(ctx: PageContext, body: Dose, at: Moment, form_id: str) -> Entry[Dose]:
    """The same form pressed twice is one dose; another answer on an old page is a new one."""
    try:
        id = UUID(form_id)
    except ValueError:
        id = None
    try:
        return ctx.record(body, at, id=id)
    except DifferentEntry:
        return ctx.record(body, at)


def _is_bounce(ctx: PageContext) -> bool:
    """Whether a dose was recorded within the hold-off: this press may be the same one, on the next page."""
    hold_off = timedelta(seconds=ctx.settings.hold_off)
    return any(ctx.who.now - e.provenance.recorded_at.instant < hold_off for e in ctx.doses.of(Dose))


def _put_off(ctx: PageContext, slot: DueDose) -> None:
    body = AlertAnswer(rule=PUT_OFF, key=slot_key(slot), answer="later")
    actions.answer(ctx.id, body, by=ctx.by, happened_at=ctx.now, now=ctx.who.now)


def _ask_now(ctx: PageContext, slot: DueDose) -> None:
    """Takes "later" back: the dose stands on Log again."""
    for answer in put_offs(ctx.doses, slot):
        actions.retract(ctx.id, answer.id, by=ctx.by, now=ctx.who.now, reason="asked now")


@allow(Access.LOG)
@require_http_methods(["GET", "POST"])
def why(request: HttpRequest, id: UUID) -> HttpResponse:
    """Why a dose was not taken. It can be left."""
    ctx = page_context(request)
    entry = ctx.entry(id, Dose)
    if request.method == "POST":
        reason = (request.POST.get("reason", "") or request.POST.get("own", "")).strip()[:LINE]
        ctx.amend(entry, {"reason": reason or None})
        return redirect("log")
    words = entry_text(entry, ctx.voice).what if ctx.may_see_doses else _("A dose, not taken")
    return render(request, "medicines/why.html", {"what": words, "entry": entry, "reasons": _reasons()})


def _reasons() -> list[str]:
    return [
        _("I forgot"),
        _("I had none left"),
        _("I could not swallow it"),
        _("It makes me too sleepy"),
        _("It makes me too weak"),
        _("I was told to leave it out"),
    ]


# ---------------------------------------------------------------- a second record


@allow(Access.LOG)
@require_POST
def twice(request: HttpRequest, id: UUID) -> HttpResponse:
    """Another dose: an extra one. The same one: the second record goes into the bin."""
    ctx = page_context(request)
    found = {one.entry.id: one.entry for one in seconds(ctx)}
    said = request.POST.get("answer", "")
    if id not in found or not ctx.may_see_doses or not ctx.who.may_change(found[id]):
        raise Http404
    if said == "another":
        ctx.amend(found[id], {"status": DoseStatus.EXTRA.value, "planned_for": None})
    elif said == "same":
        actions.retract(ctx.id, id, by=ctx.by, now=ctx.who.now, reason="logged twice")
    else:
        return HttpResponseBadRequest()
    return redirect("log")


# ---------------------------------------------------------------- as needed, extra, any other


@allow(Access.LOG)
@require_POST
def needed(request: HttpRequest, id: UUID) -> HttpResponse:
    """One press for an as-needed dose, now."""
    ctx = page_context(request)
    plan = next((e for e in ctx.doses.of(Prescription) if e.id == id), None)
    if plan is None or plan.body.as_needed is None or not ctx.may_see_doses:
        raise Http404
    if not _is_bounce(ctx):
        body = Dose(
            medicine=plan.body.medicine, amount=plan.body.as_needed.amount, prescription=plan.id, as_needed=True
        )
        _record(ctx, body, ctx.now, request.POST.get("id", ""))
    return redirect("log")


class DoseForm(forms.Form):
    """A dose that no slot asks for: as needed or extra, how much, when, why."""

    amount = forms.DecimalField(
        required=False, min_value=Decimal("0.001"), max_value=100_000, decimal_places=3, localize=True
    )
    unit = forms.ChoiceField()
    day = forms.DateField()
    at = forms.TimeField(input_formats=["%H:%M", "%H:%M:%S"])
    reason = forms.CharField(required=False, max_length=LINE)

    def __init__(self, plan: Prescription, now: Moment, data: object = None) -> None:
        amount = plan.as_needed.amount if plan.as_needed else None
        planned = [dose.amount for step in plan.steps for dose in step.doses]
        first = amount or (planned[0] if len(set(planned)) == 1 else None)
        initial = {
            "amount": first.value if first else None,
            "unit": (first or planned[0]).unit if first or planned else "mg",
            "day": now.clock_date,
            "at": now.local.time().replace(second=0, microsecond=0),
        }
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # request.POST
        self.now = now
        self.fields["unit"] = forms.ChoiceField(choices=amount_units())

    def clean(self) -> dict[str, object]:
        said = super().clean() or {}
        day, at = said.get("day"), said.get("at")
        if isinstance(day, date) and isinstance(at, time):
            said["when"] = moment(datetime.combine(day, at), self.now.zone)
            if said["when"].instant > self.now.instant + timedelta(minutes=5):
                self.add_error("at", _("This time is still to come."))
        return said


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def another(request: HttpRequest, id: UUID) -> HttpResponse:
    """A dose beside the plan, or an as-needed one with its amount and time."""
    ctx = page_context(request)
    plan = ctx.entry(id, Prescription)
    form = DoseForm(plan.body, ctx.now, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        as_needed = plan.body.as_needed is not None and request.POST.get("kind", "needed") == "needed"
        body = Dose(
            medicine=plan.body.medicine,
            amount=Quantity(said["amount"], said["unit"]) if said["amount"] else None,
            status=DoseStatus.TAKEN if as_needed else DoseStatus.EXTRA,
            prescription=plan.id,
            as_needed=as_needed,
            reason=said["reason"].strip(),
        )
        _record(ctx, body, min(said["when"], ctx.now, key=lambda m: m.instant), request.POST.get("id", ""))
        return redirect("medicines-one", id)
    context = {
        "form": form,
        "plan": plan,
        "name": medicine_words(plan.body.medicine, ctx.voice),
        "last": last_words(plan.body.medicine, ctx),
        "needed": needed_words(plan.body, ctx) if plan.body.as_needed else "",
        "both": plan.body.as_needed is not None and bool(plan.body.steps),
        "fresh_id": new_id(ctx.who.now),
    }
    return render(request, "medicines/dose.html", context)


# ---------------------------------------------------------------- notices


@allow(Access.LOG)
@require_POST
def card(request: HttpRequest) -> HttpResponse:
    """A notice was read: it does not come back for what it was about."""
    ctx = page_context(request)
    found = {one.key: one for one in doses_on_log(ctx).cards}
    one = found.get(request.POST.get("key", ""))
    if one is None:
        raise Http404
    body = AlertAnswer(rule=one.rule, key=one.key, answer="done")
    actions.answer(ctx.id, body, by=ctx.by, happened_at=ctx.now, now=ctx.who.now)
    return redirect("log")
