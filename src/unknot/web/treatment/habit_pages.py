"""Habit plans: made, changed, paused, ended. No streaks, and nothing is said of days on which one was not done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from unknot.journal.document import body_document
from unknot.journal.entry import Entry, Habit, Json
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.entry_words import habit_words
from unknot.web.treatment.habit_form import HabitForm

FIELDS = ("code", "words", "at", "weekdays", "remind")
EVERY_DAY = 7


@dataclass(frozen=True, slots=True)
class HabitPlan:
    """A habit in the list."""

    id: UUID
    words: str
    when: str
    paused: bool


@allow(Access.READ)
@require_GET
def habits(request: HttpRequest) -> HttpResponse:
    """The plans that stand; ended ones are named below."""
    ctx = page_context(request)
    standing = [e for e in ctx.journal.of(Habit) if not _ended(e.body, ctx)]
    ended = [habit_words(e.body, ctx.voice) for e in ctx.journal.of(Habit) if _ended(e.body, ctx)]
    return render(request, "treatment/habits.html", {"plans": [_plan(e, ctx) for e in standing], "ended": ended})


def _ended(habit: Habit, ctx: PageContext) -> bool:
    return habit.ends is not None and habit.ends < ctx.now.diary_day


def _plan(entry: Entry[Habit], ctx: PageContext) -> HabitPlan:
    return HabitPlan(entry.id, habit_words(entry.body, ctx.voice), when(entry.body, ctx), entry.body.paused)


def when(habit: Habit, ctx: PageContext) -> str:
    """Every day at 22:00; or the days by name."""
    names = ctx.voice.locale.days["format"]["abbreviated"]
    days = _("every day") if len(habit.weekdays) == EVERY_DAY else ", ".join(names[n] for n in habit.weekdays)
    times = ", ".join(ctx.voice.time(at) for at in habit.at)
    parts = [_("{days}, {times}").format(days=days, times=times) if times else days]
    parts += [_("paused")] if habit.paused else [_("reminder on")] if habit.remind else []
    return "; ".join(parts)


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    ctx = page_context(request)
    form = HabitForm(ctx.voice, None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        ctx.record(form.habit(None, ctx.now.diary_day))
        return redirect("habits")
    return render(request, "treatment/habit.html", {"form": form, "heading": _("A habit to plan"), "plan": None})


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def habit(request: HttpRequest, id: UUID) -> HttpResponse:
    ctx = page_context(request)
    entry = ctx.entry(id, Habit)
    form = HabitForm(ctx.voice, entry.body, request.POST or None)
    if request.method == "POST" and form.is_valid():
        document = body_document(form.habit(entry.body, ctx.now.diary_day))
        changes: dict[str, Json] = {name: document.get(name) for name in FIELDS}
        ctx.amend(entry, changes)
        return redirect("habits")
    context = {"form": form, "heading": habit_words(entry.body, ctx.voice), "plan": _plan(entry, ctx)}
    return render(request, "treatment/habit.html", context)


@allow(Access.READ)
@require_POST
def turn(request: HttpRequest, id: UUID) -> HttpResponse:
    """Paused, taken up again, or ended: what was done for it stays."""
    ctx = page_context(request)
    entry = ctx.entry(id, Habit)
    match request.POST.get("turn", ""):
        case "pause":
            ctx.amend(entry, {"paused": True})
        case "go-on":
            ctx.amend(entry, {"paused": None})
        case "end":
            ctx.amend(entry, {"ends": (ctx.now.diary_day - timedelta(days=1)).isoformat(), "paused": None})
        case _:
            return HttpResponseBadRequest()
    return redirect("habits")
