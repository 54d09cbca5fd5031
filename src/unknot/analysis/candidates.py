"""The candidates of a journal: which things that may matter are followed, since when, and what is known of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from unknot.analysis.answers import AT_ONCE, answer_times, hour_of, hours_over
from unknot.journal.coverage import coverage, is_first_hand
from unknot.journal.entry import Amendment, Delay, DiaryDay, Entry, Exposure, Level, Precision, Settings, Via
from unknot.journal.journal import Journal
from unknot.journal.span import Moment, diary_day_span, moment
from unknot.journal.span import zone as zone_of

NOT_EXPOSURES = frozenset({"unknown-cause", "night-time"})
"""In the vocabulary for a suspected cause; the hour of the day is adjusted for, not tested."""

DELAYS = tuple(Delay)
"""In the order of `kernels.GUESSES`."""

DOSES = {Level.NO: 0.0, Level.A_BIT: 0.5, Level.YES: 1.0}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One exposure code: its impulses in time, the diary days on which it is known, the day it was added.

    `asked_daily` is whether it is mostly answered in the check-in without an hour. `answered` holds, for each day of
    which something was said after it happened, how many hours of the day were over then; `guess` is how soon the person
    thinks that it acts, an index of `DELAYS`, or -1.
    """

    code: str
    added: date
    suspected: bool
    graded: bool
    asked_daily: bool
    impulses: tuple[tuple[datetime, float], ...]
    known: frozenset[date]
    answered: Mapping[date, int]
    guess: int


@dataclass(slots=True)
class _Seen:
    """What was gathered of one code so far."""

    added: datetime
    timed: list[tuple[date, datetime, float]] = field(default_factory=list)
    daily: dict[date, tuple[datetime, float, int]] = field(default_factory=dict)
    with_hour: set[date] = field(default_factory=set)
    late: dict[date, int] = field(default_factory=dict)
    graded: bool = False


def candidates(journal: Journal, first_day: date, zone: str) -> tuple[Candidate, ...]:
    """Every exposure that was ever chosen for the check-in, shown in one, or recorded; in the order of adding.

    None is ever dropped: what was followed once counts among the comparisons for ever.
    """
    seen = _chosen(journal)
    for entry in journal.of(Exposure):
        _add_recorded(seen, entry)
    for day in journal.of(DiaryDay):
        _add_asked(seen, journal, day)
    begun = journal.as_recorded(diary_day_span(first_day, zone).end)
    suspects, guesses = _suspects(begun), _guesses(begun)
    ordered = sorted(seen.items(), key=lambda item: (item[1].added, item[0]))
    return tuple(_candidate(code, found, code in suspects, guesses.get(code, -1), zone) for code, found in ordered)


def _see(seen: dict[str, _Seen], code: str, recorded: datetime) -> _Seen | None:
    if code in NOT_EXPOSURES:
        return None
    found = seen.setdefault(code, _Seen(recorded))
    found.added = min(found.added, recorded)
    return found


def _chosen(journal: Journal) -> dict[str, _Seen]:
    """The codes that Settings ever named, at the first moment they were named."""
    seen: dict[str, _Seen] = {}
    for code, at in followed(journal):
        _see(seen, code, at.instant)
    return seen


def followed(journal: Journal) -> Iterator[tuple[str, Moment]]:
    """Each time that Settings named an exposure for the check-in, and when that was recorded."""
    return _named(journal, "exposures")


def suspected(journal: Journal) -> Iterator[tuple[str, Moment]]:
    """Each time that Settings named an exposure as a suspect, and when that was recorded."""
    return _named(journal, "suspects")


def _named(journal: Journal, field: str) -> Iterator[tuple[str, Moment]]:
    for entry in journal.of(Settings):
        root = journal.originals.get(entry.id, entry)
        for code in getattr(root.body, field):
            yield code, root.provenance.recorded_at
        for change in journal.changes.get(entry.id, ()):
            if isinstance(change.body, Amendment) and isinstance(named := change.body.changes.get(field), list):
                for name in named:
                    yield str(name), change.provenance.recorded_at


