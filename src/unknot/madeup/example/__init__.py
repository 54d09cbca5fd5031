"""A year of a made-up journal: for the demo, the screenshots and tests. Marked as made up wherever it is shown."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from unknot.journal.entry import Body, Entry
from unknot.journal.span import moment
from unknot.madeup.example.answers import answers_for_the_visit
from unknot.madeup.example.days import answers, day_of
from unknot.madeup.example.milestones import once, standing
from unknot.madeup.example.person import OFTEN, ZONE
from unknot.madeup.example.year import DAYS, Year


def made_up_year(seed: int, now: datetime, zone: str = ZONE) -> list[Entry[Body]]:
    """The entries of a made-up year that ends at `now` (aware), in the zone; the same for the same arguments."""
    end = moment(now, zone)
    year, visit = (Year(random.Random(of), end) for of in (seed, f"{seed} visit"))
    return [*_entries(year), *answers_for_the_visit(visit)]


def _entries(year: Year) -> Iterator[Entry[Body]]:
    yield from standing(year)
    yield from once(year)
    slept_badly = False
    for n in range(DAYS + 1):
        day = year.first + timedelta(days=n)
        logged = year.rng.random() > 0.07 and not 0 <= (day - year.away).days < 9
        asked = answers(year, slept_badly)
        slept_badly = year.rng.random() < OFTEN["poor-sleep"]
        if logged or day >= year.today - timedelta(days=1):
            yield from day_of(year, day, asked)
