"""How bad something was: 7, "7/10", "7,5", "4 (moderate)", "severe", "4-5", 3 of 5."""

from __future__ import annotations

import re
from functools import lru_cache

from unknot.importers.spreadsheet.cell import Unread, band_of, number_of, says_none
from unknot.journal.entry import Band

OTHER_SCALE = Unread("This is on another scale than 0 to 10: it was kept as it is.")
BETWEEN = Unread("A score with a part of a point: it was kept as it is.")
SPREAD = Unread("This is more than one number: it was kept as it is.")
OUTSIDE = Unread("This is not from 0 to 10.")
NOT_READ = Unread("How bad was kept as words.")
_SCORE = re.compile(
    r"(?P<n>\d{1,4}(?:[.,]\d{1,3})?)\s*"
    r"(?:(?:/|of|out of|von|sur|de)\s*(?P<most>\d{1,4})|(?P<percent>%))?\s*(?P<rest>\D*)"
)


_WORDED = re.compile(r"([^\W\d][^\d(]*?)[\s(:,-]+(\d{1,2})(?:\s*/\s*10)?\)?")
"""A word with its number: "Severe (8)"."""


@lru_cache(maxsize=4096)
def score(cell: str, most: int = 10) -> int | Band | Unread | None:
    """The score or the band in a cell. `most` is the end of the scale that the heading states; None: there was none."""
    text = cell.strip()
    if says_none(text):
        return None
    if band := band_of(text):
        return Band(band)
    if re.match(r"\d+([.,]\d+)?\s*(?:-|–|to|bis|or|oder)\s*\d", text):
        return SPREAD
    if (worded := _WORDED.fullmatch(text)) and band_of(worded[1]):
        text = worded[2]
    found = _SCORE.fullmatch(text)
    number = number_of(found["n"]) if found else None
    if found is None or number is None:
        return NOT_READ
    rest = found["rest"].strip(" !()[].,;:")
    if rest and not band_of(rest):
        return NOT_READ
    most = 100 if found["percent"] else int(found["most"] or most)
    if most != 10:
        return OTHER_SCALE
    if number > 10:
        return OUTSIDE
    return int(number) if number.is_integer() else BETWEEN
