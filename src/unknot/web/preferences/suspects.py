"""What the person suspects, named before the log can say anything: it is fixed when the first vouched day is over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unknot.analysis.candidates import NOT_EXPOSURES, named_beforehand, naming_ends
from unknot.journal.entry import Json, Settings
from unknot.journal.span import moment
from unknot.knowledge.vocabulary import vocabulary
from unknot.report.wording import joined
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.settings_update import change_settings
from unknot.web.preferences.delays import FEW, delay_chips, delays_said, price, suspect_rows
from unknot.web.preferences.welcome_form import MOST_ASKED, OFTEN_SUSPECTED


def named(settings: Settings, codes: Sequence[str]) -> dict[str, Json]:
    """What naming these changes: the check-in asks about them too from now on, as far as there is room."""
    asked = list(dict.fromkeys([*settings.exposures, *codes]))[:MOST_ASKED]
    return {"suspects": list(codes) or None, "exposures": list(asked) or None}


@allow(Access.OWNER)
@require_http_methods(["GET", "POST"])
def suspects(request: HttpRequest) -> HttpResponse:
    """What I suspect: open until the log begins; after that an opinion that stands beside it."""
    ctx = page_context(request, since=None)
    chosen, error = list(ctx.settings.suspects), ""
    if request.method == "POST":
        known = {term.code for term in vocabulary("exposure")} - NOT_EXPOSURES
        chosen = [code for code in dict.fromkeys(request.POST.getlist("suspect")) if code in known]
        if len(chosen) <= MOST_ASKED:
            change_settings(ctx, named(ctx.settings, chosen) | {"delays": delays_said(request.POST, chosen)})
            return redirect("settings")
        error = _("Eight at most. Now it is {n}.").format(n=len(chosen))
    context: dict[str, object] = {
        "error": error,
        "fixed": _fixed(ctx),
        "groups": _choices(ctx, chosen),
        "delays": delay_chips(),
    }
    context |= {"few": FEW, "most": MOST_ASKED, "price": price(MOST_ASKED)}
    return render(request, "preferences/suspects.html", context, status=422 if error else 200)


def _fixed(ctx: PageContext) -> str:
    """What stands fixed, and since when; empty while it can still be named."""
    ends = naming_ends(ctx.journal, ctx.zone)
    if ends is None or ctx.who.now < ends:
        return ""
    then = named_beforehand(ctx.journal, ctx.zone)
    day = ctx.voice.full(moment(ends, ctx.zone).diary_day)
    if not then:
        return _("Your log began before {day}, and nothing was named until then.").format(day=day)
    things = joined([ctx.voice.coded("exposure", code) for code in sorted(then)])
    return _("Fixed since {day}, when your log had begun: {things}.").format(day=day, things=things)


def _choices(ctx: PageContext, chosen: Sequence[str]) -> list[list[dict[str, Any]]]:
    """What many people name and what was chosen here, then everything else."""
    first = [*OFTEN_SUSPECTED, *(code for code in chosen if code not in OFTEN_SUSPECTED)]
    others = [t.code for t in vocabulary("exposure") if t.code not in first and t.code not in NOT_EXPOSURES]
    return [suspect_rows(codes, chosen, ctx.settings, ctx.voice) for codes in (first, others)]
