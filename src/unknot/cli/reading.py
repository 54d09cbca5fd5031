"""What a file to import holds: an export of ours, our notation, or a diary kept in a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import click

from unknot.cli.exits import Exit, Failure
from unknot.cli.words import _
from unknot.importers import own, spreadsheet
from unknot.importers.imported import Imported, NotThisFormat

SPREADSHEETS = {".csv", ".tsv", ".tab"}


@dataclass(frozen=True, slots=True)
class Said:
    """What the person said about a spreadsheet beforehand, and whether they can be asked."""

    day_first: bool | None
    first_day: date | None
    ask: bool


def read(file: Path, journal: UUID, zone: str, at: datetime, said: Said) -> Imported:
    """The file, by its format. How a spreadsheet is read is shown before anything comes of it."""
    data = file.read_bytes()
    if file.suffix.lower() in SPREADSHEETS:
        return _spreadsheet(data, journal, zone, at, said)
    try:
        return own.read(data, journal, zone, at)
    except NotThisFormat as other:
        try:
            return _spreadsheet(data, journal, zone, at, said)
        except NotThisFormat:
            raise other from None


def _spreadsheet(data: bytes, journal: UUID, zone: str, at: datetime, said: Said) -> Imported:
    mapping = spreadsheet.propose(data)
    if said.day_first is not None:
        mapping = replace(mapping, day_first=said.day_first)
    if said.first_day is not None:
        mapping = replace(mapping, first_day=said.first_day)
    for line in mapping.says(_):
        click.echo(f"  {line}", err=True)
    match mapping.missing:
        case "date-order":
            mapping = replace(mapping, day_first=_ask_order(said))
        case "first-day":
            mapping = replace(mapping, first_day=_ask_first_day(said))
    return spreadsheet.read(data, mapping, journal=journal, zone=zone, now=at)


def _ask_order(said: Said) -> bool:
    if not said.ask:
        words = _("No row shows whether the day or the month comes first: say --date-order day or --date-order month.")
        raise Failure(Exit.NOT_UNDERSTOOD, words)
    question = _("Which comes first in a date, the day or the month?")
    answer: str = click.prompt(question, type=click.Choice(["day", "month"]), err=True)
    return answer == "day"


def _ask_first_day(said: Said) -> date:
    if not said.ask:
        words = _("This diary numbers its days: say --first-day with the date of the first of them.")
        raise Failure(Exit.NOT_UNDERSTOOD, words)
    answer: datetime = click.prompt(_("Which date is day 1?"), type=click.DateTime(["%Y-%m-%d"]), err=True)
    return answer.date()
