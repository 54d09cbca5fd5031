"""A person's own spreadsheet: each row becomes entries or a named problem. Nothing is guessed or dropped silently."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from unknot.dictation import Unclear, When, when_of
from unknot.importers import day_diary
from unknot.importers.cells import Known, Line, doses, graded, happened, visit
from unknot.importers.dates import NotADate, day_of
from unknot.importers.imported import Imported, NotThisFormat, Remark, RowReport
from unknot.importers.mapping import Mapping, Role, corrected, is_heading, propose, proposed
from unknot.importers.own import unreadable_row
from unknot.importers.table import LONGEST_CELL, Row, table
from unknot.journal.entry import Body, Entry, Precision, Provenance, Via
from unknot.journal.ids import import_id
from unknot.journal.problem import Oddity, Problem
from unknot.journal.span import moment

FORMAT = "spreadsheet"

__all__ = ["FORMAT", "Mapping", "Role", "corrected", "propose", "proposed", "read"]


def read(data: bytes, mapping: Mapping, *, journal: UUID, zone: str, now: datetime) -> Imported:
    """What a spreadsheet holds, read as the person confirmed.

    `NotThisFormat` if the mapping does not yet say all that it must (`Mapping.missing`).
    """
    if mapping.missing == "date-order":
        raise NotThisFormat("No row shows whether the day or the month comes first: say which.")
    if mapping.missing:
        raise NotThisFormat("This diary numbers its days: say which date the first of them is.")
    rows = table(data).rows
    if mapping.is_day_diary:
        return day_diary.read(rows, mapping, journal=journal, zone=zone, now=now)
    reading = _Reading(mapping, journal, zone, now)
    for row in rows:
        reading.row(row)
    labels = day_diary.own_labels(mapping)
    return Imported(tuple(reading.entries), tuple(reading.problems), rows=tuple(reading.reports), own_words=labels)


@dataclass
class _Reading:
    """One pass over the rows: what was read so far, and the day the rows above were about."""

    mapping: Mapping
    journal: UUID
    zone: str
    now: datetime
    entries: list[Entry[Body]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    reports: list[RowReport] = field(default_factory=list)
    day: date | None = None
    dated: date | None = None
    seen: dict[str, tuple[UUID, ...]] = field(default_factory=dict)

    def row(self, row: Row) -> None:
        if row.is_blank:
            self._report(row, 0, [Remark("An empty row.")])
            return
        if row.number == self.mapping.heading or is_heading(row, self.mapping):
            self._report(row, 0, [Remark("The headings.")])
            return
        remarks = [Remark("A cell was cut: only its beginning was read.")] if row.cut else []
        day = self._day(row, remarks)
        if day is None:
            return
        key = f"{day.isoformat()} {row.text.casefold()}"
        if key in self.seen:
            self.problems.append(Problem(Oddity.TWICE, self.seen[key], f"{row.number}: {row.text[:LONGEST_CELL]}"))
            self._report(row, 0, [*remarks, Remark("The same row is here twice: it was taken once.")])
            return
        line = Line(self._known(row, day, remarks), remarks)
        if line.known.wrong:
            self._problem(row, line.known.wrong)
        if not visit(line):
            happened(line)
            doses(line)
            graded(line, row)
        line.keep_words()
        for reason in line.problems:
            self._problem(row, reason)
        made = tuple(self._entry(line, key, number) for number in range(len(line.drafts)))
        self.entries += made
        self.seen[key] = tuple(entry.id for entry in made)
        self._report(row, len(made), line.remarks)

    def _day(self, row: Row, remarks: list[Remark]) -> date | None:
        cell = self._cell(row, Role.DATE)
        if not cell:
            if self.day is None:
                self._problem(row, "There is no date here, and none above it.")
                self._report(row, 0, remarks)
                return None
            remarks.append(Remark("The date was taken from the row above."))
            return self.day
        try:
            found = day_of(cell, day_first=self.mapping.day_first is not False, near=self.dated)
        except NotADate:
            self.day = None  # a row below without a date must not be given that of another row
            self._problem(row, f"There is no such date: {cell[:40]}")
            self._report(row, 0, remarks)
            return None
        self.day = self.dated = found
        if found > moment(self.now, self.zone).clock_date:
            self._problem(row, f"This date is still to come: {cell[:40]}")
            self._report(row, 0, remarks)
            return None
        return found

    def _known(self, row: Row, day: date, remarks: list[Remark]) -> Known:
        cells = {role: self._cell(row, role) for role in Role}
        when, wrong = None, ""
        if cell := cells[Role.TIME]:
            try:
                when = when_of(
                    cell, day=day, zone=self.zone, clock24=self.mapping.clock24, language=self.mapping.language
                )
            except Unclear:
                wrong = f"This is not a time that can be: {cell[:40]}"
            if when is None and not wrong:
                remarks.append(Remark("The time was kept as words.", cell))
                cells[Role.WORDS] = ". ".join(part for part in (cells[Role.WORDS], cell) if part)
        noon = When(moment(datetime.combine(day, time(12)), self.zone), Precision.DAY)
        return Known(day, when or noon, when is not None, wrong, cells, self.mapping)

    def _cell(self, row: Row, role: Role) -> str:
        found = [row.cells[n] for n in self.mapping.of(role) if n < len(row.cells) and row.cells[n]]
        return ". ".join(found)

    def _entry(self, line: Line, key: str, number: int) -> Entry[Body]:
        draft = line.drafts[number]
        by = Provenance(recorded_at=moment(self.now, self.zone), role=line.role, name=line.name, via=Via.IMPORT)
        return draft.entry(by, import_id(self.journal, FORMAT, f"{key}\n{number}", 0))

    def _problem(self, row: Row, reason: str) -> None:
        self.problems.append(unreadable_row(row.number, row.text, reason))

    def _report(self, row: Row, entries: int, remarks: list[Remark]) -> None:
        self.reports.append(RowReport(row.number, row.text, entries, tuple(remarks)))
