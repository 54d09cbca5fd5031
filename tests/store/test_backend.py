"""The file is encrypted, durable, and refused if its key, its version or its SQLite is not right."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, connections

from tests.databases import pointed_at
from tests.days import entries as days
from unknot.store import entries, homes, opening
from unknot.store.backend import base
from unknot.store.keys import WrongKey, new_key

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)


@pytest.fixture
def own_file(tmp_path: Path) -> dict[str, Any]:
    return homes.encrypted_file(tmp_path / "journal.db", new_key())


def test_nothing_can_be_read_from_the_files_without_the_key(own_file: dict[str, Any], django_db_blocker: Any):
    secret = "walked the dog at dawn"
    with pointed_at(own_file, django_db_blocker):
        entries.append(uuid4(), days(f'2026-03-02 08:10  note "{secret}"'), NOW)
        written = b"".join(path.read_bytes() for path in Path(own_file["NAME"]).parent.iterdir())
    assert len(written) > 10_000
    assert secret.encode() not in written
    assert b"SQLite format" not in written
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        sqlite3.connect(own_file["NAME"]).execute("SELECT * FROM sqlite_master")


def test_a_wrong_key_is_refused(own_file: dict[str, Any], django_db_blocker: Any):
    with pointed_at(own_file, django_db_blocker):
        pass
    other = homes.encrypted_file(own_file["NAME"], new_key())
    with pytest.raises(WrongKey), pointed_at(other, django_db_blocker):
        pass


def test_every_connection_writes_ahead_syncs_fully_and_overwrites_what_it_deletes(
    own_file: dict[str, Any], django_db_blocker: Any
):
    with pointed_at(own_file, django_db_blocker), connection.cursor() as cursor:
        found = {}
        for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "temp_store"):
            cursor.execute(f"PRAGMA {name}")
            found[name] = cursor.fetchone()[0]
    assert found == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1, "temp_store": 2}


def test_an_old_sqlite_is_refused_as_read_on_the_connection(
    own_file: dict[str, Any], django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(base, "OLDEST_SQLITE", (99, 0, 0))
    with pytest.raises(base.OldSQLite, match=r"99\.0\.0 or newer"), pointed_at(own_file, django_db_blocker):
        pass


@pytest.mark.parametrize(("version", "old"), [("3.51.9", True), ("3.9.0", True), ("3.52.0", False), ("3.53.4", False)])
def test_versions_are_compared_as_numbers(version: str, old: bool):
    if old:
        with pytest.raises(base.OldSQLite):
            base.refuse_old(version)
    else:
        base.refuse_old(version)


def test_a_database_of_a_newer_unknot_is_refused(database: str):
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('store', '9999_from_the_future', %s)", [NOW]
        )
    try:
        with pytest.raises(opening.NewerDatabase, match="Nothing was changed"):
            opening.refuse_newer()
    finally:
        with connections["default"].cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE name = '9999_from_the_future'")
    opening.refuse_newer()


def test_a_full_disk_is_a_clear_error_and_reading_goes_on(own_file: dict[str, Any], django_db_blocker: Any):
    from django.db import OperationalError

    from unknot.cli.exits import Exit
    from unknot.cli.failures import explained

    journal = uuid4()
    spasms = days("\n".join(f"2026-03-02 {h:02}:{m:02}  spasm 6/10 left-calf" for h in range(24) for m in range(60)))
    with pointed_at(own_file, django_db_blocker):
        entries.append(journal, spasms[:10], NOW)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA page_count")
            cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + 5}")
        with pytest.raises(OperationalError, match="full") as refused:
            entries.append(journal, spasms[10:], NOW)
        assert explained(refused.value)[0] is Exit.NO_ROOM
        assert entries.count(journal) == 10
        assert len(entries.standing(journal).entries) == 10
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1000000")
        assert len(entries.append(journal, spasms, NOW).added) == len(spasms) - 10
