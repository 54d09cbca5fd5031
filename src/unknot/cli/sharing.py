"""The command that hands the journal over: share."""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

import click

from unknot.cli.exits import Exit, Failure
from unknot.cli.home import Home, now, zone_of
from unknot.cli.translation import _, speaker

if TYPE_CHECKING:
    from unknot.household.sharing.models import Share
    from unknot.household.sharing.shares import ShareRequest


@click.command()
@click.option("--for", "name", default="", help=_("Whom it is for; only for your own list."))
@click.option(
    "--days", type=click.Choice(["7", "28", "92"]), default="28", show_default=True, help=_("The last days it shows.")
)
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
    if lasts and not care_team:
        raise click.UsageError(_("--lasts goes with --care-team: a link for a visit works 24 hours."))
    journal = home.open()
    if listed:
        _list(journal, as_json)
    elif stop is not None:
        _stop(journal, stop, as_json)
    else:
        wish = _wish(name, int(days), care_team, lasts or 30, notes=not no_notes)
        _make(journal, wish, port, qr, as_json)


def _wish(name: str, days: int, care_team: bool, lasts: int, notes: bool) -> ShareRequest:
    """What is asked for; a passcode is asked for here, so that it stands in no shell's history."""
    from unknot.household.sharing import shares
    from unknot.household.sharing.models import Share

    passcode = click.prompt(_("Passcode, at least 8 letters or digits"), err=True, hide_input=True) if care_team else ""
    try:
        return shares.ShareRequest(
            kind=Share.Kind.CARE_TEAM if care_team else Share.Kind.CLINIC,
            name=name,
            days=days,
            lasts=timedelta(days=lasts) if care_team else shares.CLINIC_LASTS,
            passcode=passcode,
            notes=notes,
        )
    except shares.ImpossibleShare as error:
        raise click.UsageError(_(str(error))) from error


def _make(journal: UUID, wish: ShareRequest, port: int, qr: Path | None, as_json: bool) -> None:
    from unknot.fhir.links import qr_picture
    from unknot.household.address import ServerAddress
    from unknot.household.sharing import create_share, share_audit, shares
    from unknot.store import entries
    from unknot.store.files import whole_file

    place = ServerAddress(port=port, proxy=os.environ.get("UNKNOT_URL", ""))
    at = now()
    _translate, language = speaker(entries.standing(journal, since=at).settings.language)
    made = create_share.make(journal, wish, place.shown, language, at)
    share_audit.note_made(made, "terminal", at)
    address = shares.web_address(made)
    if qr is not None:
        with whole_file(qr) as file:
            file.write(qr_picture(address).encode())
    if as_json:
        click.echo(json.dumps({"id": str(made.pk), "link": address, "until": made.expires_at.isoformat()}))
    else:
        click.echo(address)
        click.echo(_words(made, zone_of(journal)), err=True)
        click.echo(
            _("Whoever has this link can open it. To stop it: unknot share --stop {id}").format(id=made.pk), err=True
        )


def _words(share: Share, zone: str) -> str:
    """For a visit, Dr Byrne: the last 28 days, works until 2026-03-03 08:10, 5 of 5 openings left, not opened yet."""
    from unknot.household.sharing import shares

    clinic = share.kind == share.Kind.CLINIC
    whom = [_("For a visit") if clinic else _("For my care team"), share.name]
    days = _("the last {n} days") if clinic else _("always the last {n} days")
    left = _("{n} of {all} openings left") if clinic else _("{n} wrong passcodes left")
    told = [
        days.format(n=share.days),
        _("works until {day}").format(day=_local(share.expires_at, zone)),
        left.format(n=share.openings_left if clinic else share.attempts_left, all=shares.OPENINGS),
        _("last opened {day}").format(day=_local(share.used_at, zone)) if share.used_at else _("not opened yet"),
    ]
    return f"{', '.join(part for part in whom if part)}: {', '.join(told)}"


def _local(at: datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def _list(journal: UUID, as_json: bool) -> None:
    from unknot.household.sharing import shares

    found = list(shares.working(now()).filter(journal=journal).order_by("made_at"))
    if as_json:
        click.echo(json.dumps([_row(one) for one in found]))
        return
    zone = zone_of(journal)
    for one in found:
        click.echo(f"{one.pk}  {_words(one, zone)}")
    if not found:
        click.echo(_("No link works now."), err=True)


def _row(share: Share) -> dict[str, object]:
    return {
        "id": str(share.pk),
        "kind": str(share.kind),
        "for": share.name,
        "days": share.days,
        "until": share.expires_at.isoformat(timespec="minutes"),
        "last_opened": share.used_at.isoformat(timespec="minutes") if share.used_at else None,
    }


def _stop(journal: UUID, id: UUID, as_json: bool) -> None:
    from unknot.household.sharing import share_audit, shares
    from unknot.household.sharing.models import Share

    at = now()
    if not shares.stop(journal, id, at):
        raise Failure(Exit.REFUSED, _("There is no such link, or it was stopped before."))
    share_audit.note_stopped(Share.objects.get(pk=id), "terminal", at)
    click.echo(json.dumps({"stopped": str(id)}) if as_json else _("The link is stopped."))
