"""What Log asks of treatments: whether the last one brought relief."""

from __future__ import annotations

from unknot.web.page.cards import Card, CardPlace
from unknot.web.page.context import PageContext
from unknot.web.treatment.relief import relief_question


def cards(ctx: PageContext) -> list[Card]:
    question = relief_question(ctx)
    return [Card(CardPlace.SAVED, "treatment/relief_question.html", {"waiting": question})] if question else []
