"""What Log shows of a short experiment: the coin of today."""

from __future__ import annotations

from unknot.web.page.cards import Card, CardPlace
from unknot.web.page.context import PageContext
from unknot.web.patterns.experiment_pages import coin_today


def cards(ctx: PageContext) -> list[Card]:
    coin = coin_today(ctx)
    return [Card(CardPlace.TODAY, "patterns/coin.html", {"card": coin, "to": "log"})] if coin else []
