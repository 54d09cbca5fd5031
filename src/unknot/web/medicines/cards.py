"""What Log shows of medicines: the dose that is due first, as-needed medicines and notices further down."""

from __future__ import annotations

from unknot.web.medicines.due_doses import doses_on_log
from unknot.web.page.cards import Card, CardPlace
from unknot.web.page.context import PageContext


def cards(ctx: PageContext) -> list[Card]:
    shown = {"medicines": doses_on_log(ctx)}
    return [
        Card(CardPlace.FIRST, "medicines/due.html", shown),
        Card(CardPlace.NEEDED, "medicines/needed.html", shown),
    ]
