"""The Spasm Profile of ten years of logging (73,000 entries) against that of 2,000 entries. Limit: 2 s.

python -m benchmarks.profile
"""

from __future__ import annotations

from datetime import timedelta
from time import perf_counter

from unknot.journal.journal import Journal, settle
from unknot.knowledge.words import as_written
from unknot.madeup.lives import LAST, NOW, Life, raw_entries
from unknot.report.compose import compose
from unknot.report.profile import Audience

LIMIT = 2.0


def seconds(journal: Journal) -> float:
    """The fastest of three times."""
    times = []
    for _ in range(3):
        start = perf_counter()
        compose(
            journal, audience=Audience.OWNER, first=LAST - timedelta(days=27), last=LAST, zone="Europe/Dublin", now=NOW,
            _=as_written,
        )  # fmt: skip
        times.append(perf_counter() - start)
    return min(times)


def main() -> None:
    small = settle(raw_entries(Life(seed=1, days=110, spasms=14)))
    large = settle(raw_entries(Life(seed=1, days=3650, spasms=16)))
    short, long = seconds(small), seconds(large)
    print(f"profile: {len(small.entries)} entries {short * 1000:.0f} ms, {len(large.entries)} {long * 1000:.0f} ms")
    print(f"profile: {long / short:.1f} times as long, {long / LIMIT:.2f} of the limit of {LIMIT:.0f} s")


if __name__ == "__main__":
    main()
