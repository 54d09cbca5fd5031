"""The two presses of Log: the first saves a spasm at once, the second says how much it bothers."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from unknot.actions import DifferentEntry
from unknot.journal.entry import Band, Body, Entry, Episode, Json, Settings, Tile
from unknot.journal.ids import new_id
from unknot.web.log.log import at_night
from unknot.web.log.unplaced import after_the_night
from unknot.web.page.access import Access, allow
from unknot.web.page.alerts import alerts_now
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.entry_words import place
from unknot.web.page.form_ids import form_uuid
from unknot.web.page.hold_off import is_the_same_press, made_at

BOUNCE_AT_MOST = timedelta(seconds=3)
"""The longest hold-off a person can choose: a second press within it may be a tremor's."""


# ---------------------------------------------------------------- the first press


@allow(Access.LOG)
@require_POST
def tap(request: HttpRequest) -> HttpResponse:
    """Saves at once; the answer is the second question, or at night the same page."""
    ctx = page_context(request)
    tile = chosen_tile(request.POST.get("tile", ""), ctx.settings)
    if tile is None:
        return HttpResponseBadRequest()
    episode = Episode(kind=tile.kind, sites=tile.sites, label=tile.label)
    entry = save(ctx, episode, request.POST.get("id", ""))
    return redirect("log") if at_night(ctx) and request.POST["tile"] == "now" else redirect("bother", entry.id)


def chosen_tile(value: str, settings: Settings) -> Tile | None:
    if value == "now":
        return Tile(_("Spasm"))
    return settings.tiles[int(value)] if value.isdecimal() and int(value) < len(settings.tiles) else None


def save(ctx: PageContext, episode: Episode, form_id: str) -> Entry[Episode]:
    """Keeps a spasm under the id that its form came with: the same form pressed twice is one spasm.

    Another place pressed on an old copy of the page is a new spasm.
    """
    if (bounced := _bounced(ctx, episode, made_at(form_uuid(form_id)))) is not None:
        return bounced
    id = form_uuid(form_id)
    try:
        return ctx.record(episode, id=id)
    except DifferentEntry:
        return ctx.record(episode)


def _bounced(ctx: PageContext, episode: Episode, shown: datetime | None) -> Entry[Episode] | None:
    """The same place pressed again within the hold-off: counted once."""
    hold_off = timedelta(seconds=ctx.settings.hold_off)
    for entry in reversed(ctx.journal.of(Episode)):
        recorded = entry.provenance.recorded_at.instant
        again = is_the_same_press(recorded, shown, ctx.who.now, hold_off)
        if again and place(entry.body, ctx.voice) == place(episode, ctx.voice):
            return entry
    return None


# ---------------------------------------------------------------- the second press


@allow(Access.LOG)
@require_http_methods(["GET", "POST"])
def bother(request: HttpRequest, id: UUID) -> HttpResponse:
    """How much does it bother you? Nothing is pre-set; leaving it is an answer too."""
    ctx = page_context(request)
    entry = ctx.entry(id)
    if not isinstance(entry.body, Episode):
        return redirect("log")
    shown = made_at(form_uuid(request.POST.get("shown", "")))
    counted_once = request.method == "POST" and _is_bounce(entry, ctx, shown)
    if request.method == "POST" and not counted_once:
        changes = _answer(request)
        if changes is None:
            return HttpResponseBadRequest()
        ctx.amend(entry, changes)
        return redirect(after_the_night(page_context(request)) if "night" in request.GET else "log")
    saved = _("{place}. Saved.") if not entry.body.running else _("{place}. Still going.")
    return render(
        request,
        "log/bother.html",
        {
            "entry": entry,
            "heading": saved.format(place=place(entry.body, ctx.voice)),
            "numbers": range(11),
            "bands": asks_in_words(ctx.settings),
            "fresh_id": new_id(ctx.who.now),
            "running": entry.body.running,
            "counted_once": counted_once,
            "alerts": alerts_now(ctx, entry),
        },
    )


def asks_in_words(settings: Settings) -> bool:
    """Low, medium or high: by choice, where keys are too large for eleven, and where one switch steps through them."""
    return settings.bands or settings.size == "big" or settings.scan_dwell > 0


def _answer(request: HttpRequest) -> dict[str, Json] | None:
    number, band = request.POST.get("bother", ""), request.POST.get("band", "")
    if number.isdecimal() and int(number) <= 10:
        return {"bother": int(number), "bother_band": None}
    if band in set(Band):
        return {"bother": None, "bother_band": band}
    return None


def _is_bounce(entry: Entry[Body], ctx: PageContext, shown: datetime | None) -> bool:
    """Whether the press came so soon after the first, or after one that was swallowed, that it was the same one.

    Only for who chose a longer hold-off than the usual one: for everybody else another control is another press.
    """
    if ctx.settings.hold_off <= Settings().hold_off:
        return False
    hold_off = min(timedelta(seconds=ctx.settings.hold_off), BOUNCE_AT_MOST)
    return is_the_same_press(entry.provenance.recorded_at.instant, shown, ctx.who.now, hold_off)
