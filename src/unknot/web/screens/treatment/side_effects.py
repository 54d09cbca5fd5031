"""Side effects: logged with the medicine that is suspected, and shown beside the spasms of the same days."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from unknot.journal.coverage import coverage
from unknot.journal.document import body_document
from unknot.journal.entry import Dose, Json, Precision, Prescription, Symptom
from unknot.report.side_effects import side_effects, since_words, window
from unknot.report.wording import plain
from unknot.web.access import Access, allow
from unknot.web.forms.side_effect import SideEffectForm
from unknot.web.screens.detail import after, happened
from unknot.web.screens.screen import AROUND, Screen, screen

SHOWN = 84
EARLIEST = date(1900, 1, 1)
FIELDS = ("code", "bother", "bother_band", "new", "suspected_medicine", "note")


@allow(Access.LOG)
@require_http_methods(["GET", "POST"])
def side_effect(request: HttpRequest) -> HttpResponse:
    """A new one; saved as of now unless another time is said."""
    opened = screen(request)
    form = _form(opened, None, request)
    if request.method == "POST" and form.is_valid():
        at = form.happened(form.cleaned_data)
        timed = form.cleaned_data["on"] is None or form.cleaned_data["at"] is not None
        opened.record(form.symptom(None), at, precision=Precision.MINUTE if timed else Precision.DAY)
        return redirect("log")
    context = {"form": form, "entry": None, "since": _since(opened), "today": opened.now.clock_date}
    return render(request, "treatments/side_effect.html", context)


@allow(Access.LOG)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, id: UUID) -> HttpResponse:
    """What was said of it, to be completed or corrected."""
    opened = screen(request, about=id)
    entry = opened.entry(id)
    if not isinstance(entry.body, Symptom):
        raise Http404
    form = _form(opened, entry.body, request)
    if request.method == "POST" and form.is_valid():
        document = body_document(form.symptom(entry.body))
        changes: dict[str, Json] = {name: document.get(name) for name in FIELDS}
        opened.amend(id, changes)
        return redirect(after(opened, entry))
    since = since_words(opened.journal, entry.body.suspected_medicine, entry.diary_day, opened.voice)
    context = {"form": form, "entry": entry, "when": happened(entry, opened), "since": [since] if since else []}
    return render(request, "treatments/side_effect.html", context)


def _form(opened: Screen, body: Symptom | None, request: HttpRequest) -> SideEffectForm:
    bands = opened.settings.bands or opened.settings.size == "big"
    return SideEffectForm(
        opened.voice, medicines(opened), opened.now, bands=bands, body=body, data=request.POST or None
    )


def medicines(opened: Screen) -> list[str]:
    """The names of what is planned or was recorded lately, as the person writes them."""
    planned = [e.body.medicine.name for e in opened.journal.of(Prescription)]
    taken = [e.body.medicine.name for e in opened.journal.of(Dose)]
    return list({name.casefold().strip(): plain(name, 60) for name in [*taken, *planned]}.values())[:8]


def _since(opened: Screen) -> list[str]:
    """How long ago each medicine was started or changed: the days that a side effect is seen against."""
    today = opened.now.diary_day
    said = [since_words(opened.journal, name, today, opened.voice) for name in medicines(opened)]
    return [words[:1].upper() + words[1:] for words in said if words]


# ---------------------------------------------------------------- beside the spasms


@allow(Access.READ)
@require_GET
def beside(request: HttpRequest, until: date | None = None) -> HttpResponse:
    """Twelve weeks: spasms and side effects on the same days. No more of the journal is read than they need."""
    opened = screen(request, since=timedelta(days=SHOWN) + AROUND)
    today = opened.now.diary_day
    if until is not None and until < EARLIEST:
        raise Http404
    first, last = window(min(until or today, today), SHOWN)
    if last < today:
        opened = screen(request, days=(first, last))
    page = side_effects(opened.journal, coverage(opened.journal), first, last, opened.zone, opened.voice)
    context = {
        "shown": page,
        "period": opened.voice.period(first, last),
        "earlier": first - timedelta(days=1),
        "later": min(last + timedelta(days=SHOWN), today) if last < today else None,
    }
    return render(request, "patterns/side_effects.html", context)
