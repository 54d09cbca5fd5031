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
from unknot.actions import Actor
from unknot.journal.entry import TEXT, Entry, Note
from unknot.journal.ids import new_id
from unknot.journal.journal import Journal
from unknot.journal.span import moment
from unknot.knowledge import guide as knowledge
from unknot.knowledge.guide.page import Page
from unknot.store import entries
from unknot.web.access import Access, Viewer, allow, viewer

ELSEWHERE = "UTC"
"""The zone of who chose none."""


class NoteForm(forms.Form):
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
    who, topic = viewer(request), _topic(slug)
    journal_id, journal = _journal(who)
    form = NoteForm(request.POST) if request.method == "POST" else NoteForm(initial={"id": new_id(who.now)})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        note = Note(text=said["text"], question=said["question"], about=about(slug))
        _keep(journal_id, journal, who, note, said["id"])
        return redirect("guide-note", slug)
    return render(request, "guide/note.html", {"topic": topic, "form": form, "notes": list(_notes_on(slug, journal))})


@allow(Access.OWNER)
@require_POST
def remove(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Put a note into the bin."""
    who = viewer(request)
    journal_id, journal = _journal(who)
    if not any(entry.id == id for entry in _notes_on(slug, journal)):
        raise Http404
    actions.retract(journal_id, id, by=_by(who), now=who.now)
    return redirect("guide-note", slug)


def about(slug: str) -> str:
    """What a note on a page of the guide is about."""
    return f"guide:{slug}"


def _topic(slug: str) -> Page:
    topic = knowledge.guide().page(slug)
    if topic is None:
        raise Http404
    return topic


def _journal(who: Viewer) -> tuple[UUID, Journal]:
    if who.journal is None:
        raise Http404
    return who.journal, entries.standing(who.journal)


def _by(who: Viewer) -> Actor:
    return Actor(role=who.role, device=who.device_name)


def _keep(journal_id: UUID, journal: Journal, who: Viewer, note: Note, id: UUID) -> None:
    """A note is private; a question is for the visit, and goes where the questions go."""
    at = moment(who.now, journal.settings.zone or ELSEWHERE)
    private = not note.question
    try:
        actions.record(journal_id, note, by=_by(who), happened_at=at, now=who.now, private=private, id=id)
    except entries.DifferentEntry:  # the page was gone back to, and other words written
        actions.record(journal_id, note, by=_by(who), happened_at=at, now=who.now, private=private)


def _notes_on(slug: str, journal: Journal) -> Iterator[Entry[Note]]:
    """Newest first."""
    return (entry for entry in reversed(journal.of(Note)) if entry.body.about == about(slug))
