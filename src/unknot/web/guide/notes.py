"""A private note on a page of the guide: for its owner alone, unless it is put on the questions for a visit."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from unknot import actions
from unknot.journal.entry import TEXT, Entry, Note
from unknot.journal.ids import new_id
from unknot.knowledge import guide as knowledge
from unknot.knowledge.guide.page import Page
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context
from unknot.web.page.journal_reader import UNDATED


class GuideNoteForm(forms.Form):
    """`id` is made with the page, so that a second press saves nothing twice."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        max_length=TEXT, widget=forms.Textarea(attrs={"rows": 4}), error_messages={"required": _("Write a word first.")}
    )
    question = forms.BooleanField(required=False)


@allow(Access.OWNER)
@require_http_methods(["GET", "POST"])
def notes(request: HttpRequest, slug: str) -> HttpResponse:
    """The notes on a page, and one more."""
    ctx, topic = page_context(request, always=UNDATED), _topic(slug)
    form = (
        GuideNoteForm(request.POST) if request.method == "POST" else GuideNoteForm(initial={"id": new_id(ctx.who.now)})
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        _keep(ctx, Note(text=said["text"], question=said["question"], about=about(slug)), said["id"])
        return redirect("guide-note", slug)
    return render(request, "guide/note.html", {"topic": topic, "form": form, "notes": list(_notes_on(slug, ctx))})


@allow(Access.OWNER)
@require_POST
def remove(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Put a note into the bin."""
    ctx = page_context(request, always=UNDATED)
    if not any(entry.id == id for entry in _notes_on(slug, ctx)):
        raise Http404
    actions.retract(ctx.id, id, by=ctx.by, now=ctx.who.now)
    return redirect("guide-note", slug)


def about(slug: str) -> str:
    """What a note on a page of the guide is about."""
    return f"guide:{slug}"


def _topic(slug: str) -> Page:
    topic = knowledge.guide().page(slug)
    if topic is None:
        raise Http404
    return topic


def _keep(ctx: PageContext, note: Note, id: UUID) -> None:
    """A note is private; a question is for the visit, and goes where the questions go."""
    try:
        ctx.record(note, private=not note.question, id=id)
    except actions.DifferentEntry:  # the page was gone back to, and other words written
        ctx.record(note, private=not note.question)


def _notes_on(slug: str, ctx: PageContext) -> Iterator[Entry[Note]]:
    """Newest first."""
    return (entry for entry in reversed(ctx.journal.of(Note)) if entry.body.about == about(slug))
