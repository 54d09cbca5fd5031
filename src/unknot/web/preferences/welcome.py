"""The first opening: it logs before it asks, then six screens that can each be skipped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unknot.journal.entry import (
    Circumstance,
    Episode,
    Json,
    Side,
    Site,
    Standing,
    Tile,
)
from unknot.journal.ids import new_id
from unknot.web.log.log_spasm import save
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.journal_reader import journal_for
from unknot.web.page.settings_update import change_settings, tile_documents
from unknot.web.preferences.suspects import named
from unknot.web.preferences.welcome_form import FORMS, PURPOSES
from unknot.web.visits.plan_visit import plan_visit

STEPS = ("whose", "tiles", "cause", "baclofen", "why", "reminder")
FIRST = {
    "left-leg": Site("leg", Side.LEFT),
    "right-leg": Site("leg", Side.RIGHT),
    "back": Site("back"),
    "arm": Site("arm"),
}


@allow(Access.LOG)
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """A spasm just now? Four places, saved at once; the questions come after."""
    ctx = page_context(request)
    if request.method == "POST":
        if "place" in request.POST:
            site = FIRST.get(request.POST["place"])
            if site is None:
                return HttpResponseBadRequest()
            save(ctx, Episode(sites=(site,)), request.POST.get("id", ""))
        return redirect("welcome-step", STEPS[0])
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
    form = FORMS[step](ctx.settings, ctx.voice, request.POST or None)
    if request.method == "POST":
        if "skip" in request.POST:
            return _next(ctx, step)
        if form.is_valid():
            _WRITERS[step](ctx, form.cleaned_data)
            return _next(ctx, step)
    context = {"form": form, "step": step, "n": STEPS.index(step) + 1, "all": len(STEPS)}
    return render(request, f"preferences/welcome/{step}.html", context)


def _next(ctx: PageContext, step: str) -> HttpResponse:
    """The next question; after the last one Log, which needs its tiles."""
    following = STEPS.index(step) + 1
    if following < len(STEPS):
        return redirect("welcome-step", STEPS[following])
    if not ctx.settings.tiles and not screen_tiles(ctx):
        change_settings(ctx, {"tiles": tile_documents(standard_tiles())})
    return redirect("log")


def screen_tiles(ctx: PageContext) -> bool:
    """Whether this journal has tiles now, whatever the screen saw when it was opened."""
    return bool(journal_for(ctx.who, since=ctx.who.now).settings.tiles)


def standard_tiles() -> tuple[Tile, ...]:
    """The tiles of who skipped the question."""
    return (
        Tile(_("Left leg"), sites=(Site("leg", Side.LEFT),)),
        Tile(_("Right leg"), sites=(Site("leg", Side.RIGHT),)),
        Tile(_("Back"), sites=(Site("back"),)),
        Tile(_("Arm or hand"), sites=(Site("arm"),)),
    )


# ---------------------------------------------------------------- what each answer writes


def _whose(ctx: PageContext, said: dict[str, Any]) -> None:
    changes = {"about_someone_else": said["whose"] == "other" or None, "country": said["country"] or None}
    if said["zone"]:
        changes["zone"] = said["zone"]
    change_settings(ctx, changes)


def _tiles(ctx: PageContext, said: dict[str, Any]) -> None:
    if said["chosen"]:
        change_settings(ctx, {"tiles": tile_documents(tuple(said["chosen"]))})


def _cause(ctx: PageContext, said: dict[str, Any]) -> None:
    for code in said["cause"]:
        ctx.record(Circumstance(code=code))


def _baclofen(ctx: PageContext, said: dict[str, Any]) -> None:
    if said["kidneys"]:
        ctx.record(Circumstance(code="kidney-disease", standing=Standing(said["kidneys"])))


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
    "whose": _whose,
    "tiles": _tiles,
    "cause": _cause,
    "baclofen": _baclofen,
    "why": _why,
    "reminder": _reminder,
}
