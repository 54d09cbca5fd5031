"""Jobs: each is done by one worker, again when it is due, and a failure puts off nothing but itself."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connections

from unknot.store import jobs, journals
from unknot.store.models import JobRow

NOW = datetime(2026, 3, 20, 4, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)

WORKER = """
import json, sys
from datetime import datetime
from pathlib import Path
import django
from django.conf import settings
config = json.loads(sys.stdin.readline())
settings.configure(DATABASES={"default": config}, INSTALLED_APPS=["unknot.store"], USE_TZ=True)
django.setup()
from unknot.store import jobs
now = datetime.fromisoformat(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
while job := jobs.claim(now):
    print(job.journal, flush=True)
"""


@pytest.fixture
def no_jobs(database: str):
    JobRow.objects.all().delete()
    yield
    JobRow.objects.all().delete()


@pytest.mark.usefixtures("no_jobs")
def test_workers_that_reach_for_the_same_jobs_never_get_one_twice():
    wanted = [uuid4() for _ in range(60)]
    JobRow.objects.bulk_create(JobRow(journal=one, name="looks", due_at=NOW) for one in wanted)
    config = json.dumps({**connections.databases["default"], "TEST": {}}, default=str)
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, NOW.isoformat()], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            cwd=Path(__file__).parents[2],
        )
        for _ in range(3)
    ]  # fmt: skip
    for worker in workers:
        worker.stdin.write(config + "\n")
        worker.stdin.flush()
    for worker in workers:
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:  # all at once
        worker.stdin.write("go\n")
        worker.stdin.flush()
    claimed = [line for worker in workers for line in worker.communicate(timeout=60)[0].split()]
    assert [worker.returncode for worker in workers] == [0, 0, 0]
    assert sorted(claimed) == sorted(map(str, wanted)), "each once, none left out"


@pytest.mark.usefixtures("no_jobs")
def test_a_job_comes_again_when_it_is_due_and_not_before():
    JobRow.objects.create(journal=jobs.HOME, name="backup", due_at=NOW)
    assert jobs.claim(NOW - timedelta(seconds=1)) is None
    job = jobs.claim(NOW)
    assert (job.name, job.tries) == ("backup", 0)
    assert jobs.claim(NOW) is None, "it is in somebody's hands"
    jobs.done(job, LATER)
    assert jobs.claim(LATER - timedelta(seconds=1)) is None
    assert jobs.claim(LATER).name == "backup"


@pytest.mark.usefixtures("no_jobs")
def test_a_killed_worker_does_not_keep_its_job():
    JobRow.objects.create(journal=jobs.HOME, name="backup", due_at=NOW)
    lost = jobs.claim(NOW)
    assert jobs.claim(NOW + jobs.LEASE - timedelta(seconds=1)) is None
    found = jobs.claim(NOW + jobs.LEASE)
    assert found.name == "backup"
    jobs.done(lost, LATER + timedelta(days=9))  # it was not killed after all, only slow: it has no say any more
    jobs.done(found, LATER)
    assert JobRow.objects.get().due_at == LATER


@pytest.mark.usefixtures("no_jobs")
def test_what_was_asked_for_while_it_ran_is_not_forgotten():
    JobRow.objects.create(journal=jobs.HOME, name="reminders", due_at=NOW)
    job = jobs.claim(NOW)
    jobs.soon(jobs.HOME, "reminders", NOW + timedelta(seconds=5))
    jobs.done(job, LATER)
    assert jobs.claim(NOW + timedelta(seconds=5)).name == "reminders"


@pytest.mark.usefixtures("no_jobs")
def test_a_failing_job_waits_longer_each_time_and_lets_the_others_by():
    JobRow.objects.create(journal=jobs.HOME, name="backup", due_at=NOW)
    JobRow.objects.create(journal=jobs.HOME, name="tidy", due_at=NOW + timedelta(seconds=30))
    now, waits = NOW, []
    for _ in range(12):
        job = jobs.claim(now)
        assert job.name == "backup"
        jobs.failed(job, now)
        waits.append(JobRow.objects.get(name="backup").due_at - now)
        if now == NOW:
            other = jobs.claim(NOW + timedelta(seconds=30))
            assert other.name == "tidy", "the one that failed stands in nobody's way"
            jobs.done(other, NOW + timedelta(days=30))
        now += waits[-1]
    assert waits[:4] == [timedelta(minutes=n) for n in (1, 2, 4, 8)]
    assert waits[-1] == jobs.LONGEST_BREAK
    job = jobs.claim(now)
    jobs.done(job, LATER)
    assert JobRow.objects.get(name="backup").tries == 0


@pytest.mark.usefixtures("no_jobs")
def test_every_journal_gets_its_jobs_once():
    journal = journals.begin(NOW)
    for now in (NOW, LATER):
        jobs.want(("looks", "bin"), now)
        jobs.want_at_home(("backup",), now)
    there = JobRow.objects.filter(journal__in=(journal, jobs.HOME)).order_by("name")
    assert [(row.name, row.due_at) for row in there] == [("backup", NOW), ("bin", NOW), ("looks", NOW)]
