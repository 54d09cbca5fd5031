"""Say it your way: a sentence becomes entries, is kept at once, and what was understood is shown."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unknot.actions import InTheFuture
from unknot.dictation import Draft, Understood, own_of, understand
from unknot.dictation.shown import asked, shown
from unknot.journal.entry import Body, Entry, Note, Precision
from unknot.journal.journal import Journal
from unknot.web.page.access import Access, allow
from unknot.web.page.alerts import alerts_now
from unknot.web.page.context import PageContext, page_context

LONGEST = 1000


@allow(Access.LOG)
@require_POST
def say(request: HttpRequest) -> HttpResponse:
    """Keeps what was understood; what is odd is asked back, and its slot is empty until it is answered."""
    ctx = page_context(request)
    text = request.POST.get("text", "").strip()[:LONGEST]
    if not text:
        return redirect("log")
    found = _understood(text, ctx)
    kept = [_keep(ctx, draft) for draft in found.drafts]
    told = [{"shown": one, "id": id} for one, id in zip(shown(found, _, now=ctx.now), kept, strict=True)]
    context = {"said": text, "told": told, "questions": _questions(found), "alerts": alerts_now(page_context(request))}
    return render(request, "log/quick_text.html", context)


def _understood(text: str, ctx: PageContext) -> Understood:
    """A locked device is told nothing of older tablets, and so asks nothing about them."""
    own = own_of(Journal() if ctx.who.locked else ctx.journal)
    return understand(text, now=ctx.now, own=own, language=ctx.settings.language)


def _keep(ctx: PageContext, draft: Draft) -> UUID:
    try:
        return ctx.record(draft.body, draft.happened_at, precision=draft.precision).id
    except InTheFuture:  # the words are kept all the same, as they were said now
        return _note(ctx, draft).id


def _note(ctx: PageContext, draft: Draft) -> Entry[Body]:
    words = getattr(draft.body, "note", "") or getattr(draft.body, "text", "") or _("something still to come")
    kept: Entry[Body] = ctx.record(Note(text=words), precision=Precision.MINUTE)
    return kept


def _questions(found: Understood) -> list[str]:
    return [asked(question, _) for question in found.questions]
