"""One database's part of `benchmarks.pages`, in a process whose environment names it. Prints JSON."""

from __future__ import annotations

import json
import os
import random
import sys
from datetime import timedelta
from time import perf_counter
from uuid import UUID

import django

ZONE, A_DAY = "Europe/Dublin", 20


def main() -> None:
    short, long, times = map(int, sys.argv[1:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unknot.web.settings")
    django.setup()
    from benchmarks.pages import evening
    from unknot.store import opening
    from unknot.web import static_files

    opening.ready(os.environ, evening())
    static_files.collect()
    found: dict[str, list[float]] = {}
    for size in (short, long):
        for what, figure in _measured(size, times).items():
            found.setdefault(what, []).append(figure)
    opening.let_go()
    print(json.dumps(found))


def _measured(size: int, times: int) -> dict[str, float]:
    from django.test import Client
    from django.utils import timezone

    from benchmarks.pages import evening, milliseconds
    from unknot.household.people import owner_link
    from unknot.household.people.models import Membership
    from unknot.store import journals

    journal = journals.begin(evening())
    rate = _fill(journal, size)
    timezone.now = evening  # the server's clock, so that every run sees the same days
    browser = Client(headers={"host": "localhost:8420"})
    answer = browser.post(owner_link.new_link(evening(), journal), {"name": f"Owner {size}"})
    assert answer.status_code == 302, answer.content[:300]
    Membership.objects.update(idle_minutes=600)

    def opened(path: str) -> bytes:
        answer = browser.get(path, follow=True)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.content

    paper = "/visit/2026-03-03/2026-03-30/spasm-profile.pdf"
    pages = {"Log": "/?all=1", "Diary": "/diary", "a day long ago": f"/diary/{_long_ago(size)}", "Visit": "/visit",
             "7 days as documents": "/entries?days=7", "Profile as PDF": paper}  # fmt: skip
    found = {f"page: {name}": milliseconds(lambda path=path: opened(path), times) for name, path in pages.items()}
    found["a spasm kept and checked against the rules"] = milliseconds(lambda: _logged(journal), times)
    return found | {"import, entries as documents": rate, "on disk, an entry with its indexes": _bytes_of_an_entry()}


def _bytes_of_an_entry() -> float:
    """What the table of entries takes on the disk, by the database's own word; the encrypted file as a whole."""
    from django.db import connection

    from unknot.store.models import EntryRow

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_total_relation_size('unknot_entry')")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return float(cursor.fetchone()[0]) / EntryRow.objects.count()


def _long_ago(size: int) -> str:
    from benchmarks.pages import evening

    return f"{(evening() - timedelta(days=size // A_DAY - 20)).date():%Y-%m-%d}"


def _fill(journal: UUID, size: int) -> float:
    """A journal of that many entries, 20 a day; how many a second were read from JSON lines and kept."""
    from benchmarks.pages import evening
    from unknot import actions
    from unknot.importers import own
    from unknot.journal.entry import (
        Body,
        DiaryDay,
        Dose,
        Entry,
        Episode,
        Medicine,
        Provenance,
        Settings,
        Side,
        Site,
        Tile,
        Via,
        Word,
    )
    from unknot.journal.ids import new_id
    from unknot.journal.span import moment

    rng, made = random.Random(size), list[Entry[Body]]()

    def put(body: Body, at: object) -> None:
        when = moment(at, ZONE)  # type: ignore[arg-type]
        made.append(
            Entry(id=new_id(when.instant), happened_at=when, provenance=Provenance(recorded_at=when), body=body)
        )

    start = evening().replace(hour=4) - timedelta(days=size // A_DAY)
    put(Settings(zone=ZONE, country="IE", tiles=(Tile("Left calf", sites=(Site("calf", Side.LEFT),)),)), start)
    for n in range(1, size // A_DAY):
        day = start + timedelta(days=n)
        for k in range(A_DAY - 1):
            at = day + timedelta(minutes=45 * k + rng.randrange(40))
            dose = Dose(medicine=Medicine(name="Baclofen", code="baclofen"))
            put(dose if k % 6 == 0 else Episode(sites=(Site("calf", Side.LEFT),), bother=rng.randrange(11)), at)
        evening_of = day + timedelta(hours=17)
        put(DiaryDay(day=moment(evening_of, ZONE).diary_day, word=Word.EVERYTHING, bother=4), evening_of)
    lines = "".join(own.write_lines(made)).encode()
    began = perf_counter()
    read = own.read_lines(lines)
    done = actions.import_entries(journal, read.entries, by=actions.Actor(via=Via.IMPORT), now=evening())
    assert len(done.added) == len(made)
    return len(made) / (perf_counter() - began)


def _logged(journal: UUID) -> None:
    from benchmarks.pages import evening
    from unknot import actions
    from unknot.journal.entry import Episode
    from unknot.journal.span import moment
    from unknot.safety.alerts import alerts
    from unknot.store import entries
    from unknot.web.page.context import LOOK_BACK

    now = evening() - timedelta(seconds=random.randrange(3600))
    actions.record(journal, Episode(bother=5), by=actions.Actor(), happened_at=moment(now, ZONE), now=evening())
    alerts(entries.standing(journal, evening() - LOOK_BACK), now=evening(), zone=ZONE)


if __name__ == "__main__":
    main()
