"""What can be done to any entry of the diary: another time, private or not, removed."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from unknot import actions
from unknot.actions import InTheFuture
from unknot.journal.entry import Precision
from unknot.journal.scalars import write_moment
from unknot.journal.span import Moment, moment
from unknot.web.access import Access, allow
from unknot.web.forms.when import WhenForm
from unknot.web.screens.detail import after, happened
from unknot.web.screens.screen import Screen, screen
from unknot.web.screens.told import told
from unknot.web.screens.words import lasting

EARLIER = (10, 30, 60)
"""Minutes earlier that are one press away."""


@allow(Access.LOG)
@require_http_methods(["GET", "POST"])
def when(request: HttpRequest, id: UUID) -> HttpResponse:
    """The time of anything: one press earlier, or picked."""
    opened = screen(request, about=id)
    entry = opened.entry(id)
    asked = request.POST if "picked" in request.POST else None
    form = WhenForm(entry.happened_at, opened.now, asked)
    if request.method == "POST":
        minutes = request.POST.get("earlier", "")
        if minutes.isdecimal() and int(minutes) in EARLIER:
            picked = moment(entry.happened_at.instant - timedelta(minutes=int(minutes)), entry.happened_at.zone)
            return _moved(opened, id, picked)
        if form.is_valid():
            return _moved(opened, id, form.moment)
    earlier = [
        {"minutes": m, "words": _("{length} earlier").format(length=lasting(timedelta(minutes=m), opened.voice))}
        for m in EARLIER
    ]
    context = {
        "told": told(entry, opened.voice),
        "when": happened(entry, opened),
        "form": form,
        "earlier": earlier,
        "today": opened.now.clock_date,
        "back": after(opened, entry),
    }
    return render(request, "when.html", context)


def _moved(opened: Screen, id: UUID, to: Moment) -> HttpResponse:
    try:
        moved = opened.amend(id, {"happened_at": write_moment(to), "precision": Precision.MINUTE.value})
    except InTheFuture:
        return redirect("when", id)
    return redirect(after(opened, moved))


@allow(Access.READ)
@require_POST
def private(request: HttpRequest, id: UUID) -> HttpResponse:
    """Private: only the owner sees it. And back."""
    opened = screen(request, about=id)
    entry = opened.entry(id)
    opened.amend(id, {"private": not entry.private or None})
    return redirect("diary-day", entry.diary_day)


@allow(Access.READ)
@require_POST
def remove(request: HttpRequest, id: UUID) -> HttpResponse:
    """Into the bin, where it stays for thirty days."""
    opened = screen(request, about=id)
    entry = opened.entry(id)
    actions.retract(opened.id, id, by=opened.by, now=opened.who.now)
    return redirect("diary-day", entry.diary_day)
