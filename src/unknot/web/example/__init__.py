"""A year of a made-up journal: for the demo, the screenshots and tests. Marked as made up wherever it is shown."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from unknot.journal.entry import Body, Entry
from unknot.journal.span import moment
from unknot.web.example.days import answers, day_of
from unknot.web.example.milestones import once, standing
from unknot.web.example.person import OFTEN, ZONE
from unknot.web.example.year import DAYS, Year


def made_up_year(seed: int, now: datetime, zone: str = ZONE) -> list[Entry[Body]]:
    """The entries of a made-up year that ends at `now` (aware), in the zone; the same for the same arguments."""
    return list(_entries(Year(random.Random(seed), moment(now, zone))))  # noqa: S311 - no secret comes of it


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
