"""What Log asks of access: every 90 days, whether it is still right who can see the journal."""

from __future__ import annotations

from unknot.household.people import access_review
from unknot.web.page.cards import Card, CardPlace
from unknot.web.page.context import PageContext


def cards(ctx: PageContext) -> list[Card]:
    due = ctx.who.is_owner and access_review.due(ctx.id, ctx.who.now) is not None
    return [Card(CardPlace.END, "access_list/review_card.html")] if due else []
