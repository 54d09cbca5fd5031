"""Notes that were written to the owner: read, kept in the journal, or removed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from unknot import actions
from unknot.actions import Actor
from unknot.household.sharing.models import NoteBack
from unknot.journal.entry import Note, Role, Via
from unknot.journal.span import moment
from unknot.web.page.access import Access, allow
from unknot.web.page.context import PageContext, page_context

MOST_WAITING = 5


def unread_notes(journal: UUID) -> int:
    """How many notes the owner has neither kept nor removed."""
    return _open(journal).count()


def write(journal: UUID, name: str, text: str, now: datetime) -> bool:
    """A note from someone with an account; False while too many of theirs wait to be read."""
    mine = _open(journal).filter(share=None, name=name)
    if mine.count() >= MOST_WAITING:
        return False
    NoteBack.objects.create(journal=journal, at=now, name=name, text=text)
    return True


def _open(journal: UUID) -> QuerySet[NoteBack]:
    return NoteBack.objects.filter(journal=journal, released_at=None, removed_at=None)


@allow(Access.OWNER)
@require_GET
def notes(request: HttpRequest) -> HttpResponse:
    """What was written back. Nobody but the owner sees it before it is kept."""
    ctx = page_context(request)
    found = [
        {
            "id": n.pk,
            "name": n.name,
            "checked": n.share_id is None,
            "text": n.text,
            "when": ctx.voice.day(moment(n.at, ctx.zone).clock_date),
        }
        for n in _open(ctx.id).order_by("-at")
    ]
    return render(request, "sharing/notes.html", {"notes": found})


@allow(Access.OWNER)
@require_POST
def keep(request: HttpRequest, note: int) -> HttpResponse:
    """Put a note into the journal, signed by who has an account, or by the name as typed, marked as not checked."""
    ctx = page_context(request)
    found = _theirs(ctx, note)
    if NoteBack.objects.filter(pk=found.pk, released_at=None, removed_at=None).update(released_at=ctx.who.now):
        actions.record(
            ctx.id,
            Note(text=found.text),
            by=_writer(found),
            happened_at=moment(found.at, ctx.zone),
            now=ctx.who.now,
        )
    return redirect("notes-back")


@allow(Access.OWNER)
@require_POST
def remove(request: HttpRequest, note: int) -> HttpResponse:
    """Remove a note: its words are gone at once."""
    ctx = page_context(request)
    found = _theirs(ctx, note)
    NoteBack.objects.filter(pk=found.pk).update(removed_at=ctx.who.now, text="", name="")
    return redirect("notes-back")


def _writer(note: NoteBack) -> Actor:
    if note.share_id is None:
        return Actor(role=Role.CARER, name=note.name, via=Via.TAP)
    return Actor(role=Role.CLINICIAN, name=_("{name} (not checked)").format(name=note.name)[:80], via=Via.API)


def _theirs(ctx: PageContext, note: int) -> NoteBack:
    found = _open(ctx.id).filter(pk=note).first()
    if found is None:
        raise Http404
    return found
