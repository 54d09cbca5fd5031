"""Apple Health: a generated export of 1 GB, read by the scanner and by lxml's iterparse doing the same sums.

    python -m benchmarks.apple_health [megabytes]

Each reads in a process of its own, first the `export.xml`, then the `export.zip` with it, where unpacking is a part of
both sides. Times are of the processor, without loading the programs; memory is the most that a process held. The
scanner's time includes making the entries. The export has the order, the attributes and the mix of types of a watch
that was worn for ten years.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO
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
DEVICE = (
    "&lt;&lt;HKDevice: 0x28{n:07x}&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,2&gt;"
)
MOTION = '>\n  <MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="0"/>\n </Record>'
"""What a watch writes inside each reading of the heart rate."""
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="en_IE">\n'
    ' <ExportDate value="2026-01-15 09:20:39 +0000"/>\n'
)
INSIDE = "apple_health_export/export.xml"
ARRIVED = datetime(2026, 2, 1, tzinfo=UTC)


def records(size: int) -> Iterator[bytes]:
    rng = random.Random(1)
    for name, unit, share, value in MIX:
        written, at = 0, datetime(2015, 1, 1, tzinfo=UTC)
        step = timedelta(days=3650) / (size * share / 380)
        measured = f'unit="{unit}" ' if unit else ""
        inside = MOTION if name == HEART else "/>"
        while written < size * share:
            at += step
            start, end = (f"{t:%Y-%m-%d %H:%M:%S} +0000" for t in (at, at + timedelta(minutes=5)))
            device = DEVICE.format(n=rng.getrandbits(27))
            text = (
                f' <Record type="{name}" sourceName="Watch" sourceVersion="9.1" device="{device}" {measured}'
                f'creationDate="{start}" startDate="{start}" endDate="{end}" value="{value(rng)}"{inside}\n'
            )
            written += len(text)
            yield text.encode()


def make(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.write(HEAD.encode())
        file.writelines(records(size))
        file.write(b"</HealthData>\n")


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes] | None]:
    """The `export.xml` in a zip; None for a path that is none."""
    if path.suffix != ".zip":
        yield None
        return
    with zipfile.ZipFile(path) as pack, pack.open(INSIDE) as file:
        yield file


def scanner(path: Path) -> tuple[float, str]:
    from unknot.importers.apple_health import read
    from unknot.importers.imported import Arrival

    before = time.process_time()
    with opened(path) as packed, packed or path.open("rb") as xml:
        found = read(xml, Arrival(UUID(int=1), "UTC", ARRIVED))
    return time.process_time() - before, f"{len(found.entries)} entries"


def iterparse(path: Path) -> tuple[float, str]:
    from lxml import etree

    before = time.process_time()
    sums: dict[tuple[str, str, str], list[float]] = {}
    nights: dict[str, int] = {}
    others: Counter[str] = Counter()
    with opened(path) as packed:
        for _event, record in etree.iterparse(packed or str(path), events=("end",), tag="Record"):
            name = record.get("type")
            if name in (STEPS, HEART):
                total = sums.setdefault((name, record.get("sourceName"), record.get("startDate")[:10]), [0.0, 0])
                total[0] += float(record.get("value"))
                total[1] += 1
            elif name == SLEEP:
                day = record.get("startDate")[:10]
                nights[day] = nights.get(day, 0) + 1
            else:
                others[name] += 1
            record.clear()
            while record.getprevious() is not None:
                del record.getparent()[0]
    return time.process_time() - before, f"{len(sums) + len(nights)} sums"


READERS = {"scanner": scanner, "iterparse": iterparse}


def main() -> None:
    if len(sys.argv) == 3 and sys.argv[1] in READERS:
        seconds, said = READERS[sys.argv[1]](Path(sys.argv[2]))
        print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, said, sep="\t")
        return
    size = int(sys.argv[1]) * 1_000_000 if len(sys.argv) > 1 else 1_000_000_000
    with tempfile.TemporaryDirectory() as room:
        path = Path(room) / "export.xml"
        make(path, size)
        compare(path, size)
        packed = Path(room) / "export.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as pack:
            pack.write(path, INSIDE)
        compare(packed, size)


def compare(path: Path, size: int) -> None:
    """Both readers on a file, one after the other."""
    seconds = {}
    for name in READERS:
        command = [sys.executable, "-m", "benchmarks.apple_health", name, str(path)]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip().split("\t")
        seconds[name] = float(told[0])
        rate = size / 1e6 / seconds[name]
        print(
            f"{path.name} {name:10} {seconds[name]:7.1f} s  {rate:6.0f} MB/s  {float(told[1]):5.0f} MB held  {told[2]}"
        )
    print(f"{path.name}: the scanner is {seconds['iterparse'] / seconds['scanner']:.1f} times as fast", flush=True)


if __name__ == "__main__":
    main()
