"""The tables in docs/performance.md and docs/scale.md, made from figures that were measured: nothing in them is typed.

    python -m benchmarks.performance FOLDER measure      # the short parts: fit, years, imports, requests
    python -m benchmarks.performance FOLDER write        # the tables, from every figure in the folder

The long parts are commands of their own and leave their figures in FOLDER/figures: `benchmarks.cohort processes`,
`memory` and `whole`, `benchmarks.pooled`, `benchmarks.pages`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks import million
from benchmarks.measured import Measured, keep, kept

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
BEGIN, END = "<!-- table: made by benchmarks.performance -->", "<!-- end of table -->"
TITLES = {
    "fit": "One person's fit",
    "years": "Years of a journal",
    "cohort-processes": "One process and two",
    "cohort-memory": "Memory and the size of the cohort",
    "cohort-whole": "A whole cohort",
    "pooled": "Pooled intervals and the truth",
    "pages": "Pages, presses and paper, on SQLite and PostgreSQL",
    "imports": "Files read",
    "http": "Requests",
}


def measure(folder: Path) -> None:
    from benchmarks import fit, http, imports, years

    for name, part in (("fit", fit), ("years", years), ("imports", imports), ("http", http)):
        keep(folder / "figures", name, part.measure())


def table(folder: Path) -> str:
    """Markdown of every figure that is there, in the order of the titles."""
    found = {part: (load, lines) for part, load, lines in kept(folder / "figures")}
    parts = [_part(title, *found[part]) for part, title in TITLES.items() if part in found]
    return "\n\n".join(parts)


def _part(title: str, load: float, lines: list[Measured]) -> str:
    busy = f"\n\nOther work took {load:.1f} of each processor meanwhile." if load > 1.2 else ""
    rows = "\n".join(
        f"| {line.what} | {line.figure} | {line.against} | {'' if line.ratio is None else f'{line.ratio:.2f}'} | "
        f"{line.goal} |"
        for line in lines
    )
    return (
        f"## {title}{busy}\n\n| | measured | against, in the same run | ratio | goal |\n|---|---|---|---|---|\n{rows}"
    )


def write(folder: Path) -> None:
    before = PAGE.read_text(encoding="utf-8")
    head, foot = before.split(BEGIN)[0], before.split(END)[1]
    PAGE.write_text(f"{head}{BEGIN}\n\n{table(folder)}\n\n{END}{foot}", encoding="utf-8")
    million.write(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("what", choices=["measure", "write"])
    given = parser.parse_args()
    if given.what == "measure":
        measure(given.folder)
    write(given.folder)


if __name__ == "__main__":
    main()
