"""Other people, in worlds that deceive a diary: a second simulator that shares no line of the first one's truth.

Twelve things are followed. What happened comes first, then spasms, and only then the log, which may know the day's
spasms: a heat pack taken because of them, suspects remembered after bad days, boxes left open. The log is written in
one of three ways: at the hour (`timed`), once in the evening (`asked`), or as the check-in asks (`checkin`: the night
in the morning, what has an hour by its part of the day, the rest in the evening).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from unknot.analysis.columns import DAY, Columns

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

HEAT, TIRED, SIGN = "heat", "fatigue", "touch"
CODES = (
    "poor-sleep", "constipation", "stress", TIRED, "cold", "long-sitting", "alcohol", "exercise", "little-to-drink",
    "missed-meal", HEAT, SIGN,
)  # fmt: skip
M = len(CODES)
IN_THE_MORNING = frozenset({"poor-sleep", "constipation"})
WITH_AN_HOUR = frozenset({"cold", "long-sitting", "alcohol", "exercise", "missed-meal", HEAT, SIGN})
SHARE = np.array([0.3, 0.25, 0.35, 0.3, 0.3, 0.45, 0.3, 0.35, 0.3, 0.25, 0.2, 0.2])
USUAL = np.array([7, 8, 13, 14, 10, 12, 20, 17, 16, 13, 15, 12])
"""Local hour at which each mostly happens."""
PARTS = np.array([9, 14, 20])
"""The hours that stand for morning, noon and evening."""
SUSPECTS = (2, 5, 8)
"""Those that the person suspects, and remembers a little better after bad days."""
FOLLOWERS = (4, 6, 9, 10)
"""Those that go with a common cause nobody logs: a shift, a phase, a season, the weekend."""


class Way(StrEnum):
    TIMED = "timed"
    ASKED = "asked"
    CHECKIN = "checkin"


@dataclass(frozen=True, kw_only=True)
class World:
    """One world. Ratios multiply the rate of spasms; `recall` adds to the chance of a yes per SD of the day."""

    way: Way = Way.ASKED
    days: int = 180
    per_day: float = 3.0
    ratio: float = 1.0
    true: int = 0
    lag: str | None = None
    frailty: float = 0.3
    memory: float = 0.7
    recall: float = 0.0
    heat_follows: float = 0.0
    tired_first: float = 0.0
    sign_first: float = 0.0
    bout: float = 6.0
    spells: float = 1.0
    in_bouts: bool = False
    shifts: float = 1.0
    cycle: float = 1.0
    season: float = 1.0
    weekend: float = 1.0
    left_open: float = 0.0
    missing: float = 0.1
    unlogged: float = 0.1
    few: int = 0
    chips: float = 0.0


@dataclass(frozen=True)
class Lived:
    """Which act (M,) and when, of all that happened; `followed` are those in the log, in its order."""

    effect: Floats
    lag: tuple[str, ...]
    followed: NDArray[np.int64]


LAGS = ("soon", "same day", "next day", "all day")
"""In the order of `kernels.GUESSES`."""


def life(seed: int, world: World) -> tuple[Columns, Lived]:
    """A log and the truth behind it, the same for the same seed."""
    rng = np.random.default_rng(seed)
    days, hours = world.days, world.days * DAY
    common = _common(rng, world)
    happened = _happened(rng, world, common)
    hour = np.clip(np.rint(USUAL[:, None] + rng.normal(0, 1.5, (M, days))), 4, 27).astype(int) - 4
    effect, lags, curves = _acting(rng, world)
    log_rate = _base(rng, world, common)
    bouts = _bouts(rng, world)
    log_rate += np.log(world.bout) * bouts.on if world.sign_first else 0
    if world.tired_first:
        log_rate += np.log(3) * np.repeat(bouts.flare, DAY)
    for j in np.flatnonzero(effect):
        log_rate += effect[j] * np.convolve(_at(happened[j], hour[j], hours), curves[j])[:hours]
    rate = np.exp(log_rate)
    rate *= world.per_day / DAY / np.exp(log_rate - sum_effects(effect, happened, hour, curves, hours)).mean()
    spasms = rng.poisson(rate).astype(np.float64)
    logged = rng.binomial(spasms.astype(int), 1 - world.unlogged).astype(np.float64)
    followed, guesses = _chosen(rng, world, effect), _guesses(rng, world, lags)
    return _log(rng, world, happened, hour, logged, bouts, followed, guesses), Lived(effect, lags, followed)


def sum_effects(effect: Floats, happened: Flags, hour: NDArray[np.int64], curves: Floats, hours: int) -> Floats | float:
    """(T,) what the exposures add to the log rate."""
    acting = np.flatnonzero(effect)
    return sum(effect[j] * np.convolve(_at(happened[j], hour[j], hours), curves[j])[:hours] for j in acting)


def _at(happened: Flags, hour: NDArray[np.int64], hours: int) -> Floats:
    column = np.zeros(hours)
    column[np.flatnonzero(happened) * DAY + hour[happened]] = 1
    return column


def _common(rng: np.random.Generator, world: World) -> Floats:
    """(D,) the log ratio of the common cause of the day; 0 without one."""
    day = np.arange(world.days)
    on = np.zeros(world.days)
    if world.shifts != 1:
        on += np.log(world.shifts) * ((day // 7) % 2)
    if world.cycle != 1:
        on += np.log(world.cycle) * ((day + rng.integers(28)) % 28 < 8)
    if world.season != 1:
        start = rng.integers(20, max(world.days - 40, 21))
        on += np.log(world.season) * ((day >= start) & (day < start + 21))
    if world.weekend != 1:
        on += np.log(world.weekend) * (day % 7 >= 5)
    return on


def _happened(rng: np.random.Generator, world: World, common: Floats) -> Flags:
    """(M, D) what happened on which day; whatever follows a common cause happens more while it is on."""
    share = np.tile(SHARE[:, None], world.days)
    if common.any():
        for j in FOLLOWERS:
            share[j] = np.where(common > 0, 0.65, 0.2)
    happened = rng.random((M, world.days)) < share
    if world.in_bouts:
        for j in range(M):
            week = np.repeat(rng.random(world.days // 7 + 2) < 0.3, 7)[rng.integers(7) :][: world.days]
            happened[j] = week & (rng.random(world.days) < 0.9)
    if world.sign_first:
        happened[CODES.index(SIGN)] = False
    return np.asarray(happened)


def _acting(rng: np.random.Generator, world: World) -> tuple[Floats, tuple[str, ...], Floats]:
    effect, curves, lags = np.zeros(M), np.zeros((M, 49)), []
    for j in rng.choice(M - 2, world.true, replace=False):
        effect[j] = np.log(world.ratio)
    hours = np.arange(49)
    for j in range(M):
        lag = world.lag or LAGS[rng.integers(4)]
        lags.append(lag)
        width, centre, late = rng.uniform(4, 8), rng.uniform(8, 12), rng.uniform(22, 30)
        match lag:
            case "soon":
                curves[j] = np.clip(1.5 - hours / width, 0, 1)
            case "same day":
                curves[j] = np.clip(1.6 - np.abs(hours - centre) / 5, 0, 1)
            case "next day":
                curves[j] = np.clip(1.6 - np.abs(hours - late) / 7, 0, 1)
            case _:
                curves[j] = hours < rng.uniform(20, 26)
    return effect, tuple(lags), curves


def _base(rng: np.random.Generator, world: World, common: Floats) -> Floats:
    """(T,) log rate without exposures: two peaks a day, good and bad days with a memory, spells, a slow drift."""
    days, hours = world.days, world.days * DAY
    clock = (np.arange(hours) + 4) % DAY
    daily = 0.5 * np.cos(2 * np.pi * (clock - 21) / DAY) + 0.25 * np.cos(4 * np.pi * (clock - 6) / DAY)
    noise = rng.standard_normal(days) * world.frailty
    wandering = np.zeros(days)
    for d in range(days):
        wandering[d] = world.memory * wandering[d - 1] + np.sqrt(1 - world.memory**2) * noise[d] if d else noise[d]
    if world.spells != 1:
        for start in np.flatnonzero(rng.random(days) < 0.03):
            wandering[start : start + rng.poisson(5) + 1] += np.log(world.spells)
    return np.asarray(daily + np.repeat(wandering + common, DAY) + np.linspace(0, rng.normal(0, 0.25), hours))


@dataclass(frozen=True)
class _Bouts:
    """(T,) hours of a bout, the cells in which one starts, (D,) days of a three-day flare and its first days."""

    on: Floats
    starts: NDArray[np.int64]
    flare: Flags
    first: Flags


def _bouts(rng: np.random.Generator, world: World) -> _Bouts:
    hours = world.days * DAY
    starts = np.flatnonzero(rng.random(hours) < 1 / 60)
    on = np.zeros(hours)
    for start in starts:
        on[start : start + 8] = 1
    first = rng.random(world.days) < 0.06
    flare = first.copy()
    for later in (1, 2):
        flare[later:] |= first[:-later]
    return _Bouts(on, starts, flare, first)


def _chosen(rng: np.random.Generator, world: World, effect: Floats) -> NDArray[np.int64]:
    """Which are followed: all, or a few that hold every true one in five people of six, else all but one of them."""
    if not world.few:
        return np.arange(M)
    true = np.flatnonzero(effect)
    if true.size and rng.random() >= 5 / 6:
        true = np.delete(true, rng.integers(true.size))
    others = rng.permutation([j for j in range(M) if not effect[j]])
    return np.sort(np.concatenate([true, others])[: world.few])


def _guesses(rng: np.random.Generator, world: World, lags: tuple[str, ...]) -> NDArray[np.int64]:
    """The chip of each: right in two of three who give one, else one of the other three."""
    right = np.array([LAGS.index(lag) for lag in lags])
    wrong = (right + rng.integers(1, 4, M)) % 4
    return np.where(world.chips > 0, np.where(rng.random(M) < world.chips, right, wrong), -1)


def _log(
    rng: np.random.Generator,
    world: World,
    happened: Flags,
    hour: NDArray[np.int64],
    spasms: Floats,
    bouts: _Bouts,
    followed: NDArray[np.int64],
    guesses: NDArray[np.int64],
) -> Columns:
    """What is written down: yes and no with errors, in the world's way, by someone who has lived the day."""
    days, hours = world.days, world.days * DAY
    day = spasms.reshape(days, DAY)
    evening = rng.integers(16, 20, days)  # 20:00 to 23:00
    so_far = np.array([day[d, : evening[d]].sum() for d in range(days)])
    bad = (so_far - so_far.mean()) / max(so_far.std(), 1e-9)
    chance = np.where(happened, 0.92, 0.02)
    for j in SUSPECTS if world.recall else ():
        chance[j] = np.clip(chance[j] + world.recall * bad, 0, 1)
    said = rng.random((M, days)) < chance
    hour = np.clip(hour + np.rint(rng.normal(0, 0.5, hour.shape)).astype(int), 0, DAY - 1)
    if world.heat_follows:
        said[CODES.index(HEAT)], hour[CODES.index(HEAT)] = _heat(rng, world, day, evening)
    if world.tired_first:
        tired = CODES.index(TIRED)
        said[tired] = rng.random(days) < np.where(bouts.first, world.tired_first, 0.12)
    known = np.tile(rng.random(days) >= world.missing, (M, 1))
    observed = np.repeat(known[0], DAY)
    if world.left_open:
        known &= ~((bad > 0.5) & (rng.random((M, days)) < world.left_open))
    exposures, answered = _written(rng, world, said & known, hour, evening)
    if world.sign_first:
        exposures[CODES.index(SIGN)] = _signs(rng, world, bouts, known[CODES.index(SIGN)])
        answered[CODES.index(SIGN)] = 0
    asked = np.array([world.way is Way.ASKED or (world.way is Way.CHECKIN and _unhoured(code)) for code in CODES])
    asked[CODES.index(SIGN)] &= not world.sign_first
    return Columns(
        start=datetime(2026, 1, 5, 4, tzinfo=UTC),
        first_day=date(2026, 1, 5),
        spasms=spasms * observed,
        observed=observed,
        hour=(np.arange(hours) + 4) % DAY,
        weekday=(np.arange(hours) + 4) // DAY % 7,
        codes=tuple(CODES[j] for j in followed),
        exposures=exposures[followed],
        known=known[followed],
        graded=np.zeros(followed.size, dtype=bool),
        suspected=np.zeros(followed.size, dtype=bool),
        asked_daily=asked[followed],
        answered=answered[followed],
        guess=guesses[followed],
        added=np.zeros(followed.size, dtype=np.int64),
        doses=(),
    )


