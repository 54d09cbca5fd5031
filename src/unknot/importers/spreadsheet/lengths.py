"""How long something lasted, as people write it: "00:05:30", "1 1/2 min", "1 hour 20 minutes", "4h 15m", "90"."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache, lru_cache

from unknot.importers.spreadsheet.cell import Unread, number_of, plain
from unknot.importers.words import either, said
from unknot.journal.entry import LONGEST_EPISODE

NOT_EXACT = Unread("This length is not exact: it was kept as words.")
AT_MOST = Unread("This is only a bound of how long it lasted: it was kept as words.")
NO_UNIT = Unread("This length has no unit: it was kept as words.")
IMPOSSIBLE = Unread("This cannot be how long it lasted.")
NOT_READ = Unread("How long was kept as words.")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_HALVES = {"½": ".5", "¼": ".25", "¾": ".75"}


@lru_cache(maxsize=4096)
def length(cell: str, unit: str = "") -> timedelta | Unread | None:
    """The length in a cell; `unit` is that of its column. None for a length of nothing."""
    text = plain(cell)
    text = re.sub(r"(\d?)\s*([½¼¾])", lambda m: f"{m[1] or 0}{_HALVES[m[2]]}", text)
    text = re.sub(r"(\d+)\s+(\d)/(\d)", lambda m: str(int(m[1]) + int(m[2]) / max(int(m[3]), 1)), text)
    text = re.sub(r"(?<![\d/])(\d)/([2-9])(?!\d)", lambda m: str(int(m[1]) / int(m[2])), text)
    if re.match(rf"(?:{either('cell', 'at-most')}|{either('cell', 'at-least')})\s*\d", text) or text.endswith("+"):
        return AT_MOST
    text = re.sub(rf"^(?:{either('cell', 'about')})\s*(?=\d)", "", text)
    if re.match(r"\d+([.,]\d+)?\s*(?:-|–|to|bis|or|oder)\s*\d", text):
        return NOT_EXACT
    seconds = _clock_form(text, unit) if ":" in text else _words(text, unit)
    if isinstance(seconds, Unread):
        return seconds
    if seconds == 0:
        return None
    return timedelta(seconds=seconds) if 0 < seconds <= LONGEST_EPISODE.total_seconds() else IMPOSSIBLE


def _clock_form(text: str, unit: str) -> float | Unread:
    """00:05:30 is hours, minutes, seconds; 5:30 is what the column says, or nobody knows."""
    match = re.fullmatch(r"(\d{1,3}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?\s*([^\W\d]*)\.?", text)
    if match is None:
        return NOT_READ
    said_unit = _unit(match[4]) if match[4] else unit
    if match[4] and not said_unit:
        return NOT_READ
    first, second, third = int(match[1]), int(match[2]), match[3]
    if second > 59 or (third and int(third) > 59):
        return IMPOSSIBLE
    if third:
        return first * 3600 + second * 60 + int(third)
    if said_unit in ("h", "m", "s"):
        return first * 3600 + second * 60 if said_unit == "h" else first * 60 + second
    return first * 60 + second if first > 23 else NO_UNIT


def _words(text: str, unit: str) -> float | Unread:
    if (number := number_of(text)) is not None:
        return number * _SECONDS[unit] if unit else NO_UNIT if number else 0
    if glued := re.fullmatch(r"(\d+)\s*h\s*(\d{1,2})|(\d+)\s*min\s*(\d{1,2})", text):
        return int(glued[1]) * 3600 + int(glued[2]) * 60 if glued[1] else int(glued[3]) * 60 + int(glued[4])
    each = re.sub(r"\s+(?:each|every one|apiece|jeweils|je)$", "", text)
    each = re.sub(
        r"^(?:half an|half a|half|halbe|eine halbe|une demi|media|1/2)\s+(?=[^\W\d])",
        "0.5 ",
        re.sub(r"^(?:an|a|one|eine|ein|une|un|una)\s+(?=[^\W\d])", "1 ", each),
    )
    if (several := re.match(r"(\d+)\s*x\s*\d", each)) and int(several[1]) > 0:
        return NOT_EXACT
    total, at = 0.0, 0
    for match in _part().finditer(each):
        if each[at : match.start()].strip(" ,+&") not in said("cell", "amongst") | {""}:
            return NOT_READ
        number = number_of(match["n"])
        if number is None:
            return NOT_READ
        total, at = total + number * _SECONDS[_unit(match["u"])], match.end()
    return total if at and not each[at:].strip(" .") else NOT_READ


def _unit(word: str) -> str:
    return next(
        (unit for unit in _SECONDS if word.lower().rstrip(".") in {w.rstrip(".") for w in said("unit", unit)}), ""
    )


@cache
def _part() -> re.Pattern[str]:
    units = "|".join(either("unit", unit) for unit in _SECONDS)
    return re.compile(rf"(?P<n>\d+(?:[.,]\d+)?)\s*-?(?P<u>{units})(?![^\W\d])")
