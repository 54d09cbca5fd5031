"""The entries of a day in their order, each with what may be done to it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from unknot.journal.entry import (
    AlertAnswer,
    Body,
    Circumstance,
    DiaryDay,
    Entry,
    Episode,
    Precision,
    Role,
    Settings,
    Standing,
    Toss,
)
from unknot.web.page.context import PageContext
from unknot.web.page.entry_text import change_url, entry_text
from unknot.web.page.guide_links import explaining

QUIET_KINDS = (Settings, Toss)
"""Kinds that are no part of a day's story."""
QUIET_RULES = ("odd-in-journal", "last-night")
"""Questions of ours about the journal itself: what was answered is no part of it either."""


@dataclass(frozen=True, slots=True)
class DiaryRow:
    """An entry in the timeline."""

    id: UUID
    at: str
    what: str
    more: tuple[str, ...]
    aside: str
    private: bool
    change: str
    """Where its details are changed, if there is such a page."""
    guide: str
    """Where the guide explains it, if it does."""
    mine: bool = True
    """Whether who looks may change it."""
    others: bool = False
    """Whether someone who helps wrote it, and the owner looks."""


def tells_the_day(entry: Entry[Body]) -> bool:
    """Whether an entry is a part of its day's story."""
    if isinstance(entry.body, Circumstance) and entry.body.standing is Standing.NO:
        return False  # a "no" to a question about the person is nothing that happened on the day
    if isinstance(entry.body, AlertAnswer):
        return entry.body.rule not in QUIET_RULES
    return not isinstance(entry.body, QUIET_KINDS)


def row(entry: Entry[Body], ctx: PageContext) -> DiaryRow:
    says = entry_text(entry, ctx.voice)
    return DiaryRow(
        id=entry.id,
        at=clock(entry, ctx),
        what=says.what,
        more=says.more,
        aside=aside(entry, ctx),
        private=entry.private,
        change=change_url(entry),
        guide=explaining(entry.body),
        mine=ctx.who.may_change(entry),
        others=ctx.who.is_owner and entry.provenance.role is Role.CARER,
    )


def clock(entry: Entry[Body], ctx: PageContext) -> str:
    """When, as exactly as it is known; after midnight with the date the clock showed."""
    at, voice = entry.happened_at, ctx.voice
    match entry.precision:
        case Precision.DAY:
            return _("some time")
        case Precision.DAY_PART | Precision.HOUR:
            words = _("about {time}").format(time=voice.time(at.local.time()))
        case Precision.MINUTE:
            words = voice.time(at.local.time())
    if at.clock_date != entry.diary_day and not isinstance(entry.body, DiaryDay):
        return f"{words}, {voice.short(at.clock_date)}"
    return words


def aside(entry: Entry[Body], ctx: PageContext) -> str:
    """By whom, and whether from memory: said only when it is not the person, at the time."""
    parts = [
        _by(entry),
        _("from memory") if entry.recalled else "",
        _("private") if entry.private else "",
    ]
    return ", ".join(part for part in parts if part)


def _by(entry: Entry[Body]) -> str:
    """Who wrote it, where that was not the person."""
    name = entry.provenance.name
    match entry.provenance.role:
        case Role.CARER:
            seen = _("seen by {name}").format(name=name) if name else _("seen by a carer")
            asleep = isinstance(entry.body, Episode) and entry.body.asleep
            return f"{seen}, {_('while asleep')}" if asleep else seen
        case Role.CLINICIAN:
            return _("by {name}").format(name=name) if name else _("by a clinician")
        case Role.OWNER | Role.EXAMPLE:
            return ""
