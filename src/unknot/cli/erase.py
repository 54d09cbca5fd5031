"""The command that erases for good: erase."""

from __future__ import annotations

import json
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

import click

from unknot.cli.exits import Exit, Failure
from unknot.cli.home import DATE, Home, now, zone_of
from unknot.cli.translation import _, counted
from unknot.journal.entry import Via
from unknot.journal.span import diary_day_span

if TYPE_CHECKING:
    from unknot.actions import Receipt


@click.command()
@click.option("--entry", "entries", type=click.UUID, multiple=True, help=_("The id of an entry."))
@click.option("--from", "first", type=DATE, help=_("The first day to erase."))
@click.option("--to", "last", type=DATE, help=_("The last day to erase."))
@click.option("--all", "everything", is_flag=True, help=_("The whole journal."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@click.option("--json", "as_json", is_flag=True, help=_("Print the receipt as JSON."))
@click.pass_obj
def erase(
    home: Home,
    entries: tuple[UUID, ...],
    first: datetime | None,
    last: datetime | None,
    everything: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Erase entries, days or the whole journal for good, with a receipt.

    What is erased is gone from the journal at once, and from the automatic backups within the days the receipt says.
    """
    if [bool(entries), bool(first and last), everything].count(True) != 1 or bool(first) != bool(last):
        raise click.UsageError(_("Say what: --entry, or --from and --to, or --all."))
    journal = home.open()
    from unknot import actions
    from unknot.store import attachments, stay_erased
    from unknot.store import entries as store
    from unknot.store.backup import FOLDER

    zone = zone_of(journal)
    ids = list(store.find(journal, list(entries)))
    if first and last:
        start, end = diary_day_span(first.date(), zone).start, diary_day_span(last.date(), zone).end
        ids = actions.dated_between(journal, start, end)
    n = store.count(journal) if everything else len(ids)
    if not n:
        raise Failure(Exit.REFUSED, _("There is nothing to erase there."))
    question = counted("Erase {n} entry for good?", "Erase {n} entries for good?", n)
    if not yes and not click.confirm(question, err=True):
        raise Failure(Exit.REFUSED, _("Nothing was erased."))
    by, forget = actions.Actor(via=Via.CLI), partial(attachments.remove, home.path, home.key)
    done = (
        actions.erase_all(journal, by=by, now=now(), forget=forget)
        if everything
        else actions.erase(journal, ids, by=by, now=now(), forget=forget)
    )
    stay_erased.keep(home.path / FOLDER, home.key)
    _tell(done, as_json)


def _tell(done: Receipt, as_json: bool) -> None:
    from unknot.store.backup import GONE_WITHIN

    gone_by = (done.at + GONE_WITHIN).astimezone()
    if as_json:
        told = {"at": done.at.isoformat(), "entries": done.entries, "files": done.files, "receipt": str(done.line)}
        click.echo(json.dumps({**told, "gone_from_backups_by": gone_by.date().isoformat()}))
        return
    click.echo(counted("{n} record was erased.", "{n} records were erased.", done.entries))
    if done.files:
        click.echo(counted("{n} file was deleted.", "{n} files were deleted.", done.files))
    click.echo(_("The automatic backups hold none of it after {day}.").format(day=gone_by.date().isoformat()))
    click.echo(_("Copies that you took yourself are yours to delete. Receipt: {id}").format(id=done.line))
