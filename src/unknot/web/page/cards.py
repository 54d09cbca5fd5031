"""What features put on Log: cards, each with its place. `settings.LOG_CARDS` names them, in their order.

A feature that has something to say on Log offers `cards(ctx) -> list[Card]`; Log knows no feature.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.conf import settings
from django.utils.module_loading import import_string

from unknot.web.page.context import PageContext


class CardPlace(StrEnum):
    """Where on Log a card stands, from top to bottom; `HEAD` is what a script of the page reads."""

    HEAD = "head"
    FIRST = "first"
    SAVED = "saved"
    NEEDED = "needed"
    TODAY = "today"
    DAY = "day"
    LINKS = "links"
    END = "end"


@dataclass(frozen=True, slots=True)
class Card:
    """A template of the feature that offers it, with what it shows."""

    place: CardPlace
    template: str
    context: Mapping[str, object] = field(default_factory=dict)


CardSource = Callable[[PageContext], Sequence[Card]]


def cards_on_log(ctx: PageContext) -> dict[str, list[Card]]:
    """Every card by its place."""
    found: dict[str, list[Card]] = {place.value: [] for place in CardPlace}
    for name in settings.LOG_CARDS:
        source: CardSource = import_string(name)
        for card in source(ctx):
            found[card.place.value].append(card)
    return found
