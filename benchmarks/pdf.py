"""How long the Spasm Profile takes as a PDF: every time another journal, so that nothing is remembered. Limit: 150 ms.

python -m benchmarks.pdf
"""

from __future__ import annotations

import statistics
from datetime import timedelta
from time import perf_counter, process_time

from unknot.journal.journal import settle
from unknot.knowledge.words import as_written
from unknot.madeup.lives import LAST, NOW, Life, raw_entries
from unknot.pdf import render
from unknot.report.compose import compose
from unknot.report.profile import Audience

LIMIT = 150.0
WARM_UP, TIMES = 3, 20


def milliseconds() -> tuple[list[float], list[float], list[float]]:
    """The times to compose and to set a page, once warm, and the processor time of setting it."""
    composing, setting, busy = [], [], []
    for seed in range(WARM_UP + TIMES):
        journal = settle(raw_entries(Life(seed=100 + seed, vouched=1.0, medicines=2)))
        start = perf_counter()
        profile = compose(
            journal, audience=Audience.OWNER, first=LAST - timedelta(days=27), last=LAST, zone="Europe/Dublin", now=NOW,
            _=as_written,
        )  # fmt: skip
        composed, worked = perf_counter(), process_time()
        render(profile, _=as_written)
        done, done_work = perf_counter(), process_time()
        if seed >= WARM_UP:
            composing.append((composed - start) * 1000)
            setting.append((done - composed) * 1000)
            busy.append((done_work - worked) * 1000)
    return composing, setting, busy


def main() -> None:
    composing, setting, busy = milliseconds()
    print(f"compose: median {statistics.median(composing):.0f} ms")
    print(f"pdf: median {statistics.median(setting):.0f} ms, fastest {min(setting):.0f}, slowest {max(setting):.0f}")
    print(f"pdf: median {statistics.median(busy):.0f} ms of processor time (what a machine without other work needs)")
    print(f"pdf: {statistics.median(setting) / LIMIT:.2f} of the limit of {LIMIT:.0f} ms")


if __name__ == "__main__":
    main()
