"""A calendar feed (RFC 5545): the reminders of the next weeks as short events in neutral words.

Times are given in UTC, each worked out on the person's clock, so that no calendar has to know the rules of a zone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LASTS = timedelta(minutes=10)
LINE = 75


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    name: str
    at: datetime
    words: str


def feed(events: Iterable[CalendarEvent], now: datetime) -> str:
    """The feed as text."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Unknot//Reminders//EN", "METHOD:PUBLISH"]
    lines += ["X-WR-CALNAME:Unknot", "REFRESH-INTERVAL;VALUE=DURATION:PT6H"]
    for event in events:
        lines += _event(event, now)
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _folded(line))


def _event(event: CalendarEvent, now: datetime) -> list[str]:
    uid = hashlib.sha256(event.name.encode()).hexdigest()[:32]
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}@unknot",
        f"DTSTAMP:{_utc(now)}",
        f"DTSTART:{_utc(event.at)}",
        f"DTEND:{_utc(event.at + LASTS)}",
        f"SUMMARY:{_text(event.words)}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_text(event.words)}",
        "TRIGGER:PT0S",
        "END:VALARM",
        "END:VEVENT",
    ]


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    for char in "\\;,":
        words = words.replace(char, f"\\{char}")
    return words.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """No line is longer than 75 bytes; a longer one goes on in the next, which begins with a space."""
    start, size = 0, 0
    for n, char in enumerate(line):
        width = len(char.encode())
        if size + width > LINE:
            yield (" " if start else "") + line[start:n]
            start, size = n, 1
        size += width
    yield (" " if start else "") + line[start:]
