"""What a home stands on, as facts: key, disk, database, backups. `unknot doctor` puts them into words."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection

from unknot.store import backup, homes


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """`backup_age` is None if there is no backup; `encrypted` is whether the documents are, by us."""

    home: Path
    key_place: Path
    key_on_same_disk: bool
    free_bytes: int
    encrypted: bool
    database: str
    backup_age: timedelta | None
    backups: int
    backup_on_same_disk: bool


def home_facts(environ: Mapping[str, str], now: datetime) -> HomeFacts:
    """The facts of an open home."""
    home = homes.home(environ)
    place = homes.key_sources(environ).place(home)
    made = backup.automatic(home)
    return HomeFacts(
        home=home,
        key_place=place,
        key_on_same_disk=place.exists() and place.stat().st_dev == home.stat().st_dev,
        free_bytes=shutil.disk_usage(home).free,
        encrypted=not homes.on_postgres(environ),
        database=_database(),
        backup_age=now - backup.made_at(made[-1]) if made else None,
        backups=len(made),
        backup_on_same_disk=bool(made),
    )


def _database() -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW server_version")
            return f"PostgreSQL {cursor.fetchone()[0]}"
        cursor.execute("SELECT sqlite_version()")
        version = cursor.fetchone()[0]
        cursor.execute("PRAGMA cipher_version")
        return f"SQLite {version} (SQLCipher {cursor.fetchone()[0]})"
