"""What was logged with a time that is still to come: the clock of a phone ran ahead, so the person is asked."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from unknot.actions import InTheFuture
from unknot.actions.single import refuse_future
from unknot.journal.entry import Body, Entry
from unknot.journal.journal import Journal
from unknot.report.wording import counted
from unknot.web.page.context import PageContext
from unknot.web.page.entry_text import entry_text

AT_ONCE = 3
"""How many are asked about at a time."""


@dataclass(frozen=True, slots=True)
class EntryToCome:
    """An entry that cannot have happened yet."""

    id: UUID
    what: str
    when: str


@dataclass(frozen=True, slots=True)
class ToCome:
    """The question about them: in words, and the first ones."""

    words: str
    first: tuple[EntryToCome, ...]


def to_come(ctx: PageContext, journal: Journal) -> ToCome | None:
    """What stands ahead of now in a journal that this viewer may change; None if nothing does."""
    found = [e for e in journal.entries if _cannot_be_yet(e, ctx) and ctx.who.may_change(e)]
    if not found:
        return None
    words = counted(
        len(found),
        _("1 entry has a time that is still to come. Was a clock wrong?"),
        _("{n} entries have a time that is still to come. Was a clock wrong?"),
    )
    return ToCome(words, tuple(_in_words(e, ctx) for e in found[:AT_ONCE]))


def _cannot_be_yet(entry: Entry[Body], ctx: PageContext) -> bool:
    if entry.happened_at.instant <= ctx.now.instant:
        return False
    try:
        refuse_future(entry.body, entry.happened_at, ctx.who.now)
    except InTheFuture:
        return True
    return False


def _in_words(entry: Entry[Body], ctx: PageContext) -> EntryToCome:
    at, voice = entry.happened_at, ctx.voice
    when = _("{day}, {time}").format(day=voice.full(at.clock_date), time=voice.time(at.local.time()))
    return EntryToCome(entry.id, entry_text(entry, voice).what, when)
