"""`unknot doctor`: what a home stands on, in plain words, and what to do about it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from enum import StrEnum
from urllib.parse import urlsplit
from uuid import UUID

import click

from unknot.cli.exits import Exit, Failure
from unknot.cli.home import SYSTEM_ZONE, Home, now, zone_of
from unknot.cli.translation import _, counted
from unknot.journal.span import UnknownZone, zone
from unknot.store.backup import OLDEST
from unknot.store.inspection import HomeFacts, home_facts

LITTLE_ROOM = 500_000_000
OLD_BACKUP = timedelta(days=7)
HERE = {"localhost", "127.0.0.1", "::1"}


class CheckState(StrEnum):
    GOOD = "good"
    KNOW = "know"  # nothing is wrong, but know it
    MEND = "mend"


@dataclass(frozen=True, slots=True)
class Found:
    about: str
    state: CheckState
    words: str


@click.command()
@click.option("--json", "as_json", is_flag=True, help=_("Print what was found as JSON."))
@click.pass_obj
def doctor(home: Home, as_json: bool) -> None:
    """Look over what the journal stands on: key, disk, backups, time zone, address."""
    journal = home.open()
    found = list(_findings(home_facts(os.environ, now()), journal))
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False))
    else:
        marks = {CheckState.GOOD: _("good"), CheckState.KNOW: _("know"), CheckState.MEND: _("MEND")}
        for one in found:
            click.echo(f"{marks[one.state]:5} {one.about}: {one.words}")
    mend = [one for one in found if one.state is CheckState.MEND]
    if mend:
        raise Failure(Exit.NEEDS_CARE, counted("{n} thing to mend.", "{n} things to mend.", len(mend)))


def _findings(known: HomeFacts, journal: UUID) -> Iterator[Found]:
    yield Found(_("database"), CheckState.GOOD, known.database)
    yield _encryption(known)
    yield _key(known)
    yield _disk(known)
    yield _backup(known)
    yield _zone(journal)
    yield _address()


def _encryption(known: HomeFacts) -> Found:
    if known.encrypted:
        return Found(_("encryption"), CheckState.GOOD, _("the whole database and every attached file are encrypted."))
    return Found(
        _("encryption"),
        CheckState.KNOW,
        _("the entries on PostgreSQL are not encrypted by Unknot: encrypt that server's disk and its dumps."),
    )


def _key(known: HomeFacts) -> Found:
    about, place = _("key"), known.key_place
    if known.key_on_same_disk:
        words = _("at {place}, on the same disk as the journal: whoever takes that disk has both.")
        return Found(about, CheckState.KNOW, words.format(place=place))
    return Found(about, CheckState.GOOD, _("at {place}, away from the journal.").format(place=place))


def _disk(known: HomeFacts) -> Found:
    room = _("{n} MB are free.").format(n=f"{known.free_bytes // 1_000_000:,}")
    return Found(_("disk"), CheckState.MEND if known.free_bytes < LITTLE_ROOM else CheckState.GOOD, room)


def _backup(known: HomeFacts) -> Found:
    about, age = _("backup"), known.backup_age
    if not known.encrypted:
        return Found(about, CheckState.KNOW, _("PostgreSQL is backed up with pg_dump, not by Unknot."))
    if age is None:
        return Found(about, CheckState.MEND, _("there is none: run `unknot backup`, and keep a copy on another disk."))
    days = counted("the last one is {n} day old", "the last one is {n} days old", age.days)
    if age > OLD_BACKUP:
        return Found(about, CheckState.MEND, _("{days}: run `unknot backup`.").format(days=days))
    kept = counted("{n} is kept", "{n} are kept", known.backups)
    return Found(
        about,
        CheckState.KNOW,
        _("{days}; {kept} in {home}, none for longer than {most} days: keep a copy on another disk too.").format(
            days=days, kept=kept, home=known.home, most=OLDEST.days
        ),
    )


def _zone(journal: UUID) -> Found:

    name = zone_of(journal)
    try:
        zone(name)
    except UnknownZone:
        return Found(_("time zone"), CheckState.MEND, _("{zone} is not known on this computer.").format(zone=name))
    if name != SYSTEM_ZONE:
        return Found(
            _("time zone"),
            CheckState.KNOW,
            _("the journal keeps {zone}, this computer {other}.").format(zone=name, other=SYSTEM_ZONE),
        )
    return Found(_("time zone"), CheckState.GOOD, name)


def _address() -> Found:
    about, url = _("address"), os.environ.get("UNKNOT_URL", "")
    if not url:
        return Found(
            about,
            CheckState.GOOD,
            _("only this computer (http://localhost), where all works. A phone needs https: see docs/https.md."),
        )
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname and not parts.hostname.replace(".", "").isdigit():
        return Found(about, CheckState.GOOD, _("{url}: passkeys belong to this name, so keep it.").format(url=url))
    if parts.hostname in HERE:
        return Found(about, CheckState.GOOD, url)
    return Found(
        about,
        CheckState.MEND,
        _(
            "{url} is plain HTTP, or no name. Other devices lose passkeys, logging without a network, the app on the "
            "home screen and reminders, and anyone on that network can read along. docs/https.md says how to mend it."
        ).format(url=url),
    )
