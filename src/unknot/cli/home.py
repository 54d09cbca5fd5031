"""Opening the home that a command works on."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path
from uuid import UUID

import click
import django

from unknot.cli.exits import Exit, Failure
from unknot.cli.translation import _
from unknot.store import homes, keys, lock
from unknot.store.keys import MasterKey

DATE = click.DateTime(["%Y-%m-%d"])
"""A day, as an option gives it."""


@dataclass(frozen=True)
class Home:
    """Where a journal lies. Nothing is opened before it is asked for."""

    path: Path
    named: UUID | None = None

    @cached_property
    def key(self) -> MasterKey:
        return homes.master_key(os.environ)

    @cached_property
    def sources(self) -> keys.KeySources:
        return homes.key_sources(os.environ)

    def open(self, *, begin: bool = False, whichever: bool = False) -> UUID:
        """Open the database, brought up to date, and give the journal in it.

        An empty home is begun only if the command writes. `whichever`: of several journals the first will do.
        """
        self.bring_up(begin=begin)
        from unknot.store import journals

        if self.named is None:
            found = journals.journals()
            return found[0] if whichever and found else journals.only(now())
        if self.named not in journals.journals():
            raise Failure(Exit.NO_JOURNAL, _("That journal is not in this home."))
        return self.named

    def connect(self) -> None:
        """Let Django know the database, without touching it."""
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unknot.web.settings")
        django.setup()

    def bring_up(self, *, begin: bool = False) -> None:
        """Open the database, brought up to date, whichever journals are in it."""
        if not begin and not keys.holds_data(self.path):
            raise Failure(
                Exit.NO_JOURNAL,
                _("There is no journal in {home}: begin one with `unknot serve`, or name another folder with --home.")
                .format(home=self.path),
            )  # fmt: skip
        new = not keys.holds_data(self.path)
        self.connect()
        from unknot.store import opening  # its tables are known only now

        if new or opening.waiting():
            with lock.sole_use(self.path):
                opening.ready(os.environ, now())
        else:
            opening.refuse_newer()
        if new:
            click.echo(_("A new journal was begun in {home}.").format(home=self.path), err=True)
            click.echo(_("Print its recovery sheet now: unknot sheet"), err=True)


def now() -> datetime:
    """The clock of this machine."""
    return datetime.now(UTC)


def _system_zone() -> str:
    named = os.environ.get("TZ", "").lstrip(":")
    if named and "/" in named and not named.startswith("/"):
        return named
    place = os.path.realpath(named if named.startswith("/") else "/etc/localtime")
    return place.partition("/zoneinfo/")[2] or "UTC"


SYSTEM_ZONE = _system_zone()
"""The IANA name of this machine's time zone, UTC if it does not tell. Read at once: Django sets its own."""


def zone_of(journal: UUID) -> str:
    """The zone of the journal's settings; that of this machine if it has none yet."""
    from unknot.store import entries as store  # its tables are known only once a home is open

    always = datetime.combine(date(2200, 1, 1), time(), UTC)
    return store.standing(journal, always, always).settings.zone or SYSTEM_ZONE
