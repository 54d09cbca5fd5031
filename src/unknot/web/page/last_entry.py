"""What was logged last on this diary day, in words, as the panel under the buttons says it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from unknot.journal.entry import Body, DiaryDay, Dose, Entry, Episode, Symptom, Treatment
from unknot.journal.span import Moment
from unknot.web.page.context import PageContext
from unknot.web.page.entry_text import change_url, entry_text
from unknot.web.page.entry_words import headline, word


@dataclass(frozen=True, slots=True)
class LastEntry:
    """What was logged last, as the panel under the tiles says it."""

    id: UUID
    words: str
    when: str
    detail: str
    removed: bool


LOGGED: tuple[type[Body], ...] = (Episode, DiaryDay, Treatment, Symptom, Dose)
"""What Log shows as the last thing logged."""


def last_entry(ctx: PageContext, *kinds: type[Body]) -> LastEntry | None:
    """What this diary day's latest log was (of these kinds) that whoever looks can take back, or just did."""
    known = (*ctx.journal.entries, *ctx.journal.withdrawn)
    logged = [e for e in known if isinstance(e.body, kinds or LOGGED) and ctx.who.may_change(e)]
    today = [e for e in logged if e.provenance.recorded_at.diary_day == ctx.now.diary_day]
    if not today:
        return None
    entry = max(today, key=lambda e: (e.provenance.recorded_at.instant, e.id))
    removed = ctx.journal.find(entry.id) is None
    return LastEntry(
        id=entry.id,
        words=_words(entry, ctx),
        when=_when(entry.happened_at, removed, ctx),
        detail=change_url(entry),
        removed=removed,
    )


def _words(entry: Entry[Body], ctx: PageContext) -> str:
    match entry.body:
        case Episode() as body:
            return headline(body, ctx.voice)
        case DiaryDay() as body:
            return word(body, ctx.voice)
        case Dose() if not ctx.may_see_doses:
            return _("A dose, recorded")
        case _:
            return entry_text(entry, ctx.voice).what


def _when(at: Moment, removed: bool, ctx: PageContext) -> str:
    time = ctx.voice.time(at.local.time())
    today = at.clock_date == ctx.now.clock_date
    if removed:
        return _("{time}. Taken back.").format(time=time)
    if today:
        return _("{time} today. Saved.").format(time=time)
    return _("{time}, {day}. Saved.").format(time=time, day=ctx.voice.day(at.clock_date))
