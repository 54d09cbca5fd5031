"""Made-up cohorts on disk: one file of people for every thousand, made by several processes, and their truth."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from unknot.cohort import files
from unknot.cohort.deidentify import deidentified, shift_weeks
from unknot.cohort.row import Row
from unknot.madeup.population import STANDARD, MadeUp, Population, Truth, person

A_FILE = 1000
TRUTH = pa.schema([("person", pa.string()), ("kind", pa.string()), ("code", pa.string()), ("log_ratio", pa.float64())])


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """So many people of a seed, with logs of so many days."""

    people: int
    seed: int
    shortest: int = STANDARD.shortest
    longest: int = STANDARD.longest
    block: int = files.BLOCK

    @property
    def population(self) -> Population:
        return replace(STANDARD, shortest=self.shortest, longest=max(self.longest, self.shortest))


def count_of_files(making: Making) -> int:
    return -(-making.people // A_FILE)


def make(making: Making, out: Path, processes: int = 1) -> Iterator[Path]:
    """Write the people and their truth; each file as it is done. Files that are there already are left as they are."""
    out.mkdir(parents=True, exist_ok=True)
    truth = {"seed": making.seed, "people": making.people, "population": asdict(making.population)}
    (out / "truth.json").write_text(json.dumps(truth, indent=1, default=dict) + "\n", encoding="utf-8")
    numbers = range(count_of_files(making))
    if processes == 1:
        yield from (_make_file(making, number, out) for number in numbers)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for done in as_completed([pool.submit(_make_file, making, number, out) for number in numbers]):
            yield done.result()


def _make_file(making: Making, number: int, out: Path) -> Path:
    path = out / f"people-{number:05}.parquet"
    if path.exists():
        return path
    truths: list[dict[str, object]] = []

    def people() -> Iterator[tuple[str, list[Row]]]:
        for n in range(number * A_FILE, min((number + 1) * A_FILE, making.people)):
            made, id = person(making.seed, n, making.population), f"made-{n:07}"
            truths.extend(_truth(id, made.truth, making.population))
            yield id, _rows(made, making.seed, n)

    files.write(path, people(), making.block)
    folder = out / "truth"
    folder.mkdir(exist_ok=True)
    pq.write_table(pa.Table.from_pylist(truths, schema=TRUTH), folder / path.name)
    return path


def _rows(made: MadeUp, seed: int, n: int) -> list[Row]:
    rng = np.random.default_rng([seed, n, 1])
    return deidentified(made.journal, made.zone, shift_weeks(lambda most: int(rng.integers(most))))


def _truth(id: str, truth: Truth, population: Population) -> Iterator[dict[str, object]]:
    for code, effect in truth.exposures.items():
        yield {"person": id, "kind": "exposure", "code": code, "log_ratio": effect}
    if truth.response is not None:
        yield {"person": id, "kind": "treatment", "code": population.treatment, "log_ratio": truth.response}
    if truth.wearing_off is not None:
        yield {"person": id, "kind": "dose", "code": "baclofen", "log_ratio": truth.wearing_off}
