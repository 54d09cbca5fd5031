"""How often the rules speak in an ordinary year: made-up people who log honestly, forget, catch a cold and answer.

    python -m benchmarks.ordinary_years [YEARS] [--from SEED] [--processes N]

Limits: no emergency without a sign of one that was logged, at most one same-day alert a month, one on the screen at a
time. Each day asks the urgent rules about the weeks that the program reads, and each week all of them. A matter that
was told and settled within the weeks that its rule names is told in a line (decisions/0140), and counted as a line. The
figures so far are printed every 50 years.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from time import process_time as time_used
from uuid import UUID

from unknot.journal.entry import (
    AfterEffect,
    AlertAnswer,
    Body,
    Circumstance,
    Dose,
    DoseStatus,
    Entry,
    Episode,
    EpisodeKind,
    Medicine,
    Note,
    PlannedDose,
    PlanStep,
    Prescription,
    Provenance,
    Side,
    Site,
    Stock,
    Symptom,
)
from unknot.journal.journal import Journal
from unknot.journal.quantity import Quantity
from unknot.journal.span import moment
from unknot.knowledge.conditions import Felt
from unknot.knowledge.rules import Tier, rules
from unknot.safety.alert import Alert
from unknot.safety.alerts import ALL, URGENT, alerts

ZONE = "Europe/Dublin"
FIRST = date(2025, 1, 1)
SAY_EVERY = 50
SEEN = timedelta(days=36)
"""What the everyday screens read (`web/page/context.py`): the rules look at it each time something is kept."""
BACLOFEN = Medicine(name="baclofen", code="baclofen", strength=Quantity(Decimal(10), "mg"))
PEOPLE = (
    ("ordinary-cramps",),
    ("night-cramps", "aged-65-or-over"),
    ("multiple-sclerosis", "catheter"),
    ("spinal-cord-injury", "injury-t6-or-above"),
    ("stroke", "relies-on-stiffness"),
    ("cause-not-known",),
)
HARMLESS = (
    "no fever, slept well",
    "walked to the shop",
    "worse after gardening",
    "last year I had a fit",
    "busy day",
    "not confused today",
    "stretching helped",
    "if I get a fever I will call",
    "leg felt heavy",
    "cold feet",
    "very sleepy today",
    "walked with a limp",
    "cut the grass then my neck cramped",
    "fitting a new splint today",
    "feel fit today",
    "sciatica again down the left leg",
    "faint smell of gas",
    "felt restless in bed",
    "collapsed on the sofa after work",
    "winded by the cold then fine",
    "numb bum after the bus ride",
    "muddled my tablets box",
    "puffed out after the stairs",
    "speech therapy went well",
    "no chest pain today",
    "my mother had a stroke",
    "fever last year",
    "itching to go out",
    "shivering from cold water",
    "bus driver had a fit about my wheelchair",
    "dying for a pee",
    "this cramp is killing me",
    "blackout curtains helped",
    "the calf is red from the heat pad",
    "goosebumps from the music",
    "stuffy nose from a cold",
    "legs gave way after squats",
    "slept like the dead",
    "a bit weak on the left side as usual",
    "legs floppy in the morning as always",
    "sweating after the gym",
    "mosquito bites itch like mad",
)
"""Ordinary talk, some of it in the words of a sign."""
SIGNS = frozenset(
    code
    for rule in rules()
    for clause in rule.clauses
    if clause.tier is Tier.EMERGENCY
    for condition in clause.when
    if isinstance(condition, Felt)
    for code in condition.any
)


@dataclass
class Year:
    """One person's year, made day by day; `chance` holds everything that is random about it."""

    chance: random.Random
    about: tuple[str, ...]
    entries: list[Entry[Body]] = field(default_factory=list)
    ill_until: date = FIRST

    def put(self, body: Body, at: datetime) -> None:
        when = moment(at, ZONE)
        id = UUID(int=self.chance.getrandbits(128))
        self.entries.append(Entry(id=id, happened_at=when, provenance=Provenance(recorded_at=when), body=body))

    def at(self, day: date, first: int = 0, last: int = 24) -> datetime:
        return datetime.combine(day, time()) + timedelta(minutes=self.chance.randrange(first * 60, last * 60))

    def begin(self) -> None:
        for code in self.about:
            self.put(Circumstance(code=code), datetime.combine(FIRST, time(9)))
        times = self.chance.choice(((8, 20), (8, 14, 20), (7, 12, 17, 22)))
        if "ordinary-cramps" in self.about or "night-cramps" in self.about:
            return
        ten = tuple(PlannedDose(time(hour), Quantity(Decimal(10), "mg")) for hour in times)
        five = tuple(PlannedDose(time(hour), Quantity(Decimal(5), "mg")) for hour in times)
        steps = (PlanStep(starts=FIRST, doses=five), PlanStep(starts=FIRST + timedelta(days=21), doses=ten))
        self.put(Prescription(medicine=BACLOFEN, steps=steps, starts=FIRST), datetime.combine(FIRST, time(7)))

    def live(self, day: date) -> None:
        """One day: spasms, doses, side effects, now and then an illness, a fall, a note."""
        for _ in range(self.chance.choice((0, 0, 1, 1, 2, 3))):
            self.put(self.spasm(), self.at(day))
        self.dose(day)
        if self.chance.random() < 0.15 and self.prescribed:
            felt = self.chance.choice(("sleepy", "tired", "dizzy", "dry-mouth", "weak"))
            self.put(Symptom(code=felt, bother=self.chance.choice((1, 2, 2, 3, 3, 4, 5))), self.at(day, 8, 22))
        if self.chance.random() < 2 / 365:
            self.ill_until = day + timedelta(days=3)
        if day < self.ill_until and self.chance.random() < 0.7:
            self.put(Symptom(code="fever"), self.at(day, 7, 23))
        if self.chance.random() < 1.5 / 365 and "catheter" in self.about:
            self.put(Symptom(code="burning-urine"), self.at(day, 7, 23))
        if self.chance.random() < 0.1 and "injury-t6-or-above" in self.about:
            self.put(Symptom(code="sweating", new=False), self.at(day, 7, 23))
        if self.chance.random() < 2 / 365:
            self.put(Symptom(code=self.chance.choice(("fall", "head-knock", "headache"))), self.at(day, 7, 23))
        if self.chance.random() < 0.3:
            self.put(Note(text=self.chance.choice(HARMLESS)), self.at(day, 7, 23))

    def journal(self, now: datetime) -> Journal:
        """What the rules can need of it; what is older is forgotten.

        Nothing is amended in these years, so that settling them is putting them in order.
        """
        standing = (Prescription, Circumstance)
        since = now - SEEN
        self.entries = [e for e in self.entries if e.happened_at.at > since or isinstance(e.body, standing)]
        return Journal(entries=tuple(sorted(self.entries, key=lambda e: (e.happened_at.instant, e.id))))

    @property
    def prescribed(self) -> list[Prescription]:
        return [e.body for e in self.entries[:10] if isinstance(e.body, Prescription)]

    def spasm(self) -> Episode:
        signs = [s for s, often in (("hard-lump", 0.2), ("redness", 0.02), ("swelling", 0.01)) if self.often(often)]
        lasted = timedelta(minutes=10) if self.often(0.6) else None
        left = (AfterEffect("weakness", lasted),) if self.often(0.02) else ()
        running = self.often(0.03)
        return Episode(
            kind=self.chance.choice((EpisodeKind.SPASM, EpisodeKind.CRAMP)),
            sites=(Site("calf", Side.LEFT),),
            bother=self.chance.randint(1, 8),
            duration=None if running else timedelta(minutes=self.chance.randint(1, 9)),
            running=running,
            signs=tuple(signs),
            after=left,
            woke=self.often(0.1) or None,
        )

    def often(self, chance: float) -> bool:
        return self.chance.random() < chance

    def dose(self, day: date) -> None:
        """Doses as people log them: most of them, a few skipped, some never recorded, a count of tablets each month."""
        forgotten = self.often(0.02)
        for plan in self.prescribed:
            step = [s for s in plan.steps if s.starts <= day][-1]
            for planned in step.doses:
                late = timedelta(minutes=self.chance.randint(-10, 90))
                status = DoseStatus.SKIPPED if self.often(0.01) else DoseStatus.TAKEN
                if not forgotten and self.often(0.95):
                    dose = Dose(medicine=BACLOFEN, amount=planned.amount, status=status)
                    self.put(dose, datetime.combine(day, planned.at) + late)
            if day.day == 1:
                self.put(Stock(medicine=BACLOFEN, left=Quantity(Decimal(170), "{tbl}")), self.at(day, 9, 20))


