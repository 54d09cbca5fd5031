"""When something was: the pieces of a sentence that tell a time, against the moment it was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from unknot.dictation.pieces import Piece
from unknot.dictation.tokens import Token
from unknot.dictation.words import Language
from unknot.journal.entry import Precision
from unknot.journal.span import Moment, moment

TIMES = frozenset(
    """clock clocks ago started past before half-past from-to till date weekday part barepart named day now
    future late""".split()
)

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_PARTS = {"night": time(2), "morning": time(8), "midday": time(12, 30), "afternoon": time(15), "evening": time(20)}
_PART_STARTS = {
    "night": time(0),
    "morning": time(4),
    "midday": time(11, 30),
    "afternoon": time(12),
    "evening": time(17),
}


class Unclear(Exception):
    """A time that cannot be, or may be one of two: to be asked back. `day` is kept when only the hour is unclear."""

    def __init__(self, said: Piece, day: date | None = None) -> None:
        super().__init__("unclear time")
        self.said = said
        self.day = day


@dataclass(frozen=True, slots=True)
class When:
    """A moment and how exactly it is known."""

    at: Moment
    precision: Precision = Precision.MINUTE


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time as said: whether it is surely on the 24-hour clock, or said with a part of the day."""

    hour: int
    minute: int
    sure: bool
    half: str = ""  # am, pm, night


def span_of(number: str, unit: str, words: Language) -> timedelta:
    """A length of time from a number and its unit as written."""
    return timedelta(**{_UNITS[words.units[unit]]: float(number)})


# ---------------------------------------------------------------- reading a clock


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
            found = [_counted(piece, -30, words)]
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


