"""The check-in: a few questions that can be skipped, then *that is everything* or *there may be more*.

Each answer is saved as it is given, so that nothing is lost when the phone is put down.
"""

from __future__ import annotations

from datetime import date, time, timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from unknot.journal.entry import DayPart, DiaryDay, Entry, Json, Word
from unknot.journal.habits import planned
from unknot.journal.scalars import write_moment
from unknot.journal.span import Moment
from unknot.web.diary import about
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.treatment import evening_habits
from unknot.web.visits.scales import scales_due

OPENS, STEPS = 18, ("bother", "worst", "sleep", "about", "habits", "end")
BACK_DAYS = 7


def is_open(now: Moment) -> bool:
    """From 18:00 until the diary day ends at 04:00."""
    return now.local.hour >= OPENS or now.local.hour < 4


def offers_checkin(ctx: PageContext) -> bool:
    """Whether Log offers this diary day's check-in: while it is open, until it is done."""
    return is_open(ctx.now) and not _said(ctx, ctx.now.diary_day)


def asks_about_night(ctx: PageContext) -> bool:
    """Whether Log asks about the night before."""
    return about.night_card(ctx, started(ctx, ctx.now.diary_day))


def _said(ctx: PageContext, day: date) -> bool:
    words = (Word.EVERYTHING, Word.MAYBE_MORE)
    return any(e.body.day == day and e.body.word in words for e in ctx.journal.of(DiaryDay))


def started(ctx: PageContext, day: date) -> Entry[DiaryDay] | None:
    """The check-in of a day that was begun and not yet closed with a word."""
    found = [e for e in ctx.journal.of(DiaryDay) if e.body.day == day and e.body.word is None and e.body.timed]
    return found[-1] if found else None


# ---------------------------------------------------------------- pages


@allow(Access.LOG)
@require_GET
def checkin(request: HttpRequest) -> HttpResponse:
    """Today's from 18:00 on; earlier it asks which day is meant."""
    ctx = page_context(request)
    today = ctx.now.diary_day
    if is_open(ctx.now):
        return redirect("checkin-step", today, STEPS[0])
    yesterday = today - timedelta(days=1)
    choices = [
        {"day": yesterday, "words": _("Yesterday, {day}").format(day=ctx.voice.day(yesterday))},
        {"day": today, "words": _("Today so far, {day}").format(day=ctx.voice.day(today))},
    ]
    context = {"step": "day", "days": choices, "question": _("Which day is this for?")}
    context["hint"] = _("The check-in for today opens at {time}.").format(time=ctx.voice.time(time(OPENS)))
    return render(request, "diary/checkin.html", context)


@allow(Access.LOG)
@require_http_methods(["GET", "POST"])
def checkin_step(request: HttpRequest, day: date, step: str) -> HttpResponse:
    ctx = page_context(request)
    if step not in _steps(ctx, day, step) or not 0 <= (ctx.now.diary_day - day).days <= BACK_DAYS:
        raise Http404
    if request.method == "POST":
        return _answered(request, ctx, day, step)
    return render(
        request, "diary/checkin.html", _question(ctx, day, step) | {"step": step, "which": _which(ctx, day, step)}
    )


def _answered(request: HttpRequest, ctx: PageContext, day: date, step: str) -> HttpResponse:
    if "skip" not in request.POST:
        changes = _changes(request, ctx, day, step)
        if changes is None:
            return HttpResponseBadRequest()
        if changes:
            _keep(ctx, day, changes)
    steps = _steps(ctx, day, step)
    following = steps.index(step) + 1
    if step == about.NIGHT:
        return redirect("log")
    if following < len(steps):
        return redirect("checkin-step", day, steps[following])
    return redirect("log" if ctx.who.locked or not scales_due(ctx) else "scales")


def _steps(ctx: PageContext, day: date, step: str) -> tuple[str, ...]:
    """The questions of this person: without things that may matter, or habits planned, there is nothing to ask."""
    asks = {"about": bool(ctx.settings.exposures), "habits": bool(planned(ctx.journal, day))}
    if step == about.NIGHT:
        return (step,) if about.night_codes(ctx) else ()
    return tuple(step for step in STEPS if asks.get(step, True))


def _keep(ctx: PageContext, day: date, changes: dict[str, Json]) -> None:
    """The first answer makes the entry, the others complete it. The word is said when it is said."""
    begun = started(ctx, day)
    if begun is None:
        begun = ctx.record(DiaryDay(day=day))
    elif "word" in changes:
        changes = {**changes, "happened_at": write_moment(ctx.now)}
    ctx.amend(begun, changes)


def _changes(request: HttpRequest, ctx: PageContext, day: date, step: str) -> dict[str, Json] | None:
    """What an answer changes in the day; None if it is none of the answers."""
    said = request.POST
    match step:
        case "bother":
            number = said.get("bother", "")
            return {"bother": int(number)} if number.isdecimal() and int(number) <= 10 else None
        case "worst":
            return {"worst": said["worst"]} if said.get("worst") in set(DayPart) else None
        case "sleep":
            return {"sleep_broken": said["sleep"] == "yes"} if said.get("sleep") in ("yes", "no") else None
        case "about" | about.NIGHT:
            answered = about.answers(ctx, said.dict(), step, started(ctx, day))
            return None if answered is None else {"asked": answered}
        case "habits":
            return evening_habits.save_answers(ctx, day, said, started(ctx, day))
        case _:
            return {"word": said["word"]} if said.get("word") in (Word.EVERYTHING, Word.MAYBE_MORE) else None


# ---------------------------------------------------------------- the questions


def _which(ctx: PageContext, day: date, step: str) -> str:
    """Step 2 of 5, Sunday 22 November."""
    steps = _steps(ctx, day, step)
    step_words = _("{n} of {all}").format(n=steps.index(step) + 1, all=len(steps))
    of_day = _("today") if day == ctx.now.diary_day else _("from memory")
    return f"{ctx.voice.day(day)} ({of_day}), {step_words}"


def _question(ctx: PageContext, day: date, step: str) -> dict[str, object]:
    match step:
        case "bother":
            return {
                "question": _("On average, how much did spasms bother you?"),
                "numbers": range(11),
            }
        case "worst":
            return {"question": _("When was it worst?"), "parts": _parts()}
        case "sleep":
            return {"question": _("Did spasms break your sleep?")}
        case "about" | about.NIGHT:
            return about.question(ctx, day, step, started(ctx, day))
        case "habits":
            return evening_habits.question(ctx, day, started(ctx, day))
        case _:
            return {
                "question": _("Is every spasm in the diary?"),
                "hint": _("Your answer says whether the empty hours are really empty."),
                "scales_due": 0 if ctx.who.locked else scales_due(ctx),
            }


def _parts() -> list[dict[str, str]]:
    words = {
        DayPart.NIGHT: _("Night"),
        DayPart.MORNING: _("Morning"),
        DayPart.MIDDAY: _("Midday"),
        DayPart.AFTERNOON: _("Afternoon"),
        DayPart.EVENING: _("Evening"),
    }
    return [{"code": part.value, "words": words[part]} for part in DayPart]
