"""The command that hands the journal over: share."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import click

from unknot.cli.exits import Exit, Failure
from unknot.cli.home import Home, now
from unknot.cli.words import _, speaker

if TYPE_CHECKING:
    from unknot.web.sharing.shares import Wish


@click.command()
@click.option("--for", "name", default="", help=_("Whom it is for; only for your own list."))
@click.option("--days", type=click.Choice(["7", "28", "92"]), default="28", show_default=True)
@click.option("--care-team", is_flag=True, help=_("A link that stays up to date, with a passcode that is asked for."))
@click.option("--lasts", type=click.IntRange(1, 90), help=_("Days that a care-team link works (30)."))
@click.option("--no-notes", is_flag=True, help=_("Nobody may write back."))
@click.option(
    "--port", default=8420, show_default=True, type=click.IntRange(1, 65535), help=_("Where `serve` listens.")
)
@click.option(
    "--qr", type=click.Path(path_type=Path, dir_okay=False), help=_("Also write the code as a picture (SVG).")
)
@click.option("--list", "listed", is_flag=True, help=_("Say which links work now, and make none."))
@click.option("--stop", type=click.UUID, help=_("Stop a link of the list."))
@click.option("--json", "as_json", is_flag=True, help=_("Print what came of it as JSON."))
@click.pass_obj
def share(
    home: Home,
    name: str,
    days: str,
    care_team: bool,
    lasts: int | None,
    no_notes: bool,
    port: int,
    qr: Path | None,
    listed: bool,
    stop: UUID | None,
    as_json: bool,
) -> None:
    """Make a SMART Health Link to the Spasm Profile: for a visit (24 hours, 5 openings) or for a care team.

    It opens while `unknot serve` runs, from wherever that can be reached. Private entries are left out.
    """
    journal = home.open()
    if listed:
        _list(journal, as_json)
    elif stop is not None:
        _stop(journal, stop, as_json)
    else:
        wish = _wish(name, int(days), care_team, lasts or 30, notes=not no_notes)
        _make(journal, wish, port, qr, as_json)


def _wish(name: str, days: int, care_team: bool, lasts: int, notes: bool) -> Wish:
    """What is asked for; a passcode is asked for here, so that it stands in no shell's history."""
    from unknot.web.sharing import shares
    from unknot.web.sharing.models import Share

    passcode = click.prompt(_("Passcode, at least 8 letters or digits"), err=True, hide_input=True) if care_team else ""
    try:
        return shares.Wish(
            kind=Share.Kind.CARE_TEAM if care_team else Share.Kind.CLINIC,
            name=name,
            days=days,
            lasts=timedelta(days=lasts) if care_team else shares.CLINIC_LASTS,
            passcode=passcode,
            notes=notes,
        )
    except shares.ImpossibleShare as error:
        raise click.UsageError(_(str(error))) from error


def _make(journal: UUID, wish: Wish, port: int, qr: Path | None, as_json: bool) -> None:
    from unknot.fhir.links import qr_picture
    from unknot.store import entries
    from unknot.store.files import whole_file
    from unknot.web.serving import Place
    from unknot.web.sharing import making, shares, telling

    place = Place(port=port, proxy=os.environ.get("UNKNOT_URL", ""))
    at = now()
    _translate, language = speaker(entries.standing(journal, since=at).settings.language)
    made = making.make(journal, wish, place.shown, language, at)
    telling.made(made, "terminal", at)
    address = shares.web_address(made)
    if qr is not None:
        with whole_file(qr) as file:
            file.write(qr_picture(address).encode())
    if as_json:
        click.echo(json.dumps({"id": str(made.pk), "link": address, "until": made.expires_at.isoformat()}))
    else:
        click.echo(address)
        click.echo(
            _("Whoever has this link can open it. To stop it: unknot share --stop {id}").format(id=made.pk), err=True
        )


def _list(journal: UUID, as_json: bool) -> None:
    from unknot.web.sharing import shares

    found = [
        {
            "id": str(one.pk),
            "kind": str(one.kind),
            "for": one.name,
            "days": one.days,
            "until": one.expires_at.isoformat(timespec="minutes"),
            "last_opened": one.used_at.isoformat(timespec="minutes") if one.used_at else None,
        }
        for one in shares.working(now()).filter(journal=journal).order_by("made_at")
    ]
    if as_json:
        click.echo(json.dumps(found))
        return
    for one in found:
        click.echo("  ".join(str(value) for value in one.values() if value))
    if not found:
        click.echo(_("No link works now."), err=True)


def _stop(journal: UUID, id: UUID, as_json: bool) -> None:
    from unknot.web.sharing import shares, telling
    from unknot.web.sharing.models import Share

    at = now()
    if not shares.stop(journal, id, at):
        raise Failure(Exit.REFUSED, _("There is no such link, or it was stopped before."))
    telling.stopped(Share.objects.get(pk=id), "terminal", at)
    click.echo(json.dumps({"stopped": str(id)}) if as_json else _("The link is stopped."))
