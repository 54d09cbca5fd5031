"""Before and after each start, stop or change: the same numbers for both sides, or what is missing. Never "because"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from unknot.analysis.patterns import Caution, Change, Patterns, Trend
from unknot.analysis.period import LEAST_RECORDED, Period, period
from unknot.journal.coverage import coverage
from unknot.journal.journal import Journal
from unknot.report import changes as logged
from unknot.report import pattern_words as words
from unknot.report.compare import missing, side_by_side
from unknot.report.profile import Table
from unknot.report.wording import Voice, ask_first


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """A day on which something changed. `table` is None where there is too little; `estimate` is the ratio in words."""

    on: date
    title: str
    day: str
    sentences: tuple[str, ...]
    table: Table | None
    estimate: str


def before_after(patterns: Patterns, journal: Journal, voice: Voice) -> tuple[BeforeAfter, ...]:
    """Every day of change inside the log, the latest first; the windows end where the next change comes."""
    if not patterns.changes:
        return ()
    covered, days = coverage(journal), [change.on for change in patterns.changes]
    named = {change.day: change.words for change in logged.changes(journal, days[0], days[-1], voice) if change.marked}

    def shown() -> Iterator[BeforeAfter]:
        for on, found in groupby(patterns.changes, key=lambda change: change.on):
            change = next(found)
            sides = (change.before, change.after)
            before, after = (period(journal, covered, side.first, side.last, patterns.zone) for side in sides)
            title = named.get(on) or words.changed_thing(change, voice)
            yield _shown(change, title[:1].upper() + title[1:], before, after, days, voice)

    return tuple(reversed(list(shown())))


def _shown(change: Change, title: str, before: Period, after: Period, days: list[date], voice: Voice) -> BeforeAfter:
    _ = voice._
    caution = _("Other things may have changed too.")
    caution += " " + ask_first(voice)
    if not (before.enough and after.enough and change.comparable):
        said = (missing(before, after, voice), *_cut_short(change, before, after, days, voice))
        return BeforeAfter(change.on, title, voice.full(change.on), said, None, "")
    table = side_by_side(_("Before and after {day}").format(day=voice.day(change.on)), before, after, voice)
    return BeforeAfter(change.on, title, voice.full(change.on), (caution,), table, estimate(change, voice))


def _cut_short(change: Change, before: Period, after: Period, days: list[date], voice: Voice) -> Iterator[str]:
    """A window that can never be long enough, because another change lies so near."""
    _ = voice._
    if before.length < LEAST_RECORDED and before.first in days:
        yield _("The change before it was {n} days earlier.").format(n=before.length)
    if after.length < LEAST_RECORDED and after.last + timedelta(days=1) in days:
        yield _("The next change came {n} days later.").format(n=after.length)


def estimate(change: Change, voice: Voice) -> str:
    """How many times as many spasms a day after as before, with its interval, without and with a slow change."""
    _ = voice._
    forms = {
        Trend.NONE: _("After, {times} as many spasms a day as before."),
        Trend.LINEAR: _("If the log was changing slowly anyway: {times}."),
        Trend.SMOOTH: _("If the log was changing slowly anyway: {times}."),
    }
    said = [forms[trend].format(times=words.times(ratio, voice)) for trend, ratio in change.ratios]
    if change.ratios and change.ratios[0][1].low <= 1 <= change.ratios[0][1].high:
        said.insert(0, _("No clear difference."))
    if Caution.TREND_DECIDES in change.cautions:
        said.append(_("The two answers differ, so the log cannot decide."))
    if not said:
        return ""
    stands_on = _("Approximate, on {n} recorded days; in brackets the 95 % interval.")
    return " ".join([*said, stands_on.format(n=change.ratios[0][1].days)])
