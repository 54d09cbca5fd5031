"""Slowing down whoever guesses, without ever locking the owner out.

Failures are counted by address and by account. A device that is enrolled has a count of its own instead, so that
a stranger who fails in the owner's name does not slow the owner down; a passkey and `unknot owner-link` are never
slowed by account.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=24)
MOST_KEYS = 10_000


@dataclass(frozen=True, slots=True)
class _Count:
    failures: int
    last: datetime

    def open_at(self) -> datetime:
        """When the next try is heard: at once for the first few, then after a wait that doubles."""
        over = self.failures - FREE_TRIES
        if over < 0:
            return self.last
        doubled = FIRST_WAIT * (1 << min(over, 10))
        return self.last + min(doubled, LONGEST_WAIT)


class Throttle:
    """The counts of this process; one process answers a home."""

    def __init__(self) -> None:
        self._counts: dict[str, _Count] = {}
        self._lock = Lock()

    def wait(self, keys: Iterable[str], now: datetime) -> timedelta:
        """How long until a try with these keys is heard; zero if it is heard now."""
        with self._lock:
            open_at = [self._counts[key].open_at() for key in keys if key in self._counts]
        return max([timedelta(0), *(at - now for at in open_at)])

    def failed(self, keys: Iterable[str], now: datetime) -> None:
        with self._lock:
            if len(self._counts) > MOST_KEYS:
                self._counts = {k: c for k, c in self._counts.items() if now - c.last < FORGOTTEN_AFTER}
            for key in keys:
                before = self._counts.get(key)
                fresh = before is None or now - before.last > FORGOTTEN_AFTER
                self._counts[key] = _Count(1 if fresh or before is None else before.failures + 1, now)

    def succeeded(self, keys: Iterable[str]) -> None:
        with self._lock:
            for key in keys:
                self._counts.pop(key, None)

    def clear(self) -> None:
        with self._lock:
            self._counts.clear()


tries = Throttle()
