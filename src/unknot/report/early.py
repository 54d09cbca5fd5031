"""What can truly be said early: how the days were, then an order of what to test, neither of them a finding."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from unknot.analysis.patterns import Finding, HourRate, Patterns, Reaction
from unknot.journal.entry import Side, Site
from unknot.report.profile import Block, Line
from unknot.report.wording import Voice, counted, joined

FIRST_WEEK, FIRST_MONTH = 7, 30
"""Logged days from which the days are described, and from which the ranking is shown."""
FEWEST = 10
"""Spasms before anything is said of their hours."""
PART = 4
"""Hours that are described together."""
FIRST = 3


def description(patterns: Patterns, voice: Voice) -> str:
    """A calm description of the logged days: how many, when mostly, where. No comparison."""
    _ = voice._
    if patterns.logged_days < FIRST_WEEK or not patterns.spasms:
        return ""
    days = counted(patterns.logged_days, _("1 logged day"), _("{n} logged days"))
    rate = voice.number(patterns.spasms / patterns.logged_days, 1)
    said = [_("In {days}: about {rate} spasms a day").format(days=days, rate=rate)]
    if (busiest := _busiest(patterns.hours)) is not None and patterns.spasms >= FEWEST:
        start, end = (voice.time(time(hour % 24)) for hour in (busiest, busiest + PART))
        said.append(_("most between {start} and {end}").format(start=start, end=end))
    if patterns.places:
        first = patterns.places[0]
        place = voice.site(Site(first.region, Side(first.side) if first.side else None))
        said.append(_("most often: {place}").format(place=place))
    return f"{joined(said)}. {_('This describes your days; it compares nothing.')}"


def _busiest(hours: Sequence[HourRate]) -> int | None:
    """The hour at which the four with the highest rate begin, of those that start the day at 04:00; None if unknown."""
    rates = {hour.index: hour.rate for hour in hours if hour.rate is not None}
    parts = {start: sum(rates[start + n] for n in range(PART)) for start in range(0, 24, PART) if _whole(rates, start)}
    return max(parts, key=lambda start: parts[start]) if parts else None


def _whole(rates: dict[int, float], start: int) -> bool:
    return all(start + n in rates for n in range(PART))


def ranking(patterns: Patterns, voice: Voice) -> Block:
    """The three that the log points to most, as an order: most of them are there by chance."""
    _ = voice._
    found = [finding for finding in patterns.findings if finding.reaction is not Reaction.LIKELY][:FIRST]
    shown = found if patterns.logged_days >= FIRST_MONTH and len(patterns.findings) > FIRST else []
    hint = _("an order, not a finding: some are there by chance")
    return Block(_("Worth testing first"), hint, tuple(_line(f, n, voice) for n, f in enumerate(shown, start=1)))


def _line(found: Finding, place: int, voice: Voice) -> Line:
    name = voice.coded("exposure", found.code)
    return Line(f"{place}. {name[:1].upper()}{name[1:]}", "", "")
