"""A private PostgreSQL for the tests: its own folder, its own socket, loopback only, gone afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def _programs() -> Path | None:
    found = shutil.which("initdb")
    return Path(found).parent if found else next((place for place in PLACES if (place / "initdb").exists()), None)


def _missing(why: str) -> None:
    """Absent servers are skipped with the reason; a build machine must have one."""
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)


@contextmanager
def private_postgres() -> Iterator[str]:
    """The address of a new, empty server."""
    programs = _programs()
    if programs is None:
        _missing("no PostgreSQL server on this machine")
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="unknot-pg-"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    as_user = []
    if os.getuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "postgres")
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    data = folder / "data"
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    make = ["initdb", "-D", data, "-U", "unknot", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8"]
    start = ["pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start"]
    stop = ["pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"]

    def run(command: list[str | Path]) -> None:
        program, *arguments = map(str, command)
        subprocess.run([*as_user, str(programs / program), *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/")

    run(make)
    try:
        run(start)
        yield f"postgresql://unknot@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run(
            [*as_user, str(programs / "pg_ctl"), *map(str, stop[1:])], check=False, stdout=subprocess.DEVNULL
        )
        shutil.rmtree(folder, ignore_errors=True)
