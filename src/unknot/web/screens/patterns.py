"""Patterns: what the log shows, a sentence first."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from unknot.household.findings import analysis_cache
from unknot.household.findings import severe_only as severe
from unknot.household.people.scopes import Scope
from unknot.report.patterns import patterns_page
from unknot.report.profile import Audience
from unknot.store import entries
from unknot.web.access import Access, allow
from unknot.web.screens.screen import Screen, screen


@allow(Access.READ, Scope.PROFILE)
@require_GET
def patterns(request: HttpRequest) -> HttpResponse:
    """The page of what the log shows; a plain word where the person chose to hide it."""
    opened = screen(request)
    if opened.who.since is not None or opened.who.until is not None:
        raise Http404  # what a whole log shows is not for who may see some days of it
    if opened.settings.hide_patterns:
        return render(request, "patterns/hidden.html")
    return render(request, "patterns.html", {"patterns": shown(opened).page})


@allow(Access.READ, Scope.PROFILE)
@require_GET
def before_after(request: HttpRequest) -> HttpResponse:
    """The days on which something was started, changed or stopped, each with what was logged before and after."""
    opened = screen(request)
    if opened.who.since is not None or opened.who.until is not None:
        raise Http404  # what a whole log shows is not for who may see some days of it
    if opened.settings.hide_patterns:
        return render(request, "patterns/hidden.html")
    return render(request, "patterns/before_after.html", {"changes": shown(opened).page.changes})


@allow(Access.OWNER)
@require_GET
def severe_only(request: HttpRequest) -> HttpResponse:
    """The same lists for the spasms that bothered most, on request."""
    opened = screen(request, since=None)
    if opened.settings.hide_patterns:
        return render(request, "patterns/hidden.html")
    at = analysis_cache.worked_out_at(opened.id, opened.who.now, opened.zone)
    found = severe.patterns(opened.id, opened.journal, at, opened.zone)
    page = patterns_page(found, opened.journal, _=_, language=opened.voice.language)
    counts, unsaid = severe.counted(opened.journal)
    context = {"patterns": page, "severe": counts, "unsaid": unsaid, "least": severe.FROM}
    return render(request, "patterns/severe.html", context)


def shown(opened: Screen) -> analysis_cache.Shown:
    """What the log shows today, to the owner or to who may see its public part."""
    return analysis_cache.shown(
        opened.id,
        lambda: entries.standing(opened.id),
        audience=Audience.OWNER if opened.who.is_owner else Audience.SHARED,
        now=opened.who.now,
        zone=opened.zone,
        language=opened.voice.language,
        _=_,
    )
