"""A treatment with more to say: what a clinic did, what was started, changed or stopped, the detail of any."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from unknot.journal.document import body_document
from unknot.journal.entry import Entry, Json, Precision, Stage, Treatment
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.dated_form import DatedForm
from unknot.web.page.entry_when import page_after, when_words
from unknot.web.page.entry_words import treatment_words
from unknot.web.treatment.treatment_form import ChangedForm, ClinicForm, PlacesForm, TreatmentDetailForm

FIELDS = ("sites", "duration", "agent", "amount", "relief", "programme", "note")
"""The fields that the detail page says something about."""


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def clinic(request: HttpRequest) -> HttpResponse:
    """An injection, a refill, an operation; however long ago."""
    ctx = page_context(request)
    form = ClinicForm(ctx.voice, ctx.now, request.POST or None)
    places = PlacesForm(ctx.voice, (), request.POST or None)
    if request.method == "POST" and form.is_valid() and places.is_valid():
        return _kept(ctx, form, form.treatment(places.sites))
    context = {"form": form, "places": places, "today": ctx.now.clock_date}
    return render(request, "treatment/clinic.html", context)


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def changed(request: HttpRequest) -> HttpResponse:
    """A start, a change or a stop: what before and after is drawn around."""
    ctx = page_context(request)
    form = ChangedForm(ctx.voice, ctx.now, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _kept(ctx, form, form.treatment())
    return render(request, "treatment/changed.html", {"form": form, "today": ctx.now.clock_date})


def _kept(ctx: PageContext, form: DatedForm, body: Treatment) -> HttpResponse:
    precision = Precision.MINUTE if form.timed else Precision.DAY
    entry = ctx.record(body, form.happened, precision=precision)
    return redirect("treatment", entry.id)


@allow(Access.LOG)
@require_http_methods(["GET", "POST"])
def treatment(request: HttpRequest, id: UUID) -> HttpResponse:
    """Everything optional about a treatment, in one page that can be left at any point."""
    ctx = page_context(request, about=id)
    entry = ctx.entry(id, Treatment)
    form = TreatmentDetailForm(entry.body, ctx.voice, request.POST or None)
    places = PlacesForm(ctx.voice, entry.body.sites, request.POST or None)
    if request.method == "POST" and form.is_valid() and places.is_valid():
        document = body_document(form.treatment(entry.body, places.sites))
        changes: dict[str, Json] = {name: document.get(name) for name in FIELDS}
        ctx.amend(entry, changes)
        return redirect(page_after(ctx, entry))
    context = {
        "entry": entry,
        "form": form,
        "places": places,
        "heading": treatment_words(entry.body, ctx.voice),
        "when": when(entry, ctx),
        "compared": not ctx.who.locked and (entry.body.stage is not Stage.DONE or form.clinic),
    }
    return render(request, "treatment/detail.html", context)


def when(entry: Entry[Treatment], ctx: PageContext) -> str:
    """With its time, if that is known."""
    if entry.precision is Precision.DAY:
        return ctx.voice.full(entry.happened_at.clock_date)
    return when_words(entry, ctx)
