"""What becomes of every cell of made tables: read, kept, remarked on or lost, and the facts that nobody wrote.

python -m benchmarks.tables [--rows 100000] [--seed 1] [--faults FILE]
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from uuid import UUID

from benchmarks.tables.making import Table, tables
from benchmarks.tables.scoring import TableScore, add
from unknot.importers import spreadsheet
from unknot.importers.imported import Imported, NotThisFormat
from unknot.importers.spreadsheet import propose

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


def read(table: Table) -> Imported | None:
    """What the product makes of a table with its own proposal for the columns; None if it refuses the file."""
    try:
        mapping = propose(table.data, language="de" if table.language == "de" else "en")
        return spreadsheet.read(table.data, mapping, journal=UUID(int=1), zone="Europe/London", now=NOW)
    except NotThisFormat:
        return None


def measure(rows: int, seed: int) -> tuple[TableScore, float]:
    """The score, and the processor seconds that reading took."""
    score, seconds = TableScore(), 0.0
    for table in tables(rows, seed):
        start = process_time()
        found = read(table)
        seconds += process_time() - start
        add(score, table, found)
    return score, seconds


def page(score: TableScore, seconds: float, seed: int) -> str:
    """The score as a table."""
    lines = [f"Seed {seed}. {score.rows} rows in {score.files} files, read in {seconds:.1f} s of processor time."]
    lines += [f"{score.refused} files refused, {score.left_out} rows left out with a reason.", ""]
    lines += [
        "| column | cells | in its slot | kept in words or a remark | lost | a wrong value |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {role} | {n} | {score.read[role]} | {score.kept[role]} | {score.lost[role]} | {score.wrong[role]} |"
        for role, n in sorted(score.cells.items())
    ]
    sums = [sum(counter.values()) for counter in (score.cells, score.read, score.kept, score.lost, score.wrong)]
    lines += [f"| all | {' | '.join(map(str, sums))} |", "", "| false facts | rows |", "|---|---|"]
    lines += [f"| {what} | {n} |" for what, n in sorted(score.false.items())] or ["| none | 0 |"]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=Path, help="a file for examples of every kind of fault")
    asked = parser.parse_args(arguments)
    score, seconds = measure(asked.rows, asked.seed)
    print(page(score, seconds, asked.seed))
    if asked.faults:
        lines = [f"{what}: {text}" for what, texts in sorted(score.examples.items()) for text in texts]
        asked.faults.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
