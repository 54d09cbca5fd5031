"""What one more year of a journal costs the nightly look: all of it is read, the look goes back one to two years."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.measured import Measured, processor_ms, side_by_side
from unknot.analysis.analyse import analyse
from unknot.cohort.people import last_look
from unknot.cohort.person import few_looks, results
from unknot.madeup.population import STANDARD, person

PEOPLE, DAYS = 6, 120
"""Who is looked at every day: logs as long as the middle ones of a made-up cohort."""
YEARS = (1, 2, 4, 6)
TIMES = 3


def measure() -> list[Measured]:
    found: dict[int, float] = {}
    for years in YEARS:
        made = person(1, 1, replace(STANDARD, shortest=365 * years, longest=365 * years))
        until = last_look(made.journal)
        before = analyse(made.journal, as_of=until, zone=made.zone, looks=few_looks)

        def nightly(made=made, until=until, book=before.book) -> object:  # type: ignore[no-untyped-def]
            return analyse(made.journal, as_of=until, zone=made.zone, known=book)

        found[years] = processor_ms(nightly, TIMES)
    first, last = found[YEARS[0]], found[YEARS[-1]]
    each = (last - first) / (YEARS[-1] - YEARS[0])
    told = ", ".join(f"{years} y {ms:.0f} ms" for years, ms in found.items())
    more = f"{each:.0f} ms for each year more"
    return [
        every_look(),
        Measured("the nightly analysis, nothing new, by years of log", told),
        Measured(f"{YEARS[-1]} years against {YEARS[0]}", more, f"{first:.0f} ms for one",
                 last / first, "at most 3"),
    ]  # fmt: skip


def every_look() -> Measured:
    """What it costs to look at each day of a log, as the app does, against the few looks of a cohort."""
    journals = [person(1, n, replace(STANDARD, shortest=DAYS, longest=DAYS)).journal for n in range(PEOPLE)]

    def all_of(looks: str) -> object:
        return [results("", journal, looks) for journal in journals]

    every, few = side_by_side(2, lambda: all_of("every"), lambda: all_of("few"))
    return Measured(f"one person of a cohort, a look every day of {DAYS}", f"{every / PEOPLE / 1000:.2f} s",
                    f"up to six looks {few / PEOPLE:.0f} ms", every / few)  # fmt: skip
