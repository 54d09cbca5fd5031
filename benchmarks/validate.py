"""Published answers, worked out again with the product's own fitting code: `python -m benchmarks.validate FOLDER`.

The folder holds `itp-after-mmr.csv` (package SCCS) and the headache diaries `migraine-diary-*.csv` (package n1coxeval),
which are not ours to pass on; the diaries go through importer, analysis and Profile (`benchmarks.diaries`). Without the
folder only the made-up case of complete separation is run.
"""

from __future__ import annotations

import argparse
import csv
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks.diaries import report
from unknot.analysis.associations.fit import fit

NEXT_TO_NOTHING = 1e-8
"""A prior so wide that the fit is the maximum likelihood of the published analyses."""
AGES = (426, 487, 548, 609, 670)
"""Whitaker and others 2006: six age groups between days 366 and 730."""


def relative_incidence(rows: list[dict[str, str]], windows: tuple[tuple[int, int], ...]) -> list[tuple[float, ...]]:
    """Self-controlled case series as one Poisson fit: a level per person, age groups, and the risk windows."""
    design, counts, days_at_risk = [], [], []
    for person, row in enumerate(rows):
        event, start, end, dose = (int(row[name]) for name in ("itp", "sta", "end", "mmr"))
        cuts = sorted({start - 1, end, *(c for c in AGES if start - 1 < c < end), *_edges(dose, windows, start, end)})
        for low, high in pairwise(cuts):  # days low + 1 to high
            age = sum(low + 1 > cut for cut in AGES)
            risk = [float(dose + a <= low + 1 and high <= dose + b) for a, b in windows]
            level = np.eye(len(rows))[person]
            design.append(np.concatenate([level, np.eye(len(AGES) + 1)[age][1:], risk]))
            counts.append(float(low < event <= high))
            days_at_risk.append(high - low)
    # The days at risk enter as weights of the mean: an offset of log time.
    return _estimates(np.array(design), np.array(counts), np.array(days_at_risk, dtype=float), len(windows))


def _edges(dose: int, windows: tuple[tuple[int, int], ...], start: int, end: int) -> set[int]:
    edges = {dose + a - 1 for a, _ in windows} | {dose + b for _, b in windows}
    return {edge for edge in edges if start - 1 < edge < end}


def _estimates(design: np.ndarray, counts: np.ndarray, time: np.ndarray, last: int) -> list[tuple[float, ...]]:
    """(ratio, low, high) of the last columns, with Wald intervals as published. `time` is the weight of each row."""
    p = design.shape[1]
    start = np.zeros(p)
    start[: p - last] = np.log(counts.sum() / time.sum())
    found = fit(design, counts, time, np.eye(p) * NEXT_TO_NOTHING, start, tolerance=1e-9, most_rounds=200)
    spread = 1.96 * np.sqrt(np.diag(found.inverse)[-last:])
    middle = found.theta[-last:]
    return [tuple(np.exp([b, b - s, b + s])) for b, s in zip(middle, spread, strict=True)]


def complete_separation() -> tuple[float, float]:
    """Twelve weeks in four phases, no attack in the two phases on treatment: estimate and standard error, finite."""
    on = np.repeat([0.0, 1.0, 0.0, 1.0], 21)
    attacks = np.where(on > 0, 0, np.resize([1, 0, 0, 2, 0, 1, 0], 84)).astype(float)
    columns = np.column_stack([np.ones(84), on])
    found = fit(columns, attacks, np.ones(84), np.diag([1e-6, 0.25]), np.zeros(2))
    return float(found.theta[1]), float(np.sqrt(found.inverse[1, 1]))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    folder = parser.parse_args().folder
    estimate, error = complete_separation()
    print(f"Complete separation: log ratio {estimate:.2f}, standard error {error:.2f} (finite)")
    if folder is None:
        return
    rows = _rows(folder / "itp-after-mmr.csv")
    for windows, published in (
        (((0, 42),), "3.23 (1.53-6.79)"),
        (((0, 14), (15, 28), (29, 42)), "1.31 (0.30-5.73), 5.95 (2.52-14.07), 2.60 (0.75-9.07)"),
    ):
        ours = ", ".join(f"{b:.2f} ({low:.2f}-{high:.2f})" for b, low, high in relative_incidence(rows, windows))
        print(f"ITP after MMR {windows}: {ours}; published {published}")
    for path in sorted(folder.glob("migraine-diary-*.csv")):
        for line in report(path):
            print(line)


if __name__ == "__main__":
    main()
