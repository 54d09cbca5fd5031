"""Get help now: whom to call, and the cards for what cannot wait. For anyone, without signing in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from unknot.journal.entry import Settings
from unknot.knowledge.countries import Country, countries
from unknot.knowledge.rules import Rule
from unknot.safety.alert import signed_off
from unknot.web.page.access import Access, allow, viewer
from unknot.web.page.alerts import signed_rules
from unknot.web.page.context import PageContext, page_context, voice
from unknot.web.page.countries import country_choices, country_name

CARDS = ("RF-AD", "RF-WD", "RF-OD", "RF-PUMP", "RF-MOOD")
"""The rules whose words stand here for everyone, in this order."""


@allow(Access.PUBLIC)
@require_GET
def help(request: HttpRequest, country: str = "") -> HttpResponse:
    """The number of the person's country, or of the one in the address; without one, the choice of all."""
    ctx = page_context(request) if viewer(request).journal is not None else None
    chosen = _country(country, ctx)
    speaks = ctx.voice if ctx else voice(Settings())
    signed = {each.code: each for each in signed_rules()}
    context = {
        "country": chosen,
        "country_name": country_name(chosen.code, speaks) if chosen else "",
        "choices": country_choices(speaks),
        "cards": [_card(signed[code]) for code in CARDS],
        "may_log": ctx is not None,
    }
    return render(request, "log/help.html", context)


def _country(code: str, ctx: PageContext | None) -> Country | None:
    if code:
        found = countries().get(code.upper())
        if found is None:
            raise Http404
        return found
    return countries().get(ctx.settings.country) if ctx else None


def _card(of: Rule) -> dict[str, object]:
    return {
        "title": _(of.title),
        "why": _(of.why),
        "say": _(of.say),
        "steps": [_(step) for step in of.steps],
        "unchecked": of.unchecked,
        "signed": signed_off(of, _),
        "source": [source.title for source in of.source],
    }
