"""Treatments: one press on a tile keeps what was done; whether it brought relief is asked next, or later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from unknot.journal.entry import Entry, Habit, Precision, Stage, Treatment
from unknot.journal.habits import done, planned
from unknot.journal.ids import new_id
from unknot.knowledge.vocabulary import vocabulary
from unknot.store.entries import DifferentEntry
from unknot.web.access import Access, allow
from unknot.web.screens.last import last
from unknot.web.screens.presses import form_uuid
from unknot.web.screens.screen import Screen, screen
from unknot.web.screens.treatment.offered import GROUPS, offered, own_tiles
from unknot.web.screens.treatment.relief import waiting
from unknot.web.screens.words import capital, habit_words


@dataclass(frozen=True, slots=True)
class Planned:
    """A habit that is for today, and the treatment it was done with, if it was."""

    id: UUID
    words: str
    when: str
    done: UUID | None
    done_at: str


# ---------------------------------------------------------------- the page


@allow(Access.LOG)
@require_GET
def treatments(request: HttpRequest) -> HttpResponse:
    opened = screen(request)
    context = {
        "fresh_id": new_id(opened.who.now),
        "planned": todays(opened),
        "tiles": [_tile(code, opened) for code in own_tiles(opened)],
        "groups": [group for name in GROUPS if (group := _group(name, opened))["tiles"]],
        "waiting": waiting(opened),
        "last": last(opened, Treatment),
        "back_to": "treatments",
        "locked": opened.who.locked,
    }
    return render(request, "treatments.html", context)


def _group(name: str, opened: Screen) -> dict[str, object]:
    titles = {
        "move": _("Moving and stretching"),
        "water": _("Warm, cold, water"),
        "rest": _("Rest and calm"),
        "hands": _("Someone's hands, or mine"),
        "aids": _("Aids and machines"),
        "daily": _("Food, drink, body care"),
    }
    shown = own_tiles(opened)
    codes = [term.code for term in vocabulary("treatment") if name in term.classes and term.code not in shown]
    return {"title": titles[name], "tiles": [_tile(code, opened) for code in codes]}


def _tile(code: str, opened: Screen) -> dict[str, str]:
    return {"code": code, "words": capital(opened.voice.coded("treatment", code))}


# ---------------------------------------------------------------- habits of the day


def todays(opened: Screen) -> list[Planned]:
    """The habits planned for this diary day."""
    today = opened.now.diary_day
    return [_planned(entry, done(opened.journal, entry.id, today), opened) for entry in planned(opened.journal, today)]


def _planned(habit: Entry[Habit], did: Entry[Treatment] | None, opened: Screen) -> Planned:
    return Planned(
        id=habit.id,
        words=habit_words(habit.body, opened.voice),
        when=", ".join(opened.voice.time(at) for at in habit.body.at),
        done=did.id if did else None,
        done_at=opened.voice.time(did.happened_at.local.time()) if did and did.precision is not Precision.DAY else "",
    )


# ---------------------------------------------------------------- one press


@allow(Access.LOG)
@require_POST
def treat(request: HttpRequest) -> HttpResponse:
    """Keeps a treatment at once; the answer asks whether it brought relief."""
    opened = screen(request)
    code, habit = request.POST.get("code", ""), _habit(request.POST.get("habit", ""), opened)
    if habit is not None:
        if (did := done(opened.journal, habit.id, opened.now.diary_day)) is not None:
            return redirect("relief", did.id)
        body = Treatment(code=habit.body.code, habit=habit.id)
    elif code in {*offered(), *own_tiles(opened)}:
        body = Treatment(code=code)
    else:
        return HttpResponseBadRequest()
    entry = _keep(opened, body, request.POST.get("id", ""))
    return redirect("relief", entry.id)


def _habit(value: str, opened: Screen) -> Entry[Habit] | None:
    """The habit whose button was pressed, if it is for today."""
    return next((e for e in planned(opened.journal, opened.now.diary_day) if str(e.id) == value), None)


def _keep(opened: Screen, body: Treatment, form_id: str) -> Entry[Treatment]:
    """Under the id that its form came with: the same form pressed twice is one treatment."""
    if (bounced := _bounced(opened, body)) is not None:
        return bounced
    try:
        return opened.record(body, id=form_uuid(form_id))
    except DifferentEntry:
        return opened.record(body)


def _bounced(opened: Screen, body: Treatment) -> Entry[Treatment] | None:
    """The same tile pressed again within the hold-off: counted once."""
    hold_off = timedelta(seconds=opened.settings.hold_off)
    for entry in reversed(opened.journal.of(Treatment)):
        since = opened.who.now - entry.provenance.recorded_at.instant
        if since < hold_off and (entry.body.code, entry.body.stage) == (body.code, Stage.DONE):
            return entry
    return None
