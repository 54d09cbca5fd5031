"""Made-up journals of many shapes, from a seed: thin, rich, dense, and in scripts of several languages."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from unknot.journal.entry import (
    AsNeededLimit,
    Body,
    Circumstance,
    DiaryDay,
    Dose,
    DoseStatus,
    Entry,
    Episode,
    Goal,
    Medicine,
    Note,
    Person,
    PlannedDose,
    PlanStep,
    Precision,
    Prescription,
    Provenance,
    Role,
    Settings,
    Side,
    Site,
    Stage,
    Symptom,
    Treatment,
    Visit,
    Word,
)
from unknot.journal.quantity import Quantity
from unknot.journal.span import Moment, moment

LAST = date(2026, 3, 23)
FIRST = LAST - timedelta(days=27)
NOW = datetime(2026, 3, 24, 9, 0, tzinfo=UTC)
SITES = ("calf", "hamstring", "foot", "lower-back", "hand", "jaw", "thigh", "toes")
HOSTILE = "\u202egnitirw sdrawkcab\u202c <b>&amp; #set page(height: 1pt) $x$ `raw` {0} {n} *bold*"
TOWERS = "\u200f\u2066Z\u0336\u0337\u0338\u0339\u033a\u0330x\u0301\u0302\u0303\u0304\u0305"
SCRIPTS = {
    "latin": ("The cramps at 3 a.m. wake me. Is another time for the dose better?", "Łódź café naïve", "Šárka"),
    "arabic": ("التشنجات في الساعة 3 صباحا توقظني. هل يمكن تغيير موعد الجرعة؟", "أقراص باكلوفين", "فاطمة الزهراء"),
    "chinese": ("凌晨三点抽筋把我弄醒，晚上的药可以换时间吗？", "巴氯芬片", "王小明"),
    "emoji": ("Why 😭 at 3 🕒? 👩🏽‍🦽", "💊💊 magnesium ✨", "🙂 Sam 🏳️‍🌈"),
    "hostile": (HOSTILE, "A" * 79, TOWERS),
    "long": ("word" * 120, "Pneumonoultramicroscopicsilicovolcanoconiosis-forte-retard-XXL", "Wolfeschlegelstein " * 4),
}
"""What people may write: a question, a medicine, a name."""


@dataclass(frozen=True)
class Life:
    """How a made-up journal is kept: chance of a word a day, spasms a day, medicines, what is written in it."""

    seed: int = 1
    days: int = 100
    vouched: float = 0.8
    spasms: float = 2.0
    medicines: int = 1
    script: str = "latin"
    said: tuple[str, str, str] | None = None
    private: float = 0.0
    carer: float = 0.05
    recalled: float = 0.1
    example: bool = False
    zone: str = "Europe/Dublin"
    rich: bool = True
    changed: int = 7


def raw_entries(life: Life) -> list[Entry[Body]]:
    """The entries of such a journal up to the morning after `LAST`."""
    return list(_Writer(life).write())


class _Writer:
    def __init__(self, life: Life) -> None:
        self.life = life
        self.rng = random.Random(life.seed)
        self.count = 0

    def entry(self, at: Moment, body: Body, recorded: Moment | None = None, **more: object) -> Entry[Body]:
        self.count += 1
        role = Role.EXAMPLE if self.life.example else Role.CARER if self.rng.random() < self.life.carer else Role.OWNER
        return Entry(
            id=UUID(int=(int(at.instant.timestamp() * 1000) << 80) | (7 << 76) | (2 << 62) | self.count),
            happened_at=at,
            provenance=Provenance(recorded_at=recorded or at, role=role),
            body=body,
            private=self.rng.random() < self.life.private and isinstance(body, Episode | Dose | Symptom | Note),
            **more,  # type: ignore[arg-type]
        )

    def at(self, day: date, hour: int, minute: int = 0) -> Moment:
        return moment(datetime.combine(day + timedelta(days=hour // 24), time(hour % 24, minute)), self.life.zone)

    def write(self) -> Iterator[Entry[Body]]:
        life, rng = self.life, self.rng
        start = LAST - timedelta(days=life.days - 1)
        words = life.said or SCRIPTS[life.script]
        if life.rich:
            yield from self.standing(start, words)
        for n in range(life.days):
            yield from self.day(start + timedelta(days=n), n)
        if life.rich and rng.random() < 0.9:
            yield self.entry(
                self.at(LAST + timedelta(days=2), 10),
                Visit(
                    whom=words[2][:60], questions=(words[0][:400], "I am sleepier since 16 March. Is that expected?")
                ),
            )

    def standing(self, start: date, words: tuple[str, ...]) -> Iterator[Entry[Body]]:
        at = self.at(start, 9)
        yield self.entry(at, Person(name=words[2][:80], birth_date=date(1971, 5, 4)))
        yield self.entry(at, Settings(own_words={"own-jumpy": words[1][:60]}, zone=self.life.zone))
        yield self.entry(at, Circumstance(code="multiple-sclerosis", detail=words[1][:80]))
        yield self.entry(at, Goal(words=words[0][:200]))
        yield self.entry(self.at(start, 10), Visit(whom="Dr Example"))
        for n in range(self.life.medicines):
            name = "Baclofen" if n == 0 else f"{words[1]} {n}"[:80]
            code = "baclofen" if n == 0 else ""
            medicine = Medicine(name=name, code=code, strength=Quantity(Decimal(10), "mg"), form="tablets")
            yield self.entry(at, self.plan(medicine, start, n))

    def plan(self, medicine: Medicine, start: date, n: int) -> Prescription:
        def doses(evening: int) -> tuple[PlannedDose, ...]:
            hours = ((8, 10), (14, 10), (22, evening))
            return tuple(PlannedDose(time(hour), Quantity(Decimal(mg), "mg")) for hour, mg in hours)

        if n % 3 == 2:
            return Prescription(medicine=medicine, starts=start, as_needed=AsNeededLimit(most_a_day=2))
        change = LAST - timedelta(days=self.life.changed + 3 * n % 60)
        steps = [PlanStep(starts=start, doses=doses(10))]
        if change > start:
            steps.append(PlanStep(starts=change, doses=doses(15)))
        return Prescription(medicine=medicine, steps=tuple(steps), starts=start)

    def day(self, day: date, n: int) -> Iterator[Entry[Body]]:
        life, rng = self.life, self.rng
        for _ in range(_poisson(rng, life.spasms)):
            hour = rng.choice((1, 2, 3, 5, 9, 12, 13, 18, 20, 22, 23, 26, 27))
            yield self.entry(
                self.at(day, hour + (24 if hour < 4 else 0), rng.randrange(60)), self.spasm(),
                precision=Precision.DAY_PART if rng.random() < 0.03 else Precision.MINUTE,
            )  # fmt: skip
        if life.rich:
            yield from self.extras(day)
        if rng.random() < life.vouched:
            late = rng.random() < life.recalled
            said = self.at(day + timedelta(days=late), 9 if late else 21, rng.randrange(60))
            body = DiaryDay(
                day=day,
                word=rng.choices((Word.EVERYTHING, Word.NONE_SO_FAR, Word.MAYBE_MORE), (16, 3, 1))[0],
                bother=rng.randint(0, 10) if rng.random() < 0.9 else None,
                sleep_broken=rng.choice((True, False, None)),
            )
            yield self.entry(said, body)

    def spasm(self) -> Episode:
        rng = self.rng
        site = rng.choice(SITES[: 2 + self.life.seed % 6])
        sided = site not in ("lower-back", "jaw")
        return Episode(
            sites=(Site(site, rng.choice(list(Side)) if sided else None),) if rng.random() < 0.95 else (),
            bother=rng.randint(0, 10) if rng.random() < 0.8 else None,
            duration=timedelta(minutes=rng.randint(1, 20)) if rng.random() < 0.5 else None,
            woke=rng.choice((None, None, True, False)),
            impact=rng.choice(((), (), ("sleep",), ("walking",), ("transfer", "task"), ("none",), ("near-fall",))),
            useful=rng.choice((None, None, None, True, False)),
        )

    def extras(self, day: date) -> Iterator[Entry[Body]]:
        life, rng = self.life, self.rng
        baclofen = Medicine(name="Baclofen", code="baclofen", strength=Quantity(Decimal(10), "mg"), form="tablets")
        for hour in (8, 14, 22) if life.medicines else ():
            if rng.random() < 0.85:
                status = DoseStatus.SKIPPED if rng.random() < 0.05 else DoseStatus.TAKEN
                planned = self.at(day, hour) if rng.random() < 0.7 else None
                taken = self.at(day, hour, rng.randrange(50))
                yield self.entry(taken, Dose(medicine=baclofen, status=status, planned_for=planned))
        if rng.random() < 0.2:
            magnesium = Medicine(name="Magnesium", strength=Quantity(Decimal(250), "mg"))
            yield self.entry(self.at(day, 21), Dose(medicine=magnesium, as_needed=True))
        if rng.random() < 0.2:
            code = rng.choice(("sleepy", "weak", "dizzy", "fall", "constipation"))
            yield self.entry(
                self.at(day, 15), Symptom(code=code, bother=rng.randint(1, 9), suspected_medicine="Baclofen")
            )
        if rng.random() < 0.4:
            yield self.entry(self.at(day, 19), Treatment(code=rng.choice(("stretching", "physiotherapy", "heat"))))
        if rng.random() < 0.01:
            yield self.entry(self.at(day, 11), Treatment(code="botulinum", stage=Stage.DONE, agent="made-up toxin"))
        if rng.random() < 0.02:
            yield self.entry(self.at(day, 16), Note(text=SCRIPTS[life.script][0][:300], question=True))


def _poisson(rng: random.Random, mean: float) -> int:
    """A count with this mean, more spread than chance: some days are bad."""
    mean *= rng.choice((0.2, 0.6, 1.0, 1.0, 2.2))
    return (
        sum(rng.random() < mean / 400 for _ in range(400)) if mean < 100 else max(0, round(rng.gauss(mean, mean / 4)))
    )


def five_hundred() -> list[Life]:
    """The journals that every page must hold: empty, one entry, thin, rich, dense, every script."""
    lives = [Life(seed=1, days=0, rich=False), Life(seed=2, days=1, vouched=0, spasms=1, rich=False)]
    for seed in range(3, 501):
        rng = random.Random(seed)
        lives.append(
            Life(
                seed=seed,
                days=rng.choice((1, 7, 28, 100, 100, 140)),
                vouched=rng.choice((0.0, 0.3, 0.7, 0.9, 1.0)),
                spasms=rng.choice((0.0, 0.3, 2.0, 6.0, 30.0)),
                medicines=rng.choice((0, 1, 2, 3, 8, 40)),
                script=rng.choice(sorted(SCRIPTS)),
                private=rng.choice((0.0, 0.0, 0.2)),
                example=rng.random() < 0.05,
                rich=rng.random() < 0.8,
            )
        )
    lives[2] = replace(lives[2], spasms=200.0, days=28, vouched=1.0)
    return lives
