"""One block of people from its rows to its result files: what a worker does, and all that it does."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from traceback import walk_tb
from types import MappingProxyType, TracebackType

import pyarrow as pa
import pyarrow.parquet as pq

from unknot.cohort import files
from unknot.cohort.files import Block, Person
from unknot.cohort.people import journal_of
from unknot.cohort.person import Record, Results, results
from unknot.journal.journal import Journal

BROKEN = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What data can do to code that did not expect them. A person with such data is a problem, not the end of the run."""

_ESTIMATE = [
    ("log_ratio", pa.float64()),
    ("standard_error", pa.float64()),
    ("low", pa.float64()),
    ("high", pa.float64()),
]
TABLES: Mapping[str, pa.Schema] = MappingProxyType(
    {
        "people": pa.schema(
            [
                ("person", pa.string()), ("days", pa.int32()), ("logged_days", pa.int32()),
                ("logged_hours", pa.float64()), ("coverage", pa.float64()), ("spasms", pa.int32()),
                ("per_day", pa.float64()), ("looks", pa.int32()), ("candidates", pa.int32()), ("strong", pa.int32()),
                ("worsening", pa.bool_()),
            ]
        ),
        "exposures": pa.schema(
            [
                ("person", pa.string()), ("code", pa.string()), ("group", pa.string()), ("tier", pa.string()),
                ("log_evidence", pa.float64()), ("lag", pa.string()), ("reaction", pa.string()),
                ("graded", pa.bool_()), ("known_days", pa.int32()), ("exposed_days", pa.int32()), *_ESTIMATE,
            ]
        ),
        "treatments": pa.schema(
            [
                ("person", pa.string()), ("code", pa.string()), ("stage", pa.string()), ("on", pa.string()),
                ("trend", pa.string()), ("recorded_before", pa.int32()), ("recorded_after", pa.int32()), *_ESTIMATE,
            ]
        ),
        "doses": pa.schema(
            [
                ("person", pa.string()), ("code", pa.string()), ("state", pa.string()), ("left_over", pa.float64()),
                ("doses", pa.int32()), ("log_evidence", pa.float64()), *_ESTIMATE,
            ]
        ),
        "problems": pa.schema(
            [("person", pa.string()), ("while", pa.string()), ("problem", pa.string()), ("place", pa.string())]
        ),
    }
)  # fmt: skip
"""The result files and their columns. `docs/cohort.md` says what each means."""


@dataclass(frozen=True, slots=True)
class Done:
    """A block whose results are kept."""

    number: int
    people: int
    problems: int


def folder_of(number: int, out: Path) -> Path:
    return out / "blocks" / f"{number:06}"


def is_done(number: int, out: Path) -> bool:
    return folder_of(number, out).is_dir()


def analyse_block(block: Block, looks: str, out: str) -> Done:
    """Analyse the people of a block and keep their results in its folder, all of them or none."""
    found: dict[str, list[Record]] = {name: [] for name in TABLES}
    count = 0
    for person in files.read(block):
        count += 1
        _add(found, person, looks)
    _keep(found, folder_of(block.number, Path(out)))
    return Done(block.number, count, len(found["problems"]))


def _add(found: dict[str, list[Record]], person: Person, looks: str) -> None:
    doing = "reading"
    try:
        journal: Journal = journal_of(map(files.row_of, person.records))
        doing = "analysing"
        made = results(person.id, journal, looks)
    except BROKEN as error:
        found["problems"].append(
            {"person": person.id, "while": doing, "problem": type(error).__name__, "place": _place(error.__traceback__)}
        )
        return
    for part in fields(Results):
        found[part.name] += getattr(made, part.name)


def _place(traceback: TracebackType | None) -> str:
    """Where in our own code it happened: never what the data were."""
    places = [(frame.f_code.co_filename, line) for frame, line in walk_tb(traceback)]
    ours = [(Path(name), line) for name, line in places if "unknot" in Path(name).parts]
    if not ours:
        return ""
    path, line = ours[-1]
    return f"{path.parent.name}/{path.name}:{line}"


def _keep(found: Mapping[str, list[Record]], folder: Path) -> None:
    """Write the tables beside the folder and give it its name at the end: a killed worker leaves no half of it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    unfinished.mkdir()
    try:
        for name, schema in TABLES.items():
            pq.write_table(pa.Table.from_pylist(found[name], schema=schema), unfinished / f"{name}.parquet")
        try:
            os.rename(unfinished, folder)
        except OSError:
            if not folder.is_dir():  # else another worker was given the same block and was quicker
                raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
