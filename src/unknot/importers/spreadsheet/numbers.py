"""Numbers and answers about something that may matter: "4000", "7:10", "7h 12min", "yes", "a bit"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from unknot.importers.spreadsheet.cell import Unread, number_of, plain, says_none, yes_or_no
from unknot.importers.spreadsheet.lengths import length
from unknot.importers.words import said
from unknot.journal.codes import codes
from unknot.journal.entry import Level

LARGEST = 1e6
NOT_A_NUMBER = Unread("This is not a number: it was kept as words.")
_BEFORE = re.compile(r"[_ ](previous|prior)[_ ](day|night)|[_ ]day[_ ]before|[_ ]yesterday")
_ENDINGS = re.compile(r"[_ ](sd|score|units?|z)$")


@dataclass(frozen=True, slots=True)
class Graded:
    """How much of something there was: a level, and a number on the person's own scale if there is one."""

    level: Level
    value: float | None = None


def graded(cell: str) -> Graded | Unread:
    """What a cell of an exposure says. Nothing, no and 0 are that it was not there."""
    word = plain(cell)
    if says_none(cell) or word in said("cell", "no"):
        return Graded(Level.NO, 0.0 if number_of(cell) == 0 else None)
    if (number := number_of(cell)) is not None:
        return Graded(Level.YES, number) if abs(number) < LARGEST else NOT_A_NUMBER
    if yes_or_no(cell):
        return Graded(Level.YES)
    if word in said("cell", "bit"):
        return Graded(Level.A_BIT)
    if word in said("cell", "unknown"):
        return Graded(Level.UNKNOWN)
    return NOT_A_NUMBER


def daily(cell: str, unit: str, kept_in: str) -> float | Unread:
    """A number about a day, in the unit it is kept in: minutes asleep become hours, "7:10" does too."""
    number = number_of(re.sub(r"(?<=\d)\s*(?:%|bpm|ms|°c|hpa|kg|steps)$", "", cell.strip().lower()))
    if number is not None and kept_in == "h" and unit in ("m", "s"):
        number /= 60 if unit == "m" else 3600
    if number is None and kept_in == "h":
        lasted = length(cell, "h")
        number = 0.0 if lasted is None else None if isinstance(lasted, Unread) else lasted.total_seconds() / 3600
    if number is None or abs(number) >= LARGEST:
        return NOT_A_NUMBER
    return round(number, 2) if kept_in == "h" else number


def exposure_code(heading: str) -> str:
    """The code of an exposure by its heading: ours if there is one, else one of the person's own."""
    plain_letters = unicodedata.normalize("NFKD", heading.lower()).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", _ENDINGS.sub("", _BEFORE.sub("", plain_letters))).strip("-")
    return words if words in codes("exposure") else f"own-{words or 'number'}"[:80].rstrip("-")


def is_of_the_day_before(heading: str) -> bool:
    """Whether a column tells of the day before the one of its row."""
    return _BEFORE.search(heading.lower()) is not None
