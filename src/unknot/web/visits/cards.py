"""What Log shows of visits: the days that are kept for the next one, and their page once they are over."""

from __future__ import annotations

from unknot.web.page.cards import Card, CardPlace
from unknot.web.page.context import PageContext
from unknot.web.visits.visits import period_card


def cards(ctx: PageContext) -> list[Card]:
    period = period_card(ctx)
    if period is None:
        return []
    if period.over:
        return [Card(CardPlace.LINKS, "visits/page_card.html", {"kept": period})]
    return [Card(CardPlace.END, "visits/days_card.html", {"kept": period})]
