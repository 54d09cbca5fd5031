"""Opening a home: the key is written, a newer database is refused, a backup comes before a migration."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from unknot.store import homes, keys
from unknot.store.backup import automatic_backup, refuse_shrunken
from unknot.store.keys import DATABASE_NAME

MADE_UP = "UNKNOT_DEMO_KEY"


class EmptiedDatabase(Exception):
    """The database of a home that was begun holds no table of ours: an empty file stands where the journal was."""


class NewerDatabase(Exception):
    """The database was written by a newer Unknot than this one."""


def ready(environ: Mapping[str, str], now: datetime) -> Path | None:
    """Make the database of a home ready for use; the backup made before a migration, if there was one.

    Call it once, in the process that holds the lock, before anything else touches the database. Raises
    `NewerDatabase`; `EmptiedDatabase` if the journal of a home that was begun is gone; `ShrunkenDatabase`.
    """
    home = homes.home(environ)
    key = homes.master_key(environ)
    if MADE_UP not in environ and not keys.holds_data(home):
        homes.keep_key(environ)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    if connection.vendor == "sqlite":
        (home / DATABASE_NAME).touch(mode=0o600)
    refuse_newer()
    if connection.vendor == "sqlite" and MADE_UP not in environ:
        _refuse_emptied(home)
        if _began_before():
            refuse_shrunken(home, key)
    if not waiting():
        return None
    # On PostgreSQL the backup is the administrator's, with pg_dump.
    made = automatic_backup(home, key, now) if connection.vendor == "sqlite" and _began_before() else None
    call_command("migrate", verbosity=0, interactive=False)
    if MADE_UP not in environ:
        keys.mark(home, key)
    return made


def let_go() -> None:
    """Close every connection and the pool that keeps them: before a process forks, whose child would share them."""
    connections.close_all()
    for each in connections.all():
        close_pool = getattr(each, "close_pool", None)  # PostgreSQL's alone
        if close_pool is not None:
            close_pool()


def refuse_newer() -> None:
    """`NewerDatabase` if the database was migrated by code that knows more than this."""
    loader = MigrationExecutor(connection).loader
    ours = {app for app, _ in loader.disk_migrations}
    unknown = [name for name in loader.applied_migrations if name[0] in ours and name not in loader.disk_migrations]
    if unknown:
        raise NewerDatabase(
            "This journal was last opened by a newer Unknot: install that version or a later one. Nothing was changed."
        )


def waiting() -> int:
    """How many migrations wait."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _refuse_emptied(home: Path) -> None:
    if keys.was_begun(home) and not _began_before():
        raise EmptiedDatabase(
            f"The journal in {home} is empty, though it was begun before. It was not opened, and nothing was changed. "
            f"Put the right {DATABASE_NAME} back, or restore a backup into an empty folder with `unknot restore`."
        )


def _began_before() -> bool:
    return "unknot_entry" in connection.introspection.table_names()
