"""Treatments and habits without a network: the page that a device keeps, and what it needs of a journal."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from unknot.journal.entry import Entry, Habit, Json
from unknot.knowledge.vocabulary import vocabulary
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext
from unknot.web.page.entry_words import capital, habit_words
from unknot.web.treatment.choices import GROUPS, own_tiles
from unknot.web.treatment.relief import answers


def offline(ctx: PageContext) -> dict[str, object]:
    return {"treatments": treatments_kept(ctx), "habits": habits_kept(ctx)}


def treatments_kept(ctx: PageContext) -> list[dict[str, Json]]:
    """The person's own buttons."""
    return [{"code": code, "words": capital(ctx.voice.coded("treatment", code))} for code in own_tiles(ctx)]


def habits_kept(ctx: PageContext) -> list[dict[str, Json]]:
    """The plans that are not over and not paused; the page asks for those of its weekday."""
    return [_kept(e, ctx) for e in ctx.journal.of(Habit) if not e.body.paused and not _over(e.body, ctx)]


def _over(habit: Habit, ctx: PageContext) -> bool:
    return habit.ends is not None and habit.ends < ctx.now.diary_day


def _kept(entry: Entry[Habit], ctx: PageContext) -> dict[str, Json]:
    habit = entry.body
    return {
        "id": str(entry.id),
        "code": habit.code,
        "words": habit_words(habit, ctx.voice),
        "weekdays": list(habit.weekdays),
        "starts": habit.starts.isoformat() if habit.starts else None,
        "ends": habit.ends.isoformat() if habit.ends else None,
    }


@allow(Access.PUBLIC)
@require_GET
@gzip_page
def page(request: HttpRequest) -> HttpResponse:
    """What can be done for the muscles, and what a medicine may do: each is one press."""
    offered, felt = vocabulary("treatment"), vocabulary("symptom")
    context = {
        "tiles": [{"code": t.code, "words": capital(t.says(_))} for t in offered if t.classes & {*GROUPS}],
        "felt": [{"code": t.code, "words": capital(t.says(_))} for t in felt if "side-effect" in t.classes],
        "answers": answers(),
    }
    return render(request, "offline/treatments.html", context)
