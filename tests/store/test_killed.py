"""A process that is killed loses and doubles nothing that it acknowledged."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.databases import pointed_at
from unknot.store import entries, homes, raw_file
from unknot.store.keys import MasterKey

WRITES, KILLS = 150, 8

WRITER = """
import sys
from datetime import UTC, datetime
from uuid import UUID
from pathlib import Path
import django
from django.conf import settings
from unknot.store import homes
from unknot.store.keys import MasterKey

path, key, journal, first = Path(sys.argv[1]), MasterKey(bytes.fromhex(sys.argv[2])), UUID(sys.argv[3]), int(sys.argv[4])
settings.configure(INSTALLED_APPS=["unknot.store"], USE_TZ=True,
                   DATABASES={"default": homes.encrypted_file(path, key)})
django.setup()
from unknot import actions
from unknot.journal.entry import Note
from unknot.journal.span import moment

now = datetime(2026, 3, 2, 8, tzinfo=UTC)
for n in range(first, 100_000):
    id = UUID(int=n)
    actions.record(journal, Note(text=str(n)), by=actions.Actor(), happened_at=moment(now, "UTC"), now=now, id=id)
    print(n, flush=True)
"""


@pytest.mark.slow
def test_kill_during_writes_loses_and_doubles_nothing(tmp_path: Path, django_db_blocker: Any):
    path, key, journal = tmp_path / "journal.db", MasterKey(os.urandom(32)), uuid4()
    config, rng = homes.encrypted_file(path, key), random.Random(9)
    with pointed_at(config, django_db_blocker):
        pass
    acknowledged: list[int] = []
    for _ in range(KILLS):
        first = acknowledged[-1] if acknowledged else 1  # the last one again: its answer may have been lost
        command = [sys.executable, "-c", WRITER, str(path), key.master.hex(), str(journal), str(first)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            for _ in range(rng.randint(WRITES // KILLS, 2 * WRITES // KILLS)):
                acknowledged.append(int(writer.stdout.readline()))
            writer.send_signal(signal.SIGKILL)
            acknowledged += [int(line) for line in writer.stdout.read().split("\n")[:-1] if line]
    assert len(acknowledged) >= WRITES
    assert raw_file.faults(path, key) == []
    with pointed_at(config, django_db_blocker):
        kept = Counter(entry.id.int for entry in entries.raw(journal))
    assert set(acknowledged) <= kept.keys()
    assert set(kept.values()) == {1}
    assert len(kept) <= len(set(acknowledged)) + KILLS  # one may be kept whose word was cut off
