"""A run on real processes: a killed worker changes no result, and what is done is not done again."""

from __future__ import annotations

import hashlib
import os
import re
import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from distributed import Client, LocalCluster

from unknot.cohort import cluster, files, run
from unknot.cohort.block import TABLES, analyse_block, folder_of
from unknot.cohort.deidentify import deidentified
from unknot.cohort.page import page, plots
from unknot.cohort.refusals import OtherRun, UnfitCluster
from unknot.cohort.row import Row
from unknot.cohort.summary import summarise
from unknot.knowledge.words import as_written
from unknot.madeup.population import Population, person
from unknot.report.wording import Voice

pytestmark = pytest.mark.slow

PEOPLE, A_BLOCK = 12, 2
SHORT = Population(shortest=30, longest=36)


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve people in six blocks; the rows of two cannot be a journal."""
    folder = tmp_path_factory.mktemp("cohort")
    people: list[tuple[str, list[Row]]] = []
    for number in range(PEOPLE):
        made = person(6, number, SHORT)
        rows = deidentified(made.journal, made.zone, timedelta(weeks=number))
        if number == 3:
            rows[0] = replace(rows[0], at=datetime(1901, 1, 1))
        if number == 8:
            rows[5] = replace(rows[5], precision="<script>alert(1)</script>")
        people.append((f"person-{number}", rows))
    files.write(folder / "people-a.parquet", people, A_BLOCK)
    return folder


@pytest.fixture(scope="module")
def plain(cohort: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results, worked out one block after the other without any cluster."""
    out = tmp_path_factory.mktemp("plain")
    blocks = run.begin(cohort, out, "few")
    for block in blocks:
        analyse_block(block, "few", str(out))
    run.gather(blocks, out)
    return out


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with run.workers(None, 1) as client:
        yield client


def digests(out: Path) -> dict[str, str]:
    return {name: hashlib.sha256((out / f"{name}.parquet").read_bytes()).hexdigest() for name in TABLES}


def test_killing_a_worker_in_the_middle_changes_no_result(cohort: Path, plain: Path, client: Client, tmp_path: Path):
    blocks = run.begin(cohort, tmp_path, "few")
    working = run.analyse(client, blocks, tmp_path, "few")
    done = [next(working)]
    (victim,) = client.run(os.getpid).values()
    os.kill(victim, signal.SIGKILL)
    done += working
    assert sorted(one.number for one in done) == list(range(PEOPLE // A_BLOCK))
    run.gather(blocks, tmp_path)
    assert digests(tmp_path) == digests(plain)


@pytest.fixture
def outside() -> Iterator[LocalCluster]:
    """A Dask cluster that somebody else began, without a worker so far."""
    with LocalCluster(n_workers=0, processes=False, dashboard_address=None, host="127.0.0.1", protocol="tcp") as found:
        yield found


def test_a_cluster_that_is_there_already_gives_the_same_results(
    cohort: Path, plain: Path, outside: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(cluster, "PATIENCE", 0.1)
    with pytest.raises(UnfitCluster, match="no worker"), run.workers(outside.scheduler_address, 1):
        pass
    outside.scale(1)
    monkeypatch.setattr(cluster, "PATIENCE", 30.0)
    monkeypatch.chdir(cohort.parent)
    blocks = run.begin(Path(cohort.name), tmp_path, "few")
    with run.workers(outside.scheduler_address, 1) as client:
        cluster.see_that_it_fits(client, blocks, tmp_path)
        with pytest.raises(UnfitCluster, match="elsewhere"):
            cluster.see_that_it_fits(client, blocks, tmp_path / "elsewhere")
        (done,) = run.analyse(client, blocks[:1], tmp_path, "few")
    assert (done.number, done.people) == (0, A_BLOCK)
    assert run.left(blocks, tmp_path) == blocks[1:]
    first = pq.read_table(folder_of(0, tmp_path) / "exposures.parquet")
    assert first.equals(pq.read_table(plain / "exposures.parquet").slice(0, first.num_rows))
    with pytest.raises(UnfitCluster, match="answers"), run.workers("tcp://127.0.0.1:nowhere", 1):
        pass


def test_a_run_that_was_broken_off_goes_on(cohort: Path, plain: Path, tmp_path: Path):
    blocks = run.begin(cohort, tmp_path, "few")
    for block in blocks[:2]:
        analyse_block(block, "few", str(tmp_path))
    stamp = folder_of(0, tmp_path).stat().st_mtime_ns
    left = run.left(run.begin(cohort, tmp_path, "few"), tmp_path)
    assert [block.number for block in left] == [2, 3, 4, 5]
    for block in left:
        analyse_block(block, "few", str(tmp_path))
    assert folder_of(0, tmp_path).stat().st_mtime_ns == stamp
    run.gather(blocks, tmp_path)
    assert digests(tmp_path) == digests(plain)
    assert run.is_gathered(tmp_path)


def test_two_workers_with_the_same_block_do_no_harm(cohort: Path, tmp_path: Path):
    (block, *_) = run.begin(cohort, tmp_path, "few")
    assert analyse_block(block, "few", str(tmp_path)) == analyse_block(block, "few", str(tmp_path))
    assert [path.name for path in (tmp_path / "blocks").iterdir()] == ["000000"]


def test_broken_people_are_rows_in_the_table_of_problems(plain: Path):
    problems = pq.read_table(plain / "problems.parquet").to_pylist()
    assert [(row["person"], row["while"], row["problem"]) for row in problems] == [
        ("person-3", "reading", "ImpossiblePerson"),
        ("person-8", "reading", "ValueError"),
    ]
    assert "script" not in str(problems)
    assert problems[0]["place"].startswith("cohort/people.py:")
    people = pq.read_table(plain / "people.parquet").column("person").to_pylist()
    assert people == [f"person-{number}" for number in range(PEOPLE) if number not in (3, 8)]


def test_results_of_another_run_are_not_mixed_in(cohort: Path, plain: Path):
    run.begin(cohort, plain, "few")
    with pytest.raises(OtherRun):
        run.begin(cohort, plain, "every")


def test_the_summary_pools_people_and_its_page_needs_nothing_else(plain: Path):
    found = summarise(plain)
    assert (found.people, found.problems) == (PEOPLE - 2, 2)
    assert sum(found.coverage) + found.no_hours == found.people
    exposures = pq.read_table(plain / "exposures.parquet").to_pylist()
    for line in found.lines:
        if line.kind == "exposure":
            own = [one for one in exposures if one["code"] == line.code and one["log_ratio"] is not None]
            assert line.found.people + line.left_out == len(own)
            assert line.found.low <= line.found.mean <= line.found.high
    assert pq.read_metadata(plain / "pooled.parquet").num_rows == len(found.lines)
    voice = Voice(as_written)
    html = page(found, voice, colours=":root{--ink:#000}", made_up=True)
    assert "Made-up people" in html
    assert html.count("<svg") == html.count("</svg>") == 2 * len(plots(found, voice)), "for a desk and for a phone"
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch("[a-z0-9-]+", id) for id in ids)
    assert "src=" not in html
    assert "href=" not in html
    assert "$" not in html
