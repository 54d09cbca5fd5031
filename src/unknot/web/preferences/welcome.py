"""The first opening: it logs before it asks, then one page that can be skipped. The rest is asked when it matters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any
from zoneinfo import available_timezones

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unknot.journal.entry import (
    Circumstance,
    Episode,
    Json,
    Settings,
    Side,
    Site,
    Tile,
)
from unknot.journal.ids import new_id
from unknot.knowledge.countries import countries, country_of_zone
from unknot.web.log.log_spasm import save
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.settings_update import change_settings, tile_documents
from unknot.web.preferences.suspects import named
from unknot.web.preferences.welcome_form import FORMS, PURPOSES
from unknot.web.visits.plan_visit import plan_visit

PLACES = "places"
STEPS = (PLACES, "cause", "why", "reminder")
"""The page after the first press, and the questions that a quiet line on Log leads to later."""
FIRST = {
    "left-leg": Site("leg", Side.LEFT),
    "right-leg": Site("leg", Side.RIGHT),
    "back": Site("back"),
    "arm": Site("arm"),
}


@allow(Access.LOG)
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """A spasm just now? Four places, saved at once; the one page of questions comes after."""
    ctx = page_context(request)
    if request.method == "GET" and not ctx.settings.tiles and ctx.journal.of(Episode):
        return redirect("welcome-step", PLACES)
    if request.method == "POST":
        ctx = _where_the_browser_is(request, ctx)
        if "place" in request.POST:
            site = FIRST.get(request.POST["place"])
            if site is None:
                return HttpResponseBadRequest()
            return redirect("bother", save(ctx, Episode(sites=(site,)), request.POST.get("id", "")).id)
        return redirect("welcome-step", PLACES)
    places = [
        {"code": "left-leg", "words": _("Left leg")},
        {"code": "right-leg", "words": _("Right leg")},
        {"code": "back", "words": _("Back")},
        {"code": "arm", "words": _("Arm or hand")},
    ]
    return render(request, "preferences/welcome/first.html", {"first_places": places, "fresh_id": new_id(ctx.who.now)})


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, step: str) -> HttpResponse:
    """One question; skipping it writes nothing."""
    ctx = page_context(request)
    if step not in STEPS:
        raise Http404
    if request.method == "POST" and step == PLACES:
        ctx = _where_the_browser_is(request, ctx)
    form = FORMS[step](ctx.settings, ctx.voice, request.POST or None)
    if request.method == "POST":
        if "skip" in request.POST:
            return _on(request, step)
        if form.is_valid():
            _WRITERS[step](ctx, form.cleaned_data)
            return _on(request, step)
    context = {"form": form, "step": step, "back": reverse("welcome" if step == PLACES else "log")}
    return render(request, f"preferences/welcome/{step}.html", context)


def _where_the_browser_is(request: HttpRequest, ctx: PageContext) -> PageContext:
    """Keeps the zone that the browser is in, and its country, as long as the person said neither."""
    zone = request.POST.get("zone", "")
    if ctx.who.is_owner and not ctx.journal.of(Settings) and zone in available_timezones():
        country = country_of_zone(zone)
        change_settings(ctx, {"zone": zone, "country": country if country in countries() else None})
        return page_context(request)
    return ctx


def _on(request: HttpRequest, step: str) -> HttpResponse:
    """On to Log, which needs its tiles; the journal is read anew, as the answer has just changed it."""
    if step == PLACES and not (ctx := page_context(request)).settings.tiles:
        change_settings(ctx, {"tiles": tile_documents(standard_tiles())})
    return redirect("log")


def standard_tiles() -> tuple[Tile, ...]:
    """The tiles of who skipped the question."""
    return (
        Tile(_("Left leg"), sites=(Site("leg", Side.LEFT),)),
        Tile(_("Right leg"), sites=(Site("leg", Side.RIGHT),)),
        Tile(_("Back"), sites=(Site("back"),)),
        Tile(_("Arm or hand"), sites=(Site("arm"),)),
    )


# ---------------------------------------------------------------- what each answer writes


def _places(ctx: PageContext, said: dict[str, Any]) -> None:
    changes: dict[str, Json] = {
        "about_someone_else": said["whose"] == "other" or None,
        "country": said["country"] or ctx.settings.country or None,
    }
    if said["zone"]:
        changes["zone"] = said["zone"]
    if said["chosen"]:
        changes["tiles"] = tile_documents(tuple(said["chosen"]))
    change_settings(ctx, changes)


def _cause(ctx: PageContext, said: dict[str, Any]) -> None:
    for code in said["cause"]:
        ctx.record(Circumstance(code=code))


def _why(ctx: PageContext, said: dict[str, Any]) -> None:
    """The purpose is kept with the settings and as a question; a visit starts the 28 days before it."""
    purpose = said["own"] or str(PURPOSES.get(said["purpose"], ""))
    changes: dict[str, Json] = {"purpose": purpose} if purpose else {}
    if said["suspects"]:
        changes |= named(ctx.settings, said["suspects"]) | {"delays": said["delays"]}
    if changes:
        change_settings(ctx, changes)
    if said["visit"]:
        plan_visit(ctx, said["visit"], purpose)


def _reminder(ctx: PageContext, said: dict[str, Any]) -> None:
    at: time | None = said["at"]
    change_settings(ctx, {"reminder": at.isoformat() if at else None})


_WRITERS: dict[str, Callable[[PageContext, dict[str, Any]], None]] = {
    PLACES: _places,
    "cause": _cause,
    "why": _why,
    "reminder": _reminder,
}
