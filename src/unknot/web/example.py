"""A year of a made-up journal: for the demo, the screenshots and tests. Marked as made up wherever it is shown."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from unknot.journal.entry import (
    Asked,
    Body,
    Campaign,
    Circumstance,
    DayPart,
    DiaryDay,
    Dose,
    DoseStatus,
    Entry,
    Episode,
    EpisodeKind,
    Goal,
    Level,
    Measurement,
    MeasurementKind,
    Medicine,
    Note,
    Person,
    PlannedDose,
    PlanStep,
    Precision,
    Prescription,
    Progress,
    Provenance,
    Role,
    Sensation,
    Settings,
    Side,
    Site,
    Stage,
    Stock,
    Symptom,
    Tile,
    Treatment,
    Visit,
    Word,
)
from unknot.journal.quantity import Quantity
from unknot.journal.span import Moment, moment

DAYS = 365
ZONE = "Europe/Dublin"
LEFT_CALF, RIGHT_CALF = Site("calf", Side.LEFT), Site("calf", Side.RIGHT)
BOTH_LEGS, LOWER_BACK, LEFT_FOOT = Site("leg", Side.BOTH), Site("lower-back"), Site("foot", Side.LEFT)
TILES = (
    Tile("Left calf", EpisodeKind.CRAMP, (LEFT_CALF,)),
    Tile("Right calf", EpisodeKind.CRAMP, (RIGHT_CALF,)),
    Tile("Both legs", EpisodeKind.SPASM, (BOTH_LEGS,)),
    Tile("Lower back", EpisodeKind.SPASM, (LOWER_BACK,)),
)
ASKED = ("poor-sleep", "stress", "exercise", "long-sitting", "little-to-drink", "cold", "constipation", "alcohol")
OFTEN = {"poor-sleep": 0.3, "stress": 0.3, "exercise": 0.35, "long-sitting": 0.4, "little-to-drink": 0.25, "cold": 0.2}
BACLOFEN = Medicine(name="Baclofen", code="baclofen", strength=Quantity(Decimal(10), "mg"), form="tablet")
MAGNESIUM = Medicine(name="Magnesium", code="magnesium")
HOURLY = tuple(
    0.5 + 1.8 * math.exp(-(((h - 3) / 2.0) ** 2)) + 1.0 * math.exp(-(((h - 21.5) / 2.5) ** 2)) for h in range(24)
)
"""How the spasms of this made-up person spread over the clock: most near 3 a.m., some in the evening."""


def made_up_year(seed: int, now: datetime, zone: str = ZONE) -> list[Entry[Body]]:
    """The entries of a made-up year that ends at `now` (aware), in the zone; the same for the same arguments."""
    return list(_Year(random.Random(seed), moment(now, zone)).entries())  # noqa: S311 - no secret comes of it


@dataclass
class _Year:
    rng: random.Random
    now: Moment
    change: date = field(init=False)
    injection: date = field(init=False)

    def __post_init__(self) -> None:
        self.today = self.now.diary_day
        self.first = self.today - timedelta(days=DAYS)
        self.change = self.today - timedelta(days=61)
        self.injection = self.today - timedelta(days=200)
        self.away = self.today - timedelta(days=120)

    def entries(self) -> Iterator[Entry[Body]]:
        yield from self._standing()
        yield from self._once()
        slept_badly = False
        for n in range(DAYS + 1):
            day = self.first + timedelta(days=n)
            logged = self.rng.random() > 0.07 and not 0 <= (day - self.away).days < 9
            asked = self._asked(slept_badly)
            slept_badly = self.rng.random() < OFTEN["poor-sleep"]
            if logged or day >= self.today - timedelta(days=1):
                yield from self._day(day, asked)

    # ------------------------------------------------------------ what stands for the year

    def _standing(self) -> Iterator[Entry[Body]]:
        start = self._at(self.first, 10)
        yield self._entry(
            start,
            Settings(country="IE", zone=self.now.zone, tiles=TILES, exposures=ASKED, suspects=("little-to-drink",)),
        )
        yield self._entry(start, Person(name="A made-up person", birth_date=date(1971, 5, 4)))
        yield self._entry(start, Circumstance(code="multiple-sclerosis", since=date(2011, 9, 1)))
        yield self._entry(start, Circumstance(code="heat-sensitive"))
        yield self._entry(start, Goal(words="Sleep through the night three times a week", progress=Progress.SAME))
        yield self._entry(start, self._plan())

    def _plan(self) -> Prescription:
        def day(*amounts: int) -> tuple[PlannedDose, ...]:
            at = (time(8), time(14), time(22))
            return tuple(PlannedDose(t, Quantity(Decimal(mg), "mg")) for t, mg in zip(at, amounts, strict=True))

        return Prescription(
            medicine=BACLOFEN,
            starts=self.first,
            steps=(
                PlanStep(starts=self.first, doses=day(10, 10, 10)),
                PlanStep(starts=self.change, doses=day(10, 10, 15)),
            ),
            reason="spasticity",
            prescriber="Dr Example",
        )

    def _once(self) -> Iterator[Entry[Body]]:
        visit = self._at(self.change - timedelta(days=2), 11)
        yield self._entry(
            visit,
            Visit(
                whom="Neurology clinic",
                questions=("The cramps at 3 a.m. wake me. What could help?",),
                decided="Evening baclofen 15 mg from Monday.",
            ),
        )
        yield self._entry(
            visit,
            Measurement(
                kind=MeasurementKind.LAB,
                name="Potassium",
                code="potassium",
                value=Quantity(Decimal("4.1"), "mmol/L"),
                low=Quantity(Decimal("3.5"), "mmol/L"),
                high=Quantity(Decimal("5.3"), "mmol/L"),
            ),
        )
        yield self._entry(
            visit,
            Measurement(
                kind=MeasurementKind.SCORE,
                name="Modified Ashworth, left ankle",
                code="ashworth",
                text="2",
                by="Physiotherapist",
            ),
        )
        yield self._entry(
            self._at(self.injection, 9),
            Treatment(code="botulinum", agent="botulinum toxin", sites=(LEFT_CALF,), note="clinic"),
        )
        yield self._entry(
            self._at(self.today - timedelta(days=5), 9), Stock(medicine=BACLOFEN, left=Quantity(Decimal(112), "{tbl}"))
        )
        yield self._entry(
            self._at(self.today - timedelta(days=90), 20),
            Treatment(code="stretching", stage=Stage.STARTED, note="calves before bed"),
        )
        upcoming = self._at(self.today + timedelta(days=9), 10)
        coming = Visit(
            whom="Neurology clinic",
            questions=(
                "The cramps at 3 a.m. wake me. Would another time for the evening dose be better?",
                "I am sleepier since the change. Is that expected?",
            ),
        )
        yield self._entry(upcoming, coming, recorded=self._at(self.today - timedelta(days=19), 10))
        yield self._entry(
            self._at(self.today - timedelta(days=19), 10),
            Campaign(
                starts=self.today - timedelta(days=19),
                ends=self.today + timedelta(days=8),
                purpose="28 days before my visit",
            ),
        )

    # ------------------------------------------------------------ one day

    def _asked(self, slept_badly: bool) -> dict[str, Level]:
        def level(code: str) -> Level:
            if code == "poor-sleep":
                return Level.YES if slept_badly else Level.NO
            if self.rng.random() >= OFTEN.get(code, 0.12):
                return Level.NO
            return self.rng.choice((Level.YES, Level.A_BIT))

        return {code: level(code) for code in ASKED}

    def _day(self, day: date, asked: dict[str, Level]) -> Iterator[Entry[Body]]:
        episodes = list(self._episodes(day, asked["poor-sleep"] is Level.YES))
        yield from (e for e in episodes if e.happened_at <= self.now)
        yield from self._doses(day)
        yield from self._other(day)
        morning = self._at(day, 8, self.rng.randrange(50))
        if morning <= self.now and (self.rng.random() < 0.35 or day == self.today):
            yield self._entry(morning, DiaryDay(day=day, word=Word.NONE_SO_FAR))
        said = self._at(day, 21, self.rng.randrange(50))
        if said <= self.now and self.rng.random() < 0.97:
            yield self._entry(
                said, self._check_in(day, asked, [e.body for e in episodes if isinstance(e.body, Episode)])
            )

    def _check_in(self, day: date, asked: dict[str, Level], episodes: list[Episode]) -> DiaryDay:
        bothers = [e.bother for e in episodes if e.bother is not None]
        woken = any(e.woke for e in episodes)
        return DiaryDay(
            day=day,
            word=Word.EVERYTHING,
            bother=min(10, round(sum(bothers) / len(bothers)) + 1) if bothers else self.rng.choice((0, 1, 1, 2)),
            worst=DayPart.NIGHT if woken else self.rng.choice((None, DayPart.EVENING, DayPart.AFTERNOON)),
            sleep_broken=woken,
            asked=tuple(Asked(code, level) for code, level in asked.items()),
        )

    def _rate(self, day: date, after_poor_sleep: bool) -> float:
        """Spasms a day: twice as many after a bad night, fewer after the injection (for a while) and the change."""
        rate = 1.5 * (2.1 if after_poor_sleep else 1.0)
        if 7 <= (day - self.injection).days < 75:
            rate *= 0.65
        return rate * (0.8 if day >= self.change else 1.0)

    def _episodes(self, day: date, after_poor_sleep: bool) -> Iterator[Entry[Body]]:
        share = self._rate(day, after_poor_sleep) / sum(HOURLY)
        for hour in range(4, 28):
            if self.rng.random() < share * HOURLY[hour % 24]:
                at = self._at(day, hour, self.rng.randrange(60))
                seen_by_carer = hour >= 24 and self.rng.random() < 0.06
                yield self._entry(at, self._episode(hour % 24, seen_by_carer), carer=seen_by_carer)

    def _episode(self, hour: int, asleep: bool) -> Episode:
        rng, night = self.rng, hour < 6 or hour >= 23
        tile = rng.choices(TILES, (6, 3, 2, 1) if night else (3, 2, 4, 3))[0]
        return Episode(
            kind=tile.kind,
            sites=tile.sites,
            label=tile.label,
            bother=None
            if asleep or rng.random() < 0.1
            else min(10, max(1, round(rng.gauss(5.4 if night else 4.2, 1.8)))),
            duration=timedelta(minutes=rng.choice((1, 2, 3, 4, 5, 8, 12))) if rng.random() < 0.6 else None,
            woke=(None if asleep else True) if night and rng.random() < 0.8 else None,
            asleep=asleep or None,
            sensations=(Sensation("cramp-pain"),) if rng.random() < 0.3 else (),
            signs=("hard-lump",) if rng.random() < 0.15 else (),
            suspected=("little-to-drink",) if rng.random() < 0.06 else (),
            impact=("sleep",) if night and rng.random() < 0.5 else ("walking",) if rng.random() < 0.12 else (),
            helped=("stretching",) if rng.random() < 0.15 else (),
            useful=True if rng.random() < 0.02 else None,
        )

    def _doses(self, day: date) -> Iterator[Entry[Body]]:
        evening = 15 if day >= self.change else 10
        for hour, mg in ((8, 10), (14, 10), (22, evening)):
            due = self._at(day, hour)
            taken = moment(due.instant + timedelta(minutes=round(self.rng.gauss(8, 25))), self.now.zone)
            luck = self.rng.random()
            if due > self.now or taken > self.now or luck < 0.07:
                continue
            skipped = luck < 0.09
            yield self._entry(due if skipped else taken, Dose(
                medicine=BACLOFEN,
                amount=Quantity(Decimal(mg), "mg"),
                status=DoseStatus.SKIPPED if skipped else DoseStatus.TAKEN,
                planned_for=due,
                reason="forgot it" if skipped else "",
            ))  # fmt: skip
        if self.rng.random() < 0.12 and self._at(day, 21) <= self.now:
            yield self._entry(
                self._at(day, 21), Dose(medicine=MAGNESIUM, amount=Quantity(Decimal(250), "mg"), as_needed=True)
            )

    def _other(self, day: date) -> Iterator[Entry[Body]]:
        for chance, hour, body in self._things(day):
            at = self._at(day, hour, self.rng.randrange(50))
            if self.rng.random() < chance and at <= self.now:
                yield self._entry(at, body)

    def _things(self, day: date) -> Iterator[tuple[float, int, Body]]:
        """What else may happen on a day: how likely, from which hour, what."""
        rng = self.rng
        stretching_since = self.today - timedelta(days=90)
        sleepier = 0 <= (day - self.change).days < 30
        relief = rng.choice((None, Level.A_BIT, Level.YES))
        sleepy = Symptom(code="sleepy", bother=rng.choice((3, 4, 5, 6)), suspected_medicine="baclofen")
        ten, twenty, session = timedelta(minutes=10), timedelta(minutes=20), timedelta(minutes=45)
        yield 0.4 * (day >= stretching_since), 22, Treatment(code="stretching", duration=ten, relief=relief)
        yield 0.7 * (day.weekday() == 2), 11, Treatment(code="physiotherapy", duration=session)
        yield 0.1, 20, Treatment(code="heat", duration=twenty, relief=Level.A_BIT)
        yield 0.28 if sleepier else 0.05, 10, sleepy
        yield 0.03, 16, Symptom(code="weak", bother=rng.choice((3, 4, 5)))
        yield 0.006, 13, Symptom(code="fall")
        yield 0.02, 19, Note(text="A good day: walked to the sea and back.")

    # ------------------------------------------------------------ making an entry

    def _at(self, day: date, hour: int, minute: int = 0) -> Moment:
        wall = datetime.combine(day, time(0)) + timedelta(hours=hour, minutes=minute)
        return moment(wall, self.now.zone)

    def _entry(self, at: Moment, body: Body, *, recorded: Moment | None = None, carer: bool = False) -> Entry[Body]:
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
