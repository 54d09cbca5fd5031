"""The commands about what is known: what a clinician has still to look at, on paper too, and their answers."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import click

from unknot.cli.exits import Exit, Failure
from unknot.cli.home import DATE, Home, now
from unknot.cli.translation import _, counted
from unknot.knowledge.answers import form, read_answers
from unknot.knowledge.data import Malformed
from unknot.knowledge.review import Review, everything
from unknot.knowledge.signoffs import SignOff, as_toml, read_signoffs
from unknot.pdf.review import review_pdf

SIGN_OFFS = "signoffs.toml"
_FILE = click.Path(path_type=Path, dir_okay=False)


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
@click.option("--pdf", type=_FILE, help=_("Write the list with its sources to this PDF."))
@click.option("--form", "form_file", type=_FILE, help=_("Write an answer form to this file."))
@click.pass_obj
def review(
    home: Home,
    on: datetime | None,
    due: bool,
    signed: Path | None,
    as_json: bool,
    pdf: Path | None,
    form_file: Path | None,
) -> None:
    """List what is due for a check or was never signed off, those due first.

    On paper (--pdf) it is for one afternoon of a pharmacist and a neurologist; their answers go into the form (--form)
    and come back with `unknot knowledge answers`.
    """
    today = on.date() if on else now().date()
    every = everything(_signed(signed or home.path / SIGN_OFFS))
    waiting = [one for one in every if (one.is_due(today) if due else one.needs_someone(today))]
    if pdf is not None:
        pdf.write_bytes(review_pdf(waiting, today=today, _=_))
    if form_file is not None:
        form_file.write_text(form(waiting), encoding="utf-8")
    for one in waiting if pdf is None and form_file is None else ():
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


@knowledge.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--on", type=DATE, help=_("The day of the review instead of today."))
@click.option("--signed", type=_FILE, help=_("The sign-offs to add to; by default signoffs.toml in the data folder."))
@click.pass_obj
def answers(home: Home, file: Path, on: datetime | None, signed: Path | None) -> None:
    """Take back the answers of a review: a yes signs exactly what was read, a no is listed with its remark."""
    target = signed or home.path / SIGN_OFFS
    before = _signed(target)
    try:
        found = read_answers(
            file.read_text(encoding="utf-8"), everything(before), on.date() if on else now().date(), file.name
        )
    except (Malformed, UnicodeDecodeError) as wrong:
        raise Failure(Exit.NOT_UNDERSTOOD, str(wrong)) from wrong
    if found.signed:
        newly = {one.code for one in found.signed}
        stay = tuple(one for one in before if one.digest and one.code not in newly)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(as_toml((*stay, *found.signed)), encoding="utf-8")
    for code, remark in found.refused:
        click.echo(f"{code}  {remark}".rstrip())
    for code in found.changed:
        click.echo(_("{code} says something else by now: read it again.").format(code=code), err=True)
    click.echo(
        _("{signed} signed, {refused} not agreed with, {changed} changed since.").format(
            signed=len(found.signed), refused=len(found.refused), changed=len(found.changed)
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
        "digest": one.digest,
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
