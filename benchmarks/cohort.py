"""A cohort end to end: people on one process and two, memory against size, and the whole of any size.

    python -m benchmarks.cohort processes FOLDER [--people 400]
    python -m benchmarks.cohort memory FOLDER [--small 200] [--large 2000]
    python -m benchmarks.cohort whole FOLDER [--people 20000]

Made-up people are kept under FOLDER/people-N and taken up again. Figures go to FOLDER/figures, where
`benchmarks.performance` finds them.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

from distributed import Client

from benchmarks.measured import Measured, keep
from unknot.cohort import making, run
from unknot.cohort.making import Making
from unknot.cohort.summary import Summary, summarise

SEED, BLOCK = 20260301, 50
WARM_UP = 2


def peak() -> float:
    """The most memory that this process ever held, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)


@dataclass(frozen=True, slots=True)
class Ran:
    """One run: seconds by the clock and of the workers' processors, the most memory held, and what came of it."""

    seconds: float
    used: float
    worker: float
    hub: float
    summary: Summary


def people(folder: Path, count: int, processes: int = 2) -> Path:
    place = folder / f"people-{count}"
    plan = Making(people=count, seed=SEED, block=BLOCK)
    for path in making.make(plan, place, processes):
        print(path.name, flush=True)
    return place


@contextmanager
def warm(processes: int, cohort: Path, out: Path) -> Iterator[Client]:
    """Workers that have everything imported, so that only work is timed."""
    with run.workers(None, processes) as client:
        blocks = run.begin(cohort, out, "few")
        for _ in range(WARM_UP):
            list(run.analyse(client, blocks[:processes], out, "few"))
            shutil.rmtree(out / "blocks")
        yield client


def ran(cohort: Path, out: Path, processes: int) -> Ran:
    shutil.rmtree(out, ignore_errors=True)
    with warm(processes, cohort, out) as client:
        before = sum(client.run(process_time).values())
        blocks, began = run.begin(cohort, out, "few"), perf_counter()
        for n, _done in enumerate(run.analyse(client, blocks, out, "few")):
            print(f"\r{n + 1} / {len(blocks)} blocks", end="", file=sys.stderr, flush=True)
        seconds = perf_counter() - began
        used = sum(client.run(process_time).values()) - before
        worker = max(client.run(peak).values())
    run.gather(blocks, out)
    return Ran(seconds, used, worker, peak(), summarise(out))


def processes(folder: Path, count: int) -> list[Measured]:
    cohort = people(folder, count)
    one, two = (ran(cohort, folder / f"out-{n}", n) for n in (1, 2))
    assert one.summary == two.summary
    return [
        Measured(f"{count:,} people on two processes", f"{two.seconds:.0f} s", f"one process {one.seconds:.0f} s",
                 one.seconds / two.seconds, "at least 1.8"),
        Measured("one person, reading and writing too", f"{1000 * one.used / count:.0f} ms of a processor"),
    ]  # fmt: skip


def memory(folder: Path, small: int, large: int) -> list[Measured]:
    few = ran(people(folder, small), folder / "out-small", 1)
    many = ran(people(folder, large), folder / "out-large", 1)
    return [
        Measured(f"the most a worker held, {large:,} people", f"{many.worker:.0f} MB", f"{small:,} people "
                 f"{few.worker:.0f} MB", many.worker / few.worker, "at most 1.2"),
        Measured(f"the most the hub held, {large:,} people", f"{many.hub:.0f} MB", f"{small:,} people {few.hub:.0f} MB",
                 many.hub / few.hub, "at most 1.2"),
    ]  # fmt: skip


def whole(folder: Path, count: int) -> list[Measured]:
    began = perf_counter()
    cohort = people(folder, count)
    made = perf_counter() - began
    found = ran(cohort, folder / "out-whole", 2)
    size = sum(path.stat().st_size for path in cohort.glob("people-*.parquet"))
    results = sum(path.stat().st_size for path in (folder / "out-whole").glob("*.parquet"))
    return [
        Measured(f"{count:,} people end to end, two processes", f"{found.seconds / 60:.0f} min, "
                 f"{1000 * found.used / count:.0f} ms of a processor each; {found.summary.problems} problems"),
        Measured("making them up", f"{made / 60:.0f} min"),
        Measured("the most a worker and the hub held", f"{found.worker:.0f} MB and {found.hub:.0f} MB"),
        Measured("on disk", f"{size / count / 1000:.1f} kB a person, results {results / count / 1000:.1f} kB"),
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=["processes", "memory", "whole"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int)
    parser.add_argument("--small", type=int, default=200)
    parser.add_argument("--large", type=int, default=2000)
    given = parser.parse_args()
    match given.part:
        case "processes":
            lines = processes(given.folder, given.people or 400)
        case "memory":
            lines = memory(given.folder, given.small, given.large)
        case _:
            lines = whole(given.folder, given.people or 20_000)
    keep(given.folder / "figures", f"cohort-{given.part}", lines)


if __name__ == "__main__":
    main()
