"""What Log shows of replies: that one of the clinic waits to be looked at."""

from __future__ import annotations

from unknot.household.sharing import replies
from unknot.web.page.cards import Card, CardPlace
from unknot.web.page.context import PageContext


def cards(ctx: PageContext) -> list[Card]:
    if not ctx.who.is_owner or not replies.count_open(ctx.id, ctx.who.now):
        return []
    return [Card(CardPlace.END, "sharing/reply_card.html")]
