"""A spasm that is still going: started now, stopped later, asked about after twelve hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from unknot.journal.entry import LONGEST_EPISODE, Entry, Episode
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.entry_words import headline, lasting

ASKED_AFTER = timedelta(hours=12)
GUESSES = tuple(timedelta(minutes=m) for m in (10, 30, 60, 120, 360, 720))


@dataclass(frozen=True, slots=True)
class RunningSpasm:
    id: UUID
    words: str
    began: datetime
    since: str
    long: bool


def now_running(ctx: PageContext) -> tuple[RunningSpasm, ...]:
    """The spasms that were started and not yet stopped."""
    return tuple(
        RunningSpasm(
            id=e.id,
            words=headline(e.body, ctx.voice),
            began=e.happened_at.instant,
            since=since(e, ctx),
            long=so_far(e, ctx) >= ASKED_AFTER,
        )
        for e in ctx.journal.of(Episode)
        if e.body.running
    )


def so_far(entry: Entry[Episode], ctx: PageContext) -> timedelta:
    return ctx.who.now - entry.happened_at.instant


def since(entry: Entry[Episode], ctx: PageContext) -> str:
    """Still going since 13:12, 40 min."""
    at, voice = entry.happened_at, ctx.voice
    length = max(so_far(entry, ctx), timedelta(seconds=1))
    time = voice.time(at.local.time())
    if at.clock_date != ctx.now.clock_date:
        time = f"{voice.day(at.clock_date)} {time}"
    return _("Still going since {time}: {length}").format(time=time, length=lasting(length, voice))


@allow(Access.LOG)
@require_POST
def going(request: HttpRequest, id: UUID) -> HttpResponse:
    """It has not stopped yet."""
    ctx = page_context(request)
    entry = ctx.entry(id, Episode)
    ctx.amend(entry, {"running": True, "duration": None})
    return redirect("bother", id)


@allow(Access.LOG)
@require_POST
def stop(request: HttpRequest, id: UUID) -> HttpResponse:
    """It has stopped now. What ran for more than twelve hours is asked about, not measured."""
    ctx = page_context(request)
    entry = ctx.entry(id, Episode)
    length = so_far(entry, ctx)
    if length >= ASKED_AFTER:
        return redirect("ended", id)
    seconds = max(round(length.total_seconds()), 1)
    ctx.amend(entry, {"running": None, "duration": seconds})
    return redirect("log")


@allow(Access.LOG)
@require_http_methods(["GET", "POST"])
def ended(request: HttpRequest, id: UUID) -> HttpResponse:
    """When did it end? A length, *I do not know* (the length stays unknown), or still going."""
    ctx = page_context(request)
    entry = ctx.entry(id, Episode)
    if request.method == "POST":
        said = request.POST.get("lasted", "")
        if said == "unknown":
            ctx.amend(entry, {"running": None, "duration": None})
        elif said.isdecimal() and 0 < int(said) <= LONGEST_EPISODE.total_seconds():
            ctx.amend(entry, {"running": None, "duration": int(said)})
        return redirect("log")
    length = so_far(entry, ctx)
    choices = [_choice(guess, _("After {length}"), ctx) for guess in GUESSES if guess < length]
    if timedelta(0) < length <= LONGEST_EPISODE:
        choices.append(_choice(length, _("Just now"), ctx))
    context = {"words": headline(entry.body, ctx.voice), "since": since(entry, ctx), "choices": choices}
    return render(request, "log/ended.html", context)


def _choice(length: timedelta, words: str, ctx: PageContext) -> dict[str, object]:
    return {"seconds": int(length.total_seconds()), "words": words.format(length=lasting(length, ctx.voice))}
