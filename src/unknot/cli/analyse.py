"""The command that says what a log shows: analyse."""

from __future__ import annotations

import json
from datetime import date, datetime
from uuid import UUID

import click

from unknot.cli.exits import Exit, Failure
from unknot.cli.home import DATE, Home, now, zone_of
from unknot.cli.translation import _, speaker


@click.command()
@click.option("--as-of", type=DATE, help=_("What Patterns shows on this diary day, by what was recorded at its end."))
@click.option("--shown", type=DATE, help=_("The very words that were shown on this diary day, and by which method."))
@click.option("--severe", "severe_only", is_flag=True, help=_("Only spasms that bothered 7 or more, or high."))
@click.option("--json", "as_json", is_flag=True, help=_("Print every number, with tiers and evidence."))
@click.pass_obj
def analyse(home: Home, as_of: datetime | None, shown: datetime | None, severe_only: bool, as_json: bool) -> None:
    """Say what the log shows so far: associations in your own log, never causes."""
    id = home.open()
    if shown:
        _say_again(id, shown.date(), as_json)
        return
    from unknot.analysis.patterns import as_json as plain
    from unknot.household.findings import analysis_cache, findings_history
    from unknot.household.findings import severe_only as severe
    from unknot.report.patterns import patterns_page
    from unknot.report.profile import Audience
    from unknot.store import entries

    zone = zone_of(id)
    at = analysis_cache.worked_out_at(id, now(), zone)
    until = min(analysis_cache.last_moment(as_of.date(), zone), at) if as_of else at
    journal = entries.standing(id)
    if severe_only:
        found = severe.patterns(id, journal, until, zone)
    else:
        found = analysis_cache.patterns(id, journal, Audience.OWNER, until, zone)
    translate, language = speaker(journal.settings.language)
    page = patterns_page(found, journal, _=translate, language=language)
    if as_of is None and not severe_only:
        findings_history.keep_record(id, found, page, until)
    if as_json:
        click.echo(json.dumps(plain(found), ensure_ascii=False, indent=1))
        return
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


def _say_again(id: UUID, day: date, as_json: bool) -> None:
    """What was said at the look that stood on a day, as it was said then."""
    from unknot.household.findings import findings_history
    from unknot.journal.document import record_document

    then = findings_history.record_of_day(id, day, zone_of(id))
    if then is None:
        raise Failure(Exit.REFUSED, _("Nothing was kept of this day. --as-of works it out again."))
    if as_json:
        numbers = {"findings": json.loads(then.findings)}
        click.echo(json.dumps(record_document(then) | numbers, ensure_ascii=False, indent=1))
        return
    for words in (then.lead, then.about, then.stands_on, _("Method: {method}").format(method=then.method)):
        click.echo(words)
    for group in then.groups:
        click.echo(f"\n{group.title}")
        for finding in group.lines:
            click.echo(f"  {finding.name}: {finding.sentence}")
