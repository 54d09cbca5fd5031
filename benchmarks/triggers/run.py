"""Run the cells, one file of results each: `python -m benchmarks.triggers.run FOLDER [--share .1] [--only NAME]`.

Finished cells are kept, so that a broken run goes on where it was.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from benchmarks.triggers import peers
from benchmarks.triggers.cells import CELLS, SEEDS, Cell
from benchmarks.triggers.oracles import as_logged, oracle_a, oracle_b
from benchmarks.triggers.simulator import CODES, FAMILIES, REACTIVE, Truth, person
from unknot.analysis.associations.claims import NEVER
from unknot.analysis.associations.kernels import ALL_DAY
from unknot.analysis.associations.method import METHOD
from unknot.analysis.associations.replay import replay
from unknot.analysis.columns import Columns

PEERS = ("pearson", "chi_square", "mid_p")
KEPT = ("evidence", "listed", "strong", "reaction", "score", "known")


def looks_of(columns: Columns, days: tuple[int, ...]) -> dict[str, np.ndarray]:
    """What the engine says of a log at these looks."""
    kept: dict[str, list[np.ndarray]] = {
        name: [] for name in ("evidence", "listed", "strong", "reaction", "score", "known")
    }
    last = None
    for point in replay(columns, "UTC", METHOD, days):
        seen, standing = point.seen, point.standing
        kept["evidence"].append(standing.log_evidence)
        kept["listed"].append(standing.listed)
        kept["strong"].append(standing.strong)
        kept["reaction"].append(seen.reaction)
        kept["score"].append(seen.score[:, ALL_DAY])
        kept["known"].append(seen.information[:, ALL_DAY])
        last = standing
    found = {name: np.array(values) for name, values in kept.items()}
    assert last is not None
    found["strong_since"] = last.strong_since
    return found


def one(cell: Cell, number: int) -> dict[str, np.ndarray]:
    """One person: the engine, and the peers and oracles where the cell asks for them."""
    seed = SEEDS + number
    columns, truth = person(seed, cell.setting)
    found = looks_of(columns, cell.looks)
    if cell.stops:
        shown = {int(j): int(d) for j, d in enumerate(found["strong_since"]) if d != NEVER}
        columns, truth = person(seed, cell.setting, stopped=shown)
        found = looks_of(columns, cell.looks)
    found |= _truth(truth)
    if number < cell.oracles:
        found["oracle_a"] = oracle_a(columns, truth, cell.looks, METHOD, 1 - cell.setting.unlogged)
        found["oracle_b"] = oracle_b(columns, truth, truth.exposures, cell.looks, METHOD)
        found["oracle_c"] = oracle_b(columns, truth, as_logged(columns), cell.looks, METHOD)
    if number < cell.peers:
        days = list(cell.looks)
        for name in PEERS:
            p = getattr(peers, name)(columns)
            found[name] = np.maximum.accumulate(p < peers.FLAGGED, axis=0)[days]
        p = peers.poisson_glm(columns)
        found["glm"] = np.maximum.accumulate(p < peers.FLAGGED, axis=0)[days]
        found["glm_bh"] = np.maximum.accumulate(peers.benjamini_hochberg(p), axis=0)[days]
        found["gate"] = np.maximum.accumulate(peers.three_against_three(columns), axis=0)[days]
    return found


def _truth(truth: Truth) -> dict[str, np.ndarray]:
    return {
        "effect": truth.effect,
        "linked": truth.linked,
        "family": np.array([FAMILIES.index(family) for family in truth.family]),
        "reactive": np.array([code == REACTIVE for code in CODES]),
    }


def run(cell: Cell, people: int, folder: Path) -> None:
    """All people of a cell, stacked by name; a name that only the first have is as long as they are many."""
    file = folder / f"{cell.name.replace(' ', '-').replace(',', '')}.npz"
    if file.exists() and len(np.load(file)["effect"]) >= people:
        return
    everyone = [one(cell, number) for number in range(people)]
    names = everyone[0].keys()
    stacked = {name: np.array([p[name] for p in everyone if name in p]) for name in names}
    np.savez_compressed(file, looks=np.array(cell.looks), **stacked)
    print(f"{cell.name}: {people} people", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--share", type=float, default=1.0, help="of the people of each cell")
    parser.add_argument("--only", action="append")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for cell in CELLS:
        if not given.only or cell.name in given.only:
            run(cell, max(2, round(cell.people * given.share)), given.folder)


if __name__ == "__main__":
    main()
