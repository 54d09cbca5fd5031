"""SQLCipher for Django: keyed connections, durable writes, and a refusal of what is too old or not ours.

`DATABASES` needs `OPTIONS: {"key": <64 hex digits>, "transaction_mode": "IMMEDIATE"}`.
"""

from __future__ import annotations

import datetime as dt
import decimal
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import tee
from typing import Any

import sqlcipher3.dbapi2 as Database  # noqa: N812  # Django's name for it
from django.db.backends.sqlite3 import base as sqlite
from django.db.backends.sqlite3._functions import register as register_functions
from django.utils.dateparse import parse_date, parse_datetime, parse_time

from unknot.store.keys import KeyProblem, WrongKey

OLDEST_SQLITE = (3, 52, 0)
"""Below it, a WAL database with several writers can be corrupted."""

PRAGMAS = (
    "foreign_keys = ON",
    "legacy_alter_table = OFF",
    "journal_mode = WAL",
    "synchronous = FULL",  # what was acknowledged survives a power cut
    "secure_delete = ON",  # what was erased is overwritten
    "temp_store = MEMORY",  # nothing about a person in a temporary file
)


class OldSQLite(Exception):
    """The SQLite inside SQLCipher is older than the one we trust."""


class NotEncrypted(KeyProblem):
    """The library in use is not SQLCipher: it would write in the clear."""


def _parsed(parse: Callable[[str], Any]) -> Callable[[bytes], Any]:
    return lambda stored: parse(stored.decode())


# The standard library's module has these built in; SQLCipher's has not.
for _name, _read in {
    "bool": b"1".__eq__,
    "date": _parsed(parse_date),
    "time": _parsed(parse_time),
    "datetime": _parsed(parse_datetime),
    "timestamp": _parsed(parse_datetime),
}.items():
    Database.register_converter(_name, _read)
Database.register_adapter(decimal.Decimal, str)
Database.register_adapter(dt.date, dt.date.isoformat)
Database.register_adapter(dt.datetime, lambda moment: moment.isoformat(" "))


class Cursor(Database.Cursor):  # type: ignore[misc]  # the library has no types
    """Takes the placeholders that Django writes (`%s`, `%(name)s`)."""

    convert_query = sqlite.SQLiteCursorWrapper.convert_query

    def execute(self, query: str, params: Sequence[Any] | Mapping[str, Any] | None = None) -> Any:
        if params is None:
            return super().execute(query)
        names = list(params) if isinstance(params, Mapping) else None
        return super().execute(self.convert_query(query, param_names=names), params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        peek, rows = tee(iter(param_list))
        first = next(peek, None)
        names = list(first) if isinstance(first, Mapping) else None
        return super().executemany(self.convert_query(query, param_names=names), rows)


class DatabaseWrapper(sqlite.DatabaseWrapper):
    """One encrypted file; every connection gives the key first and fails at once if it is wrong."""

    Database = Database

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        self._key = str(params.pop("key"))
        params.pop("init_command", None)
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = Database.connect(**conn_params)
        give_key(connection, self._key)
        register_functions(connection)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        return self.connection.cursor(factory=Cursor)


def give_key(connection: Any, key: str) -> None:
    """Unlock a fresh connection with 64 hex digits; refuse a wrong key, plain SQLite and an old one."""
    connection.execute(f"PRAGMA key = \"x'{bytes.fromhex(key).hex()}'\"")  # raw bytes: no slow derivation each time
    if not connection.execute("PRAGMA cipher_version").fetchall():
        raise NotEncrypted("This SQLite cannot encrypt: the journal was not opened.")
    try:
        (version, _) = connection.execute("SELECT sqlite_version(), count(*) FROM sqlite_master").fetchone()
    except Database.DatabaseError as error:
        if "not a database" in str(error):
            raise WrongKey("The key does not open this database, or the file is damaged.") from error
        raise
    refuse_old(version)


def refuse_old(version: str) -> None:
    """`OldSQLite` for a version below the oldest that is trusted."""
    if tuple(int(part) for part in version.split(".")) < OLDEST_SQLITE:
        oldest = ".".join(map(str, OLDEST_SQLITE))
        raise OldSQLite(f"SQLite {version} is too old for a journal: {oldest} or newer is needed.")