def _unhoured(code: str) -> bool:
    return code not in WITH_AN_HOUR and code not in IN_THE_MORNING


def _heat(
    rng: np.random.Generator, world: World, day: Floats, evening: NDArray[np.int64]
) -> tuple[Flags, NDArray[np.int64]]:
    """A heat pack within two hours of a spasm: yes if that happened before the evening's answer; its first hour."""
    used = (day > 0) & (rng.random(day.shape) < world.heat_follows)
    used &= np.arange(DAY) < evening[:, None]
    first = np.where(used.any(axis=1), used.argmax(axis=1), 12) + rng.integers(0, 2, len(day))
    return used.any(axis=1), np.minimum(first, DAY - 1)


def _signs(rng: np.random.Generator, world: World, bouts: _Bouts, known: Flags) -> Floats:
    """(T,) a tingle written down in the first hour of a bout, and now and then without one."""
    felt = np.zeros(bouts.on.size)
    felt[bouts.starts[rng.random(bouts.starts.size) < world.sign_first]] = 1
    felt[rng.random(felt.size) < 0.02 / DAY] = 1
    return felt * np.repeat(known, DAY)


def _written(
    rng: np.random.Generator, world: World, said: Flags, hour: NDArray[np.int64], evening: NDArray[np.int64]
) -> tuple[Floats, NDArray[np.int64]]:
    """(M, T) impulses where they were put, and (M, D) the hours of the day that were over when it was said."""
    days = world.days
    exposures, answered = np.zeros((M, days * DAY)), np.zeros((M, days), dtype=np.int64)
    for j, code in enumerate(CODES):
        at = hour[j]
        if world.way is Way.ASKED:
            at, answered[j] = np.zeros(days, dtype=int), evening
        elif world.way is Way.CHECKIN:
            morning = rng.integers(3, 6, days)  # 07:00 to 09:00
            if code in IN_THE_MORNING:
                at, answered[j] = np.zeros(days, dtype=int), morning
            elif code in WITH_AN_HOUR:
                at = PARTS[np.abs(PARTS[:, None] - (at + 4)).argmin(axis=0)] - 4
                answered[j] = np.maximum(evening, at)
            else:
                at, answered[j] = np.zeros(days, dtype=int), evening
        exposures[j, np.flatnonzero(said[j]) * DAY + at[said[j]]] = 1
    return exposures, answered


