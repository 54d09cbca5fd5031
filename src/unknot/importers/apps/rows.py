"""Tables of other programs whose rows are read one by one: what each tells becomes entries, or is named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import BinaryIO

from unknot.importers.imported import (
    MOST_PROBLEMS,
    Arrival,
    Imported,
    Remark,
    RowReport,
    Watch,
    limited,
    unreadable_row,
)
from unknot.importers.spreadsheet.beside import own_label
from unknot.importers.table import LARGEST, Row, table
from unknot.importers.words import number_label
from unknot.journal.entry import Body, Entry, Exposure, ImpossibleEntry, Precision, Provenance, Via
from unknot.journal.ids import import_id
from unknot.journal.problem import Problem
from unknot.journal.quantity import ImpossibleQuantity
from unknot.journal.span import ImpossibleTime, Moment, moment

AT_ONCE = 500


class NotRead(Exception):
    """Why a row is left out: it cannot be read."""


class Nothing(Exception):
    """Why nothing is made of a row: it says that there was nothing, or what has no place here."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a row tells, and when."""

    body: Body
    at: Moment
    precision: Precision = Precision.MINUTE


Cells = dict[str, str]
"""The cells of a row by their headings in small letters."""


def by_heading(file: BinaryIO, *, skip: int = 0, quoted: bool = True, separator: str = "") -> list[tuple[Row, Cells]]:
    """The rows of a table with their cells by heading. `skip` lines stand before the headings."""
    rows = [row for row in table(limited(file, LARGEST), quoted=quoted, separator=separator).rows if not row.is_blank]
    if len(rows) <= skip:
        return []
    names = [re.sub(r"\s+", " ", cell.lower()).strip() for cell in rows[skip].cells]
    return [(row, {name: row.cell(n) for n, name in enumerate(names) if name}) for row in rows[skip + 1 :]]


def entries(
    format_name: str,
    rows: Iterable[tuple[Row, Cells]],
    tell: Callable[[Cells], Iterable[Told]],
    arrival: Arrival,
    watch: Watch = int,
) -> Imported:
    """The entries of each row. One that is left out is a problem or a remark with its reason."""
    by = Provenance(recorded_at=moment(arrival.now, arrival.zone), via=Via.IMPORT)
    made: list[Entry[Body]] = []
    problems: list[Problem] = []
    reports: list[RowReport] = []
    seen: Counter[str] = Counter()
    for n, (row, cells) in enumerate(rows):
        if n % AT_ONCE == 0:
            watch(n)
        try:
            told = list(tell(cells))
            if any(one.at.instant > arrival.now for one in told):
                raise NotRead("This date is still to come.")
        except Nothing as reason:
            reports.append(RowReport(row.number, row.text, 0, (Remark(str(reason)),)))
            continue
        except (NotRead, ImpossibleEntry, ImpossibleTime, ImpossibleQuantity) as error:
            reports.append(RowReport(row.number, row.text, 0, (Remark(str(error)),)))
            if len(problems) < MOST_PROBLEMS:
                problems.append(unreadable_row(row.number, row.text, str(error)))
            continue
        for number, one in enumerate(told):
            key = f"{row.text}\n{number}" if number else row.text
            id = import_id(arrival.journal, format_name, key, seen[row.text])
            made.append(Entry(id=id, happened_at=one.at, precision=one.precision, provenance=by, body=one.body))
        seen[row.text] += 1
        reports.append(RowReport(row.number, row.text, len(told)))
    return Imported(tuple(made), tuple(problems), rows=tuple(reports), own_words=labels(made), format=format_name)


def labels(made: Iterable[Entry[Body]]) -> dict[str, str]:
    """What the person's own exposures are called."""
    codes = {e.body.code for e in made if isinstance(e.body, Exposure) and e.body.code.startswith("own-")}
    return {code: number_label(code) or own_label(code, code.removeprefix("own-").replace("-", " ")) for code in codes}


# ---------------------------------------------------------------- times


def instant(text: str, zone: str) -> Moment:
    """A stamp with its offset, on the person's clock; `NotRead` if it is none."""
    try:
        at = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError as error:
        raise NotRead("There is no such time.") from error
    if at.tzinfo is None:
        raise NotRead("This time has no offset.")
    return moment(at, zone)


def local(text: str, zone: str) -> Moment:
    """A stamp on the person's clock, with or without an offset; `NotRead` if it is none."""
    try:
        at = datetime.fromisoformat(text.strip().replace("Z", "+00:00").replace("/", "-"))
    except ValueError as error:
        raise NotRead("There is no such time.") from error
    return moment(at, zone)


def day(text: str) -> date:
    """A day, year first; `NotRead` if it is none."""
    try:
        return date.fromisoformat(text.strip()[:10].replace("/", "-"))
    except ValueError as error:
        raise NotRead("There is no such date.") from error


def noon(on: date, zone: str) -> Moment:
    return moment(datetime.combine(on, time(12)), zone)


def of_day(body: Body, on: date, zone: str) -> Told:
    """Something about a whole day."""
    return Told(body, noon(on, zone), Precision.DAY)
