"""How long saving an entry takes with all rules that run on save, and how that compares with saving it without them.

    python -m benchmarks.saving [ENTRIES ...]

On the encrypted store as it is used, in journals of 2,000 and of 100,000 entries. The limit is 50 ms at the 95th
percentile in the larger one. Saves with and without rules take turns, so that a busy machine slows both; where it is
busier than it has processors, the processor time tells more than the clock.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from time import perf_counter, process_time
from uuid import UUID, uuid4

import django
from django.conf import settings
from django.core.management import call_command

from unknot.journal.entry import Body, Entry
from unknot.journal.ids import new_id
from unknot.store import homes
from unknot.store.keys import new_key

SIZES = (2_000, 100_000)
A_DAY = 27
"""Entries a day: a plan of three or four doses, spasms, treatments, things that may matter, a check-in, symptoms."""
LIMIT = 50.0
SAVES = 400
"""The entries of the next two weeks of that life, each saved when it happened, every second one with the rules."""
ZONE = "Europe/Dublin"
SEEN = timedelta(days=36)
"""What the page after a save reads (`web/page/context.py`): all rules look at it, the saved entry included."""
START = datetime(2025, 1, 1, tzinfo=UTC)


def life(days: int) -> Iterator[list[Entry[Body]]]:
    """The days of a person with multiple sclerosis, a catheter and a plan, who logs a great deal."""
    from benchmarks.ordinary_years import FIRST, Year
    from unknot.journal.entry import DiaryDay, Exposure, Treatment, Word

    year = Year(random.Random(1), ("multiple-sclerosis", "catheter"))
    year.begin()
    standing = year.entries[:10]
    for day in (FIRST + timedelta(days=n) for n in range(days)):
        before = 0 if day == FIRST else len(year.entries)
        year.live(day)
        while len(year.entries) - before < A_DAY - 3:
            year.put(year.spasm(), year.at(day))
        year.put(Treatment(code="stretching"), year.at(day))
        year.put(Exposure(code="stress"), year.at(day))
        year.put(DiaryDay(day=day, word=Word.EVERYTHING), datetime.combine(day, time(22)))
        yield [replace(entry, id=new_id(entry.happened_at.instant)) for entry in year.entries[before:]]
        year.entries = standing[:]


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    with tempfile.TemporaryDirectory() as room:
        config = homes.encrypted_file(Path(room) / "journal.db", new_key())
        settings.configure(INSTALLED_APPS=["unknot.store"], USE_TZ=True, DATABASES={"default": config})
        django.setup()
        call_command("migrate", verbosity=0)
        for size in sizes:
            _measure(uuid4(), size // A_DAY)


def _measure(journal: UUID, days: int) -> None:
    from unknot.safety.alerts import alerts
    from unknot.store import cache, entries

    made, waiting, next_weeks = 0, list[Entry[Body]](), list[Entry[Body]]()
    for n, day in enumerate(life(days + SAVES // A_DAY + 2)):
        if n >= days:
            next_weeks += day
            continue
        waiting += day
        if len(waiting) > 4000:
            made, waiting = made + len(entries.append(journal, waiting, START).added), []
    made += len(entries.append(journal, waiting, START).added)
    to_save = sorted(next_weeks, key=lambda entry: entry.happened_at.instant)[:SAVES]

    def plain(entry: Entry[Body]) -> int:
        entries.append(journal, [entry], entry.happened_at.instant)
        return 0

    def with_rules(entry: Entry[Body]) -> int:
        at = entry.happened_at.instant
        entries.append(journal, [entry], at)
        known = entries.standing(journal, since=at - SEEN, always=entries.STANDING_KINDS)
        cache.get(journal, "worse")
        alerts(known, now=at, zone=ZONE)
        return len(known.entries)

    first = _took(with_rules, to_save[0])
    pairs = zip(to_save[1::2], to_save[2::2], strict=False)
    times = [(_took(plain, one), _took(with_rules, other)) for one, other in pairs]
    read = times[-1][1].read
    print(f"{made:,} entries, the rules read {read:,} of them; the first save of a new process {first.wall:.0f} ms")
    plainly, ruled = [one for one, _ in times], [other for _, other in times]
    for name, took in (("without rules", plainly), ("with all rules", ruled)):
        wall, used = sorted(t.wall for t in took), sorted(t.used for t in took)
        print(f"  {name:14}  p50 {_at(wall, 0.5):6.1f} ms  p95 {_at(wall, 0.95):6.1f} ms", end="")
        print(f"   processor p50 {_at(used, 0.5):6.1f} ms  p95 {_at(used, 0.95):6.1f} ms")
    before, after = sorted(t.wall for t in plainly), sorted(t.wall for t in ruled)
    print(f"  ratio to saving without rules: {_at(after, 0.5) / _at(before, 0.5):.1f} at the median", end="")
    print(f"; {_at(after, 0.95) / LIMIT:.2f} of the limit of {LIMIT:.0f} ms")


@dataclass(frozen=True)
class Took:
    """Milliseconds of the clock and of the processor, and how many entries the rules read."""

    wall: float
    used: float
    read: int


def _took(act: Callable[[Entry[Body]], int], entry: Entry[Body]) -> Took:
    clock, used = perf_counter(), process_time()
    read = act(entry)
    return Took((perf_counter() - clock) * 1000, (process_time() - used) * 1000, read)


def _at(ordered: list[float], share: float) -> float:
    return ordered[int(share * len(ordered))]


if __name__ == "__main__":
    main()
