"""The commands about what is known: `knowledge review` lists what a clinician has still to look at."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import click

from unknot.cli.exits import Exit, Failure
from unknot.cli.home import Home, now
from unknot.cli.show import DATE
from unknot.cli.translation import _, counted
from unknot.knowledge.data import Malformed
from unknot.knowledge.review import Review, everything
from unknot.knowledge.signoffs import SignOff, read_signoffs

SIGN_OFFS = "signoffs.toml"


@click.group()
def knowledge() -> None:
    """What is known: rules, rows, scales and claims, and who checked them."""


@knowledge.command()
@click.option("--on", type=DATE, help=_("As of this day instead of today."))
@click.option("--due", is_flag=True, help=_("Only what has come up for its next check."))
@click.option(
    "--signed",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=_("A clinic's own sign-offs; by default signoffs.toml in the data folder."),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object a line."))
@click.pass_obj
def review(home: Home, on: datetime | None, due: bool, signed: Path | None, as_json: bool) -> None:
    """List what is due for a check or was never signed off, those due first."""
    today = on.date() if on else now().date()
    every = everything(_signed(signed or home.path / SIGN_OFFS))
    waiting = [one for one in every if (one.is_due(today) if due else one.needs_someone(today))]
    for one in waiting:
        click.echo(json.dumps(_plain(one, today), ensure_ascii=False) if as_json else _line(one, today))
    if not as_json:
        overdue = sum(one.is_due(today) for one in every)
        unsigned = sum(one.signed is None for one in every)
        click.echo(
            _("{all} rules, rows, scales and claims; {due} due for a check, {unsigned} not signed off.").format(
                all=counted("{n}", "{n}", len(every)), due=overdue, unsigned=unsigned
            ),
            err=True,
        )


def _signed(file: Path) -> tuple[SignOff, ...]:
    if not file.is_file():
        return ()
    try:
        return read_signoffs(file.read_text(encoding="utf-8"), file.name)
    except Malformed as wrong:
        raise Failure(Exit.NOT_UNDERSTOOD, str(wrong)) from wrong


def _line(one: Review, today: date) -> str:
    due = _("due") if one.is_due(today) else _("not signed off")
    return f"{one.next_check.isoformat()}  {one.kind:11}  {one.id:24}  {due}"


def _plain(one: Review, today: date) -> dict[str, object]:
    return {
        "id": one.id,
        "kind": one.kind,
        "says": one.says,
        "chosen": one.chosen,
        "verified": one.verified.value,
        "sources": [source.title for source in one.source],
        "next_check": one.next_check.isoformat(),
        "due": one.is_due(today),
        "signed": {"name": one.signed.name, "role": one.signed.role, "on": one.signed.on.isoformat()}
        if one.signed
        else None,
    }