def told(seed: int, days: int = 365) -> Iterator[Alert]:
    """Every alert of a person's year, once, as they come; the person answers most of what is asked."""
    chance = random.Random(seed)
    year = Year(chance, PEOPLE[seed % len(PEOPLE)])
    year.begin()
    seen: set[str] = set()
    for n in range(days):
        day = FIRST + timedelta(days=n)
        year.live(day)
        now = datetime.combine(day, time(chance.randint(18, 23), 30), tzinfo=UTC)
        # The rules for the next visit, which no limit is about, are asked once a week: it saves a quarter of the time.
        open_ = alerts(year.journal(now), now=now, zone=ZONE, tiers=URGENT if n % 7 else ALL)
        for alert in open_:
            if alert.key not in seen:
                seen.add(alert.key)
                yield alert
        for alert in [a for a in open_ if a.again is None][:1]:
            answer = _answer(alert, chance)
            if answer:
                at = now.replace(tzinfo=None) + timedelta(minutes=5)
                year.put(AlertAnswer(rule=alert.rule.code, key=alert.key, answer=answer), at)


def _answer(alert: Alert, chance: random.Random) -> str:
    if not alert.asks:
        return chance.choice(("done", "done", "later", ""))
    if "{since}" in alert.asks:
        return chance.choices(("taken-not-recorded", "missed", ""), (12, 1, 7))[0]
    return chance.choices(("gone", ""), (3, 2))[0]


