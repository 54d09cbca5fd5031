"""Which hours a journal vouches for. What is not vouched is unknown, never zero.

A word (*none so far*, *that is everything*) said at c vouches [max(previous such word, c - 30 h), c); the first
ever, from 04:00 of its diary day. A day filled in later, or known only as a day, is vouched whole, as recalled.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from unknot.journal.entry import DayCount, DiaryDay, Entry, Episode, Via, Word
from unknot.journal.journal import Journal, only
from unknot.journal.problem import Oddity, Problem
from unknot.journal.span import Span, diary_day_span, overlap_hours, without

REACH = timedelta(hours=30)
VOUCHED_DAY = 20.0
"""Hours that must be vouched for a diary day to count as recorded."""


class DayState(StrEnum):
    """What a diary day is, on every strip and in every count."""

    VOUCHED = "vouched"  # at least 20 h: it has a number, zero included
    PARTLY = "partly"  # some entry: "at least" a number
    NO_RECORD = "no-record"


@dataclass(frozen=True, slots=True)
class Vouching:
    """One word and the hours it vouches for; `none` is whether it still says that there was nothing."""

    entry: Entry[DiaryDay]
    span: Span
    recalled: bool
    none: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a journal vouches for: every word, the hours said first-hand, those with what was recalled."""

    vouchings: tuple[Vouching, ...]
    first_hand: tuple[Span, ...]
    vouched: tuple[Span, ...]
    problems: tuple[Problem, ...]

    def hours_on(self, day: date, zone: str) -> float:
        """Vouched hours of a diary day, recalled ones too."""
        return overlap_hours(self.vouched, diary_day_span(day, zone))


def is_first_hand(entry: Entry[DiaryDay]) -> bool:
    """Said on the day itself, at a known time, not imported."""
    day = entry.body
    return day.timed and entry.provenance.via is not Via.IMPORT and entry.happened_at.diary_day == day.day


def coverage(journal: Journal) -> Coverage:
    """What the words of a journal vouch for, less its gaps."""
    # Withdrawn words vouch nothing, but a later word still reaches back only to them.
    said = [e for e in (*journal.of(DiaryDay), *only(journal.withdrawn, DiaryDay)) if _vouches(e.body)]
    said.sort(key=lambda e: (e.happened_at.instant, e.id))
    standing = {e.id for e in journal.of(DiaryDay)}
    vouchings, problems, previous = [], [], None
    for entry in said:
        recalled = not is_first_hand(entry)
        span = _recalled_span(entry) if recalled else _first_hand_span(entry, previous)
        if not recalled:
            previous = entry.happened_at.instant
        if entry.id not in standing:
            continue
        against = _spasms_against(journal, entry, span) if entry.body.word is Word.NONE_SO_FAR else ()
        if against:
            problems.append(Problem(Oddity.SPASM_INSIDE_NONE, (entry.id, *(e.id for e in against))))
        vouchings.append(Vouching(entry, span, recalled, entry.body.word is Word.NONE_SO_FAR and not against))
    return Coverage(
        vouchings=tuple(vouchings),
        first_hand=without((v.span for v in vouchings if not v.recalled), journal.gaps),
        vouched=without((v.span for v in vouchings), journal.gaps),
        problems=tuple(problems),
    )


def _vouches(day: DiaryDay) -> bool:
    return day.word in (Word.NONE_SO_FAR, Word.EVERYTHING)


def _first_hand_span(entry: Entry[DiaryDay], previous: datetime | None) -> Span:
    said = entry.happened_at.instant
    if previous is None:
        return Span(diary_day_span(entry.body.day, entry.happened_at.zone).start, said)
    return Span(max(previous, said - REACH), said)


def _recalled_span(entry: Entry[DiaryDay]) -> Span:
    return diary_day_span(entry.body.day, entry.happened_at.zone)


def _spasms_against(journal: Journal, word: Entry[DiaryDay], span: Span) -> tuple[Entry[Episode], ...]:
    """Spasms inside the span that were not yet there when the word was said."""
    said = word.provenance.recorded_at.instant
    spasms = only(journal.between(span.start, span.end), Episode)
    return tuple(e for e in spasms if e.provenance.recorded_at.instant > said)


@dataclass(frozen=True, slots=True)
class Day:
    """A diary day as it is counted: its state, its spasms, its vouched hours, and whether it rests on memory."""

    day: date
    state: DayState
    spasms: int
    hours: float
    recalled: bool

    @property
    def count(self) -> int | None:
        """The number of spasms of a vouched day; None where it is not known."""
        return self.spasms if self.state is DayState.VOUCHED else None


def days(journal: Journal, first: date, last: date, zone: str, covered: Coverage | None = None) -> tuple[Day, ...]:
    """Every diary day from `first` to `last`, both included, in the zone."""
    covered = covered or coverage(journal)
    spasms = Counter(e.diary_day for e in journal.of(Episode))
    counted = day_counts(journal)
    return tuple(
        _day(journal, first + timedelta(days=n), zone, covered, spasms, counted) for n in range((last - first).days + 1)
    )


def day_counts(journal: Journal) -> dict[date, int]:
    """The number that the person kept for a day, where they kept one: of each place the last word, added up."""
    latest: dict[tuple[date, object, object], Entry[DayCount]] = {}
    for entry in sorted(journal.of(DayCount), key=lambda e: (e.provenance.recorded_at.instant, e.id)):
        latest[entry.body.day, entry.body.sites, entry.body.kind] = entry
    counted: Counter[date] = Counter()
    for entry in latest.values():
        counted[entry.body.day] += entry.body.count
    return dict(counted)


def _day(
    journal: Journal, day: date, zone: str, covered: Coverage, spasms: Counter[date], counted: dict[date, int]
) -> Day:
    span = diary_day_span(day, zone)
    if day in counted:  # the number of the day as it was kept, never less than what was logged one by one
        return Day(day, DayState.VOUCHED, max(counted[day], spasms[day]), span.hours, recalled=True)
    hours = overlap_hours(covered.vouched, span)
    first_hand = overlap_hours(covered.first_hand, span)
    if hours >= VOUCHED_DAY:
        state = DayState.VOUCHED
    elif hours > 0 or journal.on(day):
        state = DayState.PARTLY
    else:
        state = DayState.NO_RECORD
    return Day(day, state, spasms[day], hours, state is DayState.VOUCHED and first_hand < VOUCHED_DAY)
