"""Log, the first page: what may be pressed now, by day and at night."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from unknot.household.sharing.notes_back import newest_waiting
from unknot.journal.entry import DiaryDay, Episode, Theme, Word
from unknot.journal.ids import new_id
from unknot.web.log import running
from unknot.web.log.glyph import glyph
from unknot.web.log.today import next_step, today_words
from unknot.web.log.unplaced import last_night_card
from unknot.web.page.access import Access, allow
from unknot.web.page.alerts import alerts_at_night, alerts_now
from unknot.web.page.cards import cards_on_log
from unknot.web.page.context import PageContext, is_night, page_context
from unknot.web.page.last_entry import last_entry


@allow(Access.LOG)
@require_GET
def log(request: HttpRequest) -> HttpResponse:
    ctx = page_context(request)
    if not ctx.settings.tiles:
        return redirect("welcome")
    night = at_night(ctx) and "all" not in request.GET
    context: dict[str, object] = {
        "last": last_entry(ctx),
        "fresh_id": new_id(ctx.who.now),
        "alerts": alerts_at_night(ctx) if night else alerts_now(ctx),
        "cards": cards_on_log(ctx),
        "night": night,
    }
    if night:
        return render(request, "log/night.html", context)
    more: dict[str, object] = {
        "tiles": [(tile, glyph(tile)) for tile in ctx.settings.tiles],
        "running": running.now_running(ctx),
        "none_words": none_words(ctx),
        "today_words": today_words(ctx),
        "last_night": last_night_card(ctx),
        "note": newest_waiting(ctx.id) if ctx.who.is_owner else None,
        "next_step": next_step(ctx),
    }
    return render(request, "log/log.html", context | more)


def at_night(ctx: PageContext) -> bool:
    """Whether one thing to press is enough: the night theme, or the night itself."""
    match ctx.settings.theme:
        case Theme.NIGHT:
            return True
        case Theme.AUTO:
            return is_night(ctx.now.local)
        case _:
            return False


def none_words(ctx: PageContext) -> str:
    """The button that says there were none, in words that stay true when there were some."""
    today = ctx.now.diary_day
    some = any(e.diary_day == today for e in ctx.journal.of(Episode))
    return _("No more so far today") if some else _("None so far today")


@allow(Access.LOG)
@require_POST
def none(request: HttpRequest) -> HttpResponse:
    """*None so far*, or with spasms logged *no more so far*."""
    ctx = page_context(request)
    ctx.record(DiaryDay(day=ctx.now.diary_day, word=Word.NONE_SO_FAR))
    return redirect("log")
