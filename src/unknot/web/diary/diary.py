"""The diary: a month with the four states of its days, and one timeline of everything in the chosen day."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from unknot.household.people.scopes import Scope
from unknot.journal.coverage import coverage, days
from unknot.web.diary.calendar import day_detail, key_words, month, month_of
from unknot.web.diary.checkin import BACK_DAYS
from unknot.web.diary.day_words import day_name, spoken, stands_on
from unknot.web.diary.moved import moved_just_now
from unknot.web.diary.problems import EARLIEST, LATEST, looked_at, open_question
from unknot.web.diary.timeline import row, tells_the_day
from unknot.web.diary.to_come import to_come
from unknot.web.diary.week_words import week_words
from unknot.web.page.access import Access, allow, viewer
from unknot.web.page.alerts import alerts_just_raised
from unknot.web.page.context import page_context
from unknot.web.page.journal_reader import UNDATED, first_day, journal_for

A_DAY = timedelta(days=1)


@allow(Access.READ, Scope.ENTRIES)
@require_GET
def diary(request: HttpRequest, day: date | None = None) -> HttpResponse:
    """The month of a day, today's at first, and beside it or below it the day itself."""
    if day is not None and not EARLIEST < day.year < LATEST:
        raise Http404
    furthest = viewer(request).now.date() + A_DAY  # where clocks are ahead
    about = min(day or furthest, furthest)
    ctx = page_context(request, days=looked_at(about), always=UNDATED)
    today = ctx.now.diary_day
    chosen = day or today
    if chosen > today:  # where an entry of a clock that ran ahead was removed
        return redirect("diary")
    begins = first_day(ctx.who)
    covered = coverage(ctx.journal)
    calendar = month(ctx, chosen, begins, covered)
    current = calendar.last == today
    found = days(ctx.journal, chosen, chosen, ctx.zone, covered)[0]
    words, whole = week_words(ctx, begins, covered) if current else ("", "")
    context = {
        "coming": to_come(ctx, journal_for(ctx.who, since=ctx.now.instant, always=())) if chosen == today else None,
        "month": calendar,
        "key": key_words(calendar, ctx.voice),
        "before": _month_before(chosen, begins, today),
        "after": None if current else min(month_of(month_of(chosen)[1] + A_DAY)[1], today),
        "week": words,
        "week_whole": whole,
        "began": begins == today,
        "day": chosen,
        "today": today,
        "name": day_name(chosen, ctx),
        "spoken": spoken(found, ctx.voice),
        "detail": day_detail(found, ctx),
        "stands_on": stands_on(found, ctx.voice),
        "rows": [row(e, ctx) for e in reversed(ctx.journal.on(chosen)) if tells_the_day(e)],
        "fillable": (today - chosen).days <= BACK_DAYS,
        "yesterday": chosen - A_DAY,
        "tomorrow": chosen + A_DAY if chosen < today else None,
        "question": open_question(ctx, covered, about),
        "moved": moved_just_now(ctx, chosen),
        "alerts": alerts_just_raised(request, ctx),
    }
    return render(request, "diary/diary.html", context)


def _month_before(chosen: date, begins: date | None, today: date) -> date | None:
    """The last day of the month before, as long as something is or can be recorded there."""
    last = month_of(chosen)[0] - A_DAY
    reach = min(begins, today - timedelta(days=BACK_DAYS)) if begins else None
    return last if last.year > EARLIEST and (reach is None or last >= reach) else None


@allow(Access.READ, Scope.ENTRIES)
@require_GET
def go(request: HttpRequest) -> HttpResponse:
    """To a day that was picked; a day to come, or none, leads to today."""
    try:
        picked = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return redirect("diary")
    if not EARLIEST < picked.year < LATEST or picked > page_context(request, since=timedelta(0)).now.diary_day:
        return redirect("diary")
    return redirect("diary-day", picked)
