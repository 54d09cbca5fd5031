"""The PostgreSQL database as one encrypted file, by pg_dump, and back by pg_restore. No plain copy touches a disk."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from unknot.store import stream
from unknot.store.files import whole_file
from unknot.store.keys import MasterKey
from unknot.store.models import EntryRow, JournalRow
from unknot.store.refusals import DumpFailed, NoPostgresTools

DEBIAN = "/usr/lib/postgresql"
USE = "dump"
"""The name of the key that these files are encrypted with."""


def write(path: Path, key: MasterKey) -> tuple[int, int]:
    """Keep the database at one moment, while others write; how many journals and entries that were."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        counted = counts()
        with _running("pg_dump", "--format=custom", f"--snapshot={snapshot}", stdout=subprocess.PIPE) as process:
            dumped = process.stdout
            assert dumped is not None
            with whole_file(path) as file:
                for piece in stream.sealed(iter(lambda: dumped.read(stream.PIECE), b""), key.derive(USE)):
                    file.write(piece)
                _end(process)
    return counted


def check(path: Path, key: MasterKey) -> None:
    """Read a dump to its end, as restoring it would; raises if it cannot be."""
    with _running("pg_restore", "--file=-", connect=False, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        _feed(process, path, key)


def load(path: Path, key: MasterKey) -> None:
    """Put a dump into an empty database: all of it, or nothing."""
    options = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
    with _running("pg_restore", *options, stdin=subprocess.PIPE) as process:
        _feed(process, path, key)


def counts() -> tuple[int, int]:
    """How many journals and how many entries the database holds."""
    return JournalRow.objects.count(), EntryRow.objects.filter(blanked=False).count()


def is_empty() -> bool:
    return not connection.introspection.table_names()


# ---------------------------------------------------------------- PostgreSQL's programs


@contextmanager
def _running(program: str, *options: str, connect: bool = True, **pipes: int) -> Iterator[subprocess.Popen[bytes]]:
    """One of PostgreSQL's programs on our database; it is gone when the block ends."""
    with tempfile.TemporaryDirectory(prefix="unknot-pg-") as room:
        where = [f"--dbname={_address(connection.settings_dict, Path(room))}"] if connect else []
        command = [_found(program), *options, *where, "--no-password"] if connect else [_found(program), *options]
        # S603: the program is PostgreSQL's own, and what it is told stands above.
        with subprocess.Popen(command, stderr=subprocess.DEVNULL, **pipes) as process:  # type: ignore[call-overload] # noqa: S603
            try:
                yield process
            finally:
                if process.poll() is None:
                    process.kill()


def _feed(process: subprocess.Popen[bytes], path: Path, key: MasterKey) -> None:
    assert process.stdin is not None
    with path.open("rb") as file:
        _pour(stream.opened(file, key.derive(USE)), process)
    _end(process)


def _pour(content: Iterable[bytes], process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    try:
        for piece in content:
            process.stdin.write(piece)
        process.stdin.close()
    except BrokenPipeError as error:
        raise DumpFailed("PostgreSQL did not take the backup: see the log of its server.") from error


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.wait():
        raise DumpFailed("PostgreSQL's program did not finish: see the log of its server.")


def _found(program: str) -> str:
    """Where a program is: on the path, or where Debian keeps it, the newest first."""
    debian = sorted(Path(DEBIAN).glob(f"*/bin/{program}"), key=lambda path: path.parts[-3].zfill(4), reverse=True)
    found = shutil.which(program) or next(map(str, debian), None)
    if found is None:
        raise NoPostgresTools(f"{program} is not installed here: it comes with PostgreSQL's client programs.")
    return found


def _address(settings: dict[str, Any], room: Path) -> str:
    """libpq's own words for our database; the password stands in a file that nobody else can read."""
    passfile = room / "pass"
    passfile.touch(mode=0o600)
    passfile.write_text(f"*:*:*:*:{_escaped(str(settings['PASSWORD']), ':')}\n", encoding="utf-8")
    parts = {
        "dbname": settings["NAME"],
        "host": settings["HOST"],
        "port": settings["PORT"],
        "user": settings["USER"],
        "passfile": passfile,
        **{name: value for name, value in settings["OPTIONS"].items() if isinstance(value, str)},
    }
    return " ".join(f"{name}='{_escaped(str(value), chr(39))}'" for name, value in parts.items() if str(value))


def _escaped(text: str, mark: str) -> str:
    return text.replace("\\", "\\\\").replace(mark, f"\\{mark}")
