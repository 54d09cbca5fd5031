"""What a device keeps so that it can log without a network."""

from __future__ import annotations

from django.http import HttpRequest

from unknot.journal.document import record_document
from unknot.knowledge.countries import countries
from unknot.web.medicines.offline_doses import doses_kept, needed_kept
from unknot.web.page.context import PageContext, page_frame
from unknot.web.treatment.offline_treatments import habits_kept, treatments_kept


def offline_data(ctx: PageContext, request: HttpRequest) -> dict[str, object]:
    """What a device keeps for the shell: tile names, how the page looks, the next doses; nothing that was logged."""
    settings = ctx.settings
    looks, country = page_frame(request), countries().get(settings.country)
    return {
        "tiles": [record_document(tile) for tile in settings.tiles],
        "bands": settings.bands or settings.size == "big" or settings.scan_dwell > 0,
        "hold_off": settings.hold_off,
        "scan": settings.scan_dwell,
        "theme": looks.theme,
        "size": looks.size,
        "hand": looks.hand,
        "country": country.code if country else "",
        "call": country.emergency if country else "",
        "doses": doses_kept(ctx),
        "needed": needed_kept(ctx),
        "treatments": treatments_kept(ctx),
        "habits": habits_kept(ctx),
    }
