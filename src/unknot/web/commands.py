"""The commands that serve: `unknot serve`, `unknot worker`, `unknot demo`, `unknot owner-link`."""

from __future__ import annotations

import os
import webbrowser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from unknot.household.address import PORT, NotSafeToServe, ServerAddress
from unknot.store import homes
from unknot.web.demo import NotForADemo
from unknot.web.demo import demo as show_demo
from unknot.web.serving import PortInUse, running_at
from unknot.web.serving import serve as serve_home

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.option("--host", default="localhost", show_default=True, help="The address to listen at.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535), help="The port to listen at.")
@click.option("--tls-cert", type=_FILE, help="The certificate (PEM), for another address than localhost.")
@click.option("--tls-key", type=_FILE, help="Its key (PEM).")
@click.option("--plain-http", is_flag=True, help="Serve another address without TLS, and accept what is lost.")
@click.option("--worker/--no-worker", default=True, help="Do what is due in the background, too.", show_default=True)
@click.option("--open", "open_browser", is_flag=True, help="Open the browser, too.")
def serve(open_browser: bool, worker: bool, **place: Any) -> None:
    """Serve the journal to the browsers of this computer, or of others if the way there is protected."""
    try:
        where = ServerAddress(proxy=os.environ.get("UNKNOT_URL", ""), **place)
        serve_home(os.environ, where, say=click.echo, opened=_open if open_browser else None, worker=worker)
    except NotSafeToServe as error:
        raise click.UsageError(str(error)) from error
    except PortInUse as error:
        raise click.ClickException(str(error)) from error


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, and end.")
@click.pass_obj
def worker(home: Any, once: bool) -> None:
    """Do what is due in the background: reminders, nightly looks, backups. `unknot serve` does it by itself.

    For a clinic that serves with --no-worker. Several may run: what is due is done once.
    """
    home.bring_up()
    from unknot.household.worker import loop, process

    if once:
        click.echo(f"Done: {loop.work_off()}")
        return
    click.echo("Working. Stop with Ctrl-C.")
    process.alone()


@click.command()
@click.option("--browser/--no-browser", "open_browser", default=True, help="Open the browser, or only print the link.")
@click.option("--host", hidden=True)
def demo(open_browser: bool, host: str | None) -> None:
    """Look around in a year of a made-up journal. It is deleted when you stop it."""
    try:
        show_demo(os.environ, host=host, opened=_open if open_browser else None, say=click.echo)
    except NotForADemo as error:
        raise click.UsageError(str(error)) from error


@click.command("owner-link")
@click.option("--port", type=click.IntRange(1, 65535), help="Where `serve` will listen, if it does not run yet.")
@click.option("--another-household", is_flag=True, help="Begin another journal on this server, for another owner.")
@click.pass_obj
def owner_link(home: Any, port: int | None, another_household: bool) -> None:
    """Make a link that lets the owner in, if every key was lost. It works once, within the hour.

    Households on one server see nothing of each other. Who runs it has no page that shows a journal.
    """
    journal = home.open(whichever=another_household)
    from unknot.household.people import owner_link as owner
    from unknot.store import journals

    if another_household:
        journal = journals.begin(datetime.now(UTC))

    place = ServerAddress(port=port or PORT, proxy=os.environ.get("UNKNOT_URL", ""))
    shown = place.shown if port or place.proxy else running_at(homes.home(os.environ)) or place.shown
    click.echo(shown + owner.new_link(datetime.now(UTC), journal))
    click.echo("It works once, within the hour, while `unknot serve` runs.", err=True)


def _open(address: str) -> None:
    webbrowser.open(address)
