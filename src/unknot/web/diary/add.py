"""Adding to a day of the last week: a spasm, or something else, with as much of its time as is known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from unknot.journal.entry import Body, Exposure, Note, Precision, Symptom, Treatment
from unknot.journal.span import DAY_TURNS_AT, Moment, moment
from unknot.web.diary.add_form import AddForm, CodedForm, DiaryNoteForm
from unknot.web.diary.checkin import BACK_DAYS
from unknot.web.diary.day_words import day_name
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context

PARTS: Mapping[str, time] = {
    "night": time(3),
    "morning": time(8),
    "midday": time(12),
    "afternoon": time(16),
    "evening": time(20),
}
"""The clock time that stands for a part of a day; the entry says that it is only about then."""

CODED = {"treatment": "treatment", "exposure": "exposure", "symptom": "symptom"}
"""Kinds of entry that are one code of a vocabulary."""


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def spasm(request: HttpRequest, day: date) -> HttpResponse:
    """A spasm that was not logged when it came."""
    ctx = _opened(request, day)
    form = AddForm(ctx.settings, ctx.voice, request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_over(form, day, ctx):
        at, precision = when(form.cleaned_data, day, ctx)
        entry = ctx.record(form.episode(), at, precision=precision)
        return redirect("detail", entry.id) if "detail" in request.POST else redirect("diary-day", day)
    context = {"form": form, "heading": _("Add a spasm"), "name": day_name(day, ctx), "day": day, "spasm": True}
    return render(request, "diary/add.html", context)


@allow(Access.READ)
@require_GET
def more(request: HttpRequest, day: date) -> HttpResponse:
    """What else can be added."""
    ctx = _opened(request, day)
    kinds = [
        {"url": reverse("add-kind", args=[day, "treatment"]), "words": _("Something you did for your muscles")},
        {"url": reverse("clinic"), "words": _("An injection, a refill, something at the clinic")},
        {"url": reverse("add-kind", args=[day, "exposure"]), "words": _("Something that may matter")},
        {"url": reverse("add-kind", args=[day, "symptom"]), "words": _("Something else you felt or saw")},
        {"url": reverse("side-effect"), "words": _("A side effect")},
        {"url": reverse("result-new"), "words": _("A test result")},
        {"url": reverse("visit-new"), "words": _("A visit")},
        {"url": reverse("add-kind", args=[day, "note"]), "words": _("A note")},
    ]
    return render(request, "diary/add-more.html", {"kinds": kinds, "name": day_name(day, ctx), "day": day})


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def kind(request: HttpRequest, day: date, kind: str) -> HttpResponse:
    ctx = page_context(request) if kind == "note" else _opened(request, day)
    if (kind not in CODED and kind != "note") or day > ctx.now.diary_day:
        raise Http404
    form = DiaryNoteForm(request.POST or None) if kind == "note" else CodedForm(kind, ctx.voice, request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_over(form, day, ctx):
        at, precision = when(form.cleaned_data, day, ctx)
        for body in _bodies(kind, form.cleaned_data):
            ctx.record(body, at, precision=precision)
        return redirect("diary-day", day)
    headings = {
        "treatment": _("What did you do for your muscles?"),
        "exposure": _("What may matter?"),
        "symptom": _("What did you feel or see?"),
        "note": _("Add a note"),
    }
    context = {"form": form, "heading": headings[kind], "name": day_name(day, ctx), "day": day, "spasm": False}
    return render(request, "diary/add.html", context)


def _opened(request: HttpRequest, day: date) -> PageContext:
    """The screen, if the day is one of the last seven; further back memory is not asked."""
    ctx = page_context(request)
    if not 0 <= (ctx.now.diary_day - day).days <= BACK_DAYS:
        raise Http404
    return ctx


def _bodies(kind: str, said: Mapping[str, object]) -> list[Body]:
    note = str(said.get("note", ""))
    codes = said.get("codes", [])
    assert isinstance(codes, list)
    match kind:
        case "treatment":
            return [Treatment(code=code, note=note) for code in codes]
        case "exposure":
            return [Exposure(code=code, note=note) for code in codes]
        case "symptom":
            return [Symptom(code=code, note=note) for code in codes]
        case _:
            return [Note(text=note)]


def when(said: Mapping[str, object], day: date, ctx: PageContext) -> tuple[Moment, Precision]:
    """The time as exactly as it was said: a clock time, a part of the day, or only the day.

    A time before 04:00 is the night at the end of the diary day. Nothing is put later than now.
    """
    clock, part = said.get("time"), str(said.get("part") or "")
    if isinstance(clock, time):
        return _at(day, clock, ctx), Precision.MINUTE
    if part in PARTS:
        return _not_ahead(_at(day, PARTS[part], ctx), ctx), Precision.DAY_PART
    return _not_ahead(_at(day, time(12), ctx), ctx), Precision.DAY


def _is_over(form: Form, day: date, ctx: PageContext) -> bool:
    """Whether the time that was typed has come; the form says so if not."""
    at, _precision = when(form.cleaned_data, day, ctx)
    if at.instant > ctx.now.instant:
        form.add_error("time", _("This time is still to come."))
        return False
    return True


def _at(day: date, clock: time, ctx: PageContext) -> Moment:
    clock_date = day + timedelta(days=1) if clock < DAY_TURNS_AT else day
    return moment(datetime.combine(clock_date, clock), ctx.zone)


def _not_ahead(at: Moment, ctx: PageContext) -> Moment:
    return min(at, ctx.now, key=lambda one: one.instant)
