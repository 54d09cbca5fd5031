"""A time that was corrected just now: said on the day it lies on now, with what it was before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from unknot.journal.entry import Amendment, Body, Entry, Json, Precision
from unknot.journal.scalars import write_moment
from unknot.web.page.context import PageContext
from unknot.web.page.entry_text import entry_text

JUST_NOW = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Moved:
    """What to say of the corrected entry."""

    id: UUID
    words: str


def moved_just_now(ctx: PageContext, day: date) -> Moved | None:
    """The entry of this day whose time was the last thing corrected, in the last minutes; None if there is none."""
    since, _ = ctx.who.now - JUST_NOW, ctx.voice._
    latest = max(
        (changes[-1] for changes in ctx.journal.changes.values() if _moves(changes[-1])),
        key=lambda change: (change.provenance.recorded_at.instant, change.id),
        default=None,
    )
    if latest is None or latest.provenance.recorded_at.instant <= since or not isinstance(latest.body, Amendment):
        return None
    entry = ctx.journal.find(latest.body.amends)
    if entry is None or entry.diary_day != day or not ctx.who.may_change(entry):
        return None
    what, time = entry_text(entry, ctx.voice).what, ctx.voice.time(entry.happened_at.local.time())
    return Moved(entry.id, _("{what}: {time} now. Saved.").format(what=what, time=time))


def time_before(ctx: PageContext, id: UUID) -> dict[str, Json] | None:
    """The time of an entry before its last correction of the time; None if it was never corrected."""
    changes = [change.body for change in ctx.journal.changes.get(id, ()) if _moves(change)]
    original = ctx.journal.originals.get(id)
    if not changes or original is None:
        return None
    before: dict[str, Json] = {
        "happened_at": write_moment(original.happened_at),
        "precision": original.precision.value,
    }
    for body in changes[:-1]:
        assert isinstance(body, Amendment)
        before |= {field: value for field, value in body.changes.items() if field in before}
    return {"happened_at": before["happened_at"], "precision": before["precision"] or Precision.MINUTE.value}


def _moves(change: Entry[Body]) -> bool:
    return isinstance(change.body, Amendment) and "happened_at" in change.body.changes
