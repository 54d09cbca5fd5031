"""What a device keeps so that it can log without a network."""

from __future__ import annotations

from django.conf import settings as django_settings
from django.utils.module_loading import import_string

from unknot.journal.document import record_document
from unknot.knowledge.countries import countries
from unknot.web.page.context import PageContext, hand, theme


def offline_data(ctx: PageContext) -> dict[str, object]:
    """What a device keeps for the shell: tile names, how the page looks, the next doses; nothing that was logged."""
    settings = ctx.settings
    country = countries().get(settings.country)
    offered: dict[str, object] = {}
    for name in django_settings.OFFLINE_DATA:
        offered |= import_string(name)(ctx)
    return {
        "tiles": [record_document(tile) for tile in settings.tiles],
        "bands": settings.bands or settings.size == "big" or settings.scan_dwell > 0,
        "hold_off": settings.hold_off,
        "scan": settings.scan_dwell,
        "theme": theme(settings.theme, ctx.now.local),
        "size": settings.size,
        "hand": hand(settings),
        "country": country.code if country else "",
        "call": country.emergency if country else "",
        **offered,
    }
