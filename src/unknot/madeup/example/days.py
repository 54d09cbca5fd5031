"""A day of the made-up year: spasms, doses, what else was done or felt, and the words of the evening."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from unknot.journal.entry import (
    Asked,
    Body,
    DayPart,
    DiaryDay,
    Dose,
    DoseStatus,
    Entry,
    Episode,
    Level,
    Note,
    Sensation,
    Symptom,
    Treatment,
    Word,
)
from unknot.journal.quantity import Quantity
from unknot.journal.span import moment
from unknot.madeup.example.person import ASKED, BACLOFEN, HOURLY, MAGNESIUM, OFTEN, TILES
from unknot.madeup.example.year import Year


def answers(year: Year, slept_badly: bool) -> dict[str, Level]:
    """What the evening's questions about the day are answered with."""

    def level(code: str) -> Level:
        if code == "poor-sleep":
            return Level.YES if slept_badly else Level.NO
        if year.rng.random() >= OFTEN.get(code, 0.12):
            return Level.NO
        return year.rng.choice((Level.YES, Level.A_BIT))

    return {code: level(code) for code in ASKED}


def day_of(year: Year, day: date, asked: dict[str, Level]) -> Iterator[Entry[Body]]:
    """All that is logged of a day, as far as it is over."""
    episodes = list(_episodes(year, day, asked["poor-sleep"] is Level.YES))
    yield from (e for e in episodes if e.happened_at <= year.now)
    yield from _doses(year, day)
    yield from _other(year, day)
    morning = year.at(day, 8, year.rng.randrange(50))
    if morning <= year.now and (year.rng.random() < 0.35 or day == year.today):
        yield year.entry(morning, DiaryDay(day=day, word=Word.NONE_SO_FAR))
    said = year.at(day, 21, year.rng.randrange(50))
    if said <= year.now and year.rng.random() < 0.97:
        yield year.entry(said, _check_in(year, day, asked, [e.body for e in episodes if isinstance(e.body, Episode)]))


def _check_in(year: Year, day: date, asked: dict[str, Level], episodes: list[Episode]) -> DiaryDay:
    bothers = [e.bother for e in episodes if e.bother is not None]
    woken = any(e.woke for e in episodes)
    return DiaryDay(
        day=day,
        word=Word.EVERYTHING,
        bother=min(10, round(sum(bothers) / len(bothers)) + 1) if bothers else year.rng.choice((0, 1, 1, 2)),
        worst=DayPart.NIGHT if woken else year.rng.choice((None, DayPart.EVENING, DayPart.AFTERNOON)),
        sleep_broken=woken,
        asked=tuple(Asked(code, level) for code, level in asked.items()),
    )


def _rate(year: Year, day: date, after_poor_sleep: bool) -> float:
    """Spasms a day: twice as many after a bad night, fewer after the injection (for a while) and the change."""
    rate = 1.5 * (2.1 if after_poor_sleep else 1.0)
    if 7 <= (day - year.injection).days < 75:
        rate *= 0.65
    return rate * (0.8 if day >= year.change else 1.0)


def _episodes(year: Year, day: date, after_poor_sleep: bool) -> Iterator[Entry[Body]]:
    share = _rate(year, day, after_poor_sleep) / sum(HOURLY)
    for hour in range(4, 28):
        if year.rng.random() < share * HOURLY[hour % 24]:
            at = year.at(day, hour, year.rng.randrange(60))
            seen_by_carer = hour >= 24 and year.rng.random() < 0.06
            yield year.entry(at, _episode(year, hour % 24, seen_by_carer), carer=seen_by_carer)


def _episode(year: Year, hour: int, asleep: bool) -> Episode:
    rng, night = year.rng, hour < 6 or hour >= 23
    tile = rng.choices(TILES, (6, 3, 2, 1) if night else (3, 2, 4, 3))[0]
    return Episode(
        kind=tile.kind,
        sites=tile.sites,
        label=tile.label,
        bother=None if asleep or rng.random() < 0.1 else min(10, max(1, round(rng.gauss(5.4 if night else 4.2, 1.8)))),
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


def _doses(year: Year, day: date) -> Iterator[Entry[Body]]:
    evening = 15 if day >= year.change else 10
    for hour, mg in ((8, 10), (14, 10), (22, evening)):
        due = year.at(day, hour)
        taken = moment(due.instant + timedelta(minutes=round(year.rng.gauss(8, 25))), year.now.zone)
        luck = year.rng.random()
        if due > year.now or taken > year.now or luck < 0.07:
            continue
        skipped = luck < 0.09
        yield year.entry(due if skipped else taken, Dose(
            medicine=BACLOFEN,
            amount=Quantity(Decimal(mg), "mg"),
            status=DoseStatus.SKIPPED if skipped else DoseStatus.TAKEN,
            planned_for=due,
            reason="forgot it" if skipped else "",
        ))  # fmt: skip
    if year.rng.random() < 0.12 and year.at(day, 21) <= year.now:
        yield year.entry(
            year.at(day, 21), Dose(medicine=MAGNESIUM, amount=Quantity(Decimal(250), "mg"), as_needed=True)
        )


def _other(year: Year, day: date) -> Iterator[Entry[Body]]:
    for chance, hour, body in _things(year, day):
        at = year.at(day, hour, year.rng.randrange(50))
        if year.rng.random() < chance and at <= year.now:
            yield year.entry(at, body)


def _things(year: Year, day: date) -> Iterator[tuple[float, int, Body]]:
    """What else may happen on a day: how likely, from which hour, what."""
    rng = year.rng
    sleepier = 0 <= (day - year.change).days < 30
    relief = rng.choice((None, Level.A_BIT, Level.YES))
    sleepy = Symptom(code="sleepy", bother=rng.choice((3, 4, 5, 6)), suspected_medicine="baclofen")
    ten, twenty, session = timedelta(minutes=10), timedelta(minutes=20), timedelta(minutes=45)
    yield 0.4 * (day >= year.stretching), 22, Treatment(code="stretching", duration=ten, relief=relief)
    yield 0.7 * (day.weekday() == 2), 11, Treatment(code="physiotherapy", duration=session)
    yield 0.1, 20, Treatment(code="heat", duration=twenty, relief=Level.A_BIT)
    yield 0.28 if sleepier else 0.05, 10, sleepy
    yield 0.03, 16, Symptom(code="weak", bother=rng.choice((3, 4, 5)))
    yield 0.006, 13, Symptom(code="fall")
    yield 0.02, 19, Note(text="A good day: walked to the sea and back.")
