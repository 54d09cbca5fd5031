"""Looking at one's own journal: show."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import click

from unknot.cli.day_listing import by_day
from unknot.cli.home import DATE, Home, now, zone_of
from unknot.cli.translation import _
from unknot.journal.coverage import REACH
from unknot.journal.document import to_document
from unknot.journal.entry import Body, Entry
from unknot.journal.span import diary_day_span, moment

SHOWN = 14
"""Days that `show` shows unless told."""


@click.command()
@click.option("--from", "first", type=DATE, help=_("The first day (14 days ago)."))
@click.option("--to", "last", type=DATE, help=_("The last day (today)."))
@click.option("--json", "as_json", is_flag=True, help=_("Print the entries as JSON lines."))
@click.pass_obj
def show(home: Home, first: datetime | None, last: datetime | None, as_json: bool) -> None:
    """Show the journal day by day."""
    id = home.open()
    from unknot.store import entries as store

    zone = zone_of(id)
    today = moment(now(), zone).diary_day
    until = last.date() if last else today
    since = first.date() if first else until - timedelta(days=SHOWN - 1)
    period = diary_day_span(since, zone).start, diary_day_span(until, zone).end
    journal = store.standing(id, period[0] - REACH, period[1] + REACH)
    if as_json:
        _print_documents(list(journal.between(*period)))
    else:
        click.echo_via_pager(f"{line}\n" for line in by_day(journal, since, until, zone, now()))


def _print_documents(entries: list[Entry[Body]]) -> None:
    for entry in entries:
        click.echo(json.dumps(to_document(entry), ensure_ascii=False))
