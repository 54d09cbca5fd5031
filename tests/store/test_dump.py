"""A clinic's backup: of a PostgreSQL, encrypted like the others, and back into an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from django.db import connection

from tests.databases import pointed_at
from tests.generate import random_journal
from tests.store.test_backup import elsewhere
from unknot.store import attachments, backup, dump, entries, homes, journals, keys
from unknot.store.backup import HomeNotEmpty, OtherDatabase
from unknot.store.keys import new_key
from unknot.store.refusals import DumpFailed

pytestmark = pytest.mark.postgres
NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
KEY = new_key()


def new_database(postgres: dict[str, Any], blocker: Any) -> dict[str, Any]:
    """Another database on the same server, with nothing in it."""
    name = f"db-{uuid4().hex[:8]}"
    with pointed_at(postgres, blocker, migrate=None), connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    return {**postgres, "NAME": name}


@pytest.fixture(scope="module")
def made(
    postgres: dict[str, Any], django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, UUID, str]:
    """A backup of a database with one journal, and the file attached to it."""
    home = tmp_path_factory.mktemp("clinic")
    with pointed_at(new_database(postgres, django_db_blocker), django_db_blocker):
        journal = journals.begin(NOW)
        entries.append(journal, random_journal(5), NOW)
        file = attachments.keep(home, KEY, b"a photo of a leg")
        backup.write(home, KEY, home / "copy", NOW)
    return home / "copy", journal, file


@pytest.fixture
def empty(postgres: dict[str, Any], django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    config = new_database(postgres, django_db_blocker)
    with pointed_at(config, django_db_blocker, migrate=None):
        yield config


def test_a_backup_brings_everything_back_into_an_empty_database(made, empty, tmp_path: Path):
    path, journal, file = made
    home, sources = elsewhere(tmp_path)
    found = backup.restore(path, KEY, home, sources, to_postgres=True)
    assert found.entries == entries.count(journal) == len(random_journal(5))
    assert journals.journals() == (journal,)
    assert {e.id: e for e in entries.raw(journal)} == {e.id: e for e in random_journal(5)}
    assert attachments.fetch(home, KEY, file) == b"a photo of a leg"
    assert keys.find_key(home, sources) == KEY
    with pytest.raises(HomeNotEmpty, match="PostgreSQL"):
        backup.restore(path, KEY, tmp_path / "again", sources, to_postgres=True)


def test_nothing_in_it_can_be_read_without_the_key(made):
    content = made[0].read_bytes()
    assert not any(word in content for word in (b"PGDMP", b"happened_at", b"unknot_entry", b"a photo of a leg"))
    with pytest.raises(backup.OtherKey):
        backup.inspect(made[0], new_key())


def test_a_backup_of_one_kind_of_database_is_not_put_into_the_other(made, tmp_path: Path):
    home, sources = elsewhere(tmp_path)
    with pytest.raises(OtherDatabase, match="UNKNOT_DATABASE_URL"):
        backup.restore(made[0], KEY, home, sources)
    assert not (home / keys.DATABASE_NAME).exists()


def test_a_server_that_cannot_be_reached_is_one_plain_sentence(made, empty, tmp_path: Path):
    call_command("migrate", "store", verbosity=0)
    settings = connection.settings_dict
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(settings, "PORT", "1")
        with pytest.raises(DumpFailed, match="PostgreSQL"):
            dump.write(tmp_path / "dump", KEY)
    assert not list(tmp_path.iterdir())


def test_a_password_with_every_mark_in_it_is_written_for_libpq(tmp_path: Path):
    config = homes.postgres("postgresql://me:a%3Ab%5Cc%27d@db.example/my%27db?sslmode=require")
    address = dump._address(config, tmp_path)
    assert "a:b" not in address
    assert r"dbname='my\'db'" in address
    assert "sslmode='require'" in address
    assert (tmp_path / "pass").read_text() == "*:*:*:*:a\\:b\\\\c'd\n"
    assert (tmp_path / "pass").stat().st_mode & 0o077 == 0
