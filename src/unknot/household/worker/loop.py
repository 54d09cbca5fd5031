"""The worker's loop: one job after the other, each claimed in the database, none stopping another."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from threading import Event
from uuid import UUID

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from unknot.household.reminders import access_notices, notices
from unknot.household.worker import daily_jobs
from unknot.store import jobs
from unknot.store.jobs import NEWS, REMINDERS, Job

log = logging.getLogger("unknot.worker")

Duty = Callable[[UUID, datetime], datetime]
"""Does one thing for a journal (or the home) and gives the time when it is due again."""

OF_A_JOURNAL: Mapping[str, Duty] = {
    "looks": daily_jobs.look,
    "bin": daily_jobs.empty_bin,
    REMINDERS: notices.remind,
    NEWS: access_notices.tell,
}
OF_THE_HOME: Mapping[str, Duty] = {"backup": daily_jobs.back_up, "tidy": daily_jobs.tidy}
DUTIES = {**OF_A_JOURNAL, **OF_THE_HOME}

IDLE = 15.0
"""Seconds until an idle worker looks again: how late a job that was asked for in between may begin."""


def work(stop: Event) -> None:
    """Works until it is told to stop. A database that is away for a while stops nothing."""
    wanted = False
    while not stop.is_set():
        close_old_connections()
        try:
            wanted = wanted or _want()
            busy = turn()
        except DatabaseError as error:
            log.warning("the database cannot be reached (%s)", type(error).__name__)
            busy = False
        if not busy:
            wanted = False
            stop.wait(IDLE)


def work_off() -> int:
    """Does what is due now, once; how many jobs that were."""
    _want()
    n = 0
    while turn():
        n += 1
    return n


def turn() -> bool:
    """Does one job that is due; whether there was one."""
    job = jobs.claim(timezone.now())
    if job is None:
        return False
    _do(job)
    return True


def _want() -> bool:
    now = timezone.now()
    jobs.want(tuple(OF_A_JOURNAL), now)
    jobs.want_at_home(tuple(OF_THE_HOME), now)
    return True


def _do(job: Job) -> None:
    duty = DUTIES.get(job.name)
    if duty is None:  # of a newer version that was here once
        jobs.done(job, timezone.now() + timedelta(days=1))
        return
    try:
        again = duty(job.journal, timezone.now())
    except Exception:  # whatever fails here must not stop what is due for others
        jobs.failed(job, timezone.now())
        log.warning("%s failed (%d failed before)", job.name, job.tries, exc_info=True)
    else:
        jobs.done(job, again)
