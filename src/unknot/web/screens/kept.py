"""What a device keeps so that it can log without a network."""

from __future__ import annotations

from django.http import HttpRequest

from unknot.journal.document import record_document
from unknot.knowledge.countries import countries
from unknot.web.screens.medicines.kept import doses_kept, needed_kept
from unknot.web.screens.screen import Screen, page
from unknot.web.screens.treatment.kept import habits_kept, treatments_kept


def kept_by(opened: Screen, request: HttpRequest) -> dict[str, object]:
    """What a device keeps for the shell: tile names, how the page looks, the next doses; nothing that was logged."""
    settings = opened.settings
    looks, country = page(request), countries().get(settings.country)
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
        "doses": doses_kept(opened),
        "needed": needed_kept(opened),
        "treatments": treatments_kept(opened),
        "habits": habits_kept(opened),
    }
