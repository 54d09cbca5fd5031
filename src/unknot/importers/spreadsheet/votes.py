"""What the cells of a table say of its columns, where the headings say nothing or are not borne out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from unknot.importers.spreadsheet.cell import Unread, band_of, is_blank, number_of, says_none, yes_or_no
from unknot.importers.spreadsheet.clocks import is_clock
from unknot.importers.spreadsheet.dates import has_clock, is_date, is_serial, weekday_of
from unknot.importers.spreadsheet.lengths import length
from unknot.importers.spreadsheet.numbers import exposure_code
from unknot.importers.spreadsheet.roles import DATES, ONCE, Column, Role
from unknot.importers.spreadsheet.scores import score
from unknot.importers.spreadsheet.speech import places, side_of
from unknot.importers.table import Row

_HALF, _SOME, _ENOUGH = 0.5, 0.3, 60
Cells = Sequence[str]


def settled(columns: tuple[Column, ...], body: Sequence[Row]) -> tuple[Column, ...]:
    """The columns as their cells bear them out: each that can be there only once is there once."""
    cells = [[row.cell(n) for row in body if row.cell(n) and not is_blank(row.cell(n))] for n in range(len(columns))]
    found = [_settled(column, cells[n]) for n, column in enumerate(columns)]
    found = _one_date(found, cells)
    found = _one_time(found, cells)
    found = _lengths_called_time(found, cells)
    found = _once(found)
    return tuple(_numbered_days(found, cells, body))


def _share(cells: Cells, test: Callable[[str], object]) -> float:
    some = cells[:_ENOUGH]
    return sum(bool(test(cell)) for cell in some) / len(some) if some else 0.0


def _settled(column: Column, cells: Cells) -> Column:
    """The column with a role that its cells can have; one whose cells are none of it keeps them as words."""
    role = column.role
    if not cells:
        return column
    match role:
        case Role.DATE | Role.WHEN:
            return _dated(column, cells)
        case Role.TIME if _share(cells, is_date) > _HALF:
            return replace(column, role=Role.WHEN if _share(cells, has_clock) > _HALF else Role.DATE)
        case Role.END if _share(cells, lambda c: is_clock(c) or has_clock(c)) < _SOME:
            return replace(column, role=Role.LABELLED)
        case Role.WEEKDAY if _share(cells, lambda c: weekday_of(c) is not None) < _HALF:
            return replace(column, role=Role.LABELLED)
        case Role.WHAT:
            return _what(column, cells)
        case Role.COUNT if _share(cells, _is_count) < _SOME:
            return replace(column, role=Role.WHAT if column.about else Role.LABELLED)
        case Role.COUNT if column.about and set(cells) <= {"0", "1"}:
            return replace(column, role=Role.ATTACK)
        case Role.WHERE if _may_be_a_town(column) and _share(cells, lambda c: places(c) or says_none(c)) < _SOME:
            return replace(column, role=Role.LABELLED)
        case Role.SIDE if _share(cells, side_of) < _SOME:
            return replace(column, role=Role.LABELLED)
        case Role.BOTHER | Role.PAIN if _share(cells, lambda c: _is_score(c, column.most)) < _SOME:
            return replace(column, role=Role.LABELLED)
        case Role.DURATION if _share(cells, lambda c: not isinstance(length(c, column.unit), Unread)) == 0:
            return _measured(column, cells)
        case Role.WOKE if _share(cells, lambda c: yes_or_no(c) is not None) < _SOME:
            return replace(column, role=Role.LABELLED)
        case Role.LABELLED if not column.heading:
            return _without_heading(column, cells)
        case _:
            return column


def _dated(column: Column, cells: Cells) -> Column:
    if _share(cells, lambda c: weekday_of(c) is not None) > _HALF:
        return replace(column, role=Role.WEEKDAY)
    if _share(cells, is_date) < _SOME:
        return (
            replace(column, role=Role.TIME if _share(cells, is_clock) > _SOME else Role.LABELLED)
            if _share(cells, _could_be_a_day) < _SOME
            else column
        )
    return replace(column, role=Role.WHEN if _share(cells, has_clock) > 0 else Role.DATE)


def _is_plain_date(cell: str) -> bool:
    return is_date(cell) and not is_serial(cell)


def _may_be_a_town(column: Column) -> bool:
    """Whether a heading for places may mean where the person was."""
    return column.heading.strip().lower() in ("location", "place", "ort", "lieu", "ubicación", "lugar", "endroit", "wo")


def _could_be_a_day(cell: str) -> bool:
    """Something like a date that is none, such as "Sunday" or "31.2.": the column is still the one of the dates."""
    return re.fullmatch(r"\d{1,4}[./-]\d{1,2}([./-]\d{0,4})?", cell) is not None


def _what(column: Column, cells: Cells) -> Column:
    """A column called after a spasm: how many, whether, where, or what happened."""
    if not column.about:
        return column
    if set(cells) <= {"0", "1"}:
        return replace(column, role=Role.ATTACK)
    if _share(cells, _is_count) > _HALF:
        return replace(column, role=Role.COUNT)
    return column


def _is_count(cell: str) -> bool:
    return (
        re.fullmatch(r"\d{1,3}(\.0+)?", cell.strip()) is not None
        or says_none(cell)
        or re.fullmatch(r"[x×]\s*\d{1,3}|\d{1,3}\s*[x×]", cell.strip()) is not None
    )


def _is_score(cell: str, most: int) -> bool:
    found = score(cell, most)
    return (
        not isinstance(found, Unread)
        or number_of(cell) is not None
        or bool(re.match(r"\d", cell))
        or bool(band_of(cell))
    )


def _measured(column: Column, cells: Cells) -> Column:
    return column if _share(cells, lambda c: re.search(r"\d", c)) > _SOME else replace(column, role=Role.DURATION)


def _without_heading(column: Column, cells: Cells) -> Column:
    """A column without a heading: dates, times and places show themselves, the rest is words."""
    if _share(cells, _is_plain_date) > _HALF:
        return replace(column, role=Role.WHEN if _share(cells, has_clock) > _HALF else Role.DATE)
    if _share(cells, is_clock) > _HALF:
        return replace(column, role=Role.TIME)
    if _share(cells, places) > _HALF:
        return replace(column, role=Role.WHERE)
    return replace(column, role=Role.WORDS if _share(cells, lambda c: number_of(c) is None) > _HALF else Role.LABELLED)


# ---------------------------------------------------------------- the table as a whole


def _one_date(columns: list[Column], cells: Sequence[Cells]) -> list[Column]:
    """One column for the date. A form's own stamp gives way to the day that the person wrote beside it."""
    dated = [n for n, column in enumerate(columns) if column.role in DATES]
    if not dated:
        found = [
            n for n, c in enumerate(columns) if c.role is Role.LABELLED and _share(cells[n], _is_plain_date) > _HALF
        ]
        if found:
            columns[found[0]] = _dated(replace(columns[found[0]], role=Role.DATE), cells[found[0]])
        return columns
    stamps = [n for n in dated if "stamp" in columns[n].heading.lower() or "marca" in columns[n].heading.lower()]
    chosen = next((n for n in dated if n not in stamps), dated[0])
    timed = any(column.role is Role.TIME for column in columns)
    full = [n for n in dated if columns[n].role is Role.WHEN and n not in stamps]
    if full and not timed:
        chosen = full[0]
    return [
        column if n == chosen or n not in dated else replace(column, role=Role.NOT_READ)
        for n, column in enumerate(columns)
    ]


