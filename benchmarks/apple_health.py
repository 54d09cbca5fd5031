"""Apple Health: a generated export of 1 GB, read by the scanner and by lxml's iterparse doing the same sums.

    python -m benchmarks.apple_health [megabytes]

Each reads in a process of its own; times are of the processor, memory is the most each process held. The export has
the order, the attributes and the mix of types of a watch that was worn for ten years.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

STEPS, HEART = "HKQuantityTypeIdentifierStepCount", "HKQuantityTypeIdentifierHeartRate"
SLEEP = "HKCategoryTypeIdentifierSleepAnalysis"
MIX = (
    (HEART, "count/min", 0.35, lambda rng: str(rng.randint(48, 140))),
    (STEPS, "count", 0.10, lambda rng: str(rng.randint(1, 200))),
    ("HKQuantityTypeIdentifierDistanceWalkingRunning", "km", 0.12, lambda rng: f"{rng.random():.6f}"),
    ("HKQuantityTypeIdentifierActiveEnergyBurned", "kcal", 0.25, lambda rng: f"{rng.random():.5f}"),
    ("HKQuantityTypeIdentifierBasalEnergyBurned", "kcal", 0.17, lambda rng: f"{rng.random() * 20:.5f}"),
    (SLEEP, "", 0.01, lambda rng: "HKCategoryValueSleepAnalysisAsleepCore"),
)
"""Each type, its unit, its share of the bytes, and a value."""
DEVICE = "&lt;&lt;HKDevice: 0x2824&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,2&gt;"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="en_IE">\n'
    ' <ExportDate value="2026-01-15 09:20:39 +0000"/>\n'
)
ARRIVED = datetime(2026, 2, 1, tzinfo=UTC)


def records(size: int) -> Iterator[bytes]:
    rng = random.Random(1)
    for name, unit, share, value in MIX:
        written, at = 0, datetime(2015, 1, 1, tzinfo=UTC)
        step = timedelta(days=3650) / (size * share / 380)
        measured = f'unit="{unit}" ' if unit else ""
        while written < size * share:
            at += step
            start, end = (f"{t:%Y-%m-%d %H:%M:%S} +0000" for t in (at, at + timedelta(minutes=5)))
            text = (
                f' <Record type="{name}" sourceName="Watch" sourceVersion="9.1" device="{DEVICE}" {measured}'
                f'creationDate="{start}" startDate="{start}" endDate="{end}" value="{value(rng)}"/>\n'
            )
            written += len(text)
            yield text.encode()


def make(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.write(HEAD.encode())
        file.writelines(records(size))
        file.write(b"</HealthData>\n")


def scanner(path: Path) -> str:
    from unknot.importers.apple_health import read
    from unknot.importers.forms import Arrival

    with path.open("rb") as xml:
        found = read(xml, Arrival(UUID(int=1), "UTC", ARRIVED))
    return f"{len(found.entries)} entries"


def iterparse(path: Path) -> str:
    from lxml import etree

    sums: dict[tuple[str, str, str], list[float]] = {}
    nights: dict[str, int] = {}
    for _event, record in etree.iterparse(str(path), events=("end",), tag="Record"):
        name = record.get("type")
        if name in (STEPS, HEART):
            total = sums.setdefault((name, record.get("sourceName"), record.get("startDate")[:10]), [0.0, 0])
            total[0] += float(record.get("value"))
            total[1] += 1
        elif name == SLEEP:
            day = record.get("startDate")[:10]
            nights[day] = nights.get(day, 0) + 1
        record.clear()
        while record.getprevious() is not None:
            del record.getparent()[0]
    return f"{len(sums) + len(nights)} sums"


READERS = {"scanner": scanner, "iterparse": iterparse}


def main() -> None:
    if len(sys.argv) == 3 and sys.argv[1] in READERS:
        before = time.process_time()
        said = READERS[sys.argv[1]](Path(sys.argv[2]))
        print(time.process_time() - before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, said, sep="\t")
        return
    size = int(sys.argv[1]) * 1_000_000 if len(sys.argv) > 1 else 1_000_000_000
    with tempfile.TemporaryDirectory() as room:
        path = Path(room) / "export.xml"
        make(path, size)
        seconds = {}
        for name in READERS:
            command = [sys.executable, "-m", "benchmarks.apple_health", name, str(path)]
            told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip().split("\t")
            seconds[name] = float(told[0])
            rate = path.stat().st_size / 1e6 / seconds[name]
            print(f"{name:10} {seconds[name]:7.1f} s  {rate:6.0f} MB/s  {float(told[1]):5.0f} MB held  {told[2]}")
        print(f"the scanner is {seconds['iterparse'] / seconds['scanner']:.1f} times as fast")


if __name__ == "__main__":
    main()
