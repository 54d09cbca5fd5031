"""How long a sentence takes to understand, over the whole corpus: the limit is a median of 5 ms.

python -m benchmarks.dictation
"""

from __future__ import annotations

import statistics
from time import perf_counter

from tests.dictation.corpus import samples

LIMIT = 5.0


def milliseconds() -> list[float]:
    """The time of every sentence of the corpus, once warm."""
    sentences = [s for name in ("en-work", "en-measure", "de-work", "de-measure") for s in samples(name)]
    times = []
    for warm in (True, False):
        for sentence in sentences:
            start = perf_counter()
            sentence.understood()
            if not warm:
                times.append((perf_counter() - start) * 1000)
    return times


def main() -> None:
    times = milliseconds()
    median, slowest = statistics.median(times), max(times)
    print(f"dictation: median {median:.2f} ms, slowest {slowest:.1f} ms, {len(times)} sentences")
    print(f"dictation: {median / LIMIT:.2f} of the limit of {LIMIT:.0f} ms")


if __name__ == "__main__":
    main()
