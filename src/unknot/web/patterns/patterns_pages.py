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
from unknot.web.page.access import Access, allow
from unknot.web.page.context import page_context
from unknot.web.page.findings_today import findings_for


@allow(Access.READ, Scope.PROFILE)
@require_GET
def patterns(request: HttpRequest) -> HttpResponse:
    """The page of what the log shows; a plain word where the person chose to hide it."""
    ctx = page_context(request)
    if ctx.who.since is not None or ctx.who.until is not None:
        raise Http404  # what a whole log shows is not for who may see some days of it
    if ctx.settings.hide_patterns:
        return render(request, "patterns/hidden.html")
    return render(request, "patterns/patterns.html", {"patterns": findings_for(ctx).page})


@allow(Access.READ, Scope.PROFILE)
@require_GET
def before_after(request: HttpRequest) -> HttpResponse:
    """The days on which something was started, changed or stopped, each with what was logged before and after."""
    ctx = page_context(request)
    if ctx.who.since is not None or ctx.who.until is not None:
        raise Http404  # what a whole log shows is not for who may see some days of it
    if ctx.settings.hide_patterns:
        return render(request, "patterns/hidden.html")
    return render(request, "patterns/before_after.html", {"changes": findings_for(ctx).page.changes})


@allow(Access.OWNER)
@require_GET
def severe_only(request: HttpRequest) -> HttpResponse:
    """The same lists for the spasms that bothered most, on request."""
    ctx = page_context(request, since=None)
    if ctx.settings.hide_patterns:
        return render(request, "patterns/hidden.html")
    at = analysis_cache.worked_out_at(ctx.id, ctx.who.now, ctx.zone)
    found = severe.patterns(ctx.id, ctx.journal, at, ctx.zone)
    page = patterns_page(found, ctx.journal, _=_, language=ctx.voice.language)
    counts, unsaid = severe.counted(ctx.journal)
    context = {"patterns": page, "severe": counts, "unsaid": unsaid, "least": severe.FROM}
    return render(request, "patterns/severe.html", context)
