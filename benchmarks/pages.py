"""Pages, presses, paper and imports on both databases: in one process, without the network.

    python -m benchmarks.pages FOLDER [--entries 20000]

Each database is asked in a process of its own, with a short journal and a long one of 20 entries a day.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.measured import Measured, keep

SHORT, TIMES = 2_000, 9
DATABASES = ("SQLCipher", "PostgreSQL")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--entries", type=int, default=20_000)
    given = parser.parse_args()
    found = {name: _asked(name, given.entries) for name in DATABASES}
    lines = []
    for what, (_, of_file) in found["SQLCipher"].items():
        unit = "entries/s" if "import" in what else "bytes" if "on disk" in what else "ms"
        for name in DATABASES:
            short, long = found[name][what]
            less = f"{SHORT:,} entries {short:.0f} {unit}"
            lines.append(
                Measured(f"{what}, {given.entries:,} entries, {name}", f"{long:.0f} {unit}", less, long / short)
            )
        _, of_server = found["PostgreSQL"][what]
        lines.append(
            Measured(f"{what}, PostgreSQL against SQLCipher", f"{of_server:.0f} {unit}", f"{of_file:.0f} {unit}",
                     of_server / of_file)
        )  # fmt: skip
    keep(given.folder / "figures", "pages", lines)


def _asked(name: str, size: int) -> dict[str, tuple[float, float]]:
    """What a fresh process measured on one database."""
    from tests.postgres import private_postgres

    server = private_postgres() if name == "PostgreSQL" else nullcontext("")
    with server as url, tempfile.TemporaryDirectory() as room:
        surroundings = {"UNKNOT_HOME": str(Path(room) / "home"), "XDG_CONFIG_HOME": str(Path(room) / "config")}
        surroundings |= {"UNKNOT_DATABASE_URL": url} if url else {}
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.pages_of_one", str(SHORT), str(size), str(TIMES)],
            env=os.environ | surroundings, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise SystemExit(done.stderr)
        told: dict[str, tuple[float, float]] = json.loads(done.stdout.splitlines()[-1])
        return told


def milliseconds(work: Callable[[], Any], times: int) -> float:
    work()
    found = []
    for _ in range(times):
        began = perf_counter()
        work()
        found.append(1000 * (perf_counter() - began))
    return statistics.median(found)


def evening() -> datetime:
    """The moment at which everything is asked: a fixed one, so that two runs ask the same."""
    return datetime(2026, 3, 31, 20, tzinfo=UTC) + timedelta(minutes=1)


if __name__ == "__main__":
    main()
