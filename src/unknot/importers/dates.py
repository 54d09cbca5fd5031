"""Dates and clock times as people write them in a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner", "february feb februar", "march mar märz mrz", "april apr", "may mai",
            "june jun juni", "july jul juli", "august aug", "september sept sep", "october oct oktober okt",
            "november nov", "december dec dezember dez",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_NUMBERS = re.compile(r"(\d{1,4})\s*[./\-]\s*(\d{1,2})(?:\s*[./\-]\s*(\d{2,4}))?\.?")
_DAY_MONTH = re.compile(r"(?:[^\W\d]+,?\s+)?(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?([^\W\d]+)\.?,?(?:\s+(\d{2,4}))?")
_MONTH_DAY = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{2,4}))?")


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it was written: three numbers whose order may be open, or the parts themselves."""

    first: int
    second: int
    year: int | None
    named: bool = False
    """Whether day and month are sure: the month was a word, or the year came first. `first` is the day then."""


class NotADate(Exception):
    """A cell that is no date."""


def written(cell: str) -> Written:
    """The date that a cell holds; `NotADate` if it holds none."""
    text = cell.strip().lower()
    if match := _NUMBERS.fullmatch(text):
        first, second, third = int(match[1]), int(match[2]), match[3]
        if len(match[1]) == 4:
            if third is None:
                raise NotADate
            return Written(int(third), second, first, named=True)
        if len(match[1]) > 2:
            raise NotADate
        return Written(first, second, _year(third))
    if (match := _DAY_MONTH.fullmatch(text)) and match[2] in _MONTHS:
        return Written(int(match[1]), _MONTHS[match[2]], _year(match[3]), named=True)
    if (match := _MONTH_DAY.fullmatch(text)) and match[1] in _MONTHS:
        return Written(int(match[2]), _MONTHS[match[1]], _year(match[3]), named=True)
    raise NotADate


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) + 2000 if len(text) == 2 else int(text)


def is_date(cell: str) -> bool:
    """Whether a cell looks like a date, a possible one or not."""
    try:
        written(cell)
    except NotADate:
        return False
    return True


def day_first(cells: list[str]) -> bool | None:
    """Whether the day comes before the month, as the rows show that leave no doubt; None if none does."""
    votes = set()
    for cell in cells:
        try:
            found = written(cell)
        except NotADate:
            continue
        if not found.named and found.first > 12 >= found.second:
            votes.add(True)
        if not found.named and found.second > 12 >= found.first:
            votes.add(False)
    return votes.pop() if len(votes) == 1 else None


def day_of(cell: str, *, day_first: bool, near: date | None) -> date:
    """The day a cell names. A year that is left out is that of `near`, the last day above that has one.

    Raises `NotADate` for a cell that names none, or one that is not in the calendar.
    """
    found = written(cell)
    day, month = (found.first, found.second) if found.named or day_first else (found.second, found.first)
    year = found.year if found.year is not None else near.year if near else None
    if year is None or not 1900 < year < 2200:
        raise NotADate
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NotADate from error
