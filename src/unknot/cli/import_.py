"""The command that brings entries in from a file: import."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from unknot.cli.exits import Exit, Failure
from unknot.cli.home import Home, now
from unknot.cli.import_preview import Said, columns_said, read
from unknot.cli.progress import watched
from unknot.cli.show import DATE, zone_of
from unknot.cli.translation import _, counted
from unknot.importers.imported import Arrival, Imported
from unknot.journal.entry import Via
from unknot.journal.problem import Oddity, Problem

if TYPE_CHECKING:
    from unknot.actions import Added

LONG = 30
"""Characters of a cell that a remark repeats."""
NAMED = 20
"""Problems and remarks that are shown one by one."""


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@click.option("--date-order", type=click.Choice(["day", "month"]), help=_("What comes first in a spreadsheet's dates."))
@click.option("--column", "columns", multiple=True, help=_("What a column holds: NAME=ROLE, such as 'How bad=bother'."))
@click.option("--first-day", type=DATE, help=_("The date of day 1 of a spreadsheet that numbers its days."))
@click.option("--json", "as_json", is_flag=True, help=_("Print what came of it as JSON."))
@click.pass_obj
def import_(
    home: Home,
    file: Path,
    yes: bool,
    date_order: str | None,
    columns: tuple[str, ...],
    first_day: datetime | None,
    as_json: bool,
) -> None:
    """Bring in a copy of Unknot, its notation, FHIR, Apple Health, MedTimer, Bearable, or any table of yours.

    Nothing is kept before you agree. Importing a file twice adds nothing.
    """
    journal = home.open(begin=True)
    from unknot import actions
    from unknot.actions.importing import import_file

    said = Said(
        day_first=None if date_order is None else date_order == "day",
        first_day=first_day.date() if first_day else None,
        ask=not yes and sys.stdin.isatty(),
        columns=columns_said(columns),
    )
    arrival = Arrival(journal, zone_of(journal), now())
    exits = click.get_current_context().with_resource(ExitStack())
    found = read(file, arrival, said, exits)
    if not as_json:
        _tell(found)
    if not yes and not click.confirm(_("Bring them into the journal?"), err=True):
        raise Failure(Exit.REFUSED, _("Nothing was brought in."))
    done = import_file(
        found,
        arrival,
        by=actions.Actor(via=Via.IMPORT),
        home=home.path,
        key=home.key,
        watched=lambda entries: watched(entries, len(found.entries), _("Importing")),
    )
    click.echo(_as_json(found, done) if as_json else _as_words(done))
    if done.refused:
        raise Failure(
            Exit.REFUSED,
            counted(
                "{n} entry was refused: it is here with other content.",
                "{n} entries were refused: they are here with other content.",
                len(done.refused),
            ),
        )


def _as_json(found: Imported, done: Added) -> str:
    counts = {"added": len(done.added), "known": len(done.known), "refused": [str(id) for id in done.refused]}
    rows = [{"row": r.number, "entries": r.entries, "remarks": [m.words for m in r.remarks]} for r in found.rows]
    told = {**counts, "problems": [p.about for p in found.problems], "rows": rows}
    return json.dumps(told, ensure_ascii=False)


def _as_words(done: Added) -> str:
    new = counted("{n} entry is new.", "{n} entries are new.", len(done.added))
    if not done.known:
        return new
    return new + "\n" + counted("{n} was here already.", "{n} were here already.", len(done.known))


def _tell(found: Imported) -> None:
    """What was read and what was not, before anything is kept."""
    click.echo(counted("{n} entry was read.", "{n} entries were read.", len(found.entries)), err=True)
    _list(
        counted("{n} row needs a look:", "{n} rows need a look:", len(found.problems)),
        [_problem_words(problem) for problem in found.problems],
    )
    remarks = [f"{_(words)} {_rows_said(rows)}" for words, rows in _remarks(found).items()]
    _list(counted("{n} remark:", "{n} remarks:", len(remarks)), remarks)


def _rows_said(rows: list[str]) -> str:
    shown = ", ".join(rows[:NAMED])
    if len(rows) > NAMED:
        shown = _("{rows} and {n} more").format(rows=shown, n=len(rows) - NAMED)
    return (_("Row {rows}") if len(rows) == 1 else _("Rows {rows}")).format(rows=shown)


def _remarks(found: Imported) -> dict[str, list[str]]:
    """What is to be known of the rows of a spreadsheet: the remark, and the rows it is about with their cell."""
    rows: dict[str, list[str]] = {}
    for row in found.rows:
        for remark in row.remarks:
            cell = f" ({remark.cell[:LONG]})" if remark.cell else ""
            rows.setdefault(remark.words, []).append(f"{row.number}{cell}")
    return rows


def _problem_words(problem: Problem) -> str:
    return f"{problem.about} ({_('the same as another row')})" if problem.oddity is Oddity.TWICE else problem.about


def _list(heading: str, lines: list[str]) -> None:
    if lines:
        click.echo(heading, err=True)
    for line in lines[:NAMED]:
        click.echo(f"  {line}", err=True)
    if len(lines) > NAMED:
        click.echo(_("  and {n} more").format(n=len(lines) - NAMED), err=True)
