"""Notes that came back by a link: the owner reads them, keeps one in the journal, or removes it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from unknot import actions
from unknot.actions import Actor
from unknot.journal.entry import Note, Role, Via
from unknot.journal.span import moment
from unknot.web.access import Access, allow
from unknot.web.screens.screen import Screen, screen
from unknot.web.sharing.models import NoteBack


def waiting(journal: UUID) -> int:
    """How many notes the owner has neither kept nor removed."""
    return _open(journal).count()


def _open(journal: UUID) -> QuerySet[NoteBack]:
    return NoteBack.objects.filter(share__journal=journal, released_at=None, removed_at=None)


@allow(Access.OWNER)
@require_GET
def notes(request: HttpRequest) -> HttpResponse:
    """What was written back. Nobody but the owner sees it before it is kept."""
    opened = screen(request)
    found = [
        {"id": n.pk, "name": n.name, "text": n.text, "when": opened.voice.day(moment(n.at, opened.zone).clock_date)}
        for n in _open(opened.id).order_by("-at")
    ]
    return render(request, "shared/notes.html", {"notes": found})


@allow(Access.OWNER)
@require_POST
def keep(request: HttpRequest, note: int) -> HttpResponse:
    """Put a note into the journal, signed by the name as it was typed and marked as not checked."""
    opened = screen(request)
    found = _theirs(opened, note)
    if NoteBack.objects.filter(pk=found.pk, released_at=None, removed_at=None).update(released_at=opened.who.now):
        by = Actor(role=Role.CLINICIAN, name=_("{name} (not checked)").format(name=found.name)[:80], via=Via.API)
        actions.record(
            opened.id, Note(text=found.text), by=by, happened_at=moment(found.at, opened.zone), now=opened.who.now
        )
    return redirect("notes-back")


@allow(Access.OWNER)
@require_POST
def remove(request: HttpRequest, note: int) -> HttpResponse:
    """Remove a note: its words are gone at once."""
    opened = screen(request)
    found = _theirs(opened, note)
    NoteBack.objects.filter(pk=found.pk).update(removed_at=opened.who.now, text="", name="")
    return redirect("notes-back")


def _theirs(opened: Screen, note: int) -> NoteBack:
    found = _open(opened.id).filter(pk=note).first()
    if found is None:
        raise Http404
    return found
