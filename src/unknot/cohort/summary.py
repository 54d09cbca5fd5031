"""From the results of every person to what holds for the cohort: pooled lines, with false discoveries controlled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from unknot.analysis.associations.method import METHOD
from unknot.analysis.patterns import Reaction
from unknot.cohort.discovery import benjamini_hochberg, e_bh_threshold
from unknot.cohort.files import whole_file
from unknot.cohort.pooling import Pooled, pooled

Floats = NDArray[np.float64]

RATE = 0.05
"""Expected share of false entries in the list of pooled lines, and in the list of single people's exposures."""
COVERAGE_STEPS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One question put to the whole cohort. `kind` is exposure, treatment or doses; `about` its stage or trend.

    `adjusted` is the false discovery rate at which it is on the list; `listed` whether that is at most 5 %.
    `left_out` counts people whose log answered the other way round: the exposure came after spasms.
    """

    kind: str
    code: str
    about: str
    found: Pooled
    left_out: int = 0
    adjusted: float = 1.0
    listed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A cohort in numbers. `coverage` counts people by tenths of their time that they vouched for."""

    people: int
    problems: int
    person_days: int
    spasms: int
    coverage: tuple[int, ...]
    no_hours: int
    lines: tuple[Line, ...]
    too_few: tuple[str, ...]
    tested: int
    single: tuple[tuple[str, int], ...]


def summarise(out: Path) -> Summary:
    """The summary of a finished run; also kept as `pooled.parquet` and `listed.parquet`."""
    people = pq.read_table(out / "people.parquet", columns=["days", "spasms", "coverage"])
    coverage = people.column("coverage").drop_null().to_numpy()
    steps, _ = np.histogram(np.clip(coverage, 0, 1), bins=COVERAGE_STEPS, range=(0, 1))
    lines, too_few = _lines(out)
    tested, listed = _single_people(out)
    made = Summary(
        people=people.num_rows,
        problems=pq.read_metadata(out / "problems.parquet").num_rows,
        person_days=int(pc.sum(people.column("days")).as_py() or 0),
        spasms=int(pc.sum(people.column("spasms")).as_py() or 0),
        coverage=tuple(int(n) for n in steps),
        no_hours=people.num_rows - int(coverage.size),
        lines=lines,
        too_few=too_few,
        tested=tested,
        single=tuple(sorted(_counts(listed.column("code")), key=lambda pair: (-pair[1], pair[0]))),
    )
    _write(out / "pooled.parquet", pa.Table.from_pylist([_plain(line) for line in lines], schema=POOLED))
    _write(out / "listed.parquet", listed)
    return made


def _lines(out: Path) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Every question with enough people, the surest first, and the codes that have too few."""
    found: list[Line] = []
    too_few: list[str] = []
    for kind, keys in (("exposures", ()), ("treatments", ("stage", "trend")), ("doses", ())):
        for code, about, table in _groups(out / f"{kind}.parquet", keys):
            answered = _reactions(table) if kind == "exposures" else np.zeros(table.num_rows, dtype=bool)
            kept = table.filter(pa.array(~answered))
            made = pooled(kept.column("log_ratio").to_numpy(), kept.column("standard_error").to_numpy())
            if made is None:
                too_few.append(code)
            else:
                found.append(
                    Line(kind=kind.rstrip("s"), code=code, about=about, found=made, left_out=int(answered.sum()))
                )
    adjusted = benjamini_hochberg(np.array([line.found.p_value for line in found])) if found else np.zeros(0)
    found = [replace(line, adjusted=float(q), listed=bool(q <= RATE)) for line, q in zip(found, adjusted, strict=True)]
    return tuple(sorted(found, key=_order)), tuple(too_few)


def _order(line: Line) -> tuple[str, float, float, str, str]:
    return line.kind, line.adjusted, line.found.p_value, line.code, line.about


def _groups(path: Path, keys: Sequence[str]) -> Iterator[tuple[str, str, pa.Table]]:
    """The estimates of one code (and stage, and trend) at a time: no more than these are ever in memory."""
    names = pq.read_table(path, columns=["code", *keys]).group_by(["code", *keys]).aggregate([]).to_pylist()
    columns = ["log_ratio", "standard_error", *(["reaction"] if path.stem == "exposures" else [])]
    for name in sorted(names, key=lambda name: tuple(str(name[key]) for key in ("code", *keys))):
        if str(name["code"]).startswith("own-"):  # a person's own word: the next person's own-1 is something else
            continue
        wanted = [(key, "==", name[key]) for key in ("code", *keys)]
        yield (
            str(name["code"]),
            " ".join(str(name[key]) for key in keys),
            _finite(pq.read_table(path, columns=columns, filters=wanted)),
        )


def _finite(table: pa.Table) -> pa.Table:
    there = pc.and_(pc.is_finite(table.column("log_ratio")), pc.greater(table.column("standard_error"), 0.0))
    return table.filter(pc.fill_null(there, False))


def _reactions(table: pa.Table) -> NDArray[np.bool_]:
    return np.asarray(pc.equal(table.column("reaction"), Reaction.LIKELY.value).to_numpy(zero_copy_only=False))


def _single_people(out: Path) -> tuple[int, pa.Table]:
    """How many pairs of a person and an exposure were tested, and those on the e-BH list of the whole cohort."""
    path = out / "exposures.parquet"
    tested = pq.read_metadata(path).num_rows
    columns = ["person", "code", "log_evidence", "reaction"]
    high = pq.read_table(path, columns=columns, filters=[("log_evidence", ">=", float(np.log(1 / RATE)))])
    threshold = e_bh_threshold(high.column("log_evidence").to_numpy(), max(tested, 1), RATE)
    listed = high.filter(
        pc.and_(
            pc.greater_equal(high.column("log_evidence"), threshold),
            pc.not_equal(high.column("reaction"), Reaction.LIKELY.value),
        )
    )
    return tested, listed


def _counts(column: pa.ChunkedArray) -> list[tuple[str, int]]:
    return [(str(one["values"]), int(one["counts"])) for one in pc.value_counts(column).to_pylist()]


POOLED = pa.schema(
    [
        ("kind", pa.string()), ("code", pa.string()), ("about", pa.string()), ("left_out", pa.int32()),
        ("adjusted", pa.float64()), ("listed", pa.bool_()), ("people", pa.int32()), ("method", pa.string()),
        *((name, pa.float64()) for name in (
            "mean", "standard_error", "low", "high", "p_value", "tau", "tau_low", "tau_high", "inconsistency",
            "predicted_low", "predicted_high", "share_above",
        )),
    ]
)  # fmt: skip


def _plain(line: Line) -> dict[str, Any]:
    own = asdict(line)
    found: dict[str, Any] = own.pop("found")
    return own | found | {"method": METHOD.version}


def _write(path: Path, table: pa.Table) -> None:
    with whole_file(path) as unfinished:
        pq.write_table(table, unfinished)
