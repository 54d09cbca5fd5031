"""Log, the first page: what may be pressed now, by day and at night."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from unknot.household.people import access_review
from unknot.journal.entry import DiaryDay, Episode, Theme, Word
from unknot.journal.ids import new_id
from unknot.web.diary.checkin import checkin_card, night_card
from unknot.web.log import running
from unknot.web.log.undo import last_entry
from unknot.web.medicines.due_doses import doses_on_log
from unknot.web.offline.offline_data import offline_data
from unknot.web.page.access import Access, allow
from unknot.web.page.alerts import alerts_at_night, alerts_now
from unknot.web.page.context import PageContext, is_night, page_context
from unknot.web.patterns import experiment
from unknot.web.treatment.relief import relief_question
from unknot.web.visits.visits import period_card


@allow(Access.LOG)
@require_GET
def log(request: HttpRequest) -> HttpResponse:
    ctx = page_context(request)
    if not ctx.settings.tiles:
        return redirect("welcome")
    context: dict[str, object] = {
        "last": last_entry(ctx),
        "fresh_id": new_id(ctx.who.now),
        "alerts": alerts_now(ctx),
        "checkin": checkin_card(ctx),
        "night_before": night_card(ctx),
        "today": ctx.now.diary_day,
        "waiting": relief_question(ctx),
        "shell": offline_data(ctx, request) if ctx.who.device else None,
        "medicines": doses_on_log(ctx),
    }
    if at_night(ctx) and "all" not in request.GET:
        return render(request, "log/night.html", context | {"alerts": alerts_at_night(ctx)})
    return render(
        request,
        "log/log.html",
        context
        | {
            "tiles": ctx.settings.tiles,
            "running": running.now_running(ctx),
            "none_words": none_words(ctx),
            "card": experiment.experiment_card(ctx),
            "kept": period_card(ctx),
            "review": ctx.who.is_owner and access_review.due(ctx.id, ctx.who.now) is not None,
        },
    )


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
