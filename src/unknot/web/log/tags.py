"""Pages for a tag by the bed: an address without a word about anyone, and one button that fills the page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from unknot.household.people import audit
from unknot.household.people.models import QuickPage
from unknot.household.people.secret_tokens import hash_of, new_code
from unknot.journal.entry import Episode, Settings, Tile
from unknot.journal.ids import new_id
from unknot.web.log.log_spasm import save
from unknot.web.page.access import Access, Viewer, allow, viewer
from unknot.web.page.context import page_context

MOST = 30


@allow(Access.LOG)
@require_http_methods(["GET", "POST"])
def tag(request: HttpRequest, code: str) -> HttpResponse:
    """Opening it shows the button; only pressing it saves."""
    ctx = page_context(request)
    page = QuickPage.objects.filter(journal=ctx.id, code=code.upper(), revoked_at=None).first()
    if page is None:
        raise Http404
    tile = _tile(page, ctx.settings)
    if request.method == "POST":
        body = Episode(kind=tile.kind, sites=tile.sites, label=tile.label) if tile else Episode(label=_("Spasm"))
        return redirect("bother", save(ctx, body, request.POST.get("id", "")).id)
    words = tile.label if tile else _("Spasm now")
    return render(request, "log/tag.html", {"words": words, "fresh_id": new_id(ctx.who.now)})


def _tile(page: QuickPage, settings: Settings) -> Tile | None:
    """The place it stands for, as long as Log has it."""
    return next((tile for tile in settings.tiles if _mark(page.code, tile.label) == page.place_hash), None)


def _mark(code: str, label: str) -> str:
    """Which place it is, without saying so in the table."""
    return hash_of(f"{code}/{label.casefold().strip()}")


@allow(Access.OWNER)
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """A new page for one of the places on Log, or for *Spasm now*."""
    ctx = page_context(request)
    if QuickPage.objects.filter(journal=ctx.id, revoked_at=None).count() < MOST:
        code, chosen = new_code().replace("-", "")[:8], request.POST.get("tile", "")
        labels = [tile.label for tile in ctx.settings.tiles]
        label = labels[int(chosen)] if chosen.isdecimal() and int(chosen) < len(labels) else ""
        QuickPage.objects.create(
            journal=ctx.id, code=code, place_hash=_mark(code, label) if label else "", made_at=ctx.who.now
        )
        _note(ctx.who, "tag-page-made")
    return redirect("tokens")


@allow(Access.OWNER)
@require_POST
def revoke(request: HttpRequest, page: int) -> HttpResponse:
    who = viewer(request)
    found = QuickPage.objects.filter(pk=page, journal=who.their_journal, revoked_at=None)
    if not found.update(revoked_at=who.now):
        raise Http404
    _note(who, "tag-page-stopped")
    return redirect("tokens")


def _note(who: Viewer, what: str) -> None:
    audit.note(who.journal, who.account.name if who.account else "", what, who.now)


def pages(request: HttpRequest) -> list[dict[str, object]]:
    """The pages there are, with their addresses, for the list in Settings."""
    ctx = page_context(request)
    found = QuickPage.objects.filter(journal=ctx.id, revoked_at=None).order_by("made_at")
    return [
        {
            "pk": page.pk,
            "address": request.build_absolute_uri(reverse("tag", args=[page.code])),
            "words": tile.label if (tile := _tile(page, ctx.settings)) else _("Spasm now"),
        }
        for page in found
    ]
