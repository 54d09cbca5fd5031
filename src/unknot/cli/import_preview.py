"""What a file to import holds. The columns of a spreadsheet are shown first, and can be put right one by one."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import click

from unknot.cli.exits import Exit, Failure
from unknot.cli.progress import measured
from unknot.cli.translation import _, counted
from unknot.importers import spreadsheet
from unknot.importers.formats import SPREADSHEET, format_of
from unknot.importers.imported import Arrival, Imported
from unknot.importers.sheets import sheet
from unknot.importers.spreadsheet import MEANS, Mapping, Role
from unknot.importers.table import Table
from unknot.journal.entry import Body, DayCount, Entry
from unknot.journal.notation import write_notation

SAMPLE = 40
"""Characters of a cell that are shown beside its column."""


@dataclass(frozen=True, slots=True)
class ColumnChoices:
    """What the person said about a spreadsheet beforehand, and whether they can be asked.

    `columns` gives columns, by heading or number, the role that they have.
    """

    day_first: bool | None
    first_day: date | None
    ask: bool
    columns: tuple[tuple[str, str], ...] = ()


def read(file: Path, arrival: Arrival, said: ColumnChoices, exits: ExitStack) -> Imported:
    """The file, by its format. How a spreadsheet is read is shown before anything comes of it.

    The file stays open for as long as `exits`: attached files are read from it when they are kept.
    """
    opened = exits.enter_context(file.open("rb"))
    known = format_of(opened, file.name)
    if known is SPREADSHEET:
        return _spreadsheet(sheet(opened), arrival, said)
    with measured(os.fstat(opened.fileno()).st_size, _("Reading")) as watch:
        return known.read(opened, arrival, watch)


def _spreadsheet(found: Table, arrival: Arrival, said: ColumnChoices) -> Imported:
    mapping = spreadsheet.proposed(found)
    if said.columns:
        mapping = spreadsheet.corrected(found, mapping, _roles(mapping, said.columns))
    if said.day_first is not None:
        mapping = replace(mapping, day_first=said.day_first)
    if said.first_day is not None:
        mapping = replace(mapping, first_day=said.first_day)
    mapping = _agreed(found, mapping, said)
    match mapping.missing:
        case "date-order":
            mapping = replace(mapping, day_first=_ask_order(said))
        case "first-day":
            mapping = replace(mapping, first_day=_ask_first_day(said))
    return spreadsheet.read_table(found, mapping, arrival)


# ---------------------------------------------------------------- the columns


def _agreed(found: Table, mapping: Mapping, said: ColumnChoices) -> Mapping:
    """Shows the columns, and lets one after the other be put right until nothing is wrong."""
    while True:
        for number, line in enumerate(mapping.says(_), 1):
            example = _example(found, mapping, number - 1)
            click.echo(f"  {number}. {line}{example}" if number <= len(mapping.columns) else f"     {line}", err=True)
        if not said.ask:
            return mapping
        number = click.prompt(
            _("Which column is wrong? (its number; 0: none)"),
            type=click.IntRange(0, len(mapping.columns)),
            default=0,
            err=True,
        )
        if number == 0:
            return mapping
        chosen = click.prompt(_("What does it hold?"), type=click.Choice([r.value for r in Role]), err=True)
        mapping = spreadsheet.corrected(found, mapping, _roles(mapping, ((str(number), chosen),)))


def _example(found: Table, mapping: Mapping, column: int) -> str:
    """The first cell of a column that holds something."""
    if column >= len(mapping.columns):
        return ""
    rows = (row for row in found.rows if row.number != mapping.heading and column < len(row.cells))
    cell = next((row.cells[column] for row in rows if row.cells[column]), "")
    return f"  ({cell[:SAMPLE]})" if cell else ""


def _roles(mapping: Mapping, columns: tuple[tuple[str, str], ...]) -> list[Role]:
    roles = [column.role for column in mapping.columns]
    names = [column.heading.lower() for column in mapping.columns]
    for name, role in columns:
        if name.isdigit() and 1 <= int(name) <= len(roles):
            at = int(name) - 1
        elif name.lower() in names:
            at = names.index(name.lower())
        else:
            raise Failure(Exit.USAGE, _("There is no column {name}.").format(name=name))
        if role not in {r.value for r in MEANS}:
            raise Failure(Exit.USAGE, _("A column can hold: {roles}").format(roles=", ".join(r.value for r in Role)))
        roles[at] = Role(role)
    return roles


def columns_said(texts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """`--column "How bad=bother"` as pairs."""
    pairs = [text.rpartition("=") for text in texts]
    if not all(name for name, _equals, _role in pairs):
        raise Failure(Exit.USAGE, _("Write a column as NAME=ROLE."))
    return tuple((name.strip(), role.strip()) for name, _equals, role in pairs)


# ---------------------------------------------------------------- its dates


def _ask_order(said: ColumnChoices) -> bool:
    if not said.ask:
        words = _("No row shows whether the day or the month comes first: say --date-order day or --date-order month.")
        raise Failure(Exit.NOT_UNDERSTOOD, words)
    question = _("Which comes first in a date, the day or the month?")
    answer: str = click.prompt(question, type=click.Choice(["day", "month"]), err=True)
    return answer == "day"


def _ask_first_day(said: ColumnChoices) -> date:
    if not said.ask:
        words = _("This diary numbers its days: say --first-day with the date of the first of them.")
        raise Failure(Exit.NOT_UNDERSTOOD, words)
    answer: datetime = click.prompt(_("Which date is day 1?"), type=click.DateTime(["%Y-%m-%d"]), err=True)
    return answer.date()


# ---------------------------------------------------------------- each row beside what it becomes

PREVIEWED = 200
"""Rows that are shown one by one."""


def preview(found: Imported) -> None:
    """Each row, what it becomes, and what is left over in it."""
    at = 0
    for report in found.rows[:PREVIEWED]:
        mine = found.entries[at : at + report.entries]
        at += report.entries
        if not mine and [remark.words for remark in report.remarks] in (["An empty row."], ["The headings."]):
            continue
        click.echo(_("Row {n}: {text}").format(n=report.number, text=report.text[:LONG_ROW]))
        for entry in mine:
            click.echo(f"    = {one_line(entry)}")
        for remark in report.remarks:
            about = f" {remark.column}: {remark.cell[:SAMPLE]}" if remark.cell else ""
            click.echo(f"    ! {_(remark.words)}{about}")
    if len(found.rows) > PREVIEWED:
        click.echo(_("... and {n} rows more").format(n=len(found.rows) - PREVIEWED))


LONG_ROW = 160


def one_line(entry: Entry[Body]) -> str:
    """An entry in our own notation, on one line."""
    if isinstance(entry.body, DayCount):
        number = counted("{n} spasm on this day", "{n} spasms on this day", entry.body.count)
        return f"{entry.body.day.isoformat()} {number}"
    return " ".join(write_notation([entry], zone=entry.happened_at.zone).splitlines()[-1].split())