NOTHING = World()
DECEIVING: dict[str, World] = {
    "nothing acts": NOTHING,
    "heat because of spasms": replace(NOTHING, heat_follows=0.35),
    "recall mild": replace(NOTHING, recall=0.08),
    "recall strong": replace(NOTHING, recall=0.2),
    "tired on the first day of a flare": replace(NOTHING, tired_first=0.7),
    "timed early sign": replace(NOTHING, sign_first=0.8),
    "boxes left open": replace(NOTHING, left_open=0.5),
    "bouts in spells": replace(NOTHING, spells=4.0, in_bouts=True),
    "shift weeks": replace(NOTHING, shifts=1.7),
    "cycle": replace(NOTHING, cycle=1.9),
    "season": replace(NOTHING, season=2.0),
    "weekend": replace(NOTHING, weekend=1.8),
}
TRUE: dict[str, World] = {
    "RR 2": replace(NOTHING, ratio=2.0, true=3),
    "RR 3": replace(NOTHING, ratio=3.0, true=3),
    "RR 2, all day": replace(NOTHING, ratio=2.0, true=3, lag="all day"),
    "RR 2, one of twelve": replace(NOTHING, ratio=2.0, true=1),
    "RR 2, six": replace(NOTHING, ratio=2.0, true=3, few=6, chips=2 / 3),
}
