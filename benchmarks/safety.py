"""How long the rules take when an entry is saved into a journal of 100,000: read what they need, settle, run them.

python -m benchmarks.safety

The limit is 50 ms at the 95th percentile, on the encrypted store as it is used.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import perf_counter
from uuid import UUID, uuid4

import django
from django.conf import settings
from django.core.management import call_command

from unknot.journal.entry import Body, Entry
from unknot.store import homes
from unknot.store.keys import new_key

ENTRIES = 100_000
DAYS = 3650
LIMIT = 50.0
SAVES = 200


def ten_years() -> Iterator[Entry[Body]]:
    """A journal of a person with a plan of three doses a day, eight spasms, a check-in and the odd symptom."""
    from benchmarks.ordinary_years import FIRST, Year
    from unknot.journal.entry import DiaryDay, Exposure, Treatment, Word

    year = Year(random.Random(1), ("multiple-sclerosis", "catheter"))
    year.begin()
    for n in range(DAYS):
        day = FIRST + timedelta(days=n)
        kept = len(year.entries)
        year.live(day)
        while len(year.entries) - kept < (ENTRIES // DAYS) - 2:
            year.put(year.spasm(), year.at(day))
        year.put(Treatment(code="stretching"), year.at(day))
        year.put(Exposure(code="stress"), year.at(day))
        year.put(DiaryDay(day=day, word=Word.EVERYTHING), datetime.combine(day, time(22)))
        yield from year.entries[kept:] if n else year.entries
        last = year.entries
        year.entries = last[:10]


def main() -> None:
    with tempfile.TemporaryDirectory() as room:
        config = homes.encrypted_file(Path(room) / "journal.db", new_key())
        settings.configure(INSTALLED_APPS=["unknot.store"], USE_TZ=True, DATABASES={"default": config})
        django.setup()
        call_command("migrate", verbosity=0)
        _measure(uuid4())


def _measure(journal: UUID) -> None:
    from unknot.journal.entry import Provenance, Symptom
    from unknot.journal.span import moment
    from unknot.safety.alerts import URGENT, alerts
    from unknot.safety.look_back import needed_on_save
    from unknot.store import entries

    made = list(ten_years())
    now = datetime.combine(date(2025, 1, 1) + timedelta(days=DAYS), time(9), tzinfo=UTC)
    for start in range(0, len(made), 5000):
        entries.append(journal, made[start : start + 5000], now)
    times, parts = [], []
    for n in range(SAVES):
        at = now + timedelta(minutes=n)
        when = moment(at, "Europe/Dublin")
        body = Symptom(code=random.Random(n).choice(("sleepy", "fever", "weak", "face-droop", "headache")))
        saved = Entry(id=UUID(int=n + 1), happened_at=when, provenance=Provenance(recorded_at=when), body=body)
        entries.append(journal, [saved], at)
        start_of_rules = perf_counter()
        known = entries.reaching(journal, needed_on_save(at))
        read = perf_counter()
        alerts(known, now=at, zone="Europe/Dublin", tiers=URGENT)
        done = perf_counter()
        times.append((done - start_of_rules) * 1000)
        parts.append((read - start_of_rules) * 1000)
    times.sort()
    p95, median = times[int(0.95 * SAVES)], times[SAVES // 2]
    print(f"rules on save, {len(made)} entries: median {median:.1f} ms, p95 {p95:.1f} ms (limit {LIMIT:.0f})")
    print(f"of which reading: median {sorted(parts)[SAVES // 2]:.1f} ms; {len(known.entries)} entries read")
    print(f"rules on save: {p95 / LIMIT:.2f} of the limit")


if __name__ == "__main__":
    main()
