"""The candidates of a journal: which things that may matter are followed, since when, and what is known of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from unknot.journal.coverage import coverage, is_first_hand
from unknot.journal.entry import Amendment, DiaryDay, Entry, Exposure, Level, Precision, Settings, Via
from unknot.journal.journal import Journal
from unknot.journal.span import Moment, diary_day_span, moment
from unknot.journal.span import zone as zone_of

NOT_EXPOSURES = frozenset({"unknown-cause", "night-time"})
"""In the vocabulary for a suspected cause; the hour of the day is adjusted for, not tested."""

DOSES = {Level.NO: 0.0, Level.A_BIT: 0.5, Level.YES: 1.0}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One exposure code: its impulses in time, the diary days on which it is known, the day it was added.

    `asked_daily` is whether the person mostly answers it in the check-in, after the day's spasms.
    """

    code: str
    added: date
    suspected: bool
    graded: bool
    asked_daily: bool
    impulses: tuple[tuple[datetime, float], ...]
    known: frozenset[date]


@dataclass(slots=True)
class _Seen:
    """What was gathered of one code so far."""

    added: datetime
    timed: list[tuple[date, datetime, float]] = field(default_factory=list)
    daily: dict[date, tuple[datetime, float]] = field(default_factory=dict)
    graded: bool = False


def candidates(journal: Journal, first_day: date, zone: str) -> tuple[Candidate, ...]:
    """Every exposure that was ever chosen for the check-in, shown in one, or recorded; in the order of adding.

    None is ever dropped: what was followed once counts among the comparisons for ever.
    """
    seen = _chosen(journal)
    for entry in journal.of(Exposure):
        _add_recorded(seen, entry)
    for day in journal.of(DiaryDay):
        _add_asked(seen, day)
    suspects = _suspects(journal, diary_day_span(first_day, zone).end)
    ordered = sorted(seen.items(), key=lambda item: (item[1].added, item[0]))
    return tuple(_candidate(code, found, code in suspects, zone) for code, found in ordered)


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


def _add_asked(seen: dict[str, _Seen], entry: Entry[DiaryDay]) -> None:
    """An answer about the day stands at its start, 04:00, so that the whole day comes after it."""
    recorded = entry.provenance.recorded_at.instant
    usable = is_first_hand(entry) and entry.provenance.via is not Via.IMPORT
    start = diary_day_span(entry.body.day, entry.happened_at.zone).start
    for asked in entry.body.asked:
        found = _see(seen, asked.code, recorded)
        if found is not None and usable and asked.level is not Level.UNKNOWN:
            dose = DOSES[asked.level]
            earlier = found.daily.get(entry.body.day)
            found.daily[entry.body.day] = (start, max(dose, earlier[1]) if earlier else dose)


def naming_ends(journal: Journal, zone: str) -> datetime | None:
    """When it is fixed what was suspected: at the end of the first vouched day; None while there is none."""
    vouched = coverage(journal).first_hand
    return diary_day_span(moment(vouched[0].start, zone).diary_day, zone).end if vouched else None


def named_beforehand(journal: Journal, zone: str) -> frozenset[str]:
    """What was suspected before the log could say anything; while nothing is vouched, all that was named so far."""
    ends = naming_ends(journal, zone)
    return _suspects(journal, ends) if ends is not None else frozenset(journal.settings.suspects)


def _suspects(journal: Journal, frozen_at: datetime) -> frozenset[str]:
    """Those named by the end of the first day: later ones may have been read off the log itself."""
    named: set[str] = set()
    for entry in journal.as_recorded(frozen_at).of(Settings):
        named.update(entry.body.suspects)
    return frozenset(named)


def _candidate(code: str, found: _Seen, suspected: bool, zone: str) -> Candidate:
    timed_days = {day for day, _, _ in found.timed}
    daily = {day: value for day, value in found.daily.items() if day not in timed_days}
    impulses = [(instant, dose) for _, instant, dose in found.timed] + list(daily.values())
    known = timed_days | found.daily.keys()
    added = (found.added.astimezone(zone_of(zone)).replace(tzinfo=None) - timedelta(hours=4)).date()
    return Candidate(
        code=code,
        added=added,
        suspected=suspected,
        graded=found.graded,
        asked_daily=2 * len(daily) > len(known),
        impulses=tuple(sorted(i for i in impulses if i[1] != 0)),
        known=frozenset(known),
    )
