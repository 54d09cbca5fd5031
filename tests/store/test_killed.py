"""A process that is killed loses and doubles nothing that it acknowledged."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

import pytest

from tests.databases import pointed_at
from unknot.store import entries, homes, raw_file
from unknot.store.keys import MasterKey

KILLS = 150

WRITERS = """
import os, sys
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
from unknot import actions
from unknot.journal.entry import Note
from unknot.journal.span import moment

now = datetime(2026, 3, 2, 8, tzinfo=UTC)
me, when = actions.Actor(), moment(now, "UTC")
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        os.write(1, f"pid {os.getpid()}\\n".encode())
        for n in range(int(line), 1_000_000):
            actions.record(journal, Note(text=str(n)), by=me, happened_at=when, now=now, id=UUID(int=n))
            os.write(1, f"kept {n}\\n".encode())  # one write: a word is never cut in two
    os.waitpid(child, 0)
    os.write(1, f"dead {child}\\n".encode())
"""


@pytest.fixture
def quick_disk(tmp_path: Path) -> Iterator[Path]:
    """Memory where there is some: a killed process, unlike a cut wire, loses nothing that the system has in hand."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else tmp_path) as room:
        yield Path(room)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that forks")
def test_150_kills_during_writes_lose_and_double_nothing(quick_disk: Path, django_db_blocker: Any):
    path, key, journal = quick_disk / "journal.db", MasterKey(os.urandom(32)), uuid4()
    config, rng = homes.encrypted_file(path, key), random.Random(9)
    with pointed_at(config, django_db_blocker):
        pass
    kept: set[int] = set()
    command = [sys.executable, "-c", WRITERS, str(path), key.master.hex(), str(journal)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writers:
        assert writers.stdin is not None
        assert writers.stdout is not None
        for _ in range(KILLS):
            # The last one again: a client whose answer was cut off asks again.
            print(max(kept, default=1), file=writers.stdin, flush=True)
            kept |= _write_and_kill(writers.stdout, rng)
        writers.stdin.close()
    assert len(kept) >= KILLS
    assert raw_file.faults(path, key) == []
    with pointed_at(config, django_db_blocker):
        found = Counter(entry.id.int for entry in entries.raw(journal))
    assert kept <= found.keys()
    assert set(found.values()) == {1}
    assert len(found) <= len(kept) + KILLS  # one a kill may be kept whose answer was cut off


def _write_and_kill(words: IO[str], rng: random.Random) -> set[int]:
    """Let a writer keep a few entries, kill it at any moment of the next; what it had acknowledged."""
    child, enough, kept = 0, rng.randint(1, 3), set()
    while True:
        match words.readline().split():
            case ["pid", pid]:
                child = int(pid)
            case ["kept", n]:
                kept.add(int(n))
                if len(kept) == enough:
                    time.sleep(rng.random() * 0.01)
                    os.kill(child, signal.SIGKILL)
            case ["dead", _]:
                return kept
            case other:
                raise AssertionError(other)
