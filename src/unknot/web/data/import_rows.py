"""The rows of a table that is brought in, each beside what it becomes, with what is left over in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from unknot.importers.imported import Fate, Imported, RowReport
from unknot.journal.entry import Body, Entry
from unknot.web.page.context import PageContext
from unknot.web.page.entry_text import entry_text

ROWS, LONGEST = 30, 120
"""Rows that are shown one by one, and characters of a cell."""
_NOTHING = (["An empty row."], ["The headings."])


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell, and whether it was left over: kept as words, or named in a remark."""

    text: str
    left: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the file beside its entries: each its day and its words."""

    number: int
    cells: tuple[ShownCell, ...]
    becomes: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]


def shown_rows(found: Imported, ctx: PageContext) -> list[ShownRow]:
    """The first rows, and the first after them that need a look."""
    rows: list[ShownRow] = []
    at = 0
    for report in found.rows:
        mine = found.entries[at : at + report.entries]
        at += report.entries
        if [remark.words for remark in report.remarks] in _NOTHING and not mine:
            continue
        if len(rows) < ROWS or (len(rows) < 2 * ROWS and report.remarks):
            rows.append(_row(report, mine, ctx))
    return rows


def _row(report: RowReport, mine: Sequence[Entry[Body]], ctx: PageContext) -> ShownRow:
    words = {Fate.NOTE: _("kept as words"), Fate.REMARK: _("not read")}
    cells = tuple(ShownCell(one.cell[:LONGEST], words.get(one.fate, "")) for one in report.account)
    becomes = tuple((ctx.voice.full(e.happened_at.clock_date), entry_text(e, ctx.voice).what) for e in mine)
    remarks = tuple(
        f"{_(remark.words)} {remark.column}: {remark.cell[:LONGEST]}" if remark.column else _(remark.words)
        for remark in report.remarks
    )
    return ShownRow(report.number, cells or (ShownCell(report.text[:LONGEST], ""),), becomes, remarks)
