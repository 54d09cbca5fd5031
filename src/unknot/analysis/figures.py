"""The key numbers of a period, each with what it stands on. Nothing here turns a gap into a zero."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import fmean, median, quantiles

from unknot.journal.coverage import Coverage, Day
from unknot.journal.entry import DiaryDay, Dose, DoseStatus, Entry, Episode
from unknot.journal.journal import Journal
from unknot.journal.span import Span, moment, overlap_hours

ASLEEP_FROM, ASLEEP_UNTIL = time(22), time(8)
"""The hours that must be vouched for a night to count as recorded when the check-in says nothing of sleep."""

HIGH_BOTHER = 7
"""Days above this are counted apart, as headache diaries do."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Median and middle half (quartiles, the inclusive method); None where there is nothing to take them of."""

    median: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """The key numbers as numbers, for machines and for checking. None is: not known."""

    spasms: int
    spasm_days: int
    per_seven: float | None
    median: float | None
    lower: float | None
    upper: float | None
    nights_woken: int
    nights_recorded: int
    bother: float | None
    bother_days: int
    high_bother_days: int
    worst: int | None
    as_needed_days: int


def spread(values: Sequence[int]) -> Spread:
    """The median and the quartiles; one value alone has no spread."""
    if not values:
        return Spread(None, None, None)
    if len(values) == 1:
        return Spread(float(values[0]), None, None)
    lower, _, upper = quantiles(values, n=4, method="inclusive")
    return Spread(float(median(values)), lower, upper)


def key_figures(journal: Journal, covered: Coverage, days: Sequence[Day], zone: str) -> Figures:
    """The figures of the days given, which are without a gap and in order."""
    first, last = days[0].day, days[-1].day
    counts = [day.count for day in days if day.count is not None]
    middle = spread(counts)
    with_spasms = sum(count > 0 for count in counts)
    nights = list(nights_woken(journal, covered, first, last, zone).values())
    bothers = list(bother_by_day(journal, first, last).values())
    worst = worst_episode(journal, first, last)
    return Figures(
        spasms=sum(day.spasms for day in days),
        spasm_days=with_spasms,
        per_seven=7 * with_spasms / len(counts) if counts else None,
        median=middle.median,
        lower=middle.lower,
        upper=middle.upper,
        nights_woken=nights.count(True),
        nights_recorded=len(nights) - nights.count(None),
        bother=fmean(bothers) if bothers else None,
        bother_days=len(bothers),
        high_bother_days=sum(bother > HIGH_BOTHER for bother in bothers),
        worst=worst.body.bother if worst else None,
        as_needed_days=len(as_needed_days(journal, first, last)),
    )


def within(entries: Iterable[Entry[Episode]], first: date, last: date) -> list[Entry[Episode]]:
    """Those of the diary days from `first` to `last`, both included."""
    return [entry for entry in entries if first <= entry.diary_day <= last]


def bother_by_day(journal: Journal, first: date, last: date) -> dict[date, int]:
    """The end-of-day bother of each day that has one; what was said last counts."""
    said = (e.body for e in journal.of(DiaryDay))
    return {day.day: day.bother for day in said if day.bother is not None and first <= day.day <= last}


def worst_episode(journal: Journal, first: date, last: date) -> Entry[Episode] | None:
    """The latest of the spasms with the highest bother given as a number."""
    rated = [e for e in within(journal.of(Episode), first, last) if e.body.bother is not None]
    return max(rated, key=lambda e: (e.body.bother or 0, e.happened_at.instant, e.id), default=None)


def as_needed_days(journal: Journal, first: date, last: date) -> set[date]:
    """The diary days on which an as-needed medicine was recorded as taken."""
    return {entry.diary_day for entry in as_needed_doses(journal, first, last)}


def as_needed_doses(journal: Journal, first: date, last: date) -> list[Entry[Dose]]:
    """What was recorded as taken as needed on the diary days from `first` to `last`."""
    doses = (e for e in journal.of(Dose) if e.body.as_needed and e.body.status is not DoseStatus.SKIPPED)
    return [e for e in doses if first <= e.diary_day <= last]


def night_span(evening: date, zone: str) -> Span:
    """The hours of sleep of the night that begins on a date."""
    start = moment(datetime.combine(evening, ASLEEP_FROM), zone).instant
    end = moment(datetime.combine(evening + timedelta(days=1), ASLEEP_UNTIL), zone).instant
    return Span(start, end)


def nights_woken(journal: Journal, covered: Coverage, first: date, last: date, zone: str) -> dict[date, bool | None]:
    """For each night that ends in the period, named by its evening: whether it was broken; None if not recorded.

    A spasm that woke, or a check-in that says so, breaks it. It was quiet if the check-in says so, or if its hours
    are vouched and no spasm in them leaves open whether it woke.
    """
    spasms: dict[date, list[Entry[Episode]]] = defaultdict(list)
    for entry in journal.of(Episode):
        spasms[entry.happened_at.night].append(entry)
    slept = {e.body.day: e.body.sleep_broken for e in journal.of(DiaryDay) if e.body.sleep_broken is not None}
    mornings = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return {
        morning - timedelta(days=1): _woken(
            spasms[morning - timedelta(days=1)],
            slept.get(morning),
            covered,
            night_span(morning - timedelta(days=1), zone),
        )
        for morning in mornings
    }


def _woken(spasms: list[Entry[Episode]], slept_badly: bool | None, covered: Coverage, span: Span) -> bool | None:
    if slept_badly or any(e.body.woke or "sleep" in e.body.impact for e in spasms):
        return True
    if slept_badly is False:
        return False
    open_ends = any(e.body.woke is None for e in spasms if span.holds(e.happened_at.instant))
    return None if open_ends or overlap_hours(covered.vouched, span) < span.hours else False
