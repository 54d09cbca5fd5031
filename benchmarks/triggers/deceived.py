"""The worlds that deceive a diary, and what is read there: `python -m benchmarks.triggers.deceived FOLDER [...]`.

`--people N` runs so many of each cell, `--only NAME` a few cells, `--write` puts the table into docs/statistics.md.
Every life is kept as soon as it is lived, so that a run can be stopped and goes on. All cells grow together, those in
which nothing acts first. What is counted is what a person reads: the findings of the product at every daily look.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from threadpoolctl import threadpool_limits

from benchmarks.triggers.followed import (
    RANKED,
    Person,
    covers,
    exact,
    false_headline,
    false_share,
    false_strong,
    first_forecasts,
    keeps_showing,
    leaves_out_one,
    named,
    no_difference,
    person,
    power,
    ranked,
)
from benchmarks.triggers.worlds import DECEIVING, NOTHING, TRUE, Way, World

DOCUMENT = Path("docs/statistics.md")
START, END = "<!-- worlds: made by benchmarks.triggers.deceived -->", "<!-- end of worlds -->"
SEEDS = 200_000
TOGETHER = 10
"""So many people of a cell before it is the next one's turn."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    name: str
    world: World
    goal: str = ""


def _cells() -> Iterator[Cell]:
    goals = {
        "nothing acts": ".05", "heat because of spasms": ".10", "recall mild": ".05", "recall strong": ".10",
        "tired on the first day of a flare": ".10", "timed early sign": ".10", "boxes left open": ".05",
    }  # fmt: skip
    for way in (Way.ASKED, Way.CHECKIN, Way.TIMED):
        for name, world in DECEIVING.items():
            told_live = way is Way.TIMED and name in {"recall mild", "recall strong", "boxes left open"}
            if not told_live:
                yield Cell(name=f"{name}, {way}", world=replace(world, way=way), goal=goals.get(name, ".10"))
        for name, world in TRUE.items():
            yield Cell(name=f"{name}, {way}", world=replace(world, way=way))
    yield Cell(name="eight a day, timed", world=replace(NOTHING, way=Way.TIMED, per_day=8.0), goal=".05")


CELLS = {cell.name: cell for cell in _cells()}


def table(folder: Path) -> str:
    null = [
        "| world, way of logging | people | any false *strong* (95 %) | goal | of these named | false headline (95 %) |"
    ]
    null += ["|---|---|---|---|---|---|"]
    true = [
        "| what acts, way of logging | people | *strong* 90/180 d | any false | false share | leaves out 1 | covers |"
    ]
    true += ["|---|---|---|---|---|---|---|"]
    everyone: list[Person] = []
    one_true: list[Person] = []
    for cell in CELLS.values():
        people = load(folder, cell)
        if not people:
            continue
        everyone += people
        n, false = len(people), _share(false_strong(people), len(people))
        if not cell.world.true:
            said = (false, cell.goal, _of(*named(people)), _share(false_headline(people), n))
            null.append(f"| {cell.name} | {n} | {' | '.join(said)} |")
            continue
        one_true += people if cell.world.true == 1 else []
        found = f"{power(people, 90):.2f}/{power(people, 180):.2f}"
        rest = (false, f"{false_share(people):.3f}", _of(*leaves_out_one(people)), _of(*covers(people, acts=True)))
        true.append(f"| {cell.name} | {n} | {found} | {' | '.join(rest)} |")
    return "\n".join([*null, "", *true, "", *_notes(everyone, one_true)])


def _notes(everyone: list[Person], one_true: list[Person]) -> Iterator[str]:
    yield f"- Called *strong* and false, still said to show on day 180: {_of(*keeps_showing(everyone))}."
    yield f"- Intervals (0-24 h) of what does not act hold at all looks: {_of(*covers(everyone, acts=False))}."
    whole, short = (_of(*no_difference(everyone, all_day=all_day)) for all_day in (True, False))
    yield (
        f"- Said to have no whole-day doubling on day 180 though it doubles or triples: for a whole day "
        f"{whole}, for some hours {short} "
        f"(there the words say that a short one would not show)."
    )
    forecasts = _of(*first_forecasts(everyone))
    yield f"- First forecasts that hold within a factor 2, of those whose time has come: {forecasts}."
    at = "; ".join(f"day {day}: {_of(*ranked(one_true, day))}" for day in RANKED)
    yield f"- One of twelve acts: it is among the first three of the ranking on {at}."


def _share(found: int, of: int) -> str:
    low, high = exact(found, of)
    return f"{found / of:.3f} ({low:.3f}-{high:.3f})"


def _of(found: int, of: int) -> str:
    """A share with how many it is of, or a dash where there are none."""
    return f"{found / of:.3f} of {of:,}" if of else "-"


def _file(folder: Path, cell: Cell) -> Path:
    return folder / f"{cell.name.replace(' ', '-').replace(',', '')}.jsonl"


def load(folder: Path, cell: Cell) -> list[Person]:
    """The people of a cell who have been lived so far; a line that was cut off by a stop is not one."""
    file = _file(folder, cell)
    lines = file.read_text().splitlines(keepends=True) if file.exists() else []
    return [json.loads(line) for line in lines if line.endswith("\n")]


def run(cell: Cell, people: int, folder: Path) -> None:
    """Live on to so many people of a cell."""
    done = load(folder, cell)
    lines = [json.dumps(one) + "\n" for one in done]
    for number in range(len(done), people):
        lines.append(json.dumps(person(SEEDS + number, cell.world)) + "\n")
        # A line that was cut off is written over.
        _file(folder, cell).write_text("".join(lines))
    now = load(folder, cell)
    print(f"{cell.name}: {len(now)} people, any false strong {false_strong(now)}", flush=True)


def _grow(cells: list[Cell], people: int, folder: Path) -> None:
    for size in range(TOGETHER, people + TOGETHER, TOGETHER):
        for cell in sorted(cells, key=lambda cell: cell.world.true > 0):
            if len(load(folder, cell)) < min(size, people):
                run(cell, min(size, people), folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--only", action="append")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    if not given.write:
        with threadpool_limits(1):
            _grow(
                [cell for cell in CELLS.values() if not given.only or cell.name in given.only],
                given.people,
                given.folder,
            )
        print(table(given.folder))
        return
    before, rest = DOCUMENT.read_text().split(START)
    DOCUMENT.write_text(f"{before}{START}\n\n{table(given.folder)}\n\n{END}{rest.split(END)[1]}")


if __name__ == "__main__":
    main()
