"""Patterns: what the log shows, a sentence first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from unknot.report.profile import Audience
from unknot.store import entries
from unknot.web import looks
from unknot.web.access import Access, allow
from unknot.web.screens.screen import Screen, screen


@allow(Access.READ)
@require_GET
def patterns(request: HttpRequest) -> HttpResponse:
    """The page of what the log shows; a plain word where the person chose to hide it."""
    opened = screen(request)
    if opened.settings.hide_patterns:
        return render(request, "patterns/hidden.html")
    return render(request, "patterns.html", {"patterns": shown(opened).page})


@allow(Access.READ)
@require_GET
def before_after(request: HttpRequest) -> HttpResponse:
    """The days on which something was started, changed or stopped, each with what was logged before and after."""
    opened = screen(request)
    if opened.settings.hide_patterns:
        return render(request, "patterns/hidden.html")
    return render(request, "patterns/before_after.html", {"changes": shown(opened).page.changes})


def shown(opened: Screen) -> looks.Shown:
    """What the owner's log shows today."""
    return looks.shown(
        opened.id,
        lambda: entries.standing(opened.id),
        audience=Audience.OWNER,
        now=opened.who.now,
        zone=opened.zone,
        language=opened.voice.language,
        _=_,
    )
