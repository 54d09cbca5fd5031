"""Log, the first page: what may be pressed now, by day and at night."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from unknot.household.people import access_review
from unknot.journal.entry import DiaryDay, Episode, Theme, Word
from unknot.journal.ids import new_id
from unknot.web.access import Access, allow
from unknot.web.screens import experiment, running
from unknot.web.screens.alerts import alerts_at_night, alerts_now
from unknot.web.screens.checkin import invited
from unknot.web.screens.kept import kept_by
from unknot.web.screens.last import last
from unknot.web.screens.medicines.due import on_log
from unknot.web.screens.screen import Screen, is_night, screen
from unknot.web.screens.treatment.relief import waiting
from unknot.web.screens.visits.visits import kept


@allow(Access.LOG)
@require_GET
def log(request: HttpRequest) -> HttpResponse:
    opened = screen(request)
    if not opened.settings.tiles:
        return redirect("welcome")
    context: dict[str, object] = {
        "last": last(opened),
        "fresh_id": new_id(opened.who.now),
        "alerts": alerts_now(opened),
        "checkin": invited(opened),
        "waiting": waiting(opened),
        "shell": kept_by(opened, request) if opened.who.device else None,
        "medicines": on_log(opened),
    }
    if at_night(opened) and "all" not in request.GET:
        return render(request, "night.html", context | {"alerts": alerts_at_night(opened)})
    return render(
        request,
        "log.html",
        context
        | {
            "tiles": opened.settings.tiles,
            "running": running.now_running(opened),
            "none_words": none_words(opened),
            "card": experiment.today(opened),
            "kept": kept(opened),
            "review": opened.who.is_owner and access_review.due(opened.id, opened.who.now) is not None,
        },
    )


def at_night(opened: Screen) -> bool:
    """Whether one thing to press is enough: the night theme, or the night itself."""
    match opened.settings.theme:
        case Theme.NIGHT:
            return True
        case Theme.AUTO:
            return is_night(opened.now.local)
        case _:
            return False


def none_words(opened: Screen) -> str:
    """The button that says there were none, in words that stay true when there were some."""
    today = opened.now.diary_day
    some = any(e.diary_day == today for e in opened.journal.of(Episode))
    return _("No more so far today") if some else _("None so far today")


@allow(Access.LOG)
@require_POST
def none(request: HttpRequest) -> HttpResponse:
    """*None so far*, or with spasms logged *no more so far*."""
    opened = screen(request)
    opened.record(DiaryDay(day=opened.now.diary_day, word=Word.NONE_SO_FAR))
    return redirect("log")
