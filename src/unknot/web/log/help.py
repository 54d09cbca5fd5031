"""Get help now: whom to call, and the cards for what cannot wait. For anyone, without signing in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from unknot.journal.entry import Settings
from unknot.knowledge.countries import Country, countries, country_of
from unknot.knowledge.rules import Rule
from unknot.safety.alert import signed_off
from unknot.safety.emergencies import FIRST, emergencies, emergency_clause
from unknot.web.page.access import Access, allow, viewer
from unknot.web.page.alerts import signed_rules
from unknot.web.page.context import PageContext, page_context, voice
from unknot.web.page.countries import country_choices, country_name


@allow(Access.PUBLIC)
@require_GET
@gzip_page  # nothing secret stands in it, and nothing that was sent comes back
def help(request: HttpRequest, country: str = "") -> HttpResponse:
    """The number of the person's country, or of the one in the address; without one, the choice of all."""
    ctx = page_context(request) if viewer(request).journal is not None else None
    chosen = _country(country, ctx)
    speaks = ctx.voice if ctx else voice(Settings())
    signed = {each.code: each for each in signed_rules()}
    theirs = emergencies(ctx.recent if ctx else None, now=ctx.who.now if ctx else timezone.now(), zone=_zone(ctx))
    context = {
        "country": chosen,
        "country_name": country_name(chosen.code, speaks) if chosen else "",
        "choices": country_choices(speaks),
        "proposed": not country and chosen is not None and ctx is not None and not ctx.settings.country,
        "cards": [_card(signed[each.code]) for each in theirs[:FIRST]],
        "others": [_card(signed[each.code]) for each in theirs[FIRST:]],
        "may_log": ctx is not None,
    }
    return render(request, "log/help.html", context)


def _country(code: str, ctx: PageContext | None) -> Country | None:
    if code:
        found = countries().get(code.upper())
        if found is None:
            raise Http404
        return found
    return country_of(ctx.settings.country, ctx.zone) if ctx else None


def _zone(ctx: PageContext | None) -> str:
    return ctx.zone if ctx else "UTC"


def _card(of: Rule) -> dict[str, object]:
    clause = emergency_clause(of) or of.clauses[0]
    tell = [_("Say: “{matter}”.").format(matter=_(clause.tell))] if clause.tell else []
    return {
        "title": _(clause.title),
        "why": _(clause.why),
        "say": _(clause.say),
        "steps": [*tell, *(_(step) for step in clause.steps)],
        "unchecked": of.unchecked,
        "signed": signed_off(of, _),
        "source": [source.title for source in of.source],
    }