def _one_time(columns: list[Column], cells: Sequence[Cells]) -> list[Column]:
    """A start and an end: a column called "from" beside the date may be only a clock."""
    if any(column.role is Role.TIME for column in columns) or any(column.role is Role.WHEN for column in columns):
        return columns
    for n, column in enumerate(columns):
        if column.role is Role.LABELLED and column.heading.lower() == "day" and _share(cells[n], is_clock) > _HALF:
            columns[n] = replace(column, role=Role.TIME)
    return columns


def _lengths_called_time(columns: list[Column], cells: Sequence[Cells]) -> list[Column]:
    """A time beside dates that have a time already is how long it took: 00:41:10."""
    stamped = any(c.role in DATES and cells[n] and _share(cells[n], has_clock) == 1 for n, c in enumerate(columns))
    return [
        replace(c, role=Role.DURATION)
        if stamped
        and c.role is Role.TIME
        and _share(cells[n], lambda cell: re.fullmatch(r"\d+:\d{2}:\d{2}", cell)) > _HALF
        else c
        for n, c in enumerate(columns)
    ]


def _once(columns: list[Column]) -> list[Column]:
    """Each role that a row has once in one column: the first that has it. A second count is a number about the day."""
    taken: set[Role] = set()
    for n, column in enumerate(columns):
        if column.role in taken and column.role in ONCE:
            second = {Role.COUNT: Role.NUMBER, Role.ATTACK: Role.NUMBER, Role.WHAT: Role.WORDS}
            columns[n] = replace(column, role=second.get(column.role, Role.LABELLED), about="")
        taken.add(column.role)
    if Role.AMOUNT in taken and Role.MEDICINE not in taken:
        columns = [replace(c, role=Role.LABELLED) if c.role is Role.AMOUNT else c for c in columns]
    return columns


def _numbered_days(columns: list[Column], cells: Sequence[Cells], body: Sequence[Row]) -> list[Column]:
    """A diary with one row a day and numbers only: its days by number, and numbers about the day by their headings."""
    roles = {column.role for column in columns}
    numeric = [bool(some) and all(number_of(cell) is not None for cell in some) for some in cells]
    if not roles & DATES:
        days = [
            n
            for n, c in enumerate(columns)
            if c.heading.lower() in ("day", "tag", "day number", "n", "nr") and numeric[n]
        ]
        if not days or not roles & {Role.ATTACK, Role.COUNT}:
            return columns
        columns[days[0]] = replace(columns[days[0]], role=Role.DAY_NUMBER)
    dated = [n for n, c in enumerate(columns) if c.role in (Role.DATE, Role.DAY_NUMBER)]
    if not dated or Role.WHEN in roles or len(set(cells[dated[0]])) < len(cells[dated[0]]) * 0.8:
        return columns
    hours = [
        n
        for n, c in enumerate(columns)
        if re.search(r"time[_ ]of[_ ]day|\bhour\b|attack time", c.heading.lower()) and numeric[n]
    ]
    for n in hours[:1] if Role.ATTACK in roles else []:
        columns[n] = replace(columns[n], role=Role.HOUR)
    if any(c.role is Role.TIME for c in columns):
        return columns
    return [
        replace(c, role=Role.NUMBER, about=exposure_code(c.heading.lower()))
        if c.role in (Role.LABELLED, Role.CAUSE, Role.TREATMENT, Role.HELPED) and numeric[n] and c.heading
        else c
        for n, c in enumerate(columns)
    ]
