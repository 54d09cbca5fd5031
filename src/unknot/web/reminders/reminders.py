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
from unknot.household.reminders.slots import ReminderKind, ReminderSlot, slots, wanted
from unknot.journal.entry import Habit
from unknot.journal.span import Span
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.settings_update import change_settings
from unknot.web.reminders.reminder_choices import choices, paused_words

PREVIEW = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class ReminderRow:
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
    return page(request, page_context(request))


def page(request: HttpRequest, ctx: PageContext, *, said: str = "", address: str = "") -> HttpResponse:
    """The page; `said` is what was just done, `address` a calendar's address, shown this once."""
    every = ways(ctx)
    own, carers = [w for w in every if not w.for_carer], [w for w in every if w.for_carer]
    context = {
        "said": said,
        "address": address,
        "what": [_row(ctx, name) for name in ("check-in", "doses", "running-low")]
        + [_habits(ctx)]
        + [_row(ctx, name) for name in ("visits", "end")],
        "when": [_row(ctx, name) for name in ("quiet", "later")] + [_paused(ctx)],
        "own": [in_words(ctx, way) for way in own],
        "carers": [in_words(ctx, way) for way in carers],
        "carer_row": _row(ctx, "carer"),
        "names_row": _row(ctx, "names"),
        "previews": previews(ctx),
        "title": TITLE,
        "unreachable": wanted(ctx.journal) and not any(way.stopped_at is None for way in own),
        "stopped": [_kind(kind) for kind in sorted(notices.stopped(ctx.id))],
    }
    return render(request, "reminders/all.html", context)


def ways(ctx: PageContext) -> list[Channel]:
    return list(Channel.objects.filter(journal=ctx.id).order_by("made_at", "pk"))


def previews(ctx: PageContext) -> list[str]:
    """The exact words of what is turned on: of each kind the next that will come."""
    now = ctx.who.now
    coming: dict[ReminderKind, ReminderSlot] = {}
    for slot in slots(ctx.journal, ctx.zone, Span(now, now + PREVIEW), now):
        coming.setdefault(slot.kind, slot)
    return list(dict.fromkeys(notices.message_of(ctx.journal, slot).body for slot in coming.values()))


@allow(Access.OWNER)
@require_http_methods(["GET", "POST"])
def choice(request: HttpRequest, part: str) -> HttpResponse:
    """One choice: pressing an answer keeps it."""
    ctx = page_context(request)
    one = choices(ctx).get(part)
    if one is None:
        raise Http404
    if request.method == "POST":
        change = one.kept(request.POST.get("value", ""), ctx.settings.reminders)
        if change is None:
            return HttpResponseBadRequest()
        change_settings(ctx, change)
        return redirect("settings-reminders")
    return render(request, "page/one_choice.html", {"part": one, "back": reverse("settings-reminders")})


@allow(Access.OWNER)
@require_POST
def go_on(request: HttpRequest) -> HttpResponse:
    """Begins anew with what stopped by itself."""
    ctx = page_context(request)
    notices.go_on(ctx.id)
    return redirect("settings-reminders")


# ---------------------------------------------------------------- rows


def _row(ctx: PageContext, name: str) -> ReminderRow:
    one = choices(ctx)[name]
    return ReminderRow(reverse("settings-reminders-part", args=[name]), one.title, one.value)


def _paused(ctx: PageContext) -> ReminderRow:
    row = _row(ctx, "pause")
    return ReminderRow(row.url, row.name, paused_words(ctx) or row.value)


def _habits(ctx: PageContext) -> ReminderRow:
    n = sum(1 for habit in ctx.journal.of(Habit) if habit.body.remind)
    value = _("{n} of them").format(n=n) if n else _("Off")
    return ReminderRow(reverse("habits"), _("Habits and home programmes"), value)


def in_words(ctx: PageContext, way: Channel) -> Way:
    words = {
        Channel.Kind.PUSH: _("Notices in this browser or app"),
        Channel.Kind.EMAIL: _("E-mail"),
        Channel.Kind.NTFY: _("ntfy"),
        Channel.Kind.CALENDAR: _("Calendar"),
    }
    day = ctx.voice.day(way.used_at.date()) if way.used_at else ""
    used = _("last used on {day}").format(day=day) if day else _("not used yet")
    return Way(
        way.pk,
        way.name,
        words[Channel.Kind(way.kind)],
        used,
        way.stopped_at is not None,
        way.kind != Channel.Kind.CALENDAR,
    )


def _kind(kind: ReminderKind) -> str:
    match kind:
        case ReminderKind.CHECKIN:
            return _("Check-in")
        case ReminderKind.DOSE:
            return _("Medicines that are due")
        case _:
            return _("Habits and home programmes")
