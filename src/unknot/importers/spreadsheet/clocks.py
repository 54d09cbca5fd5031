"""Clock times as people write them in a table: "7.30am", "8h30", "20:00-20:05", "3 Uhr", "in the night"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from functools import cache, lru_cache

from unknot.importers.spreadsheet.cell import Unread, plain
from unknot.importers.words import either, named_times, said

PARTS = {
    "night": time(2),
    "morning": time(8),
    "midday": time(12, 30),
    "afternoon": time(15),
    "evening": time(20),
}
"""The hour that stands for a part of the day; the entry says that only the part is known."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day. `roughly`: only the hour is known. `end` is when it was over, if the cell says so."""

    at: time
    roughly: bool = False
    end: time | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day."""

    name: str


@dataclass(frozen=True, slots=True)
class AllDay:
    """Words for no time of the day in particular."""


Time = Clock | Part | AllDay | Unread

TWO = Unread("This time may be one of two.")
IMPOSSIBLE = Unread("This is not a time that can be.")
WORDS = Unread("The time was kept as words.")


@lru_cache(maxsize=4096)
def clock(cell: str, *, clock24: bool = False, minutes24: bool = False) -> Time:
    """The time that a cell tells. `clock24`: a bare hour is on the 24-hour clock; `minutes24`: one with minutes is."""
    text = plain(cell)
    for name in PARTS:
        if text in said("clock", name) and text not in ("am", "pm"):
            return Part(name)
    if text in ("am", "pm"):
        return Part("morning" if text == "am" else "evening")
    if text in said("clock", "all-day"):
        return AllDay()
    if re.fullmatch(r"0[.,]\d{3,12}", text):  # the part of a day that a spreadsheet has for a time
        minutes = round(float(text.replace(",", ".")) * 24 * 60) % (24 * 60)
        return Clock(time(minutes // 60, minutes % 60))
    if text in ("0.5", "0.25", "0.75"):
        return Clock(time(int(float(text) * 24)))
    if named := named_times().get(text):
        return Clock(time.fromisoformat(named))
    if both := _range().fullmatch(text):
        return _from_to(both[1], both[2], clock24=clock24 or minutes24)
    return _one(text, clock24=clock24 or (minutes24 and re.match(r"\d{1,2}\s*[:.]\s*\d{2}", text) is not None))


def is_clock(cell: str) -> bool:
    """Whether a cell is surely a clock time, with minutes or a word that says so."""
    text = plain(cell)
    if re.fullmatch(r"\d{1,2}", text):
        return False
    return isinstance(clock(cell, clock24=True), Clock)


def shows_24_hours(cell: str) -> bool:
    """Whether a time can only be on the 24-hour clock: 13 to 23, 00, or 08 with its nought."""
    return re.match(r"(?:1[3-9]|2[0-4]|0\d)(?:\s*[:.h]\s*\d{2}|\s*$|\s*(?:uhr|h)\b)", plain(cell)) is not None


def _from_to(first: str, last: str, *, clock24: bool) -> Time:
    end = _one(last, clock24=clock24)
    begin = _one(first, clock24=clock24 or _half_of(last) == "")
    if isinstance(begin, Unread) and (half := _half_of(last)):
        begin = _one(f"{first} {half}", clock24=clock24)
    if not isinstance(begin, Clock) or not isinstance(end, Clock):
        return begin if isinstance(begin, Unread) else WORDS
    return Clock(begin.at, begin.roughly, end.at)


def _half_of(text: str) -> str:
    found = _pattern().fullmatch(text)
    return "am" if found and found["am"] else "pm" if found and found["pm"] else ""


def _one(text: str, *, clock24: bool) -> Time:
    text = re.sub(r"^(\d{1,2})(\d{2})(?=\s*[ap]\.?m)", r"\1:\2", text)
    about = re.match(rf"(?:{either('cell', 'about')})\s*(?=\d)", text)
    found = _pattern().fullmatch(text[about.end() :] if about else text)
    if found is None:
        return WORDS
    hour, minute, second = int(found["h"]), int(found["m"] or 0), int(found["s"] or 0)
    if found["night"] and hour >= 6 and hour < 12:
        hour += 12
    if (found["am"] or found["pm"]) and 1 <= hour <= 12:
        hour = hour % 12 + (12 if found["pm"] else 0)
    elif not (clock24 or found["uhr"] or found["sep"] or found["night"] or shows_24_hours(text)) and 1 <= hour < 12:
        return TWO
    if hour == 24 and minute == 0:
        return IMPOSSIBLE
    if hour > 23 or minute > 59 or second > 59:
        return IMPOSSIBLE
    return Clock(time(hour, minute, second), roughly=about is not None or (bool(found["night"]) and not found["m"]))


@cache
def _pattern() -> re.Pattern[str]:
    am, pm, night = either("clock", "am"), either("clock", "pm"), either("clock", "night")
    return re.compile(
        r"(?P<h>\d{1,2})"
        r"(?:\s*(?:[:.]|(?P<sep>h|uhr))\s*(?P<m>\d{2})(?:[:.](?P<s>\d{2})(?:[.,]\d+)?)?)?"
        rf"\s*(?P<uhr>{either('clock', 'oclock')})?"
        rf"\s*(?:(?P<am>{am})|(?P<pm>{pm})|(?P<night>{night}))?",
    )


@cache
def _range() -> re.Pattern[str]:
    return re.compile(rf"(\S.*?)\s*(?:-|–|—|\bto\b|{either('whole', 'end')})\s*(\d.*)")
