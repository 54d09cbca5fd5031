"""So many requests in a time and no more, for each device, token or journal; the count lives in this process."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from threading import Lock

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
MOST_KEYS = 10_000


class Limit:
    """At most `most` requests of one key in any minute, or other time."""

    def __init__(self, most: int, within: timedelta = MINUTE) -> None:
        self.most, self.within = most, within
        self._seen: dict[str, deque[datetime]] = {}
        self._lock = Lock()

    def wait(self, key: str, now: datetime) -> int:
        """Counts a request; 0 if it may go on, else the seconds after which one may."""
        with self._lock:
            if len(self._seen) > MOST_KEYS:
                self._seen.clear()
            seen = self._seen.setdefault(key, deque())
            while seen and not timedelta(0) <= now - seen[0] < self.within:  # a clock set back forgets, too
                seen.popleft()
            if len(seen) >= self.most:
                return int((self.within - (now - seen[0])).total_seconds()) + 1
            seen.append(now)
            return 0

    def clear(self) -> None:
        with self._lock:
            self._seen.clear()


devices = Limit(600)
"""A queue of 200 must drain at once."""
tokens = Limit(30)
exports = Limit(5, HOUR)
"""One copy holds everything; whoever has an unlocked session for a moment does not take one after the other."""
