"""A cohort analysed block by block on Dask: on this machine's processes or on a cluster that is there already.

Every block keeps its own result files, so that a run that was broken off goes on where it was, and the order in which
blocks are done changes nothing.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import pyarrow.parquet as pq
from distributed import Client, as_completed

import unknot
from unknot.analysis.associations.method import METHOD
from unknot.cohort import files
from unknot.cohort.block import TABLES, Done, analyse_block, folder_of, is_done
from unknot.cohort.cluster import workers as workers
from unknot.cohort.files import Block
from unknot.cohort.refusals import OtherRun

AHEAD = 2
"""Blocks given out for each process that works: one at work, one waiting."""
RETRIES = 3
"""Workers that a block may lose before it is taken to be the block's fault."""
PLAN_NAME = "run.json"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is of. Results of two plans are not put together."""

    unknot: str
    method: str
    looks: str
    blocks: int
    files: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, folder: Path, blocks: Iterable[Block], looks: str) -> Plan:
        sizes = tuple((path.name, path.stat().st_size) for path in sorted(folder.glob(files.PATTERN)))
        return cls(unknot.__version__, METHOD.version, looks, len(list(blocks)), sizes)


def begin(folder: Path, out: Path, looks: str) -> list[Block]:
    """Write down what is run, or see that it is what was begun; the blocks there are. `OtherRun` if it is not."""
    blocks = files.blocks(folder)
    plan = json.dumps(asdict(Plan.of(folder, blocks, looks)), indent=1)
    out.mkdir(parents=True, exist_ok=True)
    written = out / PLAN_NAME
    if not written.exists():
        with files.whole_file(written) as unfinished:
            unfinished.write_text(plan + "\n", encoding="utf-8")
    elif written.read_text(encoding="utf-8").strip() != plan:
        raise OtherRun(f"{out} holds the results of another run: choose an empty folder.")
    return blocks


def left(blocks: Iterable[Block], out: Path) -> list[Block]:
    """The blocks that have no results yet."""
    return [block for block in blocks if not is_done(block.number, out)]


def analyse(client: Client, blocks: Iterable[Block], out: Path, looks: str) -> Iterator[Done]:
    """Analyse blocks, each told as it is done. Only a few are given out at a time."""
    waiting = iter(blocks)
    target = str(out.absolute())

    def hand_out(block: Block) -> object:
        name = f"block-{block.number}-{target}"
        return client.submit(analyse_block, block, looks, target, key=name, retries=RETRIES, pure=False)

    ahead = AHEAD * max(1, len(client.scheduler_info()["workers"]))
    working = as_completed([hand_out(block) for block in islice(waiting, ahead)])
    for future in working:
        yield future.result()
        future.release()
        for block in islice(waiting, 1):
            working.add(hand_out(block))


def is_gathered(out: Path) -> bool:
    return all((out / f"{name}.parquet").exists() for name in TABLES)


def gather(blocks: Iterable[Block], out: Path) -> None:
    """Put the tables of all blocks together, in the order of the blocks, one block in memory at a time."""
    if is_gathered(out):
        return
    numbers = [block.number for block in blocks]
    for name, schema in TABLES.items():
        with files.whole_file(out / f"{name}.parquet") as unfinished, pq.ParquetWriter(unfinished, schema) as writer:
            for number in numbers:
                writer.write_table(pq.read_table(folder_of(number, out) / f"{name}.parquet", schema=schema))
    shutil.rmtree(out / "blocks")
