"""The encrypted database file opened beside Django: for copies and checks, which must not share its transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from unknot.store.backend.base import give_key
from unknot.store.keys import MasterKey


@contextmanager
def opened(path: Path, key: MasterKey) -> Iterator[Any]:
    """A connection to a database that must be there; `WrongKey` if the key does not open it."""
    connection = sqlcipher.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=20, isolation_level=None)
    try:
        give_key(connection, key.derive("database").hex())
        yield connection
    finally:
        connection.close()


def copy(source: Path, target: Path, key: MasterKey) -> None:
    """A consistent, encrypted copy of a database in use; what was erased is not in it."""
    with opened(source, key) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))


def faults(path: Path, key: MasterKey) -> list[str]:
    """What SQLCipher (each page's seal) and SQLite (the structure) find wrong; nothing if it is whole."""
    with opened(path, key) as connection:
        sealed = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check")]
        if sealed:
            return sealed
        return [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]


def counts(path: Path, key: MasterKey) -> tuple[int, int]:
    """How many journals and how many entries a database holds."""
    with opened(path, key) as connection:
        (journals,) = connection.execute("SELECT count(*) FROM unknot_journal").fetchone()
        (entries,) = connection.execute("SELECT count(*) FROM unknot_entry WHERE NOT blanked").fetchone()
        return journals, entries


def ids(path: Path, key: MasterKey) -> int:
    """How many ids a database holds, those of erased entries too; 0 if it was never begun."""
    with opened(path, key) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'unknot_entry'").fetchone():
            return 0
        (stored,) = connection.execute("SELECT count(*) FROM unknot_entry").fetchone()
        return int(stored)
