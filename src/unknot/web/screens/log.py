"""Log: one press saves a spasm, a second says how much it bothers; undo stays until the next log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from unknot import actions
from unknot.journal.entry import (
    Band,
    Body,
    DiaryDay,
    Dose,
    Entry,
    Episode,
    Json,
    Settings,
    Symptom,
    Theme,
    Tile,
    Treatment,
    Word,
)
from unknot.journal.ids import new_id
from unknot.journal.span import Moment
from unknot.store.entries import DifferentEntry
from unknot.web.access import Access, allow
from unknot.web.screens import experiment, running
from unknot.web.screens.alerts import alerts_at_night, alerts_now
from unknot.web.screens.checkin import invited
from unknot.web.screens.hold_off import is_the_same_press, made_at
from unknot.web.screens.kept import kept_by
from unknot.web.screens.medicines.due import on_log
from unknot.web.screens.medicines.words import may_see_doses
from unknot.web.screens.screen import Screen, is_night, screen
from unknot.web.screens.told import change_url, told
from unknot.web.screens.treatment.relief import waiting
from unknot.web.screens.visits.visits import kept
from unknot.web.screens.words import headline, place, word
from unknot.web.who import review

BOUNCE_AT_MOST = timedelta(seconds=3)
"""The longest hold-off a person can choose: a second press within it may be a tremor's."""


@dataclass(frozen=True, slots=True)
class Last:
    """What was logged last, as the panel under the tiles says it."""

    id: UUID
    words: str
    when: str
    detail: str
    removed: bool


# ---------------------------------------------------------------- the page


@allow(Access.LOG)
@require_GET
def log(request: HttpRequest) -> HttpResponse:
    opened = screen(request)
    if not opened.settings.tiles:
        return redirect("welcome")
    context: dict[str, object] = {
        "last": last(opened),
        "fresh_id": new_id(opened.who.now),
        "alerts": alerts_now(opened),
        "checkin": invited(opened),
        "waiting": waiting(opened),
        "shell": kept_by(opened, request) if opened.who.device else None,
        "medicines": on_log(opened),
    }
    if at_night(opened) and "all" not in request.GET:
        return render(request, "night.html", context | {"alerts": alerts_at_night(opened)})
    return render(
        request,
        "log.html",
        context
        | {
            "tiles": opened.settings.tiles,
            "running": running.now_running(opened),
            "none_words": none_words(opened),
            "card": experiment.today(opened),
            "kept": kept(opened),
            "review": opened.who.is_owner and review.due(opened.id, opened.who.now) is not None,
        },
    )


def at_night(opened: Screen) -> bool:
    """Whether one thing to press is enough: the night theme, or the night itself."""
    match opened.settings.theme:
        case Theme.NIGHT:
            return True
        case Theme.AUTO:
            return is_night(opened.now.local)
        case _:
            return False


def none_words(opened: Screen) -> str:
    """The button that says there were none, in words that stay true when there were some."""
    today = opened.now.diary_day
    some = any(e.diary_day == today for e in opened.journal.of(Episode))
    return _("No more so far today") if some else _("None so far today")


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


# ---------------------------------------------------------------- the first press


@allow(Access.LOG)
@require_POST
def tap(request: HttpRequest) -> HttpResponse:
    """Saves at once; the answer is the second question, or at night the same page."""
    opened = screen(request)
    tile = chosen_tile(request.POST.get("tile", ""), opened.settings)
    if tile is None:
        return HttpResponseBadRequest()
    episode = Episode(kind=tile.kind, sites=tile.sites, label=tile.label)
    entry = save(opened, episode, request.POST.get("id", ""))
    return redirect("log") if at_night(opened) and request.POST["tile"] == "now" else redirect("bother", entry.id)


def chosen_tile(value: str, settings: Settings) -> Tile | None:
    if value == "now":
        return Tile(_("Spasm"))
    return settings.tiles[int(value)] if value.isdecimal() and int(value) < len(settings.tiles) else None


def save(opened: Screen, episode: Episode, form_id: str) -> Entry[Episode]:
    """Keeps a spasm under the id that its form came with: the same form pressed twice is one spasm.

    Another place pressed on an old copy of the page is a new spasm.
    """
    if (bounced := _bounced(opened, episode, made_at(form_uuid(form_id)))) is not None:
        return bounced
    id = form_uuid(form_id)
    try:
        return opened.record(episode, id=id)
    except DifferentEntry:
        return opened.record(episode)


def _bounced(opened: Screen, episode: Episode, shown: datetime | None) -> Entry[Episode] | None:
    """The same place pressed again within the hold-off: counted once."""
    hold_off = timedelta(seconds=opened.settings.hold_off)
    for entry in reversed(opened.journal.of(Episode)):
        recorded = entry.provenance.recorded_at.instant
        again = is_the_same_press(recorded, shown, opened.who.now, hold_off)
        if again and place(entry.body, opened.voice) == place(episode, opened.voice):
            return entry
    return None


def form_uuid(text: str) -> UUID | None:
    """The id that a form came with, if it is one."""
    try:
        return UUID(text)
    except ValueError:
        return None


# ---------------------------------------------------------------- the second press


@allow(Access.LOG)
@require_http_methods(["GET", "POST"])
def bother(request: HttpRequest, id: UUID) -> HttpResponse:
    """How much does it bother you? Nothing is pre-set; leaving it is an answer too."""
    opened = screen(request)
    entry = opened.entry(id)
    if not isinstance(entry.body, Episode):
        return redirect("log")
    shown = made_at(form_uuid(request.POST.get("shown", "")))
    counted_once = request.method == "POST" and _is_bounce(entry, opened, shown)
    if request.method == "POST" and not counted_once:
        changes = _answer(request)
        if changes is None:
            return HttpResponseBadRequest()
        opened.amend(id, changes)
        return redirect("log")
    saved = _("{place}. Saved.") if not entry.body.running else _("{place}. Still going.")
    return render(
        request,
        "bother.html",
        {
            "entry": entry,
            "heading": saved.format(place=place(entry.body, opened.voice)),
            "numbers": range(11),
            "bands": asks_in_words(opened.settings),
            "fresh_id": new_id(opened.who.now),
            "running": entry.body.running,
            "counted_once": counted_once,
            "alerts": alerts_now(opened, entry),
        },
    )


def asks_in_words(settings: Settings) -> bool:
    """Low, medium or high: by choice, where keys are too large for eleven, and where one switch steps through them."""
    return settings.bands or settings.size == "big" or settings.scan_dwell > 0


def _answer(request: HttpRequest) -> dict[str, Json] | None:
    number, band = request.POST.get("bother", ""), request.POST.get("band", "")
    if number.isdecimal() and int(number) <= 10:
        return {"bother": int(number), "bother_band": None}
    if band in set(Band):
        return {"bother": None, "bother_band": band}
    return None


def _is_bounce(entry: Entry[Body], opened: Screen, shown: datetime | None) -> bool:
    """Whether the press came so soon after the first, or after one that was swallowed, that it was the same one."""
    hold_off = min(timedelta(seconds=opened.settings.hold_off), BOUNCE_AT_MOST)
    return is_the_same_press(entry.provenance.recorded_at.instant, shown, opened.who.now, hold_off)


# ---------------------------------------------------------------- none, undo


@allow(Access.LOG)
@require_POST
def none(request: HttpRequest) -> HttpResponse:
    """*None so far*, or with spasms logged *no more so far*."""
    opened = screen(request)
    opened.record(DiaryDay(day=opened.now.diary_day, word=Word.NONE_SO_FAR))
    return redirect("log")


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
