"""When something was: the pieces of a sentence that tell a time, against the moment it was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from unknot.dictation.clocks import Clock, Unclear, clocks_of, in_part, span_of
from unknot.dictation.pieces import Piece
from unknot.dictation.tokens import Token
from unknot.dictation.words import Language
from unknot.journal.entry import Precision
from unknot.journal.span import Moment, moment

TIMES = frozenset(
    """clock clocks ago started past before half-past half-to from-to till date weekday part barepart named day now
    future late""".split()
)

_PARTS = {"night": time(2), "morning": time(8), "midday": time(12, 30), "afternoon": time(15), "evening": time(20)}
_PART_STARTS = {
    "night": time(0),
    "morning": time(4),
    "midday": time(11, 30),
    "afternoon": time(12),
    "evening": time(17),
}


@dataclass(frozen=True, slots=True)
class When:
    """A moment and how exactly it is known."""

    at: Moment
    precision: Precision = Precision.MINUTE


def about(piece: Piece, tokens: Sequence[Token], words: Language) -> bool:
    """Whether "about" stands in the piece or right before it."""
    near = [*tokens[piece.first : piece.last + 1], *tokens[max(piece.first - 1, 0) : piece.first]]
    rough = words.sets["about"] | words.sets["roughly"]
    return any(token.norm in rough for token in near)


def whens(
    pieces: Sequence[Piece],
    now: Moment,
    tokens: Sequence[Token],
    words: Language,
    *,
    night: bool = False,
    base: date | None = None,
    clock24: bool = False,
    after: Moment | None = None,
) -> list[When]:
    """The times the pieces tell, in order; empty if they tell none. `night` hints that it woke someone.

    `base` is the day that an earlier part of the sentence named; `clock24`: a bare hour is on the 24-hour clock;
    `after` is a time that these follow.
    Raises `Unclear`.
    """
    by_kind = {piece.kind: piece for piece in pieces}
    if gone := by_kind.get("ago") or by_kind.get("started"):
        return [_ago(gone, now, about(gone, tokens, words), words)]
    if "future" in by_kind:
        raise Unclear(by_kind["future"])
    own = _day(by_kind, now, words)
    day = own or (None if "part" in by_kind else base)  # "this morning" is today's, whatever day was named before
    bare = by_kind.get("barepart")
    part = by_kind.get("part") or (bare if day or (bare and _fits(bare, pieces, words)) else None)
    found = []
    for piece in pieces:
        if piece.kind not in ("clock", "clocks", "past", "before", "half-past", "half-to", "named", "from-to"):
            continue
        exact = Precision.HOUR if about(piece, tokens, words) else Precision.MINUTE
        clocks = clocks_of(piece, words)
        if clock24:
            clocks = [replace(clock, sure=True) for clock in clocks]
        if after is not None:
            clocks = [_following(clock, after) for clock in clocks]
        clocks = _rising(clocks) if len(clocks) > 2 and part is None and not night else clocks
        found += [When(_at(clock, day, part, now, piece, night), exact) for clock in clocks]
    if found:
        return found
    if part is not None:
        return [When(_part(part, day, now), Precision.DAY_PART)]
    told = by_kind.get("date") or by_kind.get("weekday") or by_kind.get("day")
    if told is not None and day is not None and day != now.clock_date:
        return [When(_local(day, time(12), now), Precision.DAY)]
    return []


_HOURS = {"morning": range(4, 12), "midday": range(11, 15), "afternoon": range(12, 19), "evening": range(16, 24)}


def _fits(part: Piece, pieces: Sequence[Piece], words: Language) -> bool:
    """Whether a part of the day without a day tells which half the one clock time beside it is in: "breakfast at 8"."""
    clocks = [p for p in pieces if p.kind in ("clock", "past", "before", "half-past", "half-to")]
    if len(clocks) != 1 or not -4 <= clocks[0].first - part.last <= 4:
        return False
    clock = clocks_of(clocks[0], words)[0]
    if clock.sure or part.value not in _HOURS or (part.value == "evening" and clock.hour == 12):
        return False
    return in_part(clock, part.value, part).hour in _HOURS[part.value]


def _rising(clocks: list[Clock]) -> list[Clock]:
    """Several times of one day without am or pm, as they follow each other: "at 8, 2 and 8" is 8, 14 and 20."""
    if any(clock.sure for clock in clocks):
        return clocks
    found: list[Clock] = []
    for clock in clocks:
        hours = [h for h in (clock.hour % 12, clock.hour % 12 + 12) if not found or h > found[-1].hour]
        if not hours:
            return clocks
        found.append(Clock(hours[0], clock.minute, True))
    return found if found[0].hour >= 4 else clocks


def _following(clock: Clock, after: Moment) -> Clock:
    """A clock time without am or pm as the first one after another time."""
    if clock.sure:
        return clock
    start = after.local.hour * 60 + after.local.minute
    hours = sorted((clock.hour % 12, clock.hour % 12 + 12), key=lambda h: (h * 60 + clock.minute - start) % (24 * 60))
    return Clock(hours[0], clock.minute, True, clock.half)


def named_day(pieces: Sequence[Piece], now: Moment, words: Language) -> date | None:
    """The day that the pieces name, if they name one."""
    return _day({piece.kind: piece for piece in pieces}, now, words)


def _local(day: date, at: time, now: Moment) -> Moment:
    return moment(datetime.combine(day, at), now.zone)


def _ago(piece: Piece, now: Moment, roughly: bool, words: Language) -> When:
    gone = span_of(piece, words)
    at = moment(now.instant - gone, now.zone)
    unit = words.units.get(piece.hole("duration"), "h")
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
        return _at_part(in_part(clock, part.value, piece), part, day, now, piece)
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
    said, day = day, day or now.clock_date
    if part.value.startswith("night"):
        # "last night" and "Tuesday night" begin on the evening: after midnight it is the next date.
        evening = day if part.kind == "barepart" else _last_night(now, part)
        return _not_future(
            _clock_on(clock, evening if clock.hour >= 12 else evening + timedelta(days=1), now), now, piece
        )
    at = _clock_on(clock, day, now)
    if said is None and part.kind == "barepart" and not at <= now:
        return _clock_on(clock, day - timedelta(days=1), now)
    return _not_future(at, now, piece)


def _last_night(now: Moment, part: Piece) -> date:
    """The date on whose evening the night began that ends this morning, or is going on; or the one before it."""
    return now.clock_date - timedelta(days=2 if part.value == "night-before" else 1)


def _part(part: Piece, day: date | None, now: Moment) -> Moment:
    day = day or now.clock_date
    name = "night" if part.value.startswith("night") else part.value
    if name == "night":
        day = day + timedelta(days=1) if part.kind == "barepart" else _last_night(now, part) + timedelta(days=1)
    at = _local(day, _PARTS[name], now)
    if at <= now:
        return at
    if _local(day, _PART_STARTS[name], now) <= now:
        return now
    raise Unclear(part)


def _not_future(at: Moment, now: Moment, piece: Piece) -> Moment:
    if not at <= now:
        raise Unclear(piece)
    return at
