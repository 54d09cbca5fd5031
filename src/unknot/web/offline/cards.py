"""What Log hands to the page of a device: what it keeps to log without a network."""

from __future__ import annotations

from unknot.web.offline.offline_data import offline_data
from unknot.web.page.cards import Card, CardPlace
from unknot.web.page.context import PageContext


def cards(ctx: PageContext) -> list[Card]:
    return [Card(CardPlace.HEAD, "offline/data.html", {"shell": offline_data(ctx)})] if ctx.who.device else []
