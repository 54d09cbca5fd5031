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
from unknot.web.access import Access, allow
from unknot.web.screens.alerts import alerts_now
from unknot.web.screens.screen import Screen, screen

LONGEST = 1000


@allow(Access.LOG)
@require_POST
def say(request: HttpRequest) -> HttpResponse:
    """Keeps what was understood; what is odd is asked back, and its slot is empty until it is answered."""
    opened = screen(request)
    text = request.POST.get("text", "").strip()[:LONGEST]
    if not text:
        return redirect("log")
    found = _understood(text, opened)
    kept = [_keep(opened, draft) for draft in found.drafts]
    told = [{"shown": one, "id": id} for one, id in zip(shown(found, _, now=opened.now), kept, strict=True)]
    context = {"said": text, "told": told, "questions": _questions(found), "alerts": alerts_now(screen(request))}
    return render(request, "said.html", context)


def _understood(text: str, opened: Screen) -> Understood:
    """A locked device is told nothing of older tablets, and so asks nothing about them."""
    own = own_of(Journal() if opened.who.locked else opened.journal)
    return understand(text, now=opened.now, own=own, language=opened.settings.language)


def _keep(opened: Screen, draft: Draft) -> UUID:
    try:
        return opened.record(draft.body, draft.happened_at, precision=draft.precision).id
    except InTheFuture:  # the words are kept all the same, as they were said now
        return _note(opened, draft).id


def _note(opened: Screen, draft: Draft) -> Entry[Body]:
    words = getattr(draft.body, "note", "") or getattr(draft.body, "text", "") or _("something still to come")
    kept: Entry[Body] = opened.record(Note(text=words), precision=Precision.MINUTE)
    return kept


def _questions(found: Understood) -> list[str]:
    return [asked(question, _) for question in found.questions]
