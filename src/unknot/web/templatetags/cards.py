"""How Log shows the cards that features offer."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.template import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from unknot.web.page.cards import Card

register = template.Library()


@register.simple_tag(takes_context=True)
def show_cards(context: Context, cards: Iterable[Card]) -> SafeString:
    """Each card by its own template, which sees the page's context too."""
    return format_html_join("", "{}", ((_shown(context, card),) for card in cards))


def _shown(context: Context, card: Card) -> SafeString:
    assert context.template is not None, "a tag is rendered by a template"
    found = context.template.engine.get_template(card.template)
    with context.push(**card.context):
        return found.render(context)
