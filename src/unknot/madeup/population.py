"""Made-up cohorts of any size whose truth is known: people with their own habits, zones, gaps and effects.

Person n of a seed is the same whoever else is made. Their journals go through the same de-identifying as real ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from unknot.journal.entry import (
    Asked,
    Body,
    DiaryDay,
    Dose,
    Entry,
    Episode,
    Level,
    Medicine,
    Precision,
    Provenance,
    Role,
    Settings,
    Side,
    Site,
    Stage,
    Treatment,
    Word,
)
from unknot.journal.journal import Journal, settle
from unknot.journal.quantity import Quantity
from unknot.journal.span import DAY_TURNS_AT, moment

Floats = NDArray[np.float64]

ZONES = ("Europe/Dublin", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Asia/Kolkata", "Australia/Sydney")
FIRST, LAST_START = date(2023, 1, 2), 700
BACLOFEN = Medicine(name="Baclofen", code="baclofen", strength=Quantity(Decimal(10), "mg"))
DOSE_HOURS = (7, 13, 21)
WEARS_OFF_AFTER = 4
"""Whole hours since a dose from which its effect is gone, in these people."""
SITES = (Site("calf", Side.LEFT), Site("calf", Side.RIGHT), Site("hamstring", Side.LEFT), Site("foot", Side.RIGHT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Log rate ratios in a population: mean and spread over people; `often` is the share of days, or of people."""

    mean: float
    spread: float
    often: float


