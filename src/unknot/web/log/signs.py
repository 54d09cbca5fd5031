"""Something worrying? The signs that matter, one press each, with what the rules say of it under the press.

And the list of things to look for when spasms are suddenly worse: each answer is an entry.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unknot.journal.entry import Entry, Exposure, Json, Level, Symptom
from unknot.journal.journal import Journal
from unknot.knowledge.checklist import checklist as things_to_look_for
from unknot.safety.signs import signs as signs_for
from unknot.web.page.access import Access, allow
from unknot.web.page.alerts import alerts_now
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.entry_text import entry_text
from unknot.web.page.entry_words import capital

HOW_NEW: dict[str, dict[str, Json]] = {
    "new": {"new": True},
    "sudden": {"new": True, "sudden": True},
    "usual": {"new": False},
}
"""What a press below a saved sign adds to it."""


@allow(Access.LOG)
@require_http_methods(["GET", "POST"])
def signs(request: HttpRequest, id: UUID | None = None) -> HttpResponse:
    """A press saves the sign; then it can be called new, sudden or usual, and its message stands under it."""
    ctx = page_context(request)
    saved = ctx.entry(id, Symptom) if id else None
    if request.method == "POST" and saved is None:
        return _pressed(request, ctx)
    if request.method == "POST" and saved is not None:
        said = HOW_NEW.get(request.POST.get("how", ""))
        if said is None:
            return HttpResponseBadRequest()
        ctx.amend(saved, said)
        return redirect("sign", saved.id)
    # A locked device orders them for anyone: the order would tell what the person has.
    known = Journal() if ctx.who.locked else ctx.journal
    offered = signs_for(known, now=ctx.who.now, zone=ctx.zone)
    context = {
        "saved": saved,
        "words": entry_text(saved, ctx.voice).what if saved else "",
        "asks_how": saved is not None and saved.body.new is None,
        "how": [("new", _("New for me")), ("sudden", _("It came all at once")), ("usual", _("As usual for me"))],
        "first": _named(offered.first, ctx),
        "more": _named(offered.more, ctx),
        "alerts": alerts_now(ctx, saved),
    }
    return render(request, "log/signs.html", context)


def _pressed(request: HttpRequest, ctx: PageContext) -> HttpResponse:
    offered = signs_for(Journal(), now=ctx.who.now, zone=ctx.zone)
    code = request.POST.get("sign", "")
    if code not in {*offered.first, *offered.more}:
        return HttpResponseBadRequest()
    return redirect("sign", _once(ctx, code).id)


def _once(ctx: PageContext, code: str) -> Entry[Symptom]:
    """The same sign pressed again within the hold-off is counted once."""
    for entry in reversed(ctx.journal.of(Symptom)):
        since = ctx.who.now - entry.provenance.recorded_at.instant
        if entry.body.code == code and since.total_seconds() < ctx.settings.hold_off:
            return entry
    return ctx.record(Symptom(code=code))


def _named(codes: tuple[str, ...], ctx: PageContext) -> list[tuple[str, str]]:
    return [(code, capital(ctx.voice.coded("symptom", code))) for code in codes]


# ---------------------------------------------------------------- when spasms are suddenly worse


@allow(Access.READ)
@require_http_methods(["GET", "POST"])
def checklist(request: HttpRequest) -> HttpResponse:
    """What to look for first. A yes and a no are entries; what is left open is none."""
    ctx = page_context(request)
    asked = things_to_look_for()
    if request.method == "POST":
        for item in asked.items:
            said = request.POST.get(item.exposure, "")
            if said in (Level.YES, Level.NO):
                ctx.record(item.entry(Level(said)))
        return redirect("checklist")
    today = {e.body.code: e.body.level for e in ctx.journal.of(Exposure) if e.diary_day == ctx.now.diary_day}
    items = [
        {"code": item.exposure, "words": _(item.words), "chosen": today.get(item.exposure, "")} for item in asked.items
    ]
    found = [item["words"] for item in items if item["chosen"] == Level.YES]
    context = {
        "title": _(asked.title),
        "say": _(asked.say),
        "items": items,
        "found": found,
        "answered": any(item["chosen"] for item in items),
        "answers": [(Level.YES.value, _("Yes")), (Level.NO.value, _("No"))],
        "source": [source.title for source in asked.items[0].source],
    }
    return render(request, "log/checklist.html", context)
