"""Connections to PostgreSQL are kept and shared: few, whatever the number of threads, and none left before a fork."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from unknot.store import homes, opening
from unknot.store.homes import BadDatabaseURL

pytestmark = pytest.mark.postgres
SIZE, THREADS = 2, 6


@pytest.fixture
def pooled(postgres: dict[str, Any], django_db_blocker: Any) -> Iterator[str]:
    """The name of a database whose process keeps two connections."""
    url = f"postgresql://{postgres['USER']}@{postgres['HOST']}:{postgres['PORT']}/{postgres['NAME']}?pool={SIZE}"
    connections.databases["pooled"] = connections.configure_settings({"default": {}, "pooled": homes.postgres(url)})[
        "pooled"
    ]
    with django_db_blocker.unblock():
        yield "pooled"
        connections["pooled"].close()
        connections["pooled"].close_pool()
    del connections["pooled"]
    del connections.databases["pooled"]


def test_many_threads_share_few_connections(pooled: str):
    begin = Barrier(THREADS)

    def ask(_: int) -> set[int]:
        begin.wait(30)
        backends = set()
        for _ in range(5):  # five requests
            with connections[pooled].cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                backends.add(cursor.fetchone()[0])
            connections[pooled].close()
        return backends

    with ThreadPoolExecutor(THREADS) as pool:
        used = set().union(*pool.map(ask, range(THREADS)))
    assert 1 <= len(used) <= SIZE


def test_before_a_fork_nothing_is_left_open(pooled: str):
    with connections[pooled].cursor() as cursor:
        cursor.execute("SELECT 1")
    before = connections[pooled].pool
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connections, "all", lambda: [connections[pooled]])
        patch.setattr(connections, "close_all", connections[pooled].close)
        opening.let_go()
    assert before.closed


@pytest.mark.parametrize("pool", ["-1", "many", "1000"])
def test_a_pool_is_a_sensible_number(pool: str):
    with pytest.raises(BadDatabaseURL, match="from 0 to 100"):
        homes.postgres(f"postgresql://db.example/unknot?pool={pool}")


def test_a_process_keeps_some_unless_told():
    assert homes.postgres("postgresql://db.example/unknot")["OPTIONS"]["pool"]["max_size"] == homes.POOL
