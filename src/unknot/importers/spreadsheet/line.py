"""A row on its way to entries: its cells by role, what became of each, and the words that stay words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from unknot.dictation import Draft, When
from unknot.importers.imported import CellAccount, Fate, Remark
from unknot.importers.spreadsheet.cell import Unread, is_blank
from unknot.importers.spreadsheet.mapping import Mapping
from unknot.importers.spreadsheet.roles import Column, Role
from unknot.importers.table import Row
from unknot.journal.entry import TEXT
from unknot.journal.entry import Role as By
from unknot.journal.span import Moment

SHOWN = 40
"""Characters of a cell that a problem repeats."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty, and its column."""

    number: int
    column: Column
    text: str


@dataclass
class Line:
    """A row with its day and time. Readers take its cells; each cell ends in exactly one fate."""

    row: Row
    mapping: Mapping
    day: date
    noon: Moment
    when: When
    now: Moment
    timed: bool = False
    lasted: timedelta | None = None
    remarks: list[Remark] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    fates: dict[int, Fate] = field(default_factory=dict)
    role: By = By.OWNER
    name: str = ""

    def cells(self, *roles: Role) -> Iterator[Cell]:
        """The cells of some roles that are not empty, in the order of the columns."""
        for number, column in enumerate(self.mapping.columns):
            if column.role in roles and (text := self.row.cell(number)):
                if is_blank(text):
                    self.fates[number] = Fate.NOTHING
                else:
                    yield Cell(number, column, text)

    def cell(self, role: Role) -> Cell | None:
        return next(self.cells(role), None)

    @property
    def language(self) -> str:
        return self.mapping.language

    # ------------------------------------------------------------ what becomes of a cell

    def read(self, cell: Cell) -> None:
        self.fates[cell.number] = Fate.READ

    def nothing(self, cell: Cell) -> None:
        """The cell says that there was nothing."""
        self.fates[cell.number] = Fate.NOTHING

    def label(self, cell: Cell, why: Unread | None = None) -> None:
        """Keep a cell word for word under its heading, with the reason if its column should have given a slot."""
        heading = cell.column.heading or f"Column {cell.number + 1}"
        self.notes.append(f"{heading}: {cell.text}")
        self.fates[cell.number] = Fate.NOTE
        if why is not None:
            self.remarks.append(Remark(why.why, cell.text, heading))

    def impossible(self, cell: Cell, why: Unread) -> None:
        """A value that cannot be: named as a problem, and kept as words."""
        self.label(cell, why)
        self.problems.append(f"{why.why} {cell.text[:SHOWN]}")

    def say(self, words: str, cell: Cell | None = None) -> None:
        text, heading = (cell.text, cell.column.heading) if cell else ("", "")
        self.remarks.append(Remark(words, text, heading))

    # ------------------------------------------------------------ its account

    def account(self) -> tuple[CellAccount, ...]:
        """What became of each cell that is not empty."""
        return tuple(
            CellAccount(number, text, self.fates.get(number, Fate.REMARK))
            for number, text in enumerate(self.row.cells)
            if text
        )

    def note(self) -> str:
        """The words of the row that no slot holds."""
        return ". ".join(dict.fromkeys(self.notes))[:TEXT]
