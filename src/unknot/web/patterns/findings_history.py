"""What stood on Patterns on another day, beside what stands there today."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from unknot.analysis.patterns import Group
from unknot.household.findings import analysis_cache, findings_history
from unknot.household.findings.findings_history import FindingsRecord
from unknot.report.patterns import PatternGroup
from unknot.report.profile import Table
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.findings_today import findings_for

EARLIEST = date(1900, 1, 1)


@allow(Access.OWNER)
@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """Which day; the day that was chosen leads to its page."""
    ctx = page_context(request)
    if ctx.settings.hide_patterns:
        return render(request, "patterns/hidden.html")
    asked = request.GET.get("day", "")
    try:
        return redirect("patterns-on-day", _past(date.fromisoformat(asked), ctx))
    except ValueError:
        context = {"latest": ctx.now.diary_day - timedelta(days=1), "wrong": bool(asked)}
        return render(request, "patterns/on.html", context, status=422 if asked else 200)


@allow(Access.OWNER)
@require_GET
def on(request: HttpRequest, day: date) -> HttpResponse:
    """The words that stood there. Where nothing was kept they can be worked out again, by what was recorded by then."""
    ctx = page_context(request)
    if ctx.settings.hide_patterns:
        return render(request, "patterns/hidden.html")
    try:
        _past(day, ctx)
    except ValueError as error:
        raise Http404 from error
    kept = findings_history.record_of_day(ctx.id, day, ctx.zone)
    again = kept is None and "again" in request.GET
    then = analysis_cache.worked_out_again(ctx.id, day, ctx.zone, ctx.voice.language, _) if again else kept
    today = findings_for(ctx).page
    context = {
        "day": day,
        "words": ctx.voice.full(day),
        "patterns": then,
        "again": again,
        "none": again and then is None,
        "worked_out": _worked_out(then, ctx) if then else "",
        "beside": _beside(then, today.groups, ctx) if then else None,
        "corrected": today.corrected if today.corrected_on and today.corrected_on > day else "",
        "earlier": day - timedelta(days=7),
        "later": day + timedelta(days=7) if day + timedelta(days=7) < ctx.now.diary_day else None,
    }
    return render(request, "patterns/on_day.html", context)


def _past(day: date, ctx: PageContext) -> date:
    if not EARLIEST <= day < ctx.now.diary_day:
        raise ValueError("This day is not over, or no log goes so far back.")
    return day


def _worked_out(then: FindingsRecord, ctx: PageContext) -> str:
    at = then.made_at
    return _("Look of {look}, worked out on {day} at {time} by version {method} of the method.").format(
        look=ctx.voice.day(then.look),
        day=ctx.voice.day(at.clock_date),
        time=ctx.voice.time(at.local.time()),
        method=then.method,
    )


def _beside(then: FindingsRecord, today: tuple[PatternGroup, ...], ctx: PageContext) -> Table:
    """Each thing with what was said of it then and what is said today."""
    before, after = _lines(then.groups), _lines(today)
    codes = dict.fromkeys([*before, *after])
    rows = tuple(
        ((before.get(code) or after[code])[0], before.get(code, ("", _("not compared")))[1],
         after.get(code, ("", _("not compared")))[1])
        for code in codes
    )  # fmt: skip
    head = (_("After"), ctx.voice.day(then.look), _("Today"))
    return Table(_("Then and today"), head, rows)


def _lines(groups: tuple[PatternGroup, ...]) -> dict[str, tuple[str, str]]:
    """The name of each thing and what is said of it in short, by its code."""
    words = {
        Group.MORE: _("More: {figure}"),
        Group.FEWER: _("Fewer: {figure}"),
        Group.NO_DIFFERENCE: _("No whole-day doubling: {figure}"),
        Group.TOO_EARLY: _("Too early to say"),
    }
    lines = ((group, line) for group in groups for line in group.lines)
    return {line.code: (line.name, words[Group(group.kind)].format(figure=line.figure)) for group, line in lines}
