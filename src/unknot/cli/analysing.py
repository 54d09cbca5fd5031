"""The command that says what a log shows: analyse."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import click

from unknot.cli.home import Home, now
from unknot.cli.journal import DATE, zone_of
from unknot.cli.words import _, speaker
from unknot.journal.span import diary_day_span


@click.command()
@click.option("--as-of", type=DATE, help=_("By what had been recorded at the end of this diary day."))
@click.option("--json", "as_json", is_flag=True, help=_("Print every number, with tiers and evidence."))
@click.pass_obj
def analyse(home: Home, as_of: datetime | None, as_json: bool) -> None:
    """Say what the log shows so far: associations in your own log, never causes."""
    id = home.open()
    from unknot.analysis import as_json as plain
    from unknot.report.patterns import patterns_page
    from unknot.report.profile import Audience
    from unknot.store import entries
    from unknot.web import looks

    zone = zone_of(id)
    until = diary_day_span(as_of.date() + timedelta(days=1), zone).start if as_of else now()
    journal = entries.standing(id)
    found = looks.patterns(id, journal, Audience.OWNER, until, zone)
    if as_json:
        click.echo(json.dumps(plain(found), ensure_ascii=False, indent=1))
        return
    translate, language = speaker(journal.settings.language)
    page = patterns_page(found, journal, _=translate, language=language)
    for line in (page.lead, page.stands_on, page.about, page.corrected, page.worsening):
        if line:
            click.echo(line)
    for group in page.groups:
        click.echo(f"\n{group.title}")
        for finding in group.lines:
            click.echo(f"  {finding.name}: {finding.sentence}")
            for remark in finding.remarks:
                click.echo(f"    {remark}")
    for line in (*page.treatments, *page.doses, *page.experiments):
        click.echo(f"\n{line}")
