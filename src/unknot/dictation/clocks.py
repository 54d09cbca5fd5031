"""Clock times and lengths of time as they are said, before it is known of which day they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from unknot.dictation.pieces import Piece
from unknot.dictation.words import Language

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class Unclear(Exception):
    """A time that cannot be, or may be one of two: to be asked back. `day` is kept when only the hour is unclear."""

    def __init__(self, said: Piece, day: date | None = None) -> None:
        super().__init__("unclear time")
        self.said = said
        self.day = day


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time as said: whether it is surely on the 24-hour clock, or said with a part of the day."""

    hour: int
    minute: int
    sure: bool
    half: str = ""  # am, pm, night


def span_of(piece: Piece, words: Language) -> timedelta:
    """The length of time in a piece: "5 min", "1 hour 20 minutes", "a minute and a half"."""
    if piece.hole("n8"):
        return timedelta(hours=int(piece.hole("n8")), minutes=int(piece.hole("m8")))
    number = float(piece.hole("n")) + (0.5 if piece.hole("half9") else 0)
    found = _span(number, piece.hole("duration"), words)
    if piece.hole("n9"):
        found += _span(float(piece.hole("n9")), piece.hole("duration9"), words)
    return found


def _span(number: float, unit: str, words: Language) -> timedelta:
    return timedelta(**{_UNITS[words.units[unit]]: number})


def clocks_of(piece: Piece, words: Language) -> list[Clock]:
    """The clock times in a piece; `Unclear` if one cannot be."""
    match piece.kind:
        case "past":
            found = [_counted(piece, int(float(piece.hole("n"))), words)]
        case "before":
            found = [_counted(piece, -int(float(piece.hole("n"))), words)]
        case "half-past":
            found = [_counted(piece, 30, words)]
        case "half-to":
            found = [_counted(piece, _before_the_hour(piece), words)]
        case "named":
            hour, minute = piece.value.split(":")
            found = [Clock(int(hour), int(minute), True)]
        case "clocks":
            found = [_read(piece.hole(name), words) for name in ("c", "c2", "c3", "c4") if piece.hole(name)]
        case _:
            found = [_read(piece.hole("c") or piece.hole("clear"), words)]
    if any(clock.hour > 24 or clock.minute > 59 for clock in found):
        raise Unclear(piece)
    if any(clock.hour > 12 for clock in found):
        found = [Clock(c.hour, c.minute, True, c.half) for c in found]
    return found


def _before_the_hour(piece: Piece) -> int:
    """Minutes from the hour named: "halb vier", "fünf nach halb vier", "dreiviertel vier", "viertel vier"."""
    if piece.hole("quarter"):
        return -45
    if piece.hole("three"):
        return -15
    return -30 + int(float(piece.hole("later") or 0)) - int(float(piece.hole("earlier") or 0))


def _counted(piece: Piece, minutes: int, words: Language) -> Clock:
    base = _read(f"{piece.hole('h')} {piece.hole('ap')}".strip(), words)
    total = (base.hour * 60 + minutes) % (24 * 60)
    return Clock(total // 60, total % 60, base.sure, base.half)


def _read(text: str, words: Language) -> Clock:
    digits = re.match(r"(\d{1,2})(?: : (\d{2})| ?(?:h|[^\W\d]+) (\d{2})|\.(\d{2})| (\d{2})|(\d{2}))?(?!\d)", text)
    assert digits is not None
    hour, minute = int(digits[1]), int(next((d for d in digits.groups()[1:] if d), 0))
    rest = text[digits.end() :].strip()
    half = next((name for name in ("am", "pm", "night") if any(rest.endswith(w) for w in words.sets[name])), "")
    minutes = any(digits.groups()[1:])
    sure = hour > 12 or hour == 0 or (len(digits[1]) == 2 and digits[1][0] == "0") or (words.whole_day and minutes)
    if half == "am" and hour <= 12:
        return Clock(hour % 12, minute, True, half)
    if half == "pm" and hour < 12:
        return Clock(hour + 12, minute, True, half)
    if half == "pm":
        return Clock(hour, minute, True, half)
    if half == "night":
        return Clock(_night_hour(hour), minute, True, half)
    return Clock(hour, minute, sure)


def _night_hour(hour: int) -> int:
    if hour == 12:
        return 0
    return hour + 12 if 6 <= hour < 12 else hour


def in_part(clock: Clock, part: str, piece: Piece) -> Clock:
    """A clock time inside a part of the day: eleven at night is 23:00."""
    if clock.sure:
        return clock
    match part:
        case "night" | "night-before":
            hour = _night_hour(clock.hour)
        case "morning":
            hour = clock.hour % 12
        case "midday":
            hour = clock.hour if clock.hour in (11, 12) else clock.hour % 12 + 12
        case "evening" if clock.hour == 12:
            raise Unclear(piece)
        case _:
            hour = clock.hour % 12 + 12
    return Clock(hour, clock.minute, True)
