"""A clinic's link at the terminal: fetched after a yes, then each step asked about. `--yes` answers none of these."""

from __future__ import annotations

from uuid import UUID

import click

from unknot.cli.exits import Exit, Failure
from unknot.cli.home import now, zone_of
from unknot.cli.translation import _, speaker


def bring(journal: UUID, text: str) -> None:
    """Fetch a link and go through its reply. Raises `Failure`."""
    from unknot.fhir.links import ImpossibleLink, Unopened, parse_link
    from unknot.fhir.reply import NotAReply
    from unknot.household.sharing import fetch_link, replies
    from unknot.household.sharing.fetch_link import LinkFailed
    from unknot.household.sharing.replies import ReplyRefused

    try:
        link = parse_link(text)
        host = fetch_link.host_of(link)
        if not click.confirm(_("Fetch it from {host}?").format(host=host), err=True):
            raise Failure(Exit.REFUSED, _("Nothing was fetched."))
        passcode = click.prompt(_("Passcode of the link"), err=True, hide_input=True) if "P" in link.flag else ""
        files = fetch_link.fetch(link, recipient="A patient with Unknot", passcode=passcode, now=now())
        for file in files:
            go_through(journal, replies.bring_in(journal, file.content, host, "terminal", now()))
    except (ImpossibleLink, Unopened, NotAReply, LinkFailed, ReplyRefused) as error:
        raise Failure(Exit.REFUSED, _(str(error))) from error


def go_through(journal: UUID, id: UUID) -> None:
    """Each step of a reply beside what is so today; what is not taken here waits on the screen."""
    from unknot.actions import Actor
    from unknot.fhir.reply import PlanItem
    from unknot.household.sharing import replies
    from unknot.journal.entry import Via
    from unknot.journal.span import moment
    from unknot.report.plans import medicine_words, plan_lines, step_words
    from unknot.report.wording import Voice
    from unknot.store import entries, pages

    at, zone = now(), zone_of(journal)
    here = moment(at, zone)
    found = replies.reply_of(journal, id, at)
    assert found is not None
    click.echo(_("From {author} (not checked):").format(author=found.reply.author or _("a clinic")), err=True)
    for n, item in enumerate(found.reply.items):
        known = entries.standing(journal, since=at, always=pages.ALWAYS)
        translate, language = speaker(known.settings.language)
        voice = Voice(translate, language, known.settings.country, known.settings.clock, known.settings.own_words)
        if isinstance(item, PlanItem):
            old = [w for e in replies.running_plans(known, item) for w in plan_lines(e.body, here.diary_day, voice)]
            new = [step_words(one, voice) for one in item.steps] or ([_("stops")] if item.stops else [item.dosage])
            click.echo(f"{medicine_words(item.medicine, voice)}, {_('from')} {item.starts.isoformat()}")
            click.echo(f"  {_('today')}: {'; '.join(old) or _('no plan written down')}")
            click.echo(f"  {_('in the reply')}: {'; '.join(new)}")
        else:
            click.echo(item.text)
        if click.confirm(_("Take this into the journal?"), err=True):
            by = Actor(via=Via.CLI)
            replies.settle_step(found, n, take=True, journal=known, id=journal, by=by, at=here, now=now())
