"""When an entry was, in words, and the page that shows it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unknot.journal.entry import Entry
from unknot.web.page.context import PageContext


def page_after(ctx: PageContext, entry: Entry[Any]) -> str:
    """Back to Log for what was logged today, else to its day in the diary."""
    if ctx.who.locked or entry.provenance.recorded_at.diary_day == ctx.now.diary_day == entry.diary_day:
        return reverse("log")
    return reverse("diary-day", args=[entry.diary_day])


def when_words(entry: Entry[Any], ctx: PageContext) -> str:
    """Sunday 22 November, 13:12; without the time if only the day is known."""
    at, voice = entry.happened_at, ctx.voice
    return _("{day}, {time}").format(day=voice.day(at.clock_date), time=voice.time(at.local.time()))
