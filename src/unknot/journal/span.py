"""Time as a journal needs it: moments that remember their own clock, diary days, nights, half-open spans."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAY_TURNS_AT = time(4)
"""A diary day runs from 04:00 to 04:00 on the clock where the entry was made."""

_FIXED_ZONE = re.compile(r"UTC([+-])(\d{2})(\d{2})(\d{2})?")
_ZONE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+\-]*(/[A-Za-z0-9_+\-]+)*")
_EARLIEST, _LATEST = 1900, 2200


class UnknownZone(ValueError):
    """A time zone name that this machine does not know."""


class ImpossibleTime(ValueError):
    """A moment that no entry can have: without an offset, or outside the years 1900 to 2200."""


@lru_cache(maxsize=1024)
def zone(name: str) -> tzinfo:
    """The zone of an IANA name, or of a fixed offset written as `UTC+0530`; `UnknownZone` if there is none."""
    if fixed := _FIXED_ZONE.fullmatch(name):
        sign, hours, minutes, seconds = fixed.groups(default="0")
        offset = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds))
        if offset < timedelta(days=1):
            return timezone(-offset if sign == "-" else offset)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownZone(f"There is no time zone called {name!r}.") from error


@lru_cache(maxsize=1024)
def is_known(name: str) -> bool:
    """Whether this machine knows a zone of that name."""
    try:
        zone(name)
    except UnknownZone:
        return False
    return True


@lru_cache(maxsize=1024)
def zone_name_or_offset(name: str, offset: timedelta) -> str:
    """The name, if this machine knows the zone; else the fixed offset that was stored beside it, as `UTC+0530`.

    Browsers know zones that a server lacks, and say `Etc/Unknown` when they cannot tell. A name that is not shaped
    like one is left as it is, for `Moment` to refuse.
    """
    if not _ZONE_NAME.fullmatch(name) or is_known(name):
        return name
    seconds = round(offset.total_seconds())
    sign, (minutes, second) = "-" if seconds < 0 else "+", divmod(abs(seconds), 60)
    return f"UTC{sign}{minutes // 60:02}{minutes % 60:02}" + (f"{second:02}" if second else "")


@dataclass(frozen=True, slots=True, order=False)
class Moment:
    """An instant with the clock it was read from: the local time, its UTC offset, and the IANA zone.

    The offset is kept beside the zone, so that a later change of the zone's rules, or of the person's
    settings, moves no past entry to another day.
    """

    at: datetime
    zone: str

    def __post_init__(self) -> None:
        if self.at.utcoffset() is None:
            raise ImpossibleTime("A moment needs its offset from UTC.")
        if not _EARLIEST <= self.at.year < _LATEST:
            raise ImpossibleTime(f"The year {self.at.year} is outside {_EARLIEST} to {_LATEST}.")
        if len(self.zone) > 64 or not _ZONE_NAME.fullmatch(self.zone):
            raise UnknownZone(f"{self.zone[:80]!r} is not the name of a time zone.")
        if not isinstance(self.at.tzinfo, timezone):
            offset = self.at.utcoffset() or timedelta(0)
            object.__setattr__(self, "at", self.at.replace(tzinfo=timezone(offset), fold=0))

    @property
    def instant(self) -> datetime:
        """The same instant in UTC."""
        return self.at.astimezone(UTC)

    @property
    def local(self) -> datetime:
        """What the person's clock showed, without an offset."""
        return self.at.replace(tzinfo=None)

    @property
    def clock_date(self) -> date:
        """The date on the person's calendar."""
        return self.at.date()

    @property
    def diary_day(self) -> date:
        """The diary day (04:00 to 04:00) that this moment belongs to."""
        return self._date_turning_at(DAY_TURNS_AT.hour)

    @property
    def night(self) -> date:
        """The night (noon to noon) that this moment belongs to, named by the date of its evening."""
        return self._date_turning_at(12)

    def _date_turning_at(self, hour: int) -> date:
        on = self.at.date()
        return on if self.at.hour >= hour else on - timedelta(days=1)

    def __lt__(self, other: Moment) -> bool:
        return self.at < other.at

    def __le__(self, other: Moment) -> bool:
        return self.at <= other.at


def moment(at: datetime, zone_name: str) -> Moment:
    """A moment from an aware instant, or from a naive wall-clock time in the zone.

    A wall time that a clock change skips is moved forward by the gap; one that it repeats is the first
    of the two (`fold` of the datetime chooses the second).
    """
    tz = zone(zone_name)
    if at.tzinfo is None:
        at = at.replace(tzinfo=tz).astimezone(UTC)
    return Moment(at.astimezone(tz), zone_name)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open period of absolute time, [start, end). An empty one has end <= start."""

    start: datetime
    end: datetime

    @property
    def hours(self) -> float:
        """Its length in hours; 0 when empty."""
        return max((self.end - self.start) / timedelta(hours=1), 0.0)

    def holds(self, instant: datetime) -> bool:
        return self.start <= instant < self.end


@lru_cache(maxsize=4096)
def diary_day_span(day: date, zone_name: str) -> Span:
    """From 04:00 of `day` to 04:00 of the next, on the clock of the zone: 23, 24 or 25 hours."""
    start = moment(datetime.combine(day, DAY_TURNS_AT), zone_name).instant
    end = moment(datetime.combine(day + timedelta(days=1), DAY_TURNS_AT), zone_name).instant
    return Span(start, end)


def hour_of(instant: datetime) -> Span:
    """The whole hour of absolute time that holds an instant."""
    start = instant.replace(minute=0, second=0, microsecond=0)
    return Span(start, start + timedelta(hours=1))


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same time as `spans`, in order, without overlaps, touching ones joined, empty ones left out."""
    joined: list[Span] = []
    for span in sorted(s for s in spans if s.end > s.start):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def without(spans: Iterable[Span], holes: Iterable[Span]) -> tuple[Span, ...]:
    """`spans` less `holes`, as a union."""
    left = list(union(spans))
    for hole in union(holes):
        pieces = [(Span(s.start, min(s.end, hole.start)), Span(max(s.start, hole.end), s.end)) for s in left]
        left = [piece for pair in pieces for piece in pair if piece.end > piece.start]
    return tuple(left)


def overlap_hours(spans: Sequence[Span], period: Span) -> float:
    """Hours of `period` that `spans` (a union) cover."""
    hours = 0.0
    for n in range(bisect_right(spans, period.start, key=lambda span: span.end), len(spans)):
        if spans[n].start >= period.end:
            break
        hours += Span(max(spans[n].start, period.start), min(spans[n].end, period.end)).hours
    return hours


def holds(spans: Sequence[Span], instant: datetime) -> bool:
    """Whether `spans` (a union) hold an instant."""
    n = bisect_right(spans, instant, key=lambda span: span.end)
    return n < len(spans) and spans[n].holds(instant)
