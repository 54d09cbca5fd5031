"""A figure of the table in docs/performance.md, and the folder in which figures wait for it."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter, process_time


@dataclass(frozen=True, slots=True)
class Measured:
    """One line: what was measured, the figure, what it was measured against in the same run, the ratio, its goal."""

    what: str
    figure: str
    against: str = ""
    ratio: float | None = None
    goal: str = ""


def keep(folder: Path, part: str, lines: list[Measured]) -> None:
    """Write a part's figures down, with what else the machine was doing."""
    folder.mkdir(parents=True, exist_ok=True)
    load = os.getloadavg()[0] / (os.cpu_count() or 1)
    told = {"machine": f"{os.cpu_count()} cores, {platform.machine()}", "load": round(load, 1)}
    text = json.dumps({**told, "lines": [asdict(line) for line in lines]}, indent=1)
    (folder / f"{part}.json").write_text(text, encoding="utf-8")
    for line in lines:
        ratio = "" if line.ratio is None else f" ({line.ratio:.2f}; goal {line.goal or 'none'})"
        print(f"{part}: {line.what}: {line.figure}{f', against {line.against}' if line.against else ''}{ratio}")


def kept(folder: Path) -> Iterator[tuple[str, float, list[Measured]]]:
    """Every part that was measured: its name, the load of the machine, its lines."""
    for path in sorted(folder.glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        yield path.stem, told["load"], [Measured(**line) for line in told["lines"]]


def processor_ms(work: Callable[[], object], times: int) -> float:
    """The least processor time of several runs, in milliseconds: what a machine without other work needs."""
    found = []
    for _ in range(times):
        began = process_time()
        work()
        found.append(1000 * (process_time() - began))
    return min(found)


def side_by_side(times: int, *works: Callable[[], object]) -> tuple[float, ...]:
    """The least processor time of each, in milliseconds, taken in turns: other work on the machine meets all alike."""
    rounds = [[processor_ms(work, 1) for work in works] for _ in range(times)]
    return tuple(min(found) for found in zip(*rounds, strict=True))


def wall_ms(work: Callable[[], object], times: int) -> float:
    """The median time on the clock of several runs, in milliseconds."""
    found = []
    for _ in range(times):
        began = perf_counter()
        work()
        found.append(1000 * (perf_counter() - began))
    return statistics.median(found)
