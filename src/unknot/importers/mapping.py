"""What the columns of a person's own spreadsheet are: proposed from the file, shown, confirmed before it is read."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources

from unknot.dictation.words import language
from unknot.importers.dates import day_first, is_date
from unknot.importers.imported import NotThisFormat
from unknot.importers.table import Row, Table, table
from unknot.knowledge.vocabulary import vocabulary
from unknot.knowledge.words import Translate


class Role(StrEnum):
    """What a column holds."""

    DATE = "date"
    TIME = "time"
    WHAT = "what"
    WHERE = "where"
    BOTHER = "bother"
    PAIN = "pain"
    DURATION = "duration"
    MEDICINE = "medicine"
    WORDS = "words"
    DAY_NUMBER = "day"
    ATTACK = "attack"
    HOUR = "hour"
    EXPOSURE = "exposure"
    NOT_READ = "not-read"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and what it holds."""

    heading: str
    role: Role


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a spreadsheet is to be read. `day_first` is None where no row shows it: then it must be said.

    `medicine` and `unit` are what a bare amount ("10", "10/10/10") means: what the column names most often.
    `clock24`: bare hours ("8") are on the 24-hour clock, as other rows show. `first_day` is the date of day 1 of a
    diary that only numbers its days.
    """

    columns: tuple[Column, ...]
    heading: int | None
    encoding: str
    separator: str
    day_first: bool | None
    dated: bool = True
    clock24: bool = False
    medicine: str = ""
    unit: str = ""
    language: str = "en"
    first_day: date | None = None

    @property
    def is_day_diary(self) -> bool:
        """One row a day, with numbers about the day: a diary of yes or no, or a table that a device made."""
        roles = {column.role for column in self.columns}
        return Role.ATTACK in roles or (Role.EXPOSURE in roles and not roles & _EVENTS)

    @property
    def missing(self) -> str:
        """What must still be said before anything is read; empty if nothing."""
        if self.is_day_diary and self.first_day is None and not any(c.role is Role.DATE for c in self.columns):
            return "first-day"
        return "date-order" if self.dated and self.day_first is None else ""

    def of(self, role: Role) -> list[int]:
        """The columns of a role, by number."""
        return [number for number, column in enumerate(self.columns) if column.role is role]

    def says(self, _: Translate) -> list[str]:
        """The mapping in plain words, line by line."""
        lines = [
            f"{c.heading or _('column {n}').format(n=n)}: {_(MEANS[c.role])}" for n, c in enumerate(self.columns, 1)
        ]
        if self.dated and self.day_first is not None:
            lines.append(_("Dates: the day comes first") if self.day_first else _("Dates: the month comes first"))
        if self.clock24:
            lines.append(_("Times: a bare hour such as 8 is on the 24-hour clock"))
        if self.medicine:
            lines.append(
                _("A bare amount of medicine means: {name}, {unit}").format(name=self.medicine, unit=self.unit)
            )
        if self.first_day is not None:
            lines.append(_("Day 1 is {day}").format(day=self.first_day.isoformat()))
        return lines


_EVENTS = {Role.WHAT, Role.WHERE, Role.BOTHER, Role.PAIN, Role.DURATION, Role.MEDICINE, Role.WORDS, Role.TIME}

MEANS = {
    Role.DATE: "the date",
    Role.TIME: "the time",
    Role.WHAT: "what happened",
    Role.WHERE: "where on the body",
    Role.BOTHER: "how much it bothered, 0 to 10",
    Role.PAIN: "pain, 0 to 10",
    Role.DURATION: "how long it lasted",
    Role.MEDICINE: "medicines taken",
    Role.WORDS: "words",
    Role.DAY_NUMBER: "the number of the day",
    Role.ATTACK: "whether there was one, yes or no",
    Role.HOUR: "the hour of it",
    Role.EXPOSURE: "something that may matter, as a number",
    Role.NOT_READ: "not read",
}
"""What each role is called; the words are translated where they are shown."""

_MOST_HEADINGS_SEEN = 10
_A_HALF = 0.5


@cache
def headings(table_name: str) -> dict[str, str]:
    """The headings of the data file: word to role."""
    text = (resources.files("unknot") / "importers" / "columns.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)[table_name]
    return {word.strip(): role for role, words in rows.items() for word in words.split(",")}


def propose(data: bytes, *, language: str = "en") -> Mapping:
    """How a file might be read; `NotThisFormat` if it does not look like a diary at all."""
    return proposed(table(data), language)


def proposed(found: Table, language: str = "en") -> Mapping:
    """The same for a table that was read already."""
    rows = [row for row in found.rows if not row.is_blank]
    at = next((n for n, row in enumerate(rows[:_MOST_HEADINGS_SEEN]) if _is_heading(row)), None)
    body = rows if at is None else rows[at + 1 :]
    if not body:
        raise NotThisFormat("This table has no rows to read.")
    names = rows[at].cells if at is not None else ()
    columns = _day_columns(names, body) or _device_columns(names, body) or _columns(names, body)
    return _mapped(found, columns, rows[at].number if at is not None else None, language)


def corrected(found: Table, mapping: Mapping, roles: Sequence[Role]) -> Mapping:
    """The mapping with other roles for its columns; what the dates and cells show is looked at anew.

    Raises `NotThisFormat` if no column, or more than one, is left for the date.
    """
    columns = tuple(Column(c.heading, role) for c, role in zip(mapping.columns, roles, strict=True))
    if sum(column.role is Role.DATE for column in columns) > 1:
        raise NotThisFormat("Only one column can be the date.")
    made = _mapped(found, columns, mapping.heading, mapping.language)
    day_first = made.day_first if made.day_first is not None else mapping.day_first
    return replace(made, day_first=day_first, first_day=mapping.first_day)


def _mapped(found: Table, columns: tuple[Column, ...], heading: int | None, language: str) -> Mapping:
    if not any(column.role in (Role.DATE, Role.DAY_NUMBER) for column in columns):
        raise NotThisFormat("No column of this table holds dates.")
    body = [row for row in found.rows if not row.is_blank and (heading is None or row.number > heading)]
    dates = [row.cells[n] for row in body for n, c in enumerate(columns) if c.role is Role.DATE and n < len(row.cells)]
    taken = [cell for row in body for cell in _cells(row, columns, Role.MEDICINE)]
    return Mapping(
        columns=columns,
        heading=heading,
        encoding=found.encoding,
        separator=found.separator,
        day_first=day_first(dates),
        dated=any(re.fullmatch(r"\d{1,2}\D\d{1,2}(\D\d+)?", cell) for cell in dates),
        clock24=_clock24(cell for row in body for cell in _cells(row, columns, Role.TIME)),
        medicine=_usual_medicine(taken, language),
        unit="mg" if any(re.search(r"\d\s*mg\b", cell.lower()) for cell in taken) else "",
        language=language,
    )


def is_heading(row: Row, mapping: Mapping) -> bool:
    """Whether a row repeats the headings."""
    said = [cell.lower() for cell in row.cells]
    return said[: len(mapping.columns)] == [column.heading.lower() for column in mapping.columns][: len(said)]


def _is_heading(row: Row) -> bool:
    known = headings("heading").keys() | headings("day").keys() | headings("device").keys()
    cells = [cell.lower() for cell in row.cells if cell]
    return sum(cell in known or _plain(cell) in known for cell in cells) >= max(2, len(cells) * 0.3) and not any(
        is_date(c) for c in row.cells
    )


def _columns(names: Sequence[str], body: Sequence[Row]) -> tuple[Column, ...]:
    width = max(len(names), *(len(row.cells) for row in body))
    taken: set[Role] = set()
    columns = []
    for number in range(width):
        name = names[number] if number < len(names) else ""
        cells = [row.cells[number] for row in body if number < len(row.cells) and row.cells[number]]
        role = Role(headings("heading").get(name.lower(), _role_of(name, cells).value))
        if role in taken and role is not Role.MEDICINE:
            role = Role.WORDS if role is not Role.DATE else Role.NOT_READ
        taken.add(role)
        columns.append(Column(name, role))
    while columns and not columns[-1].heading and columns[-1].role is Role.NOT_READ:
        columns.pop()
    return tuple(columns)


def _role_of(name: str, cells: Sequence[str]) -> Role:
    """What a column holds whose heading says nothing: dates and times show themselves, the rest is words."""
    if not cells:
        return Role.NOT_READ
    if sum(is_date(cell) for cell in cells) > len(cells) * _A_HALF:
        return Role.DATE
    if sum(bool(re.fullmatch(r"\d{1,2}[:.]\d{2}.*", cell)) for cell in cells) > len(cells) * _A_HALF:
        return Role.TIME
    return Role.WORDS


def _day_columns(names: Sequence[str], body: Sequence[Row]) -> tuple[Column, ...]:
    """The columns of a day diary: a day, a yes or no, and otherwise only numbers. Empty if it is none."""
    roles = [headings("day").get(name.lower(), "") for name in names]
    numbers = [_numeric(number, body) for number in range(len(names))]
    if "attack" not in roles or not all(numbers) or not {"day"} & set(roles):
        return ()
    attack = roles.index("attack")
    if {row.cells[attack] for row in body if attack < len(row.cells)} - {"0", "1", ""}:
        return ()
    return tuple(Column(name, Role(role) if role else Role.EXPOSURE) for name, role in zip(names, roles, strict=True))


def _device_columns(names: Sequence[str], body: Sequence[Row]) -> tuple[Column, ...]:
    """The columns of a table with one row a day that a watch or ring made: the date, and numbers it is known for."""
    found = [Role(headings("device").get(_plain(name), "not-read")) for name in names]
    dated = [n for n, role in enumerate(found) if role is Role.DATE]
    known = [n for n, role in enumerate(found) if role is Role.EXPOSURE and _numeric(n, body)]
    days = [row.cells[dated[0]] for row in body if dated and dated[0] < len(row.cells)]
    if not known or not all(map(is_date, days)) or len(set(days)) < len(days) or not days:
        return ()
    roles = {dated[0]: Role.DATE} | dict.fromkeys(known, Role.EXPOSURE)
    return tuple(Column(name, roles.get(n, Role.NOT_READ)) for n, name in enumerate(names))


def _plain(name: str) -> str:
    """A heading without its unit: "Sleep (hours)" and "sleep_hours" are one."""
    return re.sub(r"[\s_]+", " ", re.sub(r"[()\[\]]", " ", name.lower())).strip()


def _numeric(number: int, body: Sequence[Row]) -> bool:
    cells = [row.cells[number] for row in body if number < len(row.cells) and row.cells[number]]
    return bool(cells) and all(re.fullmatch(r"-?\d+(\.\d+)?|\d{1,3}(,\d{3})+(\.\d+)?", cell) for cell in cells)


def _cells(row: Row, columns: Sequence[Column], role: Role) -> list[str]:
    return [row.cells[n] for n, c in enumerate(columns) if c.role is role and n < len(row.cells) and row.cells[n]]


def _clock24(cells: Iterable[str]) -> bool:
    return any(re.fullmatch(r"(1[3-9]|2[0-3])([:.]\d{2})?|0\d[:.]\d{2}", cell) for cell in cells)


def _usual_medicine(cells: Sequence[str], code: str) -> str:
    """The medicine that a column of medicines names most often; empty if two are named alike often."""
    known = language(code).medicines
    named: Counter[str] = Counter()
    for cell in cells:
        words = re.findall(r"[^\W\d_]+", cell.lower())
        named.update({known[word] for word in words if word in known})
    first = named.most_common(2)
    if not first or (len(first) == 2 and first[0][1] == first[1][1]):
        return ""
    return vocabulary("medicine")[first[0][0]].words
