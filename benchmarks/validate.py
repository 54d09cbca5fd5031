"""Published answers, worked out again with the product's own fitting code: `python -m benchmarks.validate FOLDER`.

The folder holds `itp-after-mmr.csv` (package SCCS) and the headache diaries `migraine-diary-*.csv` (package n1coxeval),
which are not ours to pass on. Without the folder only the made-up case of complete separation is run.
"""

from __future__ import annotations

import argparse
import csv
from datetime import UTC, date, datetime, timedelta
from itertools import count, pairwise
from pathlib import Path
from uuid import UUID

import numpy as np

from unknot.analysis import analyse
from unknot.analysis.patterns import Finding
from unknot.analysis.triggers.fit import fit
from unknot.journal.entry import Body, DiaryDay, Entry, Episode, Exposure, Provenance, Settings, Word
from unknot.journal.journal import Journal, settle
from unknot.journal.span import moment

NEXT_TO_NOTHING = 1e-8
"""A prior so wide that the fit is the maximum likelihood of the published analyses."""
AGES = (426, 487, 548, 609, 670)
"""Whitaker and others 2006: six age groups between days 366 and 730."""
FIRST_DAY = date(2020, 1, 6)


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


def headache_journal(rows: list[dict[str, str]]) -> Journal:
    """A diary as if each day had been checked in at 23:00: attacks at their hour, exposures of the day before.

    Imported untimed days vouch nothing, and rightly: this shows what the engine would have said had it been kept so.
    """
    ids = count(1)
    exposures = ("stress", "poor-sleep", "caffeine")
    entries = [_entry(next(ids), Settings(exposures=exposures), _at(int(rows[0]["day"]), 5.0))]
    for row in rows:
        day = int(row["day"])
        if row["attack"] == "1":
            entries.append(_entry(next(ids), Episode(), _at(day, float(row["attack_time_of_day"] or 12))))
        graded = (
            ("stress", row["stress_previous_day_sd"], 1),
            ("poor-sleep", row["sleep_hours_previous_night_sd"], -1),
            ("caffeine", row["caffeine_change_previous_day_sd"], 1),
        )
        for code, value, sign in graded:
            if value not in ("", "NA"):
                entries.append(_entry(next(ids), Exposure(code=code, value=sign * float(value)), _at(day, 4.0)))
        entries.append(
            _entry(next(ids), DiaryDay(day=FIRST_DAY + timedelta(days=day), word=Word.EVERYTHING), _at(day, 23.99))
        )
    return settle(entries)


def _at(day: int, hour: float) -> datetime:
    return datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, tzinfo=UTC) + timedelta(days=day, hours=hour)


def _entry(number: int, body: Body, happened: datetime) -> Entry[Body]:
    when = moment(happened, "UTC")
    return Entry(id=UUID(int=number), happened_at=when, provenance=Provenance(recorded_at=when), body=body)


def _told(finding: Finding) -> str:
    ratio = finding.day_ratio
    seen = f"{ratio.value:.2f} ({ratio.low:.2f}-{ratio.high:.2f})" if ratio else "-"
    where = f"{finding.code:12s} {finding.tier:9s} {finding.group:14s}"
    return f"{where} 0-24 h per 2 SD: {seen}  log evidence {finding.log_evidence:.2f}"


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
        days = _rows(path)
        as_of = _at(int(days[-1]["day"]) + 2, 4)
        patterns = analyse(headache_journal(days), as_of=as_of, zone="UTC")
        print(f"{path.name}: {patterns.spasms} attacks, {patterns.logged_days} logged days, {patterns.looks} looks")
        for finding in patterns.findings:
            print("  ", _told(finding))


if __name__ == "__main__":
    main()
