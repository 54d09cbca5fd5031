"""What can be done to any entry of the diary: another time, private or not, removed."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from unknot import actions
from unknot.actions import InTheFuture
from unknot.journal.entry import Body, Entry, Precision
from unknot.journal.scalars import write_moment
from unknot.journal.span import Moment, moment
from unknot.web.diary.moved import time_before
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.entry_text import entry_text
from unknot.web.page.entry_when import page_after, when_words
from unknot.web.page.entry_words import lasting
from unknot.web.page.when_form import WhenForm

EARLIER = (10, 30, 60)
"""Minutes earlier that are one press away."""


@allow(Access.LOG)
@require_http_methods(["GET", "POST"])
def when(request: HttpRequest, id: UUID) -> HttpResponse:
    """The time of anything: one press earlier, or picked."""
    ctx = page_context(request, about=id)
    entry = ctx.entry(id)
    asked = request.POST if "picked" in request.POST else None
    form = WhenForm(entry.happened_at, ctx.now, asked)
    if request.method == "POST":
        if "back" in request.POST:
            return _back(ctx, entry)
        minutes = request.POST.get("earlier", "")
        if minutes.isdecimal() and int(minutes) in EARLIER:
            picked = moment(entry.happened_at.instant - timedelta(minutes=int(minutes)), entry.happened_at.zone)
            return _moved(ctx, entry, picked)
        if form.is_valid():
            return _moved(ctx, entry, form.moment)
    earlier = [
        {"minutes": m, "words": _("{length} earlier").format(length=lasting(timedelta(minutes=m), ctx.voice))}
        for m in EARLIER
    ]
    context = {
        "told": entry_text(entry, ctx.voice),
        "when": when_words(entry, ctx),
        "form": form,
        "earlier": earlier,
        "today": ctx.now.clock_date,
        "back": page_after(ctx, entry),
    }
    return render(request, "diary/when.html", context)


def _moved(ctx: PageContext, entry: Entry[Body], to: Moment) -> HttpResponse:
    try:
        moved = ctx.amend(entry, {"happened_at": write_moment(to), "precision": Precision.MINUTE.value})
    except InTheFuture:
        return redirect("when", entry.id)
    return _to_day(ctx, moved)


def _back(ctx: PageContext, entry: Entry[Body]) -> HttpResponse:
    """Undoes the last correction of the time."""
    before = time_before(ctx, entry.id)
    return _to_day(ctx, ctx.amend(entry, before) if before else entry)


def _to_day(ctx: PageContext, entry: Entry[Body]) -> HttpResponse:
    """To the day that it lies on now; from a device that may not read it, back to Log."""
    return redirect(f"{reverse('diary-day', args=[entry.diary_day])}#day") if ctx.who.may_read else redirect("log")


@allow(Access.READ)
@require_POST
def private(request: HttpRequest, id: UUID) -> HttpResponse:
    """Private: only the owner sees it. And back."""
    ctx = page_context(request, about=id)
    entry = ctx.entry(id)
    ctx.amend(entry, {"private": not entry.private or None})
    return redirect("diary-day", entry.diary_day)


@allow(Access.READ)
@require_POST
def remove(request: HttpRequest, id: UUID) -> HttpResponse:
    """Into the bin, where it stays for thirty days."""
    ctx = page_context(request, about=id)
    entry = ctx.entry(id)
    actions.retract(ctx.id, id, by=ctx.by, now=ctx.who.now)
    return redirect("diary-day", entry.diary_day)
