"""The made-up year: its turning points, and the making of an entry at a moment of it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from unknot.journal.entry import Body, Entry, Precision, Provenance, Role
from unknot.journal.span import Moment, moment

DAYS = 365


@dataclass(frozen=True, slots=True)
class Year:
    """A year that ends at `now`; all that is by chance in it comes from `rng`, in order."""

    rng: random.Random
    now: Moment

    @property
    def today(self) -> date:
        return self.now.diary_day

    @property
    def first(self) -> date:
        return self.today - timedelta(days=DAYS)

    @property
    def away(self) -> date:
        """The first of nine days without a record."""
        return self.today - timedelta(days=120)

    @property
    def injection(self) -> date:
        return self.today - timedelta(days=200)

    @property
    def stretching(self) -> date:
        """Since when calves are stretched before bed."""
        return self.today - timedelta(days=90)

    @property
    def change(self) -> date:
        """The day of the change of the evening dose."""
        return self.today - timedelta(days=61)

    def at(self, day: date, hour: int, minute: int = 0) -> Moment:
        wall = datetime.combine(day, time(0)) + timedelta(hours=hour, minutes=minute)
        return moment(wall, self.now.zone)

    def entry(self, at: Moment, body: Body, *, recorded: Moment | None = None, carer: bool = False) -> Entry[Body]:
        recorded = recorded or at
        milliseconds = int(recorded.instant.timestamp() * 1000)
        high = milliseconds << 16 | 0x7000 | self.rng.getrandbits(12)
        who = {"role": Role.CARER, "name": "Mary (made up)"} if carer else {"role": Role.EXAMPLE}
        return Entry(
            id=UUID(int=high << 64 | 2 << 62 | self.rng.getrandbits(62)),
            happened_at=at,
            precision=Precision.MINUTE,
            provenance=Provenance(recorded_at=recorded, **who),
            body=body,
        )
