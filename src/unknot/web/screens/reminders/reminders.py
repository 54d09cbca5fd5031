"""Reminders on one plain page: what, when, how, and the exact words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from unknot.household.people.models import Channel
from unknot.household.reminders import notices
from unknot.household.reminders.notice_text import TITLE
from unknot.household.reminders.slots import Kind, Slot, slots, wanted
from unknot.journal.entry import Habit
from unknot.journal.span import Span
from unknot.web.access import Access, allow
from unknot.web.screens.keeping import keep
from unknot.web.screens.reminders.choices import choices, paused_words
from unknot.web.screens.screen import Screen, screen

PREVIEW = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Row:
    url: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Way:
    """A channel as it is listed."""

    id: int
    name: str
    kind: str
    used: str
    gone: bool
    sends: bool


@allow(Access.OWNER)
@require_GET
def reminders(request: HttpRequest) -> HttpResponse:
    return page(request, screen(request))


def page(request: HttpRequest, opened: Screen, *, said: str = "", address: str = "") -> HttpResponse:
    """The page; `said` is what was just done, `address` a calendar's address, shown this once."""
    every = ways(opened)
    own, carers = [w for w in every if not w.for_carer], [w for w in every if w.for_carer]
    context = {
        "said": said,
        "address": address,
        "what": [_row(opened, name) for name in ("check-in", "doses", "running-low")]
        + [_habits(opened)]
        + [_row(opened, name) for name in ("visits", "end")],
        "when": [_row(opened, name) for name in ("quiet", "later")] + [_paused(opened)],
        "own": [in_words(opened, way) for way in own],
        "carers": [in_words(opened, way) for way in carers],
        "carer_row": _row(opened, "carer"),
        "names_row": _row(opened, "names"),
        "previews": previews(opened),
        "title": TITLE,
        "unreachable": wanted(opened.journal) and not any(way.stopped_at is None for way in own),
        "stopped": [_kind(kind) for kind in sorted(notices.stopped(opened.id))],
    }
    return render(request, "reminders/all.html", context)


def ways(opened: Screen) -> list[Channel]:
    return list(Channel.objects.filter(journal=opened.id).order_by("made_at", "pk"))


def previews(opened: Screen) -> list[str]:
    """The exact words of what is turned on: of each kind the next that will come."""
    now = opened.who.now
    coming: dict[Kind, Slot] = {}
    for slot in slots(opened.journal, opened.zone, Span(now, now + PREVIEW), now):
        coming.setdefault(slot.kind, slot)
    return list(dict.fromkeys(notices.told(opened.journal, slot).body for slot in coming.values()))


@allow(Access.OWNER)
@require_http_methods(["GET", "POST"])
def choice(request: HttpRequest, part: str) -> HttpResponse:
    """One choice: pressing an answer keeps it."""
    opened = screen(request)
    one = choices(opened).get(part)
    if one is None:
        raise Http404
    if request.method == "POST":
        change = one.kept(request.POST.get("value", ""), opened.settings.reminders)
        if change is None:
            return HttpResponseBadRequest()
        keep(opened, change)
        return redirect("settings-reminders")
    return render(request, "settings/part.html", {"part": one, "back": reverse("settings-reminders")})


@allow(Access.OWNER)
@require_POST
def go_on(request: HttpRequest) -> HttpResponse:
    """Begins anew with what stopped by itself."""
    opened = screen(request)
    notices.go_on(opened.id)
    return redirect("settings-reminders")


# ---------------------------------------------------------------- rows


def _row(opened: Screen, name: str) -> Row:
    one = choices(opened)[name]
    return Row(reverse("settings-reminders-part", args=[name]), one.title, one.value)


def _paused(opened: Screen) -> Row:
    row = _row(opened, "pause")
    return Row(row.url, row.name, paused_words(opened) or row.value)


def _habits(opened: Screen) -> Row:
    n = sum(1 for habit in opened.journal.of(Habit) if habit.body.remind)
    value = _("{n} of them").format(n=n) if n else _("Off")
    return Row(reverse("habits"), _("Habits and home programmes"), value)


def in_words(opened: Screen, way: Channel) -> Way:
    words = {
        Channel.Kind.PUSH: _("Notices in this browser or app"),
        Channel.Kind.EMAIL: _("E-mail"),
        Channel.Kind.NTFY: _("ntfy"),
        Channel.Kind.CALENDAR: _("Calendar"),
    }
    day = opened.voice.day(way.used_at.date()) if way.used_at else ""
    used = _("last used on {day}").format(day=day) if day else _("not used yet")
    return Way(
        way.pk,
        way.name,
        words[Channel.Kind(way.kind)],
        used,
        way.stopped_at is not None,
        way.kind != Channel.Kind.CALENDAR,
    )


def _kind(kind: Kind) -> str:
    match kind:
        case Kind.CHECKIN:
            return _("Check-in")
        case Kind.DOSE:
            return _("Medicines that are due")
        case _:
            return _("Habits and home programmes")
