"""What a page is drawn with: who looks, the recent journal, the reader's language, clock, theme and hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any, TypeVar, cast, overload
from uuid import UUID

from django.conf import settings as django_settings
from django.http import Http404, HttpRequest
from django.utils.translation import get_language, gettext

from unknot import actions
from unknot.actions import Actor
from unknot.household.people.scopes import Scope
from unknot.journal.entry import Body, Clock, Entry, Json, Settings, Side, Theme, Via
from unknot.journal.journal import Journal
from unknot.journal.span import Moment, moment
from unknot.report.wording import Voice
from unknot.web.page.access import Viewer, viewer
from unknot.web.page.journal_reader import STANDING, readings_for
from unknot.web.page.navigation import NavLink, back_link, nav_links

K = TypeVar("K", bound=Body)

LOOK_BACK = timedelta(days=36)
"""How far the everyday screens see: what the safety rules look back for, and more than can be filled in."""

AROUND = timedelta(days=3)
"""Two days around a diary day, and one for the time zones."""

NIGHT_FROM, NIGHT_TO = 22, 6


@dataclass(frozen=True)
class PageContext:
    """One request of someone who may see something of a journal."""

    who: Viewer
    id: UUID
    journal: Journal
    recent: Journal
    """What the safety rules read: the same journal, on a locked device of the owner too; for others what they see."""
    doses: Journal
    """What Log reads of plans and doses: that a dose is due is known to everyone who logs, what it is to few."""

    @property
    def settings(self) -> Settings:
        return self.journal.settings

    @property
    def zone(self) -> str:
        return self.settings.zone or django_settings.HOME_ZONE

    @property
    def may_see_doses(self) -> bool:
        """Scope `dose:read`: whose grant has it, or a device that was given it."""
        return Scope.DOSES in self.who.scopes or self.who.device_name in self.settings.dose_devices

    @cached_property
    def now(self) -> Moment:
        """This moment on the person's clock."""
        return moment(self.who.now, self.zone)

    @cached_property
    def voice(self) -> Voice:
        return voice(self.settings)

    @property
    def by(self) -> Actor:
        """How an entry made on this screen is signed."""
        return self.who.actor(Via.TAP)

    def record(self, body: K, at: Moment | None = None, **more: Any) -> Entry[K]:
        """Keep what was said on this screen; `at` is when it happened, now if nothing else is said."""
        saved = actions.record(self.id, body, by=self.by, happened_at=at or self.now, now=self.who.now, **more)
        return saved.entry

    def amend(self, entry: Entry[K], changes: Mapping[str, Json]) -> Entry[K]:
        """Correct fields of an entry; the entry as it is then."""
        amended = actions.amend(self.id, entry.id, changes, by=self.by, now=self.who.now).entry
        return cast("Entry[K]", amended)  # no correction changes the kind

    @overload
    def entry(self, id: UUID) -> Entry[Body]: ...

    @overload
    def entry(self, id: UUID, kind: type[K]) -> Entry[K]: ...

    def entry(self, id: UUID, kind: type[Any] = object) -> Entry[Body]:
        """The standing entry with this id, of this kind, if this viewer may change it; else there is no such page."""
        found = self.journal.find(id)
        if found is None or not isinstance(found.body, kind) or not self.who.may_change(found):
            raise Http404
        return found

    def binned(self, id: UUID) -> Entry[Body]:
        """An entry in the bin."""
        for entry in self.journal.withdrawn:
            if entry.id == id and self.who.may_change(entry):
                return entry
        raise Http404


def page_context(
    request: HttpRequest,
    since: timedelta | None = LOOK_BACK,
    always: Collection[str] = STANDING,
    *,
    about: UUID | None = None,
    days: tuple[date, date] | None = None,
) -> PageContext:
    """The context of a request; `since` is how far back its journal goes, None for all of it.

    The kinds of `always`, and the entry it is `about`, are in it whatever their date. With `days` its journal is that
    of these diary days, wherever in the world they were, and of the two around them.
    """
    who = viewer(request)
    if who.journal is None:
        raise Http404
    start = who.now - since if since is not None else None
    end = None
    if days is not None:
        start = datetime.combine(days[0] - AROUND, time(), UTC)
        end = datetime.combine(days[1] + AROUND + timedelta(days=1), time(), UTC)
    also = () if about is None else (about,)
    read = readings_for(who, since=start, until=end, always=always, also=also)
    ctx = PageContext(who, who.journal, read.visible, read.recent, read.doses)
    request._page_context = ctx  # type: ignore[attr-defined]
    return ctx


# ---------------------------------------------------------------- how it looks


def voice(settings: Settings) -> Voice:
    """The reader's language and clock."""
    return Voice(gettext, get_language() or "en", settings.country, settings.clock, settings.own_words)


def theme(chosen: Theme, local: datetime) -> str:
    """The theme of the hour: by itself it is night from 22:00 to 06:00, and follows the system by day."""
    if chosen is Theme.AUTO and is_night(local):
        return Theme.NIGHT.value
    return chosen.value


def hand(settings: Settings) -> str:
    """The side of the better hand; empty where it was not said, or both are as good."""
    return settings.better_hand.value if settings.better_hand in (Side.LEFT, Side.RIGHT) else ""


def is_night(local: datetime) -> bool:
    return local.hour >= NIGHT_FROM or local.hour < NIGHT_TO


@dataclass(frozen=True, slots=True)
class PageFrame:
    """What `base.html` knows."""

    language: str
    direction: str
    theme: str
    size: str
    hand: str
    scan: float
    hold_off: float
    here: str
    voice: Voice
    now: Moment | None
    places: tuple[NavLink, ...]
    """Every place that this viewer may enter; the first ones stand in the bar of a phone."""
    back: NavLink | None


def page_frame(request: HttpRequest) -> PageFrame:
    """The page of a request; the plain one for who has no journal here."""
    ctx = _context_of(request)
    here = request.resolver_match.url_name or "" if request.resolver_match else ""
    settings = ctx.settings if ctx else Settings(clock=Clock.H24)
    speaks = voice(settings)
    now = ctx.now if ctx else moment(viewer(request).now, django_settings.HOME_ZONE)  # bright white never at night
    places = nav_links(here, ctx.who) if ctx else ()
    return PageFrame(
        language=speaks.language,
        direction=speaks.direction,
        theme=theme(settings.theme, now.local),
        size=settings.size,
        hand=hand(settings),
        scan=settings.scan_dwell,
        hold_off=settings.hold_off,
        here=here,
        voice=speaks,
        now=ctx.now if ctx else None,
        places=places,
        back=back_link(here, places),
    )


def _context_of(request: HttpRequest) -> PageContext | None:
    """The context of the request; where its view made none, one that reads only what stands."""
    found: PageContext | None = getattr(request, "_page_context", None)
    return found or (page_context(request, since=timedelta(0)) if viewer(request).journal else None)
