"""How templates show a page of the guide: its blocks, its certainty, its places."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.translation import gettext

from unknot.knowledge.guide import Place
from unknot.knowledge.guide.claim import Certainty, Claim
from unknot.knowledge.guide.ledger import Verdict
from unknot.knowledge.guide.page import Together
from unknot.web.page.guide_links import address, explained

register = template.Library()

VERDICT_STRENGTH = {Verdict.GOOD: 4, Verdict.SOME: 2, Verdict.NOT_ENOUGH: 1, Verdict.NOT_HELPFUL: 0}
"""Filled marks out of four; what can do harm has another shape."""


@register.filter
def kind(block: object) -> str:
    """The name of a block's kind: Heading, Paragraph, Items, Drawing, Said."""
    return type(block).__name__


@register.filter
def says(of: Certainty | Verdict) -> str:
    return of.says(gettext)


@register.filter
def dots(of: Certainty | Verdict) -> list[bool]:
    """Four marks, filled or not; none if there is no scale to stand on."""
    strength = of.strength if isinstance(of, Certainty) else VERDICT_STRENGTH.get(of)
    return [] if strength is None else [place < strength for place in range(4)]


@register.filter
def overdue(of: Claim | Together, today: date) -> bool:
    return today > of.next_check


@register.filter
def guide_url(to: str | Place) -> str:
    """The address of a place in the guide, `page` or `page#section`."""
    return address(to)


@register.filter
def guide_for(code: str) -> str:
    """The address of the place that explains a code or a rule; '' if none does."""
    return explained(code)


@register.filter
def drawing(name: str) -> str:
    """The template of a drawing."""
    return f"guide/drawings/{name}.svg"
