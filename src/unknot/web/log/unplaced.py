"""What waits of the night: the spasms that nobody has said the place of yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from unknot.journal.entry import AlertAnswer, Entry, Episode
from unknot.report.wording import counted
from unknot.web.page.context import PageContext, is_night

RULE = "last-night"
"""The name under which it is kept that someone leaves a night as it is."""
A_NIGHT = timedelta(hours=14)
"""How long ago a spasm of last night can be, while it is asked about."""


@dataclass(frozen=True, slots=True)
class NightCard:
    """What Log says of the night; `woke` is whether it still asks if they woke the person."""

    words: str
    asks: str
    first: UUID


def last_night_card(ctx: PageContext) -> NightCard | None:
    """The card on Log; None if there is nothing to ask."""
    waiting = without_place(ctx)
    if not waiting:
        return None
    n = len(waiting)
    words = counted(n, _("Last night: 1 spasm without a place."), _("Last night: {n} spasms without a place."))
    unasked = any(e.body.woke is None for e in waiting)
    asks = (_("Did it wake you?") if n == 1 else _("Did they wake you?")) if unasked else ""
    return NightCard(words, asks, waiting[0].id)


def without_place(ctx: PageContext) -> list[Entry[Episode]]:
    """The spasms of the night that has ended, first to last, that nobody has said the place of yet."""
    if is_night(ctx.now.local):
        return []
    since = ctx.now.instant - A_NIGHT
    left = {e.body.key for e in ctx.journal.of(AlertAnswer) if e.body.rule == RULE}
    return [
        entry
        for entry in ctx.journal.of(Episode)
        if entry.happened_at.instant > since
        and is_night(entry.happened_at.local)
        and not entry.body.sites
        and entry.body.label in ("", _("Spasm"))
        and str(entry.id) not in left
        and ctx.who.may_change(entry)
    ]


def after_the_night(ctx: PageContext) -> str:
    """The next spasm of the night to ask about; Log if there is none left."""
    waiting = without_place(ctx)
    return reverse("last-night-place", args=[waiting[0].id]) if waiting else reverse("log")
