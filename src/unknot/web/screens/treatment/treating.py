"""A treatment with more to say: what a clinic did, what was started, changed or stopped, the detail of any."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from unknot.journal.document import body_document
from unknot.journal.entry import Entry, Json, Precision, Stage, Treatment
from unknot.web.access import Access, allow
from unknot.web.forms.treatment import ChangedForm, ClinicForm, DatedForm, DetailForm, PlacesForm
from unknot.web.screens.detail import after, happened
from unknot.web.screens.screen import Screen, screen
from unknot.web.screens.words import treatment_words

FIELDS = ("sites", "duration", "agent", "amount", "relief", "programme", "note")
"""The fields that the detail page says something about."""


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def clinic(request: HttpRequest) -> HttpResponse:
    """An injection, a refill, an operation; however long ago."""
    opened = screen(request)
    form = ClinicForm(opened.voice, opened.now, request.POST or None)
    places = PlacesForm(opened.voice, (), request.POST or None)
    if request.method == "POST" and form.is_valid() and places.is_valid():
        return _kept(opened, form, form.treatment(places.sites))
    context = {"form": form, "places": places, "today": opened.now.clock_date}
    return render(request, "treatments/clinic.html", context)


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def changed(request: HttpRequest) -> HttpResponse:
    """A start, a change or a stop: what before and after is drawn around."""
    opened = screen(request)
    form = ChangedForm(opened.voice, opened.now, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _kept(opened, form, form.treatment())
    return render(request, "treatments/changed.html", {"form": form, "today": opened.now.clock_date})


def _kept(opened: Screen, form: DatedForm, body: Treatment) -> HttpResponse:
    precision = Precision.MINUTE if form.timed else Precision.DAY
    entry = opened.record(body, form.happened, precision=precision)
    return redirect("treatment", entry.id)


@allow(Access.LOG)
@require_http_methods(["GET", "POST"])
def treatment(request: HttpRequest, id: UUID) -> HttpResponse:
    """Everything optional about a treatment, in one page that can be left at any point."""
    opened = screen(request, about=id)
    entry = treated(opened, id)
    form = DetailForm(entry.body, opened.voice, request.POST or None)
    places = PlacesForm(opened.voice, entry.body.sites, request.POST or None)
    if request.method == "POST" and form.is_valid() and places.is_valid():
        document = body_document(form.treatment(entry.body, places.sites))
        changes: dict[str, Json] = {name: document.get(name) for name in FIELDS}
        opened.amend(id, changes)
        return redirect(after(opened, entry))
    context = {
        "entry": entry,
        "form": form,
        "places": places,
        "heading": treatment_words(entry.body, opened.voice),
        "when": when(entry, opened),
        "compared": not opened.who.locked and (entry.body.stage is not Stage.DONE or form.clinic),
    }
    return render(request, "treatments/detail.html", context)


def treated(opened: Screen, id: UUID) -> Entry[Treatment]:
    entry = opened.entry(id)
    if not isinstance(entry.body, Treatment):
        raise Http404
    return entry  # type: ignore[return-value]  # its body is a Treatment


def when(entry: Entry[Treatment], opened: Screen) -> str:
    """With its time, if that is known."""
    if entry.precision is Precision.DAY:
        return opened.voice.full(entry.happened_at.clock_date)
    return happened(entry, opened)
