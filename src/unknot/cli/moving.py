"""Commands that bring a journal in and take it out: import, export."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

import click

from unknot.cli.exits import Exit, Failure
from unknot.cli.home import Home, now
from unknot.cli.journal import DATE, zone_of
from unknot.cli.progress import watched
from unknot.cli.reading import Said, read
from unknot.cli.words import _, counted
from unknot.importers import own
from unknot.importers.imported import Imported
from unknot.importers.spreadsheet_out import write_csv
from unknot.journal.entry import Attachment, Body, Entry, Via
from unknot.journal.notation import write_notation
from unknot.journal.problem import Oddity, Problem

LONG = 30
"""Characters of a cell that a remark repeats."""
NAMED = 20
"""Problems and remarks that are shown one by one."""


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@click.option("--date-order", type=click.Choice(["day", "month"]), help=_("What comes first in a spreadsheet's dates."))
@click.option("--first-day", type=DATE, help=_("The date of day 1 of a spreadsheet that numbers its days."))
@click.option("--json", "as_json", is_flag=True, help=_("Print what came of it as JSON."))
@click.pass_obj
def import_(
    home: Home, file: Path, yes: bool, date_order: str | None, first_day: datetime | None, as_json: bool
) -> None:
    """Bring in an export of Unknot, its notation, or a diary kept in a spreadsheet.

    Nothing is kept before you agree. Importing a file twice adds nothing.
    """
    journal = home.open(begin=True)
    from unknot import actions
    from unknot.store import attachments

    said = Said(
        day_first=None if date_order is None else date_order == "day",
        first_day=first_day.date() if first_day else None,
        ask=not yes and sys.stdin.isatty(),
    )
    found = read(file, journal, zone_of(journal), now(), said)
    if not as_json:
        _tell(found)
    if not yes and not click.confirm(_("Bring them into the journal?"), err=True):
        raise Failure(Exit.REFUSED, _("Nothing was brought in."))
    for content in found.files.values():
        attachments.keep(home.path, home.key, content)
    done = actions.import_entries(
        journal,
        watched(found.entries, len(found.entries), _("Importing")),
        by=actions.Actor(via=Via.IMPORT),
        now=now(),
        blanked=found.blanked,
        unrecorded=found.gaps,
    )
    if as_json:
        counts = {"added": len(done.added), "known": len(done.known), "refused": [str(id) for id in done.refused]}
        rows = [{"row": r.number, "entries": r.entries, "remarks": [m.words for m in r.remarks]} for r in found.rows]
        told = {**counts, "problems": [p.about for p in found.problems], "rows": rows}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        click.echo(counted("{n} entry is new.", "{n} entries are new.", len(done.added)))
        if done.known:
            click.echo(counted("{n} was here already.", "{n} were here already.", len(done.known)))
    if done.refused:
        raise Failure(
            Exit.REFUSED,
            counted(
                "{n} entry was refused: it is here with other content.",
                "{n} entries were refused: they are here with other content.",
                len(done.refused),
            ),
        )


def _tell(found: Imported) -> None:
    """What was read and what was not, before anything is kept."""
    click.echo(counted("{n} entry was read.", "{n} entries were read.", len(found.entries)), err=True)
    _list(
        counted("{n} row needs a look:", "{n} rows need a look:", len(found.problems)),
        [_problem_words(problem) for problem in found.problems],
    )
    remarks = [f"{_(words)} {_('Rows:')} {', '.join(rows)}" for words, rows in _remarks(found).items()]
    _list(counted("{n} remark:", "{n} remarks:", len(remarks)), remarks)


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


@click.command()
@click.option("--format", "form", type=click.Choice(["jsonl", "csv", "notation"]), default="jsonl", show_default=True)
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help=_("The file to write."))
@click.option("--json", "as_json", is_flag=True, help=_("Print what came of it as JSON."))
@click.pass_obj
def export(home: Home, form: str, out: Path, as_json: bool) -> None:
    """Take the journal out. The file is not encrypted: keep it where only you can read it.

    jsonl holds everything and can be imported again; csv and notation hold the entries as they stand.
    """
    journal = home.open()
    from unknot import actions
    from unknot.store import entries as store
    from unknot.store.files import whole_file

    count = store.count(journal)
    match form:
        case "jsonl":
            lines: Iterable[str] = _everything(home, journal, count)
        case "csv":
            lines = write_csv(watched(store.standing(journal).entries, count, _("Exporting")))
        case _:
            lines = [write_notation(store.standing(journal).entries, zone=zone_of(journal))]
    with whole_file(out) as file:
        file.writelines(line.encode() for line in lines)
    actions.exported(journal, count, by=actions.Actor(via=Via.CLI), now=now())
    if as_json:
        click.echo(json.dumps({"file": str(out), "format": form, "entries": count}))
    else:
        click.echo(_("Wrote {file}. It is not encrypted.").format(file=out))


def _everything(home: Home, journal: UUID, count: int) -> Iterable[str]:
    from unknot.store import attachments
    from unknot.store import entries as store

    kept: list[str] = []

    def noted(entries: Iterable[Entry[Body]]) -> Iterable[Entry[Body]]:
        for entry in entries:
            if isinstance(entry.body, Attachment):
                kept.append(entry.body.sha256)
            yield entry

    return own.write_lines(
        noted(watched(store.raw(journal), count, _("Exporting"))),
        blanked=store.blanked(journal),
        gaps=store.gaps(journal),
        files=((sha256, attachments.fetch(home.path, home.key, sha256)) for sha256 in kept),
    )
