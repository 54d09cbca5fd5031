"""The Patterns page of a journal of ten years, as the night left it and made again.

    python -m benchmarks.patterns_page [--years 10]

The night's answer is kept for the day; if it is gone, the looks are kept, and if they are gone too all is worked out.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from time import perf_counter, process_time
from uuid import UUID

import django

from unknot.cohort.people import last_look
from unknot.cohort.person import few_looks
from unknot.madeup.population import STANDARD, MadeUp, person

LIMIT_MS = 300.0
TIMES = 7


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--years", type=int, default=10)
    years = parser.parse_args().years
    days = 365 * years
    made = person(1, 1, replace(STANDARD, shortest=days, longest=days))
    with tempfile.TemporaryDirectory() as room:
        os.environ |= {"UNKNOT_HOME": f"{room}/home", "XDG_CONFIG_HOME": f"{room}/config"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unknot.web.settings")
        django.setup()
        _measure(made, years)


def _measure(made: MadeUp, years: int) -> None:
    from django.test import Client
    from django.utils import timezone

    from unknot import actions
    from unknot.household.people import owner_link
    from unknot.household.people.models import Membership
    from unknot.journal.entry import Via
    from unknot.store import cache, journals, opening
    from unknot.web import static_files

    now = last_look(made.journal)
    opening.ready(os.environ, now)
    static_files.collect()
    id = journals.begin(now)
    entries = [replace(entry, id=UUID(int=number)) for number, entry in enumerate(made.journal.entries, 1)]
    actions.import_entries(id, entries, by=actions.Actor(via=Via.IMPORT), now=now)
    _keep_looks(id, now, made.zone)
    timezone.now = lambda: now
    browser = Client(headers={"host": "localhost:8420"})
    assert browser.post(owner_link.new_link(now, id), {"name": "Owner"}).status_code == 302
    Membership.objects.update(idle_minutes=600)

    def opened() -> None:
        answer = browser.get("/patterns", follow=True)
        assert answer.status_code == 200, answer.status_code

    def anew() -> None:
        cache.forget(id, "patterns-owner-en")
        opened()

    opened()
    print(f"{years} years, {len(entries):,} entries:")
    print(f"the page as the night left it: {_times(opened, TIMES)} (limit {LIMIT_MS:.0f} ms)")
    print(f"made again from the looks that are kept, all of the journal read: {_times(anew, 2)}")
    opening.let_go()


def _times(work: Callable[[], object], times: int) -> str:
    """The least of several runs: of the processor, and on the clock of a machine that may have other work."""
    found = []
    for _ in range(times):
        wall, processor = perf_counter(), process_time()
        work()
        found.append((process_time() - processor, perf_counter() - wall))
    processors, walls = zip(*found, strict=True)
    return f"{1000 * min(processors):.0f} ms of processor, {1000 * min(walls):.0f} ms on the clock"


def _keep_looks(id: UUID, now: datetime, zone: str) -> None:
    """The looks of other days, as every night left them; a few stand for all, as each takes up only the one before."""
    import json

    from unknot.analysis.analyse import analyse
    from unknot.store import cache
    from unknot.store import entries as stored

    found = analyse(stored.standing(id), as_of=now, zone=zone, looks=few_looks)
    cache.put(id, "looks-owner", json.dumps(found.book), now)


if __name__ == "__main__":
    main()
