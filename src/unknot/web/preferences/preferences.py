"""Settings: how the journal is kept, what it looks like, and its data."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from unknot.household.people import access_review
from unknot.household.reminders import access_notices
from unknot.household.reminders.slots import wanted
from unknot.knowledge.vocabulary import vocabulary
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.entry_words import capital
from unknot.web.page.settings_update import change_settings, tile_documents
from unknot.web.preferences.settings_parts import parts
from unknot.web.preferences.tiles_form import arranged, tile_rows
from unknot.web.preferences.welcome_form import MOST_ASKED
from unknot.web.treatment.treatment_tiles import treatments_row


@allow(Access.READ)
@require_GET
def settings(request: HttpRequest) -> HttpResponse:
    ctx = page_context(request)
    groups = [
        (
            _("Logging"),
            [
                _tiles_row(ctx),
                treatments_row(ctx),
                _about_row(ctx),
                _suspects_row(ctx),
                *_rows(ctx, "bother", "hold-off", "scanning"),
                _reminders_row(ctx),
            ],
        ),
        (_("Look"), _rows(ctx, "size", "theme", "hand", "patterns")),
        (_("Time and place"), _rows(ctx, "clock", "zone", "country", "language")),
        (_("Who can get in"), [_who_row(ctx), *_links(ctx), *_rows(ctx, "lock")]),
        (_("My data"), [{"url": reverse("settings-data"), "name": _("Copies, and erasing"), "value": ""}]),
    ]
    return render(request, "preferences/preferences.html", {"groups": groups})


def _rows(ctx: PageContext, *names: str) -> list[dict[str, str]]:
    every = parts(ctx)
    return [
        {"url": reverse("settings-part", args=[name]), "name": every[name].title, "value": every[name].value}
        for name in names
    ]


def _reminders_row(ctx: PageContext) -> dict[str, str]:
    value = _("On") if wanted(ctx.journal) else _("Off")
    return {"url": reverse("settings-reminders"), "name": _("Reminders"), "value": value}


def _tiles_row(ctx: PageContext) -> dict[str, str]:
    labels = ", ".join(tile.label for tile in ctx.settings.tiles)
    return {"url": reverse("settings-tiles"), "name": _("Places to press"), "value": labels}


def _about_row(ctx: PageContext) -> dict[str, str]:
    words = ", ".join(ctx.voice.coded("exposure", code) for code in ctx.settings.exposures)
    return {"url": reverse("settings-exposures"), "name": _("About today"), "value": words or _("nothing asked")}


def _suspects_row(ctx: PageContext) -> dict[str, str]:
    words = ", ".join(ctx.voice.coded("exposure", code) for code in ctx.settings.suspects)
    return {"url": reverse("settings-suspects"), "name": _("What I suspect"), "value": words or _("nothing named")}


def _who_row(ctx: PageContext) -> dict[str, str]:
    """The way to who can see this, with how much is new there, or that it is to be looked over."""
    n = len(access_notices.unseen(ctx.id))
    value = _("{n} new").format(n=n) if n else ""
    if not n and access_review.due(ctx.id, ctx.who.now):
        value = _("please look over")
    return {"url": reverse("who"), "name": _("Who can see this"), "value": value}


def _links(ctx: PageContext) -> list[dict[str, str]]:
    """The pages of the entrance that exist."""
    words = {"devices": _("Devices that log"), "tokens": _("Buttons and gadgets"), "keys": _("Passkeys and passphrase")}
    found = []
    for route in ("devices", "tokens", "keys"):
        try:
            found.append({"url": reverse(route), "name": words[route], "value": ""})
        except NoReverseMatch:
            continue
    return found


# ---------------------------------------------------------------- one choice


@allow(Access.OWNER)
@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, part: str) -> HttpResponse:
    """One setting with its choices: pressing one keeps it."""
    ctx = page_context(request)
    one = parts(ctx).get(part)
    if one is None:
        raise Http404
    if request.method == "POST":
        change = one.change(request.POST.get("value", ""))
        if change is None:
            return HttpResponseBadRequest()
        change_settings(ctx, change)
        answer = redirect("settings")
        if one.field == "language":
            answer.set_cookie("django_language", request.POST["value"], samesite="Lax", httponly=True)
        return answer
    return render(request, "page/one_choice.html", {"part": one})


# ---------------------------------------------------------------- several


@allow(Access.OWNER)
@require_http_methods(["GET", "POST"])
def tiles(request: HttpRequest) -> HttpResponse:
    """The tiles: renamed, moved, added, taken away. Their order is theirs: it never changes by itself."""
    ctx = page_context(request)
    if request.method == "POST":
        changed, error = arranged(request.POST, ctx.settings.tiles)
        if error:
            context = {"rows": tile_rows(changed, ctx.voice), "error": error}
            return render(request, "preferences/tiles.html", context, status=422)
        change_settings(ctx, {"tiles": tile_documents(changed)})
        return redirect("settings" if "done" in request.POST else "settings-tiles")
    return render(request, "preferences/tiles.html", {"rows": tile_rows(ctx.settings.tiles, ctx.voice)})


@allow(Access.OWNER)
@require_http_methods(["GET", "POST"])
def exposures(request: HttpRequest) -> HttpResponse:
    """What the check-in asks about: eight at most."""
    ctx = page_context(request)
    chosen: list[str] = list(ctx.settings.exposures)
    error = ""
    if request.method == "POST":
        known = {term.code for term in vocabulary("exposure")}
        chosen = [code for code in dict.fromkeys(request.POST.getlist("exposure")) if code in known]
        if len(chosen) <= MOST_ASKED:
            change_settings(ctx, {"exposures": list(chosen) or None})
            return redirect("settings")
        error = _("Eight at most. Now it is {n}.").format(n=len(chosen))
    context: dict[str, Any] = {"error": error, "choices": _exposure_choices(ctx, chosen)}
    return render(request, "preferences/exposures.html", context, status=422 if error else 200)


def _exposure_choices(ctx: PageContext, chosen: list[str]) -> list[dict[str, Any]]:
    return [
        {"code": t.code, "words": capital(ctx.voice.coded("exposure", t.code)), "chosen": t.code in chosen}
        for t in vocabulary("exposure")
    ]
