"""A person's own spreadsheet: each row becomes entries, labelled words or a named problem; nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from uuid import UUID

from unknot.dictation import When
from unknot.importers.imported import (
    MOST_PROBLEMS,
    Arrival,
    CellAccount,
    Fate,
    Imported,
    NotThisFormat,
    Remark,
    RowReport,
    Watch,
    unreadable_row,
)
from unknot.importers.spreadsheet.beside import own_label
from unknot.importers.spreadsheet.cell import number_of, plain
from unknot.importers.spreadsheet.dates import NotADate, Written, day_of, written
from unknot.importers.spreadsheet.line import Line
from unknot.importers.spreadsheet.mapping import Mapping, is_heading, looks_like_headings
from unknot.importers.spreadsheet.numbers import exposure_code
from unknot.importers.spreadsheet.roles import DATES, Role
from unknot.importers.spreadsheet.row import assemble
from unknot.importers.spreadsheet.when import timed
from unknot.importers.table import LONGEST_CELL, Row, Table, table
from unknot.importers.words import said
from unknot.journal.entry import (
    Body,
    DayCount,
    DiaryDay,
    Entry,
    Episode,
    Exposure,
    ImpossibleEntry,
    Note,
    Precision,
    Provenance,
    Via,
    Word,
)
from unknot.journal.ids import import_id
from unknot.journal.problem import Oddity, Problem
from unknot.journal.span import Moment, moment

FORMAT, DAY_DIARY = "spreadsheet", "day-diary"
"""What ids are made with: a diary of one row a day and numbers alone has a name of its own."""
ACCOUNTED = 5_000
"""Rows of a file whose cells are accounted for one by one: those that can be shown."""
AT_ONCE = 500
"""Rows between two words of how far it is."""


def read(data: bytes, mapping: Mapping, *, journal: UUID, zone: str, now: datetime) -> Imported:
    """What a spreadsheet holds, read as the person confirmed.

    `NotThisFormat` if the mapping does not yet say all that it must (`Mapping.missing`).
    """
    return read_table(table(data), mapping, Arrival(journal, zone, now))


def read_table(found: Table, mapping: Mapping, arrival: Arrival, watch: Watch = int) -> Imported:
    """The same for a table that was read already. `watch` is told how many rows have passed."""
    if mapping.missing == "date-order":
        raise NotThisFormat("No row shows whether the day or the month comes first: say which.")
    if mapping.missing:
        raise NotThisFormat("This diary numbers its days: say which date the first of them is.")
    reading = _Reading(mapping, arrival)
    for name in found.other_sheets:
        reading.problems.append(unreadable_row(0, name, "another sheet of this workbook: save it on its own"))
    for n, row in enumerate(found.rows):
        if n % AT_ONCE == 0:
            watch(n)
        reading.row(row)
    return reading.imported()


@dataclass
class _Reading:
    """One pass over the rows: what was read so far, and the day the rows above were about."""

    mapping: Mapping
    arrival: Arrival
    entries: list[Entry[Body]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    reports: list[RowReport] = field(default_factory=list)
    other_table: bool = False
    day: date | None = None
    dated: date | None = None
    seen: dict[str, tuple[UUID, ...]] = field(default_factory=dict)
    numbers: dict[tuple[date, str], float | None] = field(default_factory=dict)

    @property
    def format(self) -> str:
        return DAY_DIARY if self.mapping.is_day_diary else FORMAT

    def row(self, row: Row) -> None:
        if self.other_table:
            self._refuse(row, [], "Another table begins above this row: bring it in on its own.", 0)
            return
        if row.is_blank:
            self._report(row, 0, [Remark("An empty row.")])
            return
        if row.number == self.mapping.heading or is_heading(row, self.mapping):
            self._report(row, 0, [Remark("The headings.")])
            return
        if self.mapping.heading is not None and row.number < self.mapping.heading:
            self._report(row, 0, [Remark("It stands above the headings.", row.text)])
            return
        if looks_like_headings(row):
            self.other_table = True
            self._refuse(row, [], "Other headings: another table begins here. Bring it in on its own.", 0)
            return
        remarks = [Remark("A cell was cut: only its beginning was read.")] if row.cut else []
        found = self._day(row, remarks)
        if found is None:
            return
        day, stamp = found
        key = f"{day.isoformat()} {row.text if self.mapping.is_day_diary else row.text.casefold()}"
        if key in self.seen:
            self._problem(Problem(Oddity.TWICE, self.seen[key], f"{row.number}: {row.text[:LONGEST_CELL]}"))
            self._report(row, 0, [*remarks, Remark("The same row is here twice: it was taken once.")])
            return
        line = self._line(row, day, remarks)
        timed(line, stamp, self.arrival.zone)
        assemble(line)
        self._once_a_day(line)
        made = self._made(line, key)
        self.entries += made
        self.seen[key] = tuple(entry.id for entry in made)
        for reason in line.problems:
            self._problem(unreadable_row(row.number, row.text, reason))
        account = line.account() if len(self.reports) < ACCOUNTED else ()
        self._report(row, len(made), line.remarks, account)

    def _line(self, row: Row, day: date, remarks: list[Remark]) -> Line:
        noon = _noon(day, self.arrival.zone)
        end = moment(datetime.combine(day, time(23, 59)), self.arrival.zone)
        return Line(row, self.mapping, day, noon, When(noon, Precision.DAY), end, remarks=remarks)

    def _made(self, line: Line, key: str) -> tuple[Entry[Body], ...]:
        made = []
        for number in range(len(line.drafts)):
            try:
                made.append(self._entry(line, key, number))
            except ImpossibleEntry as error:
                line.problems.append(str(error))
        return tuple(made)

    def _day(self, row: Row, remarks: list[Remark]) -> tuple[date, Written | None] | None:
        cells = [
            (n, row.cell(n)) for n, column in enumerate(self.mapping.columns) if column.role in DATES and row.cell(n)
        ]
        if not cells:
            return self._numbered(row, remarks)
        number, cell = cells[0]
        try:
            stamp = written(cell)
            found = day_of(stamp, day_first=self.mapping.order, near=self.dated)
        except NotADate:
            self.day = None  # a row below without a date must not be given that of another row
            self._refuse(row, remarks, f"There is no such date: {cell[:40]}", number)
            return None
        self.day = self.dated = found
        if found > moment(self.arrival.now, self.arrival.zone).clock_date:
            self._refuse(row, remarks, f"This date is still to come: {cell[:40]}", number)
            return None
        return found, stamp

    def _numbered(self, row: Row, remarks: list[Remark]) -> tuple[date, Written | None] | None:
        """The day of a row without a date: by its number, or that of the row above."""
        for column in self.mapping.of(Role.DAY_NUMBER):
            number = number_of(row.cell(column))
            if number is None or not number.is_integer() or not 0 <= number <= 36_525 or self.mapping.first_day is None:
                self._refuse(row, remarks, "This row has no day.", column)
                return None
            return self.mapping.first_day + timedelta(days=int(number) - 1), None
        if self.day is None:
            self._refuse(row, remarks, "There is no date here, and none above it.", 0)
            return None
        if any(plain(cell) in said("cell", "sum") for cell in row.cells):
            self._refuse(row, remarks, "A sum or an average, and no day of its own.", 0)
            return None
        remarks.append(Remark("The date was taken from the row above."))
        return self.day, None

    def _refuse(self, row: Row, remarks: list[Remark], reason: str, column: int) -> None:
        self._problem(unreadable_row(row.number, row.text, reason))
        heading = self.mapping.columns[column].heading if column < len(self.mapping.columns) else ""
        account = tuple(CellAccount(n, cell, Fate.REMARK) for n, cell in enumerate(row.cells) if cell)
        self._report(row, 0, [*remarks, Remark(reason.partition(":")[0], row.cell(column), heading)], account)

    def _once_a_day(self, line: Line) -> None:
        """A number about a day is there once: the second is read again only if it is the same."""
        drafts = []
        for draft in line.drafts:
            body = draft.body
            if not isinstance(body, Exposure) or draft.precision is not Precision.DAY or body.value is None:
                drafts.append(draft)
                continue
            key = draft.happened_at.clock_date, body.code
            if key not in self.numbers:
                self.numbers[key] = body.value
                drafts.append(draft)
            elif self.numbers[key] != body.value:
                line.say("This day has another number already: this one was kept as words.")
                label = own_label(body.code, body.code.removeprefix("own-").replace("-", " "))
                drafts.append(replace(draft, body=Note(text=f"{label}: {body.value:g}")))
        line.drafts = drafts

    def _entry(self, line: Line, key: str, number: int) -> Entry[Body]:
        draft = line.drafts[number]
        by = _by(self.arrival.now, self.arrival.zone, line.role, line.name)
        return draft.entry(by, import_id(self.arrival.journal, self.format, f"{key}\n{number}", 0))

    def _problem(self, problem: Problem) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)

    def _report(self, row: Row, entries: int, remarks: list[Remark], account: tuple[CellAccount, ...] = ()) -> None:
        self.reports.append(RowReport(row.number, row.text, entries, tuple(remarks), account))

    def imported(self) -> Imported:
        entries, reports = _never_none_beside_some(self.entries, self.reports)
        labels = own_labels(self.mapping)
        return Imported(entries, tuple(self.problems), rows=reports, own_words=labels, format=FORMAT)


@lru_cache(maxsize=64)
def _noon(day: date, zone: str) -> Moment:
    return moment(datetime.combine(day, time(12)), zone)


@lru_cache(maxsize=64)
def _by(now: datetime, zone: str, role: object, name: str) -> Provenance:
    return Provenance(recorded_at=moment(now, zone), role=role, name=name, via=Via.IMPORT)  # type: ignore[arg-type]


def own_labels(mapping: Mapping) -> dict[str, str]:
    """What the person's own exposures are called: the headings of their columns, or what a device's numbers are."""
    columns = [c for c in mapping.columns if c.role in (Role.EXPOSURE, Role.NUMBER)]
    labels = {(c.about or exposure_code(c.heading)): c.heading for c in columns}
    return {
        code: label
        for code, heading in labels.items()
        if code.startswith("own-") and (label := own_label(code, heading))
    }


def _never_none_beside_some(
    entries: list[Entry[Body]], reports: list[RowReport]
) -> tuple[tuple[Entry[Body], ...], tuple[RowReport, ...]]:
    """A day that holds a spasm in one row is no day of none in another: that row keeps its words and is named."""
    some = {_date(e) for e in entries if isinstance(e.body, Episode | DayCount)}
    against = {e.id for e in entries if isinstance(e.body, DiaryDay) and _says_none(e.body) and e.body.day in some}
    if not against:
        return tuple(entries), tuple(reports)
    kept: list[Entry[Body]] = []
    told, at = [], 0
    for report in reports:
        mine = entries[at : at + report.entries]
        at += report.entries
        left = [entry for entry in mine if entry.id not in against]
        kept += left
        if len(left) < len(mine):
            remark = Remark("It says none, but another row of this day holds a spasm: the spasm stands.")
            report = replace(report, entries=len(left), remarks=(*report.remarks, remark))
        told.append(report)
    return tuple(kept), tuple(told)


def _date(entry: Entry[Body]) -> date:
    """The date that a row was written under."""
    if isinstance(entry.body, DayCount):
        return entry.body.day
    return entry.diary_day if entry.precision is Precision.DAY_PART else entry.happened_at.clock_date


def _says_none(body: Body) -> bool:
    return isinstance(body, DiaryDay) and body.word is Word.NONE_SO_FAR
