"""A file system with no room left: what was acknowledged stays, reading goes on, writing comes back with the room."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError

from tests.databases import pointed_at
from unknot.store import entries, homes, raw_file
from unknot.store.keys import MasterKey

WRITER = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID
import django
from django.conf import settings
from unknot.store import homes
from unknot.store.keys import MasterKey

path, key, journal = Path(sys.argv[1]), MasterKey(bytes.fromhex(sys.argv[2])), UUID(sys.argv[3])
settings.configure(INSTALLED_APPS=["unknot.store"], USE_TZ=True, DATABASES={"default": homes.encrypted_file(path, key)})
django.setup()
from django.db import OperationalError
from unknot import actions
from unknot.journal.entry import Note
from unknot.journal.span import moment
from unknot.store import entries

now = datetime(2026, 3, 2, 8, tzinfo=UTC)
me, when, kept = actions.Actor(), moment(now, "UTC"), 0

def keep():
    global kept
    actions.record(journal, Note(text="x" * 4000), by=me, happened_at=when, now=now)
    kept += 1

said = None
try:
    while kept < 10_000:
        keep()
except OperationalError as error:
    said = str(error)
full = kept
readable = entries.count(journal)
(path.parent / "something large").unlink()
for _ in range(10):
    keep()
print(json.dumps({"said": said, "full": full, "readable": readable, "kept": kept}))
"""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 4 MB, an eighth of it taken by something that can be thrown away."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(tmp_path)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("only root may mount a small file system")
    (tmp_path / "something large").write_bytes(bytes(512 * 1024))
    try:
        yield tmp_path
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a tmpfs")
def test_a_full_disk_loses_nothing_and_is_written_on_when_there_is_room(small_disk: Path, django_db_blocker: Any):
    from unknot.cli.exits import Exit
    from unknot.cli.failures import explained

    path, key, journal = small_disk / "journal.db", MasterKey(os.urandom(32)), uuid4()
    config = homes.encrypted_file(path, key)
    with pointed_at(config, django_db_blocker):
        pass
    command = [sys.executable, "-c", WRITER, str(path), key.master.hex(), str(journal)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert explained(OperationalError(told["said"]))[0] is Exit.NO_ROOM
    assert told["full"] > 100
    assert told["readable"] == told["full"]
    assert raw_file.faults(path, key) == []
    with pointed_at(config, django_db_blocker):
        assert entries.count(journal) == told["kept"] == told["full"] + 10
