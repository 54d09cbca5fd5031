"""Commands that keep a journal safe: init, sheet, backup, restore, check."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TextIO

import click

from unknot.cli.exits import Exit, Failure
from unknot.cli.home import Home, now
from unknot.cli.progress import watched
from unknot.cli.translation import _, counted
from unknot.store import backup as backups
from unknot.store import erased, homes, keys, recovery


@click.command()
@click.pass_obj
def init(home: Home) -> None:
    """Begin a journal in an empty folder, with the key that was put there for it or a new one.

    Needed only if you bring your own key, as a systemd credential or a Docker secret: `serve` begins a journal too.
    """
    if keys.holds_data(home.path):
        raise Failure(Exit.REFUSED, _("There is a journal in {home} already.").format(home=home.path))
    homes.adopt(os.environ)
    home.open(begin=True)
    click.echo(_("A journal was begun in {home}. Print its recovery sheet now: unknot sheet").format(home=home.path))


@click.command()
@click.option("--svg", type=click.Path(path_type=Path, dir_okay=False), help=_("Write the QR code to this file too."))
@click.pass_obj
def sheet(home: Home, svg: Path | None) -> None:
    """Show the recovery sheet: 24 words that open every backup. Keep it on paper, apart from the computer."""
    if not keys.holds_data(home.path):
        raise Failure(Exit.NO_JOURNAL, _("There is no journal in {home}.").format(home=home.path))
    words = recovery.words_of(home.key)
    click.echo(_("Recovery sheet of the journal in {home}").format(home=home.path) + "\n")
    for start in range(0, len(words), 4):
        click.echo("  " + "  ".join(f"{start + n + 1:2}. {word}" for n, word in enumerate(words[start : start + 4])))
    click.echo("\n" + _("Whoever has these words and a backup can read the journal. Without them a backup is lost."))
    if svg is not None:
        svg.write_text(recovery.qr_svg(home.key), encoding="utf-8")


@click.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help=_("The file (by default in the home)."))
@click.option("--json", "as_json", is_flag=True, help=_("Print what came of it as JSON."))
@click.pass_obj
def backup(home: Home, out: Path | None, as_json: bool) -> None:
    """Make an encrypted copy of everything while Unknot runs. It is read back before it counts."""
    home.open()
    if out is None:
        out = backups.automatic_backup(home.path, home.key, now())
        made = backups.inspect(out, home.key)
    else:
        made = backups.write(home.path, home.key, out, now())
    if as_json:
        click.echo(json.dumps({"file": str(out), "made_at": made.made_at, "entries": made.entries}))
    else:
        click.echo(
            counted("{n} entry is safe in {{file}}.", "{n} entries are safe in {{file}}.", made.entries).format(
                file=out
            )
        )
        click.echo(_("It is encrypted: only the recovery sheet opens it on another computer."))


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--words", type=click.File("r"), help=_("A file with the 24 words; - for standard input."))
@click.option("--json", "as_json", is_flag=True, help=_("Print what came of it as JSON."))
@click.pass_obj
def restore(home: Home, file: Path, words: TextIO | None, as_json: bool) -> None:
    """Bring a journal back from a backup and its recovery sheet, into an empty folder."""
    typed = words.read() if words else click.prompt(_("The 24 words"), err=True)
    key = recovery.key_of(typed)
    to_postgres = homes.on_postgres(os.environ)
    if to_postgres:
        home.connect()
    since = erased.beside(file, key)
    found = backups.restore(file, key, home.path, home.sources, to_postgres=to_postgres)
    home.bring_up()
    gone = _erased_again(since, home)
    if as_json:
        told = {"home": str(home.path), "made_at": found.made_at, "entries": found.entries - gone, "erased": gone}
        click.echo(json.dumps(told))
    else:
        click.echo(counted("{n} entry is back.", "{n} entries are back.", found.entries - gone))
        if gone:
            click.echo(counted("{n} was erased since, and stays so.", "{n} were erased since, and stay so.", gone))
        click.echo(_("The backup was made on {date}. Its key is at {place}.").format(
            date=f"{datetime.fromisoformat(found.made_at).astimezone():%Y-%m-%d %H:%M}",
            place=home.sources.place(home.path),
        ))  # fmt: skip


def _erased_again(since: erased.Erased, home: Home) -> int:
    """Erase what was erased after the backup was made, people too, and write it down in the new home."""
    from unknot.household.people.forget import forget_people
    from unknot.store import stay_erased  # its tables are known only now

    gone = stay_erased.apply(since, home.path, home.key, now())
    for journal in since.people:
        forget_people(journal)
    stay_erased.keep(home.path / backups.FOLDER, home.key, people=since.people)
    return gone


@click.command()
@click.option("--json", "as_json", is_flag=True, help=_("Print what was found as JSON."))
@click.pass_obj
def check(home: Home, as_json: bool) -> None:
    """Read everything once, and say whether it is whole."""
    home.open()
    from unknot.store.checking import check as look
    from unknot.store.models import EntryRow

    def watch(rows: Iterable[EntryRow], total: int) -> Iterable[EntryRow]:
        return watched(rows, total, _("Checking"))

    found = look(home.path, home.key, watch)
    if as_json:
        click.echo(json.dumps({**asdict(found), "whole": found.whole}, default=str))
    else:
        click.echo(counted("{n} entry was read.", "{n} entries were read.", found.entries))
        click.echo(counted("{n} attached file was read.", "{n} attached files were read.", found.files))
    if not found.whole:
        raise Failure(
            Exit.DAMAGED,
            _("Something is damaged: keep this folder as it is, and restore the last backup into another."),
        )
    if not as_json:
        click.echo(_("All is whole."))
