"""The home of a journal: its folder, its key and its database, as the environment names them.

The environment comes in as an argument; nothing here reads or writes anything but the key's file.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from unknot.store import keys
from unknot.store.keys import (
    CHECK_NAME,
    DATABASE_NAME,
    KeySources,
    MasterKey,
    NoDataForKey,
    find_key,
    holds_data,
    new_key,
)

ENGINE = "unknot.store.backend"

POOL, MOST_CONNECTIONS, POOL_PATIENCE = 4, 100, 10
"""Connections a process keeps unless told (one for each thread that answers), the most, and seconds to wait for one."""

_pending: dict[Path, MasterKey] = {}


class BadDatabaseURL(Exception):
    """`UNKNOT_DATABASE_URL` is not the address of a PostgreSQL database."""


def home(environ: Mapping[str, str]) -> Path:
    """The data folder: UNKNOT_HOME, else the folder for a person's data on this system."""
    if chosen := environ.get("UNKNOT_HOME"):
        return Path(chosen).expanduser().absolute()
    data = environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "unknot"


def key_sources(environ: Mapping[str, str]) -> KeySources:
    key_file, credentials = environ.get("UNKNOT_KEY_FILE"), environ.get("CREDENTIALS_DIRECTORY")
    config = environ.get("XDG_CONFIG_HOME")
    return KeySources(
        key_file=Path(key_file).expanduser().absolute() if key_file else None,
        credentials=Path(credentials) if credentials else None,
        config=(Path(config) if config else Path.home() / ".config") / "unknot",
    )


def master_key(environ: Mapping[str, str]) -> MasterKey:
    """The key of the home. An empty home's is made now and kept in memory until `opening.ready` writes it."""
    if made_up := environ.get("UNKNOT_DEMO_KEY"):
        return MasterKey(bytes.fromhex(made_up))
    folder = home(environ)
    if not holds_data(folder) and folder in _pending:
        return _pending[folder]
    if (folder / CHECK_NAME).exists() and not (folder / DATABASE_NAME).exists() and not on_postgres(environ):
        raise NoDataForKey(f"The journal is missing from {folder}: put {DATABASE_NAME} back, or restore a backup.")
    found = find_key(folder, key_sources(environ))
    return _pending.setdefault(folder, new_key()) if found is None else found


def adopt(environ: Mapping[str, str]) -> None:
    """Let an empty home begin with the key that was put there for it."""
    _pending[home(environ)] = keys.adopt(home(environ), key_sources(environ))


def keep_key(environ: Mapping[str, str]) -> None:
    """Write the key of an empty home to its place."""
    folder = home(environ)
    keys.keep(folder, key_sources(environ), master_key(environ))
    _pending.pop(folder, None)


def database(environ: Mapping[str, str]) -> tuple[MasterKey, dict[str, dict[str, Any]]]:
    """The key, and Django's `DATABASES`: the encrypted file in the home, or the PostgreSQL of UNKNOT_DATABASE_URL."""
    key = master_key(environ)
    if on_postgres(environ):
        return key, {"default": postgres(environ["UNKNOT_DATABASE_URL"])}
    return key, {"default": encrypted_file(home(environ) / DATABASE_NAME, key)}


def on_postgres(environ: Mapping[str, str]) -> bool:
    """Whether the journal is on PostgreSQL, where its documents are not encrypted by us."""
    return bool(environ.get("UNKNOT_DATABASE_URL"))


def encrypted_file(path: Path, key: MasterKey) -> dict[str, Any]:
    return {
        "ENGINE": ENGINE,
        "NAME": path,
        "OPTIONS": {"key": key.derive("database").hex(), "transaction_mode": "IMMEDIATE", "timeout": 20},
        "TEST": {"NAME": path.with_name("test.db")},
        "CONN_MAX_AGE": None,
    }


def postgres(url: str) -> dict[str, Any]:
    """Django's settings for `postgresql://name:word@host:port/database?sslmode=require`.

    `pool=8` in the query is how many connections a process keeps for its threads to share; 0 is none kept.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise BadDatabaseURL("UNKNOT_DATABASE_URL is not an address.") from error
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise BadDatabaseURL("UNKNOT_DATABASE_URL needs the form postgresql://name:password@host:port/database.")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    kept = str(options.pop("pool", POOL))
    if not kept.isdecimal() or int(kept) > MOST_CONNECTIONS:
        raise BadDatabaseURL(f"In UNKNOT_DATABASE_URL pool is a number from 0 to {MOST_CONNECTIONS}.")
    if int(kept):
        options["pool"] = {"min_size": 1, "max_size": int(kept), "timeout": POOL_PATIENCE}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 0,  # each request takes a connection from the pool and gives it back
        "CONN_HEALTH_CHECKS": True,
    }
