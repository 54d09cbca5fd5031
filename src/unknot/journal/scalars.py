"""Single values as JSON and back: text, numbers, dates, lengths of time, moments, ids."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from unknot.journal.span import Moment, zone_name_or_offset

Codec = Callable[[Any], Any]


class Unreadable(ValueError):
    """A document that is not an entry; `field` is where in it, as `body.sites.0.region`."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field or 'document'}: {message}")
        self.field = field


def _typed(kind: type, name: str) -> Codec:
    def decode(value: Any) -> Any:
        if type(value) is not kind:
            raise Unreadable("", f"this is not {name}")
        return value

    return decode


def _parsed(parse: Callable[[str], Any], name: str) -> Codec:
    def decode(value: Any) -> Any:
        if not isinstance(value, str) or len(value) > 100:
            raise Unreadable("", f"this is not {name}")
        try:
            return parse(value)
        except (ValueError, InvalidOperation) as error:
            raise Unreadable("", f"this is not {name}") from error

    return decode


def _float(value: Any) -> float:
    if type(value) not in (int, float):
        raise Unreadable("", "this is not a number")
    return float(value)


def _seconds(value: timedelta) -> int | float:
    seconds = value.total_seconds()
    return int(seconds) if seconds.is_integer() else seconds


def _duration(value: Any) -> timedelta:
    seconds = _float(value)
    if not abs(seconds) < 1e9:
        raise Unreadable("", "this is too long")
    return timedelta(seconds=seconds)


_MOMENT = re.compile(r"(?P<at>[0-9T:.+\-]{16,40})\[(?P<zone>[^\[\]]{1,64})\]")


def write_moment(value: Moment) -> str:
    """A moment as RFC 9557 writes it: `2026-03-02T08:10:00+00:00[Europe/Dublin]`."""
    return f"{value.at.isoformat()}[{value.zone}]"


def read_moment(text: str) -> Moment:
    """The moment of an RFC 9557 text; ValueError if it is none.

    A zone that this machine does not know becomes its stored offset: such an entry is shown, corrected and withdrawn
    like any other.
    """
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise ValueError("not a moment")
    at = datetime.fromisoformat(match["at"])
    return Moment(at, zone_name_or_offset(match["zone"], at.utcoffset() or timedelta(0)))


SCALAR_ENCODERS: dict[Any, Codec] = {
    Moment: write_moment,
    datetime: datetime.isoformat,
    date: date.isoformat,
    time: time.isoformat,
    timedelta: _seconds,
    Decimal: str,
    UUID: str,
}

SCALAR_DECODERS: dict[Any, Codec] = {
    str: _typed(str, "text"),
    int: _typed(int, "a whole number"),
    bool: _typed(bool, "true or false"),
    float: _float,
    Moment: _parsed(read_moment, "a moment with its zone"),
    datetime: _parsed(datetime.fromisoformat, "a time with its offset"),
    date: _parsed(date.fromisoformat, "a date"),
    time: _parsed(time.fromisoformat, "a time of day"),
    timedelta: _duration,
    Decimal: _parsed(Decimal, "a number"),
    UUID: _parsed(UUID, "an id"),
}
