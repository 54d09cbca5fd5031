"""Habit plans: made, changed, paused, ended. No streaks, and nothing is said of days on which one was not done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from unknot.journal.document import body_document
from unknot.journal.entry import Entry, Habit, Json
from unknot.web.access import Access, allow
from unknot.web.forms.habit import HabitForm
from unknot.web.screens.screen import Screen, screen
from unknot.web.screens.words import habit_words

FIELDS = ("code", "words", "at", "weekdays", "remind")
EVERY_DAY = 7


@dataclass(frozen=True, slots=True)
class Plan:
    """A habit in the list."""

    id: UUID
    words: str
    when: str
    paused: bool


@allow(Access.READ)
@require_GET
def habits(request: HttpRequest) -> HttpResponse:
    """The plans that stand; ended ones are named below."""
    opened = screen(request)
    standing = [e for e in opened.journal.of(Habit) if not _ended(e.body, opened)]
    ended = [habit_words(e.body, opened.voice) for e in opened.journal.of(Habit) if _ended(e.body, opened)]
    return render(request, "treatments/habits.html", {"plans": [_plan(e, opened) for e in standing], "ended": ended})


def _ended(habit: Habit, opened: Screen) -> bool:
    return habit.ends is not None and habit.ends < opened.now.diary_day


def _plan(entry: Entry[Habit], opened: Screen) -> Plan:
    return Plan(entry.id, habit_words(entry.body, opened.voice), when(entry.body, opened), entry.body.paused)


def when(habit: Habit, opened: Screen) -> str:
    """Every day at 22:00; or the days by name."""
    names = opened.voice.locale.days["format"]["abbreviated"]
    days = _("every day") if len(habit.weekdays) == EVERY_DAY else ", ".join(names[n] for n in habit.weekdays)
    times = ", ".join(opened.voice.time(at) for at in habit.at)
    parts = [_("{days}, {times}").format(days=days, times=times) if times else days]
    parts += [_("paused")] if habit.paused else [_("reminder on")] if habit.remind else []
    return "; ".join(parts)


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    opened = screen(request)
    form = HabitForm(opened.voice, None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened.record(form.habit(None, opened.now.diary_day))
        return redirect("habits")
    return render(request, "treatments/habit.html", {"form": form, "heading": _("A habit to plan"), "plan": None})


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def habit(request: HttpRequest, id: UUID) -> HttpResponse:
    opened = screen(request)
    entry = _habit(opened, id)
    form = HabitForm(opened.voice, entry.body, request.POST or None)
    if request.method == "POST" and form.is_valid():
        document = body_document(form.habit(entry.body, opened.now.diary_day))
        changes: dict[str, Json] = {name: document.get(name) for name in FIELDS}
        opened.amend(id, changes)
        return redirect("habits")
    context = {"form": form, "heading": habit_words(entry.body, opened.voice), "plan": _plan(entry, opened)}
    return render(request, "treatments/habit.html", context)


@allow(Access.READ)
@require_POST
def turn(request: HttpRequest, id: UUID) -> HttpResponse:
    """Paused, taken up again, or ended: what was done for it stays."""
    opened = screen(request)
    _habit(opened, id)
    match request.POST.get("turn", ""):
        case "pause":
            opened.amend(id, {"paused": True})
        case "go-on":
            opened.amend(id, {"paused": None})
        case "end":
            opened.amend(id, {"ends": (opened.now.diary_day - timedelta(days=1)).isoformat(), "paused": None})
        case _:
            return HttpResponseBadRequest()
    return redirect("habits")


def _habit(opened: Screen, id: UUID) -> Entry[Habit]:
    entry = opened.entry(id)
    if not isinstance(entry.body, Habit):
        raise Http404
    return entry  # type: ignore[return-value]  # its body is a Habit
