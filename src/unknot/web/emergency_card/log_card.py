"""What Log shows of the emergency card: that the one that was taken out says something else than the journal."""

from __future__ import annotations

from unknot.household.sharing import emergency_cards
from unknot.web.page.cards import Card, CardPlace
from unknot.web.page.context import PageContext
from unknot.web.page.journal_reader import UNDATED, journal_for


def cards(ctx: PageContext) -> list[Card]:
    if not ctx.who.is_owner or emergency_cards.last_taken(ctx.id) is None:
        return []
    journal = journal_for(ctx.who, since=ctx.who.now, always=UNDATED)
    changed = emergency_cards.changed_since_taken(journal, ctx.id, ctx.who.now)
    return [Card(CardPlace.END, "emergency_card/older.html", {"changed": changed})] if changed else []
