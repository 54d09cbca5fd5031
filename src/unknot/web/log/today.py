"""What Log says first: how many today, and one quiet line about what may come next."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from unknot.household.people.accounts import has_key
from unknot.journal.entry import Campaign, Circumstance, Episode, Visit
from unknot.report.wording import counted
from unknot.web.page.context import PageContext
from unknot.web.page.journal_reader import first_day


def today_words(ctx: PageContext) -> str:
    """Today: 2 so far, the last at 22:44. Nothing for who sees only a part of the day, or while there is none."""
    if not ctx.who.may_read:
        return ""
    today = [e for e in ctx.journal.of(Episode) if e.diary_day == ctx.now.diary_day]
    if not today:
        return ""
    last = ctx.voice.time(today[-1].happened_at.local.time())
    return counted(len(today), _("Today: 1 so far, at {time}."), _("Today: {n} so far, the last at {time}."), time=last)


@dataclass(frozen=True, slots=True)
class NextStep:
    """A line at the foot of Log: what is open, and where it is done."""

    words: str
    link: str
    url: str


def next_step(ctx: PageContext) -> NextStep | None:
    """One thing that matters now and has not been asked: a key, then one question on some days of the first weeks."""
    account = ctx.who.account
    if not ctx.who.is_owner or account is None or settings.MADE_UP:
        return None
    if not has_key(account):
        words = _("Whoever uses this browser can read this journal.")
        return NextStep(words, _("Make a key"), reverse("keys"))
    begun = first_day(ctx.who)
    age = (ctx.now.diary_day - begun).days if begun else 0
    if 1 <= age <= 2 and ctx.settings.reminder is None:
        return _question("reminder", _("A reminder in the evening?"), _("Choose a time"))
    if 3 <= age <= 6 and not ctx.settings.purpose and not ctx.journal.of(Visit) and not ctx.journal.of(Campaign):
        return _question("why", _("What is this journal for?"), _("A visit, a question"))
    if 7 <= age <= 10 and not ctx.journal.of(Circumstance):
        return _question("cause", _("Do you know the cause of your spasms?"), _("Say it"))
    return None


def _question(step: str, words: str, link: str) -> NextStep:
    return NextStep(words, link, reverse("welcome-step", args=[step]))
