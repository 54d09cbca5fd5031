"""Somewhere else: the side, then one of at most twelve large places; or another place for the same spasm."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unknot.journal.document import body_document
from unknot.journal.entry import Entry, Episode, Side, Site
from unknot.journal.ids import new_id
from unknot.knowledge.vocabulary import Term, vocabulary
from unknot.web.log.log_spasm import save
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.entry_words import capital, place
from unknot.web.page.large_places import LARGE

RECENT = 4
"""So many recent places stand before the others."""


@allow(Access.LOG)
@require_http_methods(["GET", "POST"])
def elsewhere(request: HttpRequest) -> HttpResponse:
    ctx = page_context(request)
    if request.method == "POST":
        site = chosen_site(request)
        if site is None:
            return HttpResponseBadRequest()
        entry = save(ctx, Episode(sites=(site,)), request.POST.get("id", ""))
        return redirect("bother", entry.id)
    return render(request, "log/elsewhere.html", choices(ctx) | {"heading": _("Where is it?"), "with_picture": True})


@allow(Access.LOG)
@require_http_methods(["GET", "POST"])
def elsewhere_too(request: HttpRequest, id: UUID) -> HttpResponse:
    """Another place of the same spasm."""
    ctx = page_context(request, about=id)
    entry = ctx.entry(id, Episode)
    if request.method == "POST":
        site = chosen_site(request)
        if site is None:
            return HttpResponseBadRequest()
        _add(ctx, entry, site)
        return redirect("detail", id)
    heading = _("{place}, and where else?").format(place=place(entry.body, ctx.voice))
    return render(request, "log/elsewhere.html", choices(ctx) | {"heading": heading})


def _add(ctx: PageContext, entry: Entry[Episode], site: Site) -> None:
    """The label said where it was; with another place the places say it themselves."""
    sites = tuple(dict.fromkeys((*entry.body.sites, site)))
    document = body_document(Episode(sites=sites))
    label = entry.body.label if not entry.body.sites else ""
    ctx.amend(entry, {"sites": document.get("sites"), "label": label or None})


def chosen_site(request: HttpRequest) -> Site | None:
    """The place that was pressed, with the side that was chosen if the place has sides; the picture says both."""
    region, _dot, side = request.POST.get("place", "").partition(".")
    term = vocabulary("site").terms.get(region or request.POST.get("region", ""))
    if term is None:
        return None
    side = side or request.POST.get("side", "")
    return Site(term.code, Side(side) if term.sided and side in set(Side) else None)


def choices(ctx: PageContext) -> dict[str, object]:
    """At most twelve places, the recent ones first; the side is the person's to say."""
    terms, recent = vocabulary("site").terms, _recent(ctx)
    first = list(dict.fromkeys(site.region for site in recent if site.region in terms))[:RECENT]
    shown = [*first, *(code for code in LARGE if code not in first)][: len(LARGE)]
    rest = [term for term in vocabulary("site") if term.code not in shown]
    sides = ((Side.LEFT, _("Your left")), (Side.RIGHT, _("Your right")), (Side.BOTH, _("Both sides")))
    return {
        "sides": [{"code": side, "words": words} for side, words in sides],
        "regions": [_region(terms[code], ctx) for code in shown],
        "more": [_region(term, ctx) for term in rest],
        "fresh_id": new_id(ctx.who.now),
    }


def _recent(ctx: PageContext) -> list[Site]:
    """The places of the last weeks, the last one first."""
    logged = sorted(ctx.journal.of(Episode), key=lambda entry: entry.happened_at.instant, reverse=True)
    return [site for entry in logged for site in entry.body.sites]


def _region(term: Term, ctx: PageContext) -> dict[str, str]:
    return {"code": term.code, "words": capital(ctx.voice.coded("site", term.code))}
