"""What the columns of a person's own spreadsheet are: proposed from headings and cells, shown, put right, then read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from unknot.importers.imported import NotThisFormat
from unknot.importers.spreadsheet import votes
from unknot.importers.spreadsheet.cell import plain
from unknot.importers.spreadsheet.clocks import shows_24_hours
from unknot.importers.spreadsheet.dates import NotADate, has_clock, is_date, is_serial, orders, weekday_of, written
from unknot.importers.spreadsheet.headings import guess, is_known
from unknot.importers.spreadsheet.medicines import code_of
from unknot.importers.spreadsheet.roles import DATES, MEANS, SPASM, Column, Role
from unknot.importers.table import Row, Table, table
from unknot.knowledge.vocabulary import vocabulary
from unknot.knowledge.words import Translate

_NUMBERS = {Role.DATE, Role.DAY_NUMBER, Role.ATTACK, Role.HOUR, Role.NUMBER, Role.EXPOSURE}
_MOST_HEADINGS_SEEN = 10
_MANY, _WEEK = 12, 5
_SAMPLE = 2_000
"""Rows that are looked at to learn what a column holds; dates are looked at in all of them."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a spreadsheet is to be read.

    `orders` is, for each sign between the numbers of a date, whether the day comes first; None where no row shows it:
    then `day_first` must be said. `medicine` and `unit` are what a bare amount ("10", "10/10/10") means: what the
    column names most often. `clock24`: bare hours ("8") are on the 24-hour clock, as other rows show; `minutes24`: so
    is 8:15, unless rows say am or pm, or so many are before noon that it may be a 12-hour clock. `daily`: no two
    rows have the same day, and no row has a time. `first_day` is the date of day 1 of a diary that only numbers its
    days.
    """

    columns: tuple[Column, ...]
    heading: int | None
    encoding: str
    separator: str
    orders: Dictionary[str, bool | None] = field(default_factory=dict)
    day_first: bool | None = None
    clock24: bool = False
    minutes24: bool = False
    medicine: str = ""
    unit: str = ""
    language: str = "en"
    daily: bool = False
    first_day: date | None = None

    @property
    def missing(self) -> str:
        """What must still be said before anything is read; empty if nothing."""
        if self.first_day is None and not any(c.role in DATES for c in self.columns):
            return "first-day"
        return "date-order" if self.dated and self.day_first is None else ""

    @property
    def dated(self) -> bool:
        """Whether some date can be read both ways, and no row shows which is meant."""
        return None in self.orders.values()

    @property
    def order(self) -> dict[str, bool | None]:
        """The order for each sign, with what the person said where no row shows it."""
        return {sign: self.day_first if first is None else first for sign, first in self.orders.items()}

    @property
    def is_day_diary(self) -> bool:
        """One row a day, with nothing but numbers about the day: a diary of yes or no, or a table of a device."""
        roles = {column.role for column in self.columns} - {Role.NOT_READ}
        return roles <= _NUMBERS and bool(roles & {Role.ATTACK, Role.NUMBER})

    @property
    def is_of_spasms(self) -> bool:
        """Whether a row with a score and nothing else is a spasm: the table has a place, a length or what happened."""
        roles = {column.role for column in self.columns}
        return bool(roles & (SPASM - {Role.BOTHER, Role.PAIN})) or (
            bool(roles & {Role.BOTHER, Role.PAIN}) and not self.daily
        )

    def of(self, role: Role) -> list[int]:
        """The columns of a role, by number."""
        return [number for number, column in enumerate(self.columns) if column.role is role]

    def says(self, _: Translate) -> list[str]:
        """The mapping in plain words, line by line."""
        lines = [
            f"{c.heading or _('column {n}').format(n=n)}: {_(MEANS[c.role])}" for n, c in enumerate(self.columns, 1)
        ]
        lines += [
            _("Dates: the day comes first") if first else _("Dates: the month comes first")
            for first in dict.fromkeys(self.order.values())
            if first is not None
        ]
        if self.clock24:
            lines.append(_("Times: a bare hour such as 8 is on the 24-hour clock"))
        if self.medicine:
            name = vocabulary("medicine")[self.medicine].words
            lines.append(_("A bare amount of medicine means: {name}, {unit}").format(name=name, unit=self.unit or "?"))
        if self.first_day is not None:
            lines.append(_("Day 1 is {day}").format(day=self.first_day.isoformat()))
        return lines


def propose(data: bytes, *, language: str = "en") -> Mapping:
    """How a file might be read; `NotThisFormat` if it does not look like a diary at all."""
    return proposed(table(data), language)


def proposed(found: Table, language: str = "en", saved: Sequence[Role] = ()) -> Mapping:
    """The same for a table that was read already. `saved` are the roles that a table with these headings had before."""
    rows = [row for row in found.rows if not row.is_blank]
    at = _heading_at(rows)
    body = rows if at is None else rows[at + 1 :]
    if not body:
        raise NotThisFormat("This table has no rows to read.")
    names = rows[at].cells if at is not None else ()
    if sum(weekday_of(name) is not None for name in names) >= _WEEK:
        raise NotThisFormat(
            "This table has a column for each day of the week. Write each day in a row of its own, with its date."
        )
    columns = votes.settled(_columns(names, body), body[:_SAMPLE])
    mapping = _mapped(found, columns, rows[at].number if at is not None else None, language)
    if saved and len(saved) == len(columns):
        mapping = corrected(found, mapping, saved)
    if not any(column.role in DATES | {Role.DAY_NUMBER} for column in mapping.columns):
        raise NotThisFormat("No column of this table holds dates.")
    return mapping


def corrected(found: Table, mapping: Mapping, roles: Sequence[Role]) -> Mapping:
    """The mapping with other roles for its columns; what the dates and cells show is looked at anew.

    Raises `NotThisFormat` if no column, or more than one, is left for the date.
    """
    columns = tuple(c if c.role is role else _given(c, role) for c, role in zip(mapping.columns, roles, strict=True))
    dates = sum(column.role in DATES for column in columns)
    if dates > 1:
        raise NotThisFormat("Only one column can be the date.")
    if not dates and not any(column.role is Role.DAY_NUMBER for column in columns):
        raise NotThisFormat("No column of this table holds dates.")
    made = _mapped(found, columns, mapping.heading, mapping.language)
    return replace(made, day_first=mapping.day_first, first_day=mapping.first_day)


def _given(column: Column, role: Role) -> Column:
    """The column with the role that a person gave it; what its heading says of a unit or a scale stays."""
    guessed = guess(column.heading)
    return replace(guessed, role=role, about=guessed.about if guessed.role is role else "")


def _mapped(found: Table, columns: tuple[Column, ...], heading: int | None, language: str) -> Mapping:
    body = [row for row in found.rows if not row.is_blank and (heading is None or row.number > heading)]
    dates = [n for n, column in enumerate(columns) if column.role in DATES]
    days = [n for n, column in enumerate(columns) if column.role is Role.WEEKDAY]
    stamps = [(row.cell(n), weekday_of(row.cell(days[0])) if days else None) for row in body for n in dates]
    sample = body[:_SAMPLE]
    taken = [row.cell(n) for row in sample for n, c in enumerate(columns) if c.role is Role.MEDICINE and row.cell(n)]
    clocks = [row.cell(n) for row in sample for n, c in enumerate(columns) if c.role in (Role.TIME, Role.END)]
    with_dates = [at for cell, _day in stamps[:_SAMPLE] if (at := _clock_beside(cell))]
    times = [cell for cell in (*clocks, *with_dates) if cell]
    clock24 = any(map(shows_24_hours, times)) and sum(map(_is_half, times)) * 2 <= len(times)
    return Mapping(
        columns=columns,
        heading=heading,
        encoding=found.encoding,
        separator=found.separator,
        orders=orders(stamps),
        clock24=clock24,
        minutes24=clock24 or (len(times) < _MANY and not any(map(_is_half, times))),
        medicine=_usual_medicine(taken),
        unit="mg" if any(re.search(r"\d\s*mg\b", cell.lower()) for cell in taken) else "",
        language=language,
        daily=_one_row_a_day(columns, sample),
    )


def _clock_beside(cell: str) -> str:
    try:
        return written(cell).clock
    except NotADate:
        return ""


def _is_half(cell: str) -> bool:
    """Whether a time is written with am or pm: beside many of these, one without is one of two."""
    return re.search(r"\d\s*[ap]\.?m", cell.lower()) is not None


def _one_row_a_day(columns: Sequence[Column], body: Sequence[Row]) -> bool:
    if any(column.role in (Role.TIME, Role.WHEN) for column in columns):
        return False
    dates = [n for n, column in enumerate(columns) if column.role in (Role.DATE, Role.DAY_NUMBER)]
    once = {row.text: row for row in body}.values()
    days = [cell for row in once for n in dates if (cell := row.cell(n))]
    return len(set(days)) == len(days) and not any(map(has_clock, days))


def is_heading(row: Row, mapping: Mapping) -> bool:
    """Whether a row repeats the headings."""
    said = [cell.lower() for cell in row.cells]
    return said[: len(mapping.columns)] == [column.heading.lower() for column in mapping.columns][: len(said)]


def looks_like_headings(row: Row) -> bool:
    """Whether a row within a table holds the headings of another: words alone, and most of them known as headings."""
    cells = [cell for cell in row.cells if cell]
    if len(cells) < 3 or not re.fullmatch(r"[^\W\d]+.*", cells[0]):
        return False
    return all(guess(cell).role is not Role.LABELLED and not any(ch.isdigit() for ch in cell) for cell in cells) and (
        guess(cells[0]).role in DATES
    )


def _heading_at(rows: Sequence[Row]) -> int | None:
    """Which row holds the headings: of the first rows the one of words alone of which most are known; else the first
    below which dates stand.
    """
    known = {n: _known_headings(row) for n, row in enumerate(rows[:_MOST_HEADINGS_SEEN])}
    best = max(known, key=lambda n: (known[n], -n), default=0)
    if known.get(best, 0) > 1 or (known.get(best) and len([c for c in rows[best].cells if c]) > 1):
        return best
    first = rows[0] if len(rows) > 1 else None
    words = {plain(cell) for cell in first.cells if cell} if first else set()
    if first and known[0] >= 0 and len(words) == len([c for c in first.cells if c]) > 1 and _dates_below(rows, first):
        return 0
    return None


def _known_headings(row: Row) -> int:
    """How many cells of a row are headings that are known; -1 for a row that can be none."""
    cells = [cell for cell in row.cells if cell]
    if len(cells) < 2 or any(_is_value(cell) for cell in cells):
        return -1
    return sum(map(is_known, cells))


def _is_value(cell: str) -> bool:
    return (is_date(cell) and not is_serial(cell)) or re.fullmatch(r"[\d.,:]+", cell) is not None


def _dates_below(rows: Sequence[Row], heading: Row) -> bool:
    below = rows[1:20]
    return any(
        sum(is_date(row.cell(n)) for row in below) * 2 > len(below) for n, cell in enumerate(heading.cells) if cell
    )


def _columns(names: Sequence[str], body: Sequence[Row]) -> tuple[Column, ...]:
    width = max(len(names), *(len(row.cells) for row in body))
    columns = [guess(names[n]) if n < len(names) and names[n] else Column("", Role.LABELLED) for n in range(width)]
    while len(columns) > 1 and not columns[-1].heading and not any(row.cell(len(columns) - 1) for row in body):
        columns.pop()
    return tuple(columns)


def _usual_medicine(cells: Sequence[str]) -> str:
    """The medicine that a column of medicines names most often; empty if two are named alike often."""
    named = Counter(code for cell in cells for word in re.findall(r"[^\W\d_]+", cell) if (code := code_of(word)))
    first = named.most_common(2)
    if not first or (len(first) == 2 and first[0][1] == first[1][1]):
        return ""
    return first[0][0]
