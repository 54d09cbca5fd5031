"""The command that puts the Spasm Profile on paper: report."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from unknot.cli.home import DATE, Home, now, zone_of
from unknot.cli.translation import _, speaker
from unknot.pdf import Paper
from unknot.report.compose import ImpossiblePeriod, last_days


@click.command()
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help=_("The PDF to write."))
@click.option("--from", "first", type=DATE, help=_("The first day (28 days before the last)."))
@click.option("--to", "last", type=DATE, help=_("The last day (yesterday)."))
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True)
@click.option("--entries", is_flag=True, help=_("Print every entry on the pages that follow."))
@click.pass_obj
def report(home: Home, out: Path, first: datetime | None, last: datetime | None, paper: Paper, entries: bool) -> None:
    """Write the Spasm Profile, the page for a doctor, as a PDF. Private entries are left out."""
    id = home.open()
    from unknot.household.findings.export_profile import shared_page
    from unknot.household.findings.signing import signed_page
    from unknot.store import entries as entries_of
    from unknot.store.files import whole_file

    zone, at = zone_of(id), now()
    standard = last_days(at, zone)
    until = last.date() if last else standard[1]
    since = first.date() if first else until - (standard[1] - standard[0])
    translate, language = speaker(entries_of.standing(id, at, at).settings.language)
    try:
        page = shared_page(id, since, until, zone=zone, now=at, language=language, _=translate)
    except ImpossiblePeriod as error:
        raise click.UsageError(str(error)) from error
    with whole_file(out) as file:
        file.write(signed_page(page, _=translate, paper=paper, entries=entries))
    click.echo(_("Wrote {file}.").format(file=out))