def _add_recorded(seen: dict[str, _Seen], entry: Entry[Exposure]) -> None:
    found = _see(seen, entry.body.code, entry.provenance.recorded_at.instant)
    if found is None or entry.recalled or entry.body.level is Level.UNKNOWN:
        return
    graded = entry.body.value is not None and entry.body.level is not Level.NO
    dose = entry.body.value if graded and entry.body.value is not None else DOSES[entry.body.level]
    found.graded |= graded
    instant = entry.happened_at.instant
    if entry.precision is Precision.DAY:
        instant = diary_day_span(entry.diary_day, entry.happened_at.zone).start
    found.timed.append((entry.diary_day, instant, dose))
    recorded = entry.provenance.recorded_at.instant
    if recorded - instant >= AT_ONCE:
        found.late[entry.diary_day] = max(hours_over(entry, recorded), found.late.get(entry.diary_day, 0))


def _add_asked(seen: dict[str, _Seen], journal: Journal, entry: Entry[DiaryDay]) -> None:
    """An answer about the day stands at its hour if one was said, else at 04:00, so that the whole day comes after it.

    What was left open is not an answer.
    """
    usable = is_first_hand(entry) and entry.provenance.via is not Via.IMPORT
    given = answer_times(journal, entry)
    day = entry.body.day
    for asked in entry.body.asked:
        found = _see(seen, asked.code, entry.provenance.recorded_at.instant)
        if found is None or not usable or asked.level is Level.UNKNOWN:
            continue
        answer = (hour_of(entry, asked), DOSES[asked.level], hours_over(entry, given[asked.code]))
        earlier = found.daily.get(day)
        found.daily[day] = max(answer, earlier, key=lambda said: said[1]) if earlier else answer
        if asked.at is not None:
            found.with_hour.add(day)


def naming_ends(journal: Journal, zone: str) -> datetime | None:
    """When it is fixed what was suspected: at the end of the first vouched day; None while there is none."""
    vouched = coverage(journal).first_hand
    return diary_day_span(moment(vouched[0].start, zone).diary_day, zone).end if vouched else None


def named_beforehand(journal: Journal, zone: str) -> frozenset[str]:
    """What was suspected before the log could say anything; while nothing is vouched, all that was named so far."""
    ends = naming_ends(journal, zone)
    return _suspects(journal.as_recorded(ends)) if ends is not None else frozenset(journal.settings.suspects)


def _suspects(begun: Journal) -> frozenset[str]:
    """Those named by the end of the first day: later ones may have been read off the log itself."""
    return frozenset(code for entry in begun.of(Settings) for code in entry.body.suspects)


def _guesses(begun: Journal) -> dict[str, int]:
    """How soon each was thought to act, by the end of the first day, as indices of `DELAYS`."""
    return {code: DELAYS.index(delay) for entry in begun.of(Settings) for code, delay in entry.body.delays.items()}


def _candidate(code: str, found: _Seen, suspected: bool, guess: int, zone: str) -> Candidate:
    timed_days = {day for day, _, _ in found.timed}
    daily = {day: value for day, value in found.daily.items() if day not in timed_days}
    impulses = [(instant, dose) for _, instant, dose in found.timed] + [answer[:2] for answer in daily.values()]
    unhoured = daily.keys() - found.with_hour
    known = timed_days | found.daily.keys()
    added = (found.added.astimezone(zone_of(zone)).replace(tzinfo=None) - timedelta(hours=4)).date()
    return Candidate(
        code=code,
        added=added,
        suspected=suspected,
        graded=found.graded,
        asked_daily=2 * len(unhoured) > len(known),
        impulses=tuple(sorted(i for i in impulses if i[1] != 0)),
        known=frozenset(known),
        answered=found.late | {day: over for day, (_, _, over) in daily.items()},
        guess=guess,
    )