def _counted(piece: Piece, minutes: int, words: Language) -> Clock:
    base = _read(f"{piece.hole('h')} {piece.hole('ap')}".strip(), words)
    total = (base.hour * 60 + minutes) % (24 * 60)
    return Clock(total // 60, total % 60, base.sure, base.half)


def _read(text: str, words: Language) -> Clock:
    digits = re.match(r"(\d{1,2})(?: : (\d{2})|\.(\d{2})| (\d{2}))?", text)
    assert digits is not None
    hour, minute = int(digits[1]), int(digits[2] or digits[3] or digits[4] or 0)
    rest = text[digits.end() :].strip()
    half = next((name for name in ("am", "pm", "night") if any(rest.endswith(w) for w in words.sets[name])), "")
    sure = hour > 12 or hour == 0 or (len(digits[1]) == 2 and digits[1][0] == "0")
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


def _in_part(clock: Clock, part: str, piece: Piece) -> Clock:
    """A clock time inside a part of the day: eleven at night is 23:00."""
    if clock.sure:
        return clock
    match part:
        case "night":
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


# ---------------------------------------------------------------- resolving


def about(piece: Piece, tokens: Sequence[Token], words: Language) -> bool:
    """Whether "about" stands in the piece or right before it."""
    near = [*tokens[piece.first : piece.last + 1], *tokens[max(piece.first - 1, 0) : piece.first]]
    return any(token.norm in words.sets["about"] for token in near)


def whens(
    pieces: Sequence[Piece],
    now: Moment,
    tokens: Sequence[Token],
    words: Language,
    *,
    night: bool = False,
    base: date | None = None,
    clock24: bool = False,
) -> list[When]:
    """The times the pieces tell, in order; empty if they tell none. `night` hints that it woke someone.

    `base` is the day that an earlier part of the sentence named; `clock24`: a bare hour is on the 24-hour clock.
    Raises `Unclear`.
    """
    by_kind = {piece.kind: piece for piece in pieces}
    if gone := by_kind.get("ago") or by_kind.get("started"):
        return [_ago(gone, now, about(gone, tokens, words), words)]
    if "future" in by_kind:
        raise Unclear(by_kind["future"])
    own = _day(by_kind, now, words)
    day = own or (None if "part" in by_kind else base)  # "this morning" is today's, whatever day was named before
    part = by_kind.get("part") or (by_kind.get("barepart") if day else None)
    found = []
    for piece in pieces:
        if piece.kind not in ("clock", "clocks", "past", "before", "half-past", "half-to", "named", "from-to"):
            continue
        exact = Precision.HOUR if about(piece, tokens, words) else Precision.MINUTE
        clocks = clocks_of(piece, words)
        if clock24:
            clocks = [replace(clock, sure=True) for clock in clocks]
        found += [When(_at(clock, day, part, now, piece, night), exact) for clock in clocks]
    if found:
        return found
    if part is not None:
        return [When(_part(part, day, now), Precision.DAY_PART)]
    told = by_kind.get("date") or by_kind.get("weekday") or by_kind.get("day")
    if told is not None and day is not None and day != now.clock_date:
        return [When(_local(day, time(12), now), Precision.DAY)]
    return []


def named_day(pieces: Sequence[Piece], now: Moment, words: Language) -> date | None:
    """The day that the pieces name, if they name one."""
    return _day({piece.kind: piece for piece in pieces}, now, words)


def _local(day: date, at: time, now: Moment) -> Moment:
    return moment(datetime.combine(day, at), now.zone)


def _ago(piece: Piece, now: Moment, roughly: bool, words: Language) -> When:
    gone = span_of(piece.hole("n"), piece.hole("duration"), words)
    at = moment(now.instant - gone, now.zone)
    unit = words.units[piece.hole("duration")]
    if unit in ("d", "w"):
        return When(_local(at.clock_date, time(12), now), Precision.DAY)
    coarse = roughly or (unit == "h" and gone >= timedelta(hours=2))
    return When(at, Precision.HOUR if coarse else Precision.MINUTE)


def _day(by_kind: dict[str, Piece], now: Moment, words: Language) -> date | None:
    today = now.clock_date
    if piece := by_kind.get("day"):
        return today + timedelta(days=int(piece.value))
    if piece := by_kind.get("weekday"):
        back = (today.weekday() - words.weekdays[piece.hole("weekday")]) % 7
        if not back and not piece.hole("last"):
            raise Unclear(piece)  # today, or a week ago?
        return today - timedelta(days=back or 7)
    if piece := by_kind.get("date"):
        return _date(piece, today, words)
    return None


def _date(piece: Piece, today: date, words: Language) -> date:
    number = re.match(r"\d+", piece.hole("day") or piece.hole("ordinal"))
    assert number is not None
    day, month = int(number[0]), words.months.get(piece.hole("month"), 0)
    for back in range(24):
        year, index = divmod(today.year * 12 + today.month - 1 - back, 12)
        if month in (0, index + 1):
            try:
                found = date(year, index + 1, day)
            except ValueError:
                continue
            if found <= today:
                return found
    raise Unclear(piece)


def _at(clock: Clock, day: date | None, part: Piece | None, now: Moment, piece: Piece, night: bool) -> Moment:
    if part is not None:
        return _at_part(_in_part(clock, part.value, piece), part, day, now, piece)
    if day is not None and (day != now.clock_date or clock.sure):
        if not clock.sure and not (clock.hour == 12 and clock.minute == 0):
            if not night:
                raise Unclear(piece, day)
            clock = Clock(clock.hour % 12, clock.minute, True)
        return _not_future(_clock_on(clock, day, now), now, piece)
    if clock.sure or night:
        hour = clock.hour if clock.sure else clock.hour % 12
        at = _clock_on(Clock(hour, clock.minute, True), now.clock_date, now)
        return at if at <= now else _clock_on(Clock(hour, clock.minute, True), now.clock_date - timedelta(days=1), now)
    latest = [
        at
        for back in ((0,) if day == now.clock_date else (0, 1))
        for hour in (clock.hour % 12, clock.hour % 12 + 12)
        if (at := _clock_on(Clock(hour, clock.minute, True), now.clock_date - timedelta(days=back), now)) <= now
    ]
    if not latest:
        raise Unclear(piece)
    return max(latest, key=lambda at: at.instant)


def _clock_on(clock: Clock, day: date, now: Moment) -> Moment:
    if clock.hour == 24:
        day, clock = day + timedelta(days=1), Clock(0, clock.minute, True)
    return _local(day, time(clock.hour, clock.minute), now)


def _at_part(clock: Clock, part: Piece, day: date | None, now: Moment, piece: Piece) -> Moment:
    day = day or now.clock_date
    if part.value == "night":
        # "last night" and "Tuesday night" begin on the evening: after midnight it is the next date.
        evening = day if part.kind == "barepart" else _last_night(now)
        return _not_future(
            _clock_on(clock, evening if clock.hour >= 12 else evening + timedelta(days=1), now), now, piece
        )
    return _not_future(_clock_on(clock, day, now), now, piece)


def _last_night(now: Moment) -> date:
    """The date on whose evening the night began that ends this morning, or is going on."""
    return now.clock_date - timedelta(days=1)


def _part(part: Piece, day: date | None, now: Moment) -> Moment:
    day = day or now.clock_date
    if part.value == "night":
        day = day + timedelta(days=1) if part.kind == "barepart" else now.clock_date
    at = _local(day, _PARTS[part.value], now)
    if at <= now:
        return at
    if _local(day, _PART_STARTS[part.value], now) <= now:
        return now
    raise Unclear(part)


def _not_future(at: Moment, now: Moment, piece: Piece) -> Moment:
    if not at <= now:
        raise Unclear(piece)
    return at
