"""What was logged last, and taking it back: undo stays until the next log."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unknot import actions
from unknot.journal.entry import Body, DiaryDay, Dose, Entry, Episode, Symptom, Treatment
from unknot.journal.span import Moment
from unknot.web.access import Access, allow
from unknot.web.screens.medicines.words import may_see_doses
from unknot.web.screens.screen import Screen, screen
from unknot.web.screens.told import change_url, told
from unknot.web.screens.words import headline, word


@dataclass(frozen=True, slots=True)
class Last:
    """What was logged last, as the panel under the tiles says it."""

    id: UUID
    words: str
    when: str
    detail: str
    removed: bool


LOGGED: tuple[type[Body], ...] = (Episode, DiaryDay, Treatment, Symptom, Dose)
"""What Log shows as the last thing logged."""


def last(opened: Screen, *kinds: type[Body]) -> Last | None:
    """What this diary day's latest log was (of these kinds) that whoever looks can take back, or just did."""
    known = (*opened.journal.entries, *opened.journal.withdrawn)
    logged = [e for e in known if isinstance(e.body, kinds or LOGGED) and opened.who.may_change(e)]
    today = [e for e in logged if e.provenance.recorded_at.diary_day == opened.now.diary_day]
    if not today:
        return None
    entry = max(today, key=lambda e: (e.provenance.recorded_at.instant, e.id))
    removed = opened.journal.find(entry.id) is None
    return Last(
        id=entry.id,
        words=_words(entry, opened),
        when=_when(entry.happened_at, removed, opened),
        detail=change_url(entry),
        removed=removed,
    )


def _words(entry: Entry[Body], opened: Screen) -> str:
    match entry.body:
        case Episode() as body:
            return headline(body, opened.voice)
        case DiaryDay() as body:
            return word(body, opened.voice)
        case Dose() if not may_see_doses(opened):
            return _("A dose, recorded")
        case _:
            return told(entry, opened.voice).what


def _when(at: Moment, removed: bool, opened: Screen) -> str:
    time = opened.voice.time(at.local.time())
    today = at.clock_date == opened.now.clock_date
    if removed:
        return _("{time}. Taken back.").format(time=time)
    if today:
        return _("{time} today. Saved.").format(time=time)
    return _("{time}, {day}. Saved.").format(time=time, day=opened.voice.day(at.clock_date))


@allow(Access.LOG)
@require_POST
def undo(request: HttpRequest, id: UUID) -> HttpResponse:
    """Takes an entry back: into the bin, whence it can be put back for thirty days."""
    opened = screen(request, about=id)
    opened.entry(id)
    actions.retract(opened.id, id, by=opened.by, now=opened.who.now)
    return back(request, opened, id)


@allow(Access.LOG)
@require_POST
def restore(request: HttpRequest, id: UUID) -> HttpResponse:
    opened = screen(request, about=id)
    opened.binned(id)
    actions.restore_entry(opened.id, id, by=opened.by, now=opened.who.now)
    return back(request, opened, id)


def back(request: HttpRequest, opened: Screen, id: UUID) -> HttpResponse:
    """To the page the button stood on."""
    match request.POST.get("to"):
        case "bin":
            return redirect("diary-bin")
        case "treatments":
            return redirect("treatments")
        case "signs":
            return redirect("signs")
        case "day":
            entry = opened.journal.find(id) or opened.binned(id)
            return redirect("diary-day", entry.happened_at.clock_date)
        case _:
            return redirect("log")
