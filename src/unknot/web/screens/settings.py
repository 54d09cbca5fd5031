"""Settings: how the journal is kept, what it looks like, and its data."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from unknot.household.people import access_review
from unknot.household.reminders.slots import wanted
from unknot.knowledge.vocabulary import vocabulary
from unknot.web.access import Access, allow
from unknot.web.forms.tiles import arranged, tile_rows
from unknot.web.forms.welcome import MOST_ASKED
from unknot.web.screens.keeping import keep, tile_documents
from unknot.web.screens.parts import parts
from unknot.web.screens.screen import Screen, screen
from unknot.web.screens.treatment.tiles import treatments_row
from unknot.web.screens.words import capital
from unknot.web.who import history


@allow(Access.READ)
@require_GET
def settings(request: HttpRequest) -> HttpResponse:
    opened = screen(request)
    groups = [
        (
            _("Logging"),
            [
                _tiles_row(opened),
                treatments_row(opened),
                _about_row(opened),
                _suspects_row(opened),
                *_rows(opened, "bother", "hold-off", "scanning"),
                _reminders_row(opened),
            ],
        ),
        (_("Look"), _rows(opened, "size", "theme", "hand", "patterns")),
        (_("Time and place"), _rows(opened, "clock", "zone", "country", "language")),
        (_("Who can get in"), [_who_row(opened), *_links(opened), *_rows(opened, "lock")]),
        (_("My data"), [{"url": reverse("settings-data"), "name": _("Copies, and erasing"), "value": ""}]),
    ]
    return render(request, "settings/all.html", {"groups": groups})


def _rows(opened: Screen, *names: str) -> list[dict[str, str]]:
    every = parts(opened)
    return [
        {"url": reverse("settings-part", args=[name]), "name": every[name].title, "value": every[name].value}
        for name in names
    ]


def _reminders_row(opened: Screen) -> dict[str, str]:
    value = _("On") if wanted(opened.journal) else _("Off")
    return {"url": reverse("settings-reminders"), "name": _("Reminders"), "value": value}


def _tiles_row(opened: Screen) -> dict[str, str]:
    labels = ", ".join(tile.label for tile in opened.settings.tiles)
    return {"url": reverse("settings-tiles"), "name": _("Places to press"), "value": labels}


def _about_row(opened: Screen) -> dict[str, str]:
    words = ", ".join(opened.voice.coded("exposure", code) for code in opened.settings.exposures)
    return {"url": reverse("settings-exposures"), "name": _("About today"), "value": words or _("nothing asked")}


def _suspects_row(opened: Screen) -> dict[str, str]:
    words = ", ".join(opened.voice.coded("exposure", code) for code in opened.settings.suspects)
    return {"url": reverse("settings-suspects"), "name": _("What I suspect"), "value": words or _("nothing named")}


def _who_row(opened: Screen) -> dict[str, str]:
    """The way to who can see this, with how much is new there, or that it is to be looked over."""
    n = history.waiting(opened)
    value = _("{n} new").format(n=n) if n else ""
    if not n and access_review.due(opened.id, opened.who.now):
        value = _("please look over")
    return {"url": reverse("who"), "name": _("Who can see this"), "value": value}


def _links(opened: Screen) -> list[dict[str, str]]:
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
    opened = screen(request)
    one = parts(opened).get(part)
    if one is None:
        raise Http404
    if request.method == "POST":
        change = one.change(request.POST.get("value", ""))
        if change is None:
            return HttpResponseBadRequest()
        keep(opened, change)
        answer = redirect("settings")
        if one.field == "language":
            answer.set_cookie("django_language", request.POST["value"], samesite="Lax", httponly=True)
        return answer
    return render(request, "settings/part.html", {"part": one})


# ---------------------------------------------------------------- several


@allow(Access.OWNER)
@require_http_methods(["GET", "POST"])
def tiles(request: HttpRequest) -> HttpResponse:
    """The tiles: renamed, moved, added, taken away. Their order is theirs: it never changes by itself."""
    opened = screen(request)
    if request.method == "POST":
        changed, error = arranged(request.POST, opened.settings.tiles)
        if error:
            context = {"rows": tile_rows(changed, opened.voice), "error": error}
            return render(request, "settings/tiles.html", context, status=422)
        keep(opened, {"tiles": tile_documents(changed)})
        return redirect("settings" if "done" in request.POST else "settings-tiles")
    return render(request, "settings/tiles.html", {"rows": tile_rows(opened.settings.tiles, opened.voice)})


@allow(Access.OWNER)
@require_http_methods(["GET", "POST"])
def exposures(request: HttpRequest) -> HttpResponse:
    """What the check-in asks about: eight at most."""
    opened = screen(request)
    chosen: list[str] = list(opened.settings.exposures)
    error = ""
    if request.method == "POST":
        known = {term.code for term in vocabulary("exposure")}
        chosen = [code for code in dict.fromkeys(request.POST.getlist("exposure")) if code in known]
        if len(chosen) <= MOST_ASKED:
            keep(opened, {"exposures": list(chosen) or None})
            return redirect("settings")
        error = _("Eight at most. Now it is {n}.").format(n=len(chosen))
    context: dict[str, Any] = {"error": error, "choices": _exposure_choices(opened, chosen)}
    return render(request, "settings/exposures.html", context, status=422 if error else 200)


def _exposure_choices(opened: Screen, chosen: list[str]) -> list[dict[str, Any]]:
    return [
        {"code": t.code, "words": capital(opened.voice.coded("exposure", t.code)), "chosen": t.code in chosen}
        for t in vocabulary("exposure")
    ]
