"""Cohort files: Parquet, one row an entry, all rows of a person together, one row group a block of people."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from unknot.cohort.refusals import NotACohort
from unknot.cohort.row import Place, Row, RowKind, Said

BLOCK = 200
"""People in a row group: a few seconds of work, a few megabytes of memory."""
PATTERN = "people-*.parquet"
VERSION = "1"

_CODE = pa.dictionary(pa.int32(), pa.string())
_TIME = pa.timestamp("s")
SCHEMA = pa.schema(
    [
        ("person", _CODE),
        ("kind", _CODE),
        ("at", _TIME),
        ("recorded", _TIME),
        ("imported", pa.bool_()),
        ("precision", _CODE),
        ("code", _CODE),
        ("detail", _CODE),
        ("level", _CODE),
        ("value", pa.float64()),
        ("unit", _CODE),
        ("as_needed", pa.bool_()),
        ("seconds", pa.int32()),
        ("bother", pa.int8()),
        ("woke", pa.bool_()),
        ("sites", pa.list_(pa.struct([("region", pa.string()), ("side", pa.string())]))),
        ("day", pa.date32()),
        ("word", _CODE),
        ("timed", pa.bool_()),
        ("asked", pa.list_(pa.struct([("code", pa.string()), ("level", pa.string()), ("hour", pa.int8())]))),
        ("until", _TIME),
        ("ends", pa.date32()),
        ("steps", pa.list_(pa.date32())),
    ],
    metadata={"unknot.cohort": VERSION},
)


@dataclass(frozen=True, slots=True)
class Block:
    """One row group of one file: the people who are analysed together."""

    number: int
    path: str
    group: int


class Person(NamedTuple):
    """A person's rows; each is still a record as it was read, so that a broken one harms nobody else."""

    id: str
    records: Sequence[dict[str, Any]]


# ---------------------------------------------------------------- writing


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A name beside `path` to write to, put in its place when the block ends well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        yield unfinished
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def write(path: Path, people: Iterable[tuple[str, Iterable[Row]]], block: int = BLOCK) -> int:
    """Write people to one file, `block` of them in each row group; how many they were."""
    count, waiting = 0, list[tuple[str, Iterable[Row]]]()
    with whole_file(path) as unfinished, pq.ParquetWriter(unfinished, SCHEMA, compression="zstd") as writer:
        for person in people:
            waiting.append(person)
            count += 1
            if len(waiting) == block:
                _write_block(writer, waiting)
                waiting.clear()
        if waiting:
            _write_block(writer, waiting)
    path.chmod(0o600)
    return count


def _write_block(writer: pq.ParquetWriter, people: Sequence[tuple[str, Iterable[Row]]]) -> None:
    rows = [(id, row) for id, of_person in people for row in of_person]
    columns: dict[str, list[object]] = {"person": [id for id, _ in rows]}
    for name in _ROW_FIELDS:
        plain = _PLAIN.get(name)
        values = [getattr(row, name) for _, row in rows]
        columns[name] = [plain(value) for value in values] if plain else values
    table = pa.Table.from_pydict(columns, schema=SCHEMA)
    writer.write_table(table, row_group_size=max(table.num_rows, 1))


def _places(sites: tuple[Place, ...]) -> list[dict[str, object]] | None:
    return [{"region": place.region, "side": place.side} for place in sites] or None


def _said(asked: tuple[Said, ...]) -> list[dict[str, object]] | None:
    return [{"code": said.code, "level": said.level, "hour": said.hour} for said in asked] or None


def _listed(values: tuple[object, ...]) -> list[object] | None:
    return list(values) or None


_ROW_FIELDS = tuple(field.name for field in fields(Row))
_PLAIN: Mapping[str, Callable[[Any], object]] = MappingProxyType(
    {"kind": lambda kind: kind.value, "sites": _places, "asked": _said, "steps": _listed}
)
"""How the fields of a row become plain data, where they are not."""


# ---------------------------------------------------------------- reading


def blocks(folder: Path) -> list[Block]:
    """Every block of a folder's files, in the order of their names; `NotACohort` if there is none.

    Their paths are whole ones: a worker of a cluster does not stand where this process does.
    """
    found: list[Block] = []
    for path in sorted(folder.absolute().glob(PATTERN)):
        groups = _opened(path).metadata.num_row_groups
        found += [Block(len(found) + n, str(path), n) for n in range(groups)]
    if not found:
        raise NotACohort(f"There are no cohort files ({PATTERN}) in {folder}.")
    return found


def _opened(path: Path) -> pq.ParquetFile:
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowException, OSError) as error:
        raise NotACohort(f"{path.name} is not a whole Parquet file.") from error
    if (file.schema_arrow.metadata or {}).get(b"unknot.cohort") != VERSION.encode():
        raise NotACohort(f"{path.name} is not a cohort file of version {VERSION}.")
    missing = set(SCHEMA.names) - set(file.schema_arrow.names)
    if missing:
        raise NotACohort(f"{path.name} lacks the columns {', '.join(sorted(missing))}.")
    return file


def read(block: Block) -> Iterator[Person]:
    """The people of a block, one at a time, in the order of the file."""
    with _opened(Path(block.path)) as file:
        table = file.read_row_group(block.group, columns=SCHEMA.names)
    ids = table.column("person").to_pylist()
    start = 0
    for n in range(1, len(ids) + 1):
        if n == len(ids) or ids[n] != ids[start]:
            yield Person(str(ids[start]), table.slice(start, n - start).to_pylist())
            start = n


def row_of(record: dict[str, Any]) -> Row:
    """A record as a row; ValueError or TypeError if it is none."""
    values = {name: value for name, value in record.items() if value is not None and name != "person"}
    return Row(
        **values
        | {"kind": RowKind(record["kind"]), "sites": tuple(Place(**place) for place in record["sites"] or ())}
        | {"asked": tuple(Said(**said) for said in record["asked"] or ()), "steps": tuple(record["steps"] or ())}
    )
