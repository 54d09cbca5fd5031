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
from unknot.web.page.access import Access, allow
from unknot.web.page.context import AROUND, PageContext, page_context
from unknot.web.page.entry_when import page_after, when_words
from unknot.web.treatment.side_effect_form import SideEffectForm

SHOWN = 84
EARLIEST = date(1900, 1, 1)
FIELDS = ("code", "bother", "bother_band", "new", "suspected_medicine", "note")


@allow(Access.LOG)
@require_http_methods(["GET", "POST"])
def side_effect(request: HttpRequest) -> HttpResponse:
    """A new one; saved as of now unless another time is said."""
    ctx = page_context(request)
    form = _form(ctx, None, request)
    if request.method == "POST" and form.is_valid():
        at = form.happened(form.cleaned_data)
        timed = form.cleaned_data["on"] is None or form.cleaned_data["at"] is not None
        ctx.record(form.symptom(None), at, precision=Precision.MINUTE if timed else Precision.DAY)
        return redirect("log")
    context = {"form": form, "entry": None, "since": _since(ctx), "today": ctx.now.clock_date}
    return render(request, "treatment/side_effect.html", context)


@allow(Access.LOG)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, id: UUID) -> HttpResponse:
    """What was said of it, to be completed or corrected."""
    ctx = page_context(request, about=id)
    entry = ctx.entry(id, Symptom)
    form = _form(ctx, entry.body, request)
    if request.method == "POST" and form.is_valid():
        document = body_document(form.symptom(entry.body))
        changes: dict[str, Json] = {name: document.get(name) for name in FIELDS}
        ctx.amend(entry, changes)
        return redirect(page_after(ctx, entry))
    since = since_words(ctx.journal, entry.body.suspected_medicine, entry.diary_day, ctx.voice)
    context = {"form": form, "entry": entry, "when": when_words(entry, ctx), "since": [since] if since else []}
    return render(request, "treatment/side_effect.html", context)


def _form(ctx: PageContext, body: Symptom | None, request: HttpRequest) -> SideEffectForm:
    bands = ctx.settings.bands or ctx.settings.size == "big"
    return SideEffectForm(ctx.voice, medicines(ctx), ctx.now, bands=bands, body=body, data=request.POST or None)


def medicines(ctx: PageContext) -> list[str]:
    """The names of what is planned or was recorded lately, as the person writes them."""
    planned = [e.body.medicine.name for e in ctx.journal.of(Prescription)]
    taken = [e.body.medicine.name for e in ctx.journal.of(Dose)]
    return list({name.casefold().strip(): plain(name, 60) for name in [*taken, *planned]}.values())[:8]


def _since(ctx: PageContext) -> list[str]:
    """How long ago each medicine was started or changed: the days that a side effect is seen against."""
    today = ctx.now.diary_day
    said = [since_words(ctx.journal, name, today, ctx.voice) for name in medicines(ctx)]
    return [words[:1].upper() + words[1:] for words in said if words]


# ---------------------------------------------------------------- beside the spasms


@allow(Access.READ)
@require_GET
def beside(request: HttpRequest, until: date | None = None) -> HttpResponse:
    """Twelve weeks: spasms and side effects on the same days. No more of the journal is read than they need."""
    ctx = page_context(request, since=timedelta(days=SHOWN) + AROUND)
    today = ctx.now.diary_day
    if until is not None and until < EARLIEST:
        raise Http404
    first, last = window(min(until or today, today), SHOWN)
    if last < today:
        ctx = page_context(request, days=(first, last))
    page = side_effects(ctx.journal, coverage(ctx.journal), first, last, ctx.zone, ctx.voice)
    context = {
        "shown": page,
        "period": ctx.voice.period(first, last),
        "earlier": first - timedelta(days=1),
        "later": min(last + timedelta(days=SHOWN), today) if last < today else None,
    }
    return render(request, "treatment/side_effects.html", context)
