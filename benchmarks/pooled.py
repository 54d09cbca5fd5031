"""Whether pooled intervals hold the generator's truth as often as they promise: small cohorts, the whole way.

    python -m benchmarks.pooled FOLDER [--cohorts 200] [--people 12] [--only START:END]

Every person is made up, de-identified, read back and analysed as in a run; only the clusters and files are left out.
Cohorts are kept as they are done, so that a broken run goes on. Coverage is of the population's mean: exposures, the
treatment (no trend, linear trend) and wearing off.
"""

from __future__ import annotations

import argparse
import json
from datetime import timedelta
from pathlib import Path

import numpy as np

from benchmarks.measured import Measured, keep
from unknot.cohort.deidentify import deidentified
from unknot.cohort.people import journal_of
from unknot.cohort.person import results
from unknot.cohort.pooling import LEAST_PEOPLE, pooled
from unknot.madeup.population import Population, person

SEED = 7_000_000
POPULATION = Population(shortest=60, longest=120)


def estimates(cohort: int, people: int) -> list[tuple[str, float, float]]:
    """What each person of a cohort says of each question: its name, log ratio and standard error."""
    found: list[tuple[str, float, float]] = []
    for number in range(people):
        made = person(SEED + cohort, number, POPULATION)
        one = results("", journal_of(deidentified(made.journal, made.zone, timedelta())))
        rows = [
            *((f"exposure {row['code']}", row) for row in one.exposures),
            *((f"treatment {row['trend']}", row) for row in one.treatments),
            *(("wearing off", row) for row in one.doses),
        ]
        found += [
            (name, float(str(row["log_ratio"])), float(str(row["standard_error"])))
            for name, row in rows
            if row["log_ratio"] is not None and row["standard_error"] is not None
        ]
    return found


def truth(name: str) -> float:
    kind, _, code = name.partition(" ")
    match kind:
        case "exposure":
            return POPULATION.exposures[code].mean
        case "treatment":
            return POPULATION.response.mean
        case _:
            return POPULATION.wearing_off.mean


def measure(folder: Path) -> list[Measured]:
    """The share of intervals that hold the truth, over the cohorts that are done."""
    held: dict[str, list[bool]] = {}
    false: list[bool] = []
    cohorts = sorted((folder / "pooled").glob("*.json"))
    for path in cohorts:
        rows = json.loads(path.read_text(encoding="utf-8"))
        for name in sorted({row[0] for row in rows}):
            mine = np.array([row[1:] for row in rows if row[0] == name])
            found = pooled(mine[:, 0], mine[:, 1]) if len(mine) >= LEAST_PEOPLE else None
            if found is not None:
                held.setdefault(name, []).append(found.low <= truth(name) <= found.high)
                if truth(name) == 0:
                    false.append(found.p_value <= 0.05)
    every = [one for name, all_ in held.items() if "linear" not in name for one in all_]
    lines = [
        Measured(f"pooled 95 % intervals that hold the truth, {len(cohorts)} cohorts", f"{np.mean(every):.3f} of "
                 f"{len(every):,}", "", float(np.mean(every)) / 0.95, "0.98 to 1.04"),
        Measured("p at most .05 where there is nothing", f"{np.mean(false):.3f} of {len(false):,}", "",
                 float(np.mean(false)) / 0.05, "at most 1.3"),
    ]  # fmt: skip
    return [*lines, *(Measured(name, f"{np.mean(one):.3f} of {len(one)}") for name, one in sorted(held.items()))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cohorts", type=int, default=200)
    parser.add_argument("--people", type=int, default=12)
    parser.add_argument("--only", help="START:END of the cohorts, to share the work")
    given = parser.parse_args()
    first, _, last = (given.only or f"0:{given.cohorts}").partition(":")
    (given.folder / "pooled").mkdir(parents=True, exist_ok=True)
    for cohort in range(int(first), int(last)):
        path = given.folder / "pooled" / f"{cohort:05}.json"
        if not path.exists():
            path.write_text(json.dumps(estimates(cohort, given.people)), encoding="utf-8")
    keep(given.folder / "figures", "pooled", measure(given.folder))


if __name__ == "__main__":
    main()