EXPOSURES: Mapping[str, Effect] = MappingProxyType(
    {
        "poor-sleep": Effect(mean=0.40, spread=0.20, often=0.30),
        "stress": Effect(mean=0.25, spread=0.20, often=0.35),
        "little-to-drink": Effect(mean=0.20, spread=0.10, often=0.25),
        "exercise": Effect(mean=-0.20, spread=0.15, often=0.40),
        "alcohol": Effect(mean=0.0, spread=0.20, often=0.25),
        "long-sitting": Effect(mean=0.0, spread=0.0, often=0.45),
        "weather-change": Effect(mean=0.0, spread=0.0, often=0.30),
        "missed-meal": Effect(mean=0.0, spread=0.0, often=0.20),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Everything that is true of a made-up cohort. Times in days, effects in log rate ratios."""

    shortest: int = 60
    longest: int = 180
    per_day: float = 2.5
    per_day_spread: float = 0.4
    flares: float = 0.15
    exposures: Mapping[str, Effect] = field(default_factory=lambda: dict(EXPOSURES))
    fewest_asked: int = 3
    treatment: str = "physiotherapy"
    response: Effect = Effect(mean=-0.30, spread=0.15, often=0.5)
    wearing_off: Effect = Effect(mean=0.30, spread=0.10, often=0.6)
    least_missing: float = 0.02
    most_missing: float = 0.30


STANDARD = Population()


@dataclass(frozen=True, slots=True)
class Truth:
    """A person's own log rate ratios: by exposure, of the treatment, of wearing off; None if they have neither."""

    exposures: Mapping[str, float]
    response: float | None
    wearing_off: float | None


@dataclass(frozen=True, slots=True)
class MadeUp:
    journal: Journal
    zone: str
    truth: Truth


def person(seed: int, number: int, population: Population = STANDARD) -> MadeUp:
    """One made-up life, and the journal that was kept of it."""
    rng = np.random.default_rng([seed, number])
    days = int(rng.integers(population.shortest, population.longest + 1))
    start = FIRST + timedelta(days=int(rng.integers(LAST_START)))
    zone = str(rng.choice(ZONES))
    truth, levels = _drawn(rng, population, days)
    doses = _dose_hours(rng, days) if truth.wearing_off is not None else np.zeros(24 * days, dtype=bool)
    begun = int(rng.integers(days // 3, 2 * days // 3)) if truth.response is not None else None
    rate = _rate(rng, population, truth, levels, doses, begun)
    spasms = rng.poisson(rate)
    kept = _Kept(start, zone, rng)
    kept.settings(tuple(levels))
    _keep_doses(kept, doses)
    if begun is not None:
        kept.put(start + timedelta(days=begun), 5, Treatment(code=population.treatment, stage=Stage.STARTED))
    missing = _missing(rng, population, days)
    _keep_days(kept, levels, missing)
    _keep_spasms(kept, spasms, missing)
    return MadeUp(settle(kept.entries), zone, truth)


def _drawn(rng: np.random.Generator, population: Population, days: int) -> tuple[Truth, dict[str, NDArray[np.bool_]]]:
    """A person's own effects, and on which days each exposure they follow was there."""

    def own(effect: Effect) -> float:
        return float(rng.normal(effect.mean, effect.spread))

    codes = list(population.exposures)
    fewest = min(population.fewest_asked, len(codes))
    asked = sorted(rng.choice(codes, int(rng.integers(fewest, len(codes) + 1)), replace=False).tolist())
    effects = {code: own(population.exposures[code]) for code in asked}
    levels = {code: rng.random(days) < population.exposures[code].often for code in asked}
    response = own(population.response) if rng.random() < population.response.often else None
    wearing = own(population.wearing_off) if rng.random() < population.wearing_off.often else None
    return Truth(effects, response, wearing), levels


def _rate(
    rng: np.random.Generator,
    population: Population,
    truth: Truth,
    levels: Mapping[str, NDArray[np.bool_]],
    doses: NDArray[np.bool_],
    begun: int | None,
) -> Floats:
    """(T,) spasms to expect in each hour from 04:00 of the first day. An exposure acts in the 24 hours after 05:00."""
    hours = doses.size
    clock = (np.arange(hours) + 4) % 24
    log_rate = 0.4 * np.cos(2 * np.pi * (clock - 22) / 24) + 0.25 * np.cos(4 * np.pi * (clock - 7) / 24)
    log_rate += np.repeat(_flares(rng, hours // 24, population.flares), 24)
    log_rate += float(np.log(rng.lognormal(np.log(population.per_day), population.per_day_spread) / 24))
    for code, there in levels.items():
        log_rate[1:] += truth.exposures[code] * np.repeat(there, 24)[:-1]
    if truth.wearing_off is not None:
        last = np.maximum.accumulate(np.where(doses, np.arange(hours), -1))
        log_rate += truth.wearing_off * ((last < 0) | (np.arange(hours) - last >= WEARS_OFF_AFTER))
    if truth.response is not None and begun is not None:
        log_rate[24 * begun :] += truth.response
    return np.asarray(np.exp(log_rate))


def _flares(rng: np.random.Generator, days: int, spread: float) -> Floats:
    noise, level, flares = rng.standard_normal(days), 0.0, np.zeros(days)
    for day in range(days):
        level = 0.5 * level + np.sqrt(0.75) * noise[day]
        flares[day] = spread * level
    return flares


def _dose_hours(rng: np.random.Generator, days: int) -> NDArray[np.bool_]:
    """(T,) the hours in which a dose was taken: about two hours early or late, a few missed."""
    taken = np.zeros(24 * days, dtype=bool)
    for hour in DOSE_HOURS:
        at = np.arange(days) * 24 + hour - 4 + np.clip(np.rint(rng.normal(0, 1.5, days)), -3, 3).astype(int)
        taken[np.clip(at[rng.random(days) > 0.06], 0, taken.size - 1)] = True
    return taken


def _missing(rng: np.random.Generator, population: Population, days: int) -> NDArray[np.bool_]:
    """(D,) days without a check-in, in runs: some people miss few, some many."""
    share = rng.uniform(population.least_missing, population.most_missing)
    missing, draws = np.zeros(days, dtype=bool), rng.random(days)
    for day in range(1, days):
        missing[day] = draws[day] < (0.5 if missing[day - 1] else 0.5 * share / (1 - share))
    return missing


class _Kept:
    """The entries of a person, as they were recorded."""

    def __init__(self, start: date, zone: str, rng: np.random.Generator) -> None:
        self.entries: list[Entry[Body]] = []
        self.start, self.zone, self.rng = start, zone, rng

    def put(self, day: date, hours: float, body: Body) -> None:
        """An entry so many hours after the 04:00 of a day, on the wall clock."""
        clock = datetime.combine(day, DAY_TURNS_AT) + timedelta(minutes=round(60 * hours))
        at = moment(clock, self.zone)
        made = Provenance(recorded_at=at, role=Role.EXAMPLE)
        id = UUID(int=len(self.entries) + 1)
        self.entries.append(Entry(id=id, happened_at=at, precision=Precision.MINUTE, provenance=made, body=body))

    def hour(self, cell: int) -> float:
        """A minute of an hour of the log, in hours since its start."""
        return cell + float(self.rng.integers(60)) / 60

    def settings(self, exposures: tuple[str, ...]) -> None:
        self.put(self.start, 0.1, Settings(exposures=exposures, zone=self.zone))


def _keep_doses(kept: _Kept, doses: NDArray[np.bool_]) -> None:
    ten = Quantity(Decimal(10), "mg")
    for cell in np.flatnonzero(doses):
        kept.put(kept.start, kept.hour(int(cell)), Dose(medicine=BACLOFEN, amount=ten))


def _keep_days(kept: _Kept, levels: Mapping[str, NDArray[np.bool_]], missing: NDArray[np.bool_]) -> None:
    """A check-in every evening that is not missing, at the person's own hour."""
    usual = float(kept.rng.uniform(16, 19))
    for n in np.flatnonzero(~missing):
        day = kept.start + timedelta(days=int(n))
        asked = tuple(Asked(code, Level.YES if there[n] else Level.NO) for code, there in levels.items())
        hours = usual + float(kept.rng.uniform(-0.5, 0.5))
        kept.put(day, hours, DiaryDay(day=day, word=Word.EVERYTHING, asked=asked))


def _keep_spasms(kept: _Kept, spasms: NDArray[np.int64], missing: NDArray[np.bool_]) -> None:
    """All spasms of the days around a check-in, and about half of those in a gap, where nobody vouches for them."""
    near = ~missing
    near[:-1] |= ~missing[1:]  # the next evening's word reaches back into the day before
    usual = kept.rng.choice(len(SITES))
    for cell in np.repeat(np.arange(spasms.size), spasms):
        if near[cell // 24] or kept.rng.random() < 0.5:
            bother = int(np.clip(kept.rng.normal(5, 2), 0, 10))
            kept.put(kept.start, kept.hour(int(cell)), Episode(sites=(SITES[usual],), bother=bother))
