"""The log and the Spasm Profile of a ten-year journal against those of a short one, in the same run.

    python -m benchmarks.store

Both journals have 20 entries a day; one has 2,000, the other 73,000. The log is what a tap costs the server: the entry
made durable, and the days read back that the safety rules look at. The Profile is read and composed. Goals: the log of
the long journal within 1.2 times that of the short one; its Profile within 2 seconds. The numbers of the two journals
are taken in turns, and the median of each is shown, with the first Profile of the process by itself.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeAlias
from uuid import UUID, uuid4

import django
from django.conf import settings
from django.core.management import call_command

from unknot.store import homes
from unknot.store.keys import new_key

SHORT, LONG, A_DAY = 2_000, 73_000, 20
LOGS, PROFILES = 60, 5
END = datetime(2026, 3, 31, 12, tzinfo=UTC)
LOOK_BACK = timedelta(days=35)
ZONE = "Europe/Dublin"
Work: TypeAlias = Callable[[], None]


def main() -> None:
    with tempfile.TemporaryDirectory() as room:
        _prepare(Path(room) / "journal.db")
        short, long = _filled(SHORT), _filled(LONG)
        _compare("log", 1000, "ms", lambda: _log(short), lambda: _log(long), LOGS)
        _compare("Profile", 1, "s", lambda: _profile(short), lambda: _profile(long), PROFILES)


def _prepare(path: Path) -> None:
    config = homes.encrypted_file(path, new_key())
    settings.configure(INSTALLED_APPS=["unknot.store"], USE_TZ=True, DATABASES={"default": config})
    django.setup()
    call_command("migrate", verbosity=0)


def _filled(size: int) -> UUID:
    """A journal of that many entries up to the end, 20 a day: spasms, doses and a word every evening."""
    from unknot import actions
    from unknot.journal.entry import Body, DiaryDay, Dose, Entry, Episode, Medicine, Provenance, Side, Site, Word
    from unknot.journal.ids import new_id
    from unknot.journal.quantity import Decimal, Quantity
    from unknot.journal.span import moment

    rng, journal, made = random.Random(size), uuid4(), list[Entry[Body]]()
    baclofen = Medicine(name="Baclofen", code="baclofen", strength=Quantity(Decimal(10), "mg"))
    for n in range(size // A_DAY):
        day = END - timedelta(days=n)
        for k in range(A_DAY):
            at = moment(day.replace(hour=4) + timedelta(minutes=45 * k + rng.randrange(40)), ZONE)
            body: Body
            if k == A_DAY - 1:
                body = DiaryDay(day=at.diary_day, word=Word.EVERYTHING, bother=rng.randrange(11))
            elif k % 6 == 0:
                body = Dose(medicine=baclofen, amount=Quantity(Decimal(10), "mg"))
            else:
                site = Site(rng.choice(("calf", "hamstring", "foot")), rng.choice((Side.LEFT, Side.RIGHT)))
                body = Episode(sites=(site,), bother=rng.randrange(11), duration=timedelta(minutes=4))
            made.append(Entry(id=new_id(at.instant), happened_at=at, provenance=Provenance(recorded_at=at), body=body))
    actions.add(journal, made, now=END + timedelta(days=1))
    return journal


def _log(journal: UUID) -> None:
    from unknot import actions
    from unknot.journal.entry import Episode
    from unknot.journal.span import moment
    from unknot.store import entries

    now = END - timedelta(seconds=random.randrange(3600))
    actions.record(journal, Episode(bother=5), by=actions.Actor(), happened_at=moment(now, ZONE), now=now)
    entries.standing(journal, now - LOOK_BACK, None)


def _profile(journal: UUID) -> None:
    from unknot.knowledge.words import as_written
    from unknot.report.compose import compose
    from unknot.report.profile import Audience
    from unknot.store import pages

    last = date(2026, 3, 30)
    first = last - timedelta(days=27)
    part = pages.for_profile(journal, first, last, ZONE, END)
    compose(part, audience=Audience.OWNER, first=first, last=last, zone=ZONE, now=END, _=as_written)


def _compare(
    what: str, scale: int, unit: str, short: Callable[[], None], long: Callable[[], None], rounds: int
) -> None:
    took: dict[Callable[[], None], list[float]] = {short: [], long: []}
    for _ in range(rounds):
        for work, found in took.items():
            began = time.perf_counter()
            work()
            found.append(time.perf_counter() - began)
    of_short, of_long = (statistics.median(found) * scale for found in took.values())
    print(f"{what}: {SHORT:,} entries {of_short:.3g} {unit}, {LONG:,} entries {of_long:.3g} {unit}: ", end="")
    print(f"{of_long / of_short:.2f} times")


if __name__ == "__main__":
    main()
