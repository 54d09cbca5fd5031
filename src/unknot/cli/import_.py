"""The command that brings entries in from a file: import."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from unknot.cli import clinic_link
from unknot.cli.exits import Exit, Failure
from unknot.cli.home import DATE, Home, now, zone_of
from unknot.cli.import_preview import ColumnChoices, columns_said, preview, read
from unknot.cli.progress import watched
from unknot.cli.translation import _, counted
from unknot.importers.imported import Arrival, Imported
from unknot.journal.entry import Via
from unknot.journal.problem import Oddity, Problem

if TYPE_CHECKING:
    from unknot.actions import Actor, Added
    from unknot.actions.importing import SettingsDifference

LONG = 30
"""Characters of a cell that a remark repeats."""
NAMED = 20
"""Problems and remarks that are shown one by one."""


class FileOrLink(click.Path):
    """A file, or a SMART Health Link, which is no path and is left as it is."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return value if isinstance(value, str) and "shlink:/" in value else super().convert(value, param, ctx)


@click.command(name="import")
@click.argument("file", type=FileOrLink(path_type=Path, exists=True, dir_okay=False), required=False)
@click.option("--dry-run", is_flag=True, help=_("Show what each row becomes, and keep nothing."))
@click.option("--undo", is_flag=True, help=_("Take the last import back: all of it goes to the bin."))
@click.option("--settings", "take_settings", is_flag=True, help=_("Take over the settings of a copy that differ."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@click.option("--date-order", type=click.Choice(["day", "month"]), help=_("What comes first in a spreadsheet's dates."))
@click.option("--column", "columns", multiple=True, help=_("What a column holds: NAME=ROLE, such as 'How bad=bother'."))
@click.option("--first-day", type=DATE, help=_("The date of day 1 of a spreadsheet that numbers its days."))
@click.option("--json", "as_json", is_flag=True, help=_("Print what came of it as JSON."))
@click.pass_obj
def import_(
    home: Home,
    file: Path | str | None,
    dry_run: bool,
    undo: bool,
    take_settings: bool,
    yes: bool,
    date_order: str | None,
    columns: tuple[str, ...],
    first_day: datetime | None,
    as_json: bool,
) -> None:
    """Bring in a copy of Unknot, FHIR, Apple Health, the export of another app, or any table of yours.

    Nothing is kept before you agree, and --undo takes the last import back. Importing a file twice adds nothing.
    A SMART Health Link of a clinic (shlink:/...) is fetched after a yes, and each of its steps is asked about.
    """
    journal = home.open(begin=True)
    if isinstance(file, str):
        clinic_link.bring(journal, file)
        return
    from unknot import actions
    from unknot.actions.importing import import_file, settings_differences

    by = actions.Actor(via=Via.IMPORT)
    if undo:
        _undo(journal, by, yes=yes)
        return
    if file is None:
        raise Failure(Exit.USAGE, _("Name the file to bring in, or say --undo."))
    said = ColumnChoices(
        day_first=None if date_order is None else date_order == "day",
        first_day=first_day.date() if first_day else None,
        ask=not yes and sys.stdin.isatty(),
        columns=columns_said(columns),
    )
    arrival = Arrival(journal, zone_of(journal), now())
    exits = click.get_current_context().with_resource(ExitStack())
    found = read(file, arrival, said, exits)
    differences = settings_differences(found, arrival)
    if not as_json:
        _tell(found)
        _settings(differences, take=take_settings)
    if dry_run:
        if not as_json:
            preview(found)
        else:
            click.echo(_as_json(found, None))
        return
    if not yes and not click.confirm(_("Bring them into the journal?"), err=True):
        raise Failure(Exit.REFUSED, _("Nothing was brought in."))
    done = import_file(
        found,
        arrival,
        by=by,
        home=home.path,
        key=home.key,
        watched=lambda entries: watched(entries, len(found.entries), _("Importing")),
        take_settings=take_settings,
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


def _undo(journal: UUID, by: Actor, *, yes: bool) -> None:
    """Take the last import back, after a word."""
    from unknot.actions.importing import last_import, undo_import

    last = last_import(journal)
    if last is None:
        raise Failure(Exit.REFUSED, _("There is no import here to take back."))
    at = f"{last.at:%Y-%m-%d %H:%M} UTC"
    many = counted("{n} entry came in on {at}.", "{n} entries came in on {at}.", last.entries).format(at=at)
    click.echo(many, err=True)
    if not yes and not click.confirm(_("Put them all into the bin?"), err=True):
        raise Failure(Exit.REFUSED, _("Nothing was taken back."))
    gone = undo_import(journal, last.at, by=by, now=now())
    click.echo(
        counted("{n} entry is in the bin now, for 30 days.", "{n} entries are in the bin now, for 30 days.", gone)
    )


def _settings(differences: tuple[SettingsDifference, ...], *, take: bool) -> None:
    """The settings that a copy has otherwise: they stay as they are unless it is asked for."""
    if not differences:
        return
    click.echo(_("This copy has other settings:"), err=True)
    for one in differences:
        line = _("  {field}: {there} (here: {here})")
        click.echo(line.format(field=one.field, there=_shown(one.there), here=_shown(one.here)), err=True)
    stays = _("They are taken over.") if take else _("Yours stay as they are. To take them over, say --settings.")
    click.echo(f"  {stays} {_('Your reminders stay as they are.')}", err=True)


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)[:LONG] if value not in (None, "", [], {}) else "-"


def _as_json(found: Imported, done: Added | None) -> str:
    counts = (
        {"added": len(done.added), "known": len(done.known), "refused": [str(id) for id in done.refused]}
        if done
        else {"read": len(found.entries)}
    )
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
