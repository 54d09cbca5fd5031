"""The morning after: what was logged in the night without a place is asked about once, in two presses a spasm."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from unknot import actions
from unknot.journal.document import body_document
from unknot.journal.entry import AlertAnswer, Episode, Json
from unknot.web.log.elsewhere import choices, chosen_site
from unknot.web.log.unplaced import RULE, without_place
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context


@allow(Access.LOG)
@require_POST
def last_night(request: HttpRequest) -> HttpResponse:
    """Whether they woke the person, for all of them at once; or they are left as they are."""
    ctx = page_context(request)
    waiting, answer = without_place(ctx), request.POST.get("woke", "")
    if answer not in ("yes", "no", "leave", "go"):
        return HttpResponseBadRequest()
    if answer == "leave":
        for entry in waiting:
            kept = AlertAnswer(rule=RULE, key=str(entry.id), answer="done")
            actions.answer(ctx.id, kept, by=ctx.by, happened_at=ctx.now, now=ctx.who.now)
        return redirect("log")
    if answer != "go":
        for entry in waiting:
            if entry.body.woke is None:
                ctx.amend(entry, {"woke": answer == "yes"})
    return redirect("last-night-place", waiting[0].id) if waiting else redirect("log")


@allow(Access.LOG)
@require_http_methods(["GET", "POST"])
def place_of_the_night(request: HttpRequest, id: UUID) -> HttpResponse:
    """Where it was: one of the own places, or any other. Then how much it bothered."""
    ctx = page_context(request, about=id)
    entry = ctx.entry(id, Episode)
    if request.method == "POST":
        changes = _where(request, ctx)
        if changes is None:
            return HttpResponseBadRequest()
        ctx.amend(entry, changes)
        return redirect(f"/entry/{id}/bother?night=1")
    context = {
        "entry": entry,
        "time": ctx.voice.time(entry.happened_at.local.time()),
        "tiles": [tile for tile in ctx.settings.tiles if tile.sites],
        **choices(ctx),
    }
    return render(request, "log/last_night.html", context)


def _where(request: HttpRequest, ctx: PageContext) -> dict[str, Json] | None:
    """The places that were pressed, and the own word for them."""
    if "tile" in request.POST:
        tiles = [tile for tile in ctx.settings.tiles if tile.sites]
        chosen = request.POST["tile"]
        if not chosen.isdecimal() or int(chosen) >= len(tiles):
            return None
        tile = tiles[int(chosen)]
        return {"sites": body_document(Episode(sites=tile.sites)).get("sites"), "label": tile.label or None}
    site = chosen_site(request)
    return {"sites": body_document(Episode(sites=(site,))).get("sites"), "label": None} if site else None