@dataclass
class Tally:
    """What was told in some years. `twice` are the rules of each month that had more than one same-day alert."""

    years: int = 0
    seconds: float = 0.0
    rules: Counter[tuple[str, str]] = field(default_factory=Counter)
    same_day_months: Counter[int] = field(default_factory=Counter)
    twice: Counter[tuple[str, ...]] = field(default_factory=Counter)
    unasked_twice: int = 0
    without_sign: list[str] = field(default_factory=list)

    def add(self, found: Iterable[Alert]) -> None:
        self.years += 1
        months: dict[int, list[Alert]] = {month: [] for month in range(1, 13)}
        for alert in found:
            how = "question" if alert.asks else alert.tier.value if alert.again is None else "in a line"
            self.rules[how, alert.rule.code] += 1
            if how == Tier.EMERGENCY and SIGNS.isdisjoint(alert.signs):
                self.without_sign.append(alert.key)
            if how == Tier.SAME_DAY and alert.since.year == FIRST.year:
                months[alert.since.month].append(alert)
        for alerts_of_month in months.values():
            self.same_day_months[len(alerts_of_month)] += 1
            if len(alerts_of_month) > 1:
                self.twice[tuple(sorted(alert.rule.code for alert in alerts_of_month))] += 1
                self.unasked_twice += sum(not alert.clause.asks for alert in alerts_of_month) > 1

    def join(self, other: Tally) -> None:
        """The years of another tally as well."""
        self.years += other.years
        self.seconds += other.seconds
        self.rules += other.rules
        self.same_day_months += other.same_day_months
        self.twice += other.twice
        self.unasked_twice += other.unasked_twice
        self.without_sign += other.without_sign


def lived(seed: int) -> Tally:
    """One year, and the processor time it took."""
    tally, start = Tally(), time_used()
    tally.add(told(seed))
    tally.seconds = time_used() - start
    return tally


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("years", type=int, nargs="?", default=1000)
    asked.add_argument("--from", dest="first", type=int, default=0)
    asked.add_argument("--processes", type=int, default=1)
    given = asked.parse_args()
    tally = Tally()
    with ProcessPoolExecutor(given.processes) as pool:
        for one in pool.map(lived, range(given.first, given.first + given.years), chunksize=2):
            tally.join(one)
            if tally.years % SAY_EVERY == 0 or tally.years == given.years:
                report(tally, given.first)


def report(tally: Tally, first: int) -> None:
    months = sum(tally.same_day_months.values())
    same_day = sum(n * count for n, count in tally.same_day_months.items())
    over = sum(tally.twice.values())
    print(f"ordinary years: {tally.years} (from {first}), {tally.seconds / 60:.0f} minutes of processor time")
    print(f"emergencies without a logged sign: {len(tally.without_sign)} (limit 0)")
    print(f"same-day alerts a month: {same_day / months:.3f} (limit 1), the most in one: {max(tally.same_day_months)}")
    print(f"months with two or more: {over} of {months} ({over / months:.2%}), each of these:")
    for codes, count in tally.twice.most_common():
        print(f"  {' and '.join(codes):24} {count}")
    print(f"months with two or more that were not the reply to a question: {tally.unasked_twice}")
    for (how, code), n in sorted(tally.rules.items()):
        print(f"  {how:11} {code:10} {n / tally.years:.2f} a year")


if __name__ == "__main__":
    main()
