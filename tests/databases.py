"""The store's tests run on both databases: the encrypted file, and a private PostgreSQL if there is one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from django.db import connections

from tests.postgres import private_postgres
from unknot.store import homes
from unknot.store.keys import new_key


@contextmanager
def pointed_at(config: dict[str, Any], blocker: Any, *, migrate: tuple[str, ...] | None = ("store",)) -> Iterator[str]:
    """Make a database `default`, with the tables of some apps (none: of all; None: as it is); gives its vendor."""
    before, connection = connections.databases["default"], connections["default"]
    connections.databases["default"] = connections.configure_settings({"default": dict(config)})["default"]
    del connections["default"]
    with blocker.unblock():
        try:
            if migrate is not None:
                call_command("migrate", *migrate, verbosity=0)
            yield connections["default"].vendor
        finally:
            connections["default"].close()
            connections.databases["default"] = before
            connections["default"] = connection


@pytest.fixture(scope="session")
def encrypted_file(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return homes.encrypted_file(tmp_path_factory.mktemp("home") / "journal.db", new_key())


@pytest.fixture(scope="session")
def postgres() -> Iterator[dict[str, Any]]:
    with private_postgres() as url:
        yield homes.postgres(f"{url}?pool=0")  # a pool belongs to a name, and `default` is many databases here


@pytest.fixture(scope="session")
def postgres_for_pages(postgres: dict[str, Any], django_db_setup: None, django_db_blocker: Any) -> dict[str, Any]:
    """A database on the same server with every table; each test of a page leaves it as it was."""
    with pointed_at(postgres, django_db_blocker, migrate=None), connections["default"].cursor() as cursor:
        cursor.execute("CREATE DATABASE pages")
    config = {**postgres, "NAME": "pages"}
    with pointed_at(config, django_db_blocker, migrate=()):
        pass
    return config


@pytest.fixture(params=["encrypted_file", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[str]:
    """`default` is one of the two databases; gives its vendor."""
    with pointed_at(request.getfixturevalue(request.param), django_db_blocker) as vendor:
        yield vendor


@pytest.fixture
def journal(database: str) -> UUID:
    """A journal that nothing was written to."""
    return uuid4()
