"""Sums of a diary day, made of millions of readings as they pass: only a day's total and number are kept."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from unknot.importers.imported import NotThisFormat
from unknot.journal.span import DAY_TURNS_AT

MOST_SUMS = 500_000
EARLIEST, LATEST = 2000, 2100
TURNS = f" {DAY_TURNS_AT:%H}".encode()
ONE_DAY = timedelta(days=1)
DAY, HOUR = len("2026-03-01"), len("2026-03-01 08")


class DailySums:
    """The total and the number of readings of one type, by diary day and, where it matters, by source.

    An hour is the hour of a reading's start on the clock on the wall, `2026-03-01 08`. A reading that is no number, or
    more than `most`, is left out.
    """

    def __init__(self, most: float, *, by_source: bool) -> None:
        self.most = most
        self.by_source = by_source
        self.of: dict[tuple[date, bytes], tuple[float, int]] = {}

    def add(self, readings: Iterable[tuple[bytes, bytes, bytes]]) -> None:
        """Source, hour and value of each reading, in any order."""
        for source, hour, value in readings:
            day, number = diary_day(hour), _number(value, self.most)
            if day and number is not None:
                self._add(day, source, number, 1)
        self._bounded()

    def add_run(self, source: bytes, hours: Sequence[bytes], values: Sequence[bytes]) -> None:
        """The readings of a source as they stand: half a day at once if that is in the order of time."""
        try:
            numbers = [*map(float, values)]
        except ValueError:
            numbers = []
        if len(numbers) != len(hours) or list(hours) != sorted(hours):
            self.add((source, hour, value) for hour, value in zip(hours, values, strict=True))
            return
        at = 0
        while at < len(hours):
            day = hours[at][:DAY]
            turn = bisect_left(hours, day + TURNS, at)
            end = bisect_left(hours, day + b" 24", turn)
            self._add_all(day + b" 00", source, numbers[at:turn])
            self._add_all(day + TURNS, source, numbers[turn:end])
            at = max(end, at + 1)
        self._bounded()

    def _add_all(self, hour: bytes, source: bytes, numbers: Iterable[float]) -> None:
        day = diary_day(hour)
        kept = [number for number in numbers if 0 <= number <= self.most]
        if day and kept:
            self._add(day, source, sum(kept), len(kept))

    def _add(self, day: date, source: bytes, total: float, n: int) -> None:
        key = day, source if self.by_source else b""
        before = self.of.get(key, (0.0, 0))
        self.of[key] = before[0] + total, before[1] + n

    def _bounded(self) -> None:
        if len(self.of) > MOST_SUMS:
            raise NotThisFormat("This is not an export that Apple Health writes.")


@lru_cache(maxsize=10_000)
def diary_day(hour: bytes) -> date | None:
    """The diary day of an hour such as `2026-03-01 08`."""
    try:
        at = datetime.fromisoformat(hour.decode("ascii"))
    except ValueError:
        return None
    if len(hour) != HOUR or not EARLIEST <= at.year < LATEST:
        return None
    return at.date() if at.hour >= DAY_TURNS_AT.hour else at.date() - ONE_DAY


def _number(text: bytes, most: float) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 <= value <= most else None
