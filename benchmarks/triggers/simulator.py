"""A made-up person: what happened to them, and what of it they logged. Every figure of the setting is a field here.

The truth is hourly. Exposures come first, then a rate, then spasms, then the log of both with its gaps and errors.
Uniform draws are made before anything depends on them, so that the same seed with one exposure stopped from a
day on is the same life up to that day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter
from scipy.stats import binom, poisson

from unknot.analysis.columns import Columns, DoseColumn

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

CODES = (
    "poor-sleep", "constipation", "stress", "fatigue", "cold", "long-sitting", "alcohol", "exercise", "period",
    "urinary-infection", "little-to-drink", "missed-meal", "heat", "weather-change", "caffeine",
)  # fmt: skip
GRADED = frozenset({"stress", "fatigue", "cold"})
PROXY_OF = {"little-to-drink": "exercise", "fatigue": "poor-sleep", "missed-meal": "stress"}
REACTIVE = "heat"
USUAL_HOUR = {
    "poor-sleep": 7, "constipation": 8, "stress": 13, "fatigue": 14, "cold": 9, "long-sitting": 10, "alcohol": 20,
    "exercise": 17, "period": 8, "urinary-infection": 8, "little-to-drink": 18, "missed-meal": 14, "weather-change": 10,
    "caffeine": 9,
}  # fmt: skip
FAMILIES = ("immediate", "8-12 h", "next day", "all day")


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One cell of the table. `per_day` is before what the exposures add, or, with `in_all`, after."""

    days: int = 180
    ratio: float = 1.0
    triggers: int = 3
    per_day: float = 3.0
    in_all: bool = False
    frailty: float = 0.3
    frailty_memory: float = 0.7
    relapse: float = 0.3
    missing: float = 0.10
    part: float = 0.10
    unlogged: float = 0.10
    sensitivity: float = 0.92
    specificity: float = 0.98
    jitter: float = 0.5
    medicine: float = 0.35
    missing_follows_bad_days: float = 0.0
    offspring: float = 0.0
    family: str | None = None


STANDARD = Setting()
PERFECT = Setting(missing=0, part=0, unlogged=0, sensitivity=1, specificity=1, jitter=0)
HARD = Setting(frailty=0.6, missing=0.25, unlogged=0.25, sensitivity=0.8, missing_follows_bad_days=0.8)


@dataclass(frozen=True)
class Truth:
    """What the person could not know: which exposures act, how much (peak log rate ratio), when, and the real ones."""

    effect: Floats
    family: tuple[str, ...]
    curves: Floats  # (M, 49) by hours after
    exposures: Floats  # (M, T) in the units of the effect, what is graded from its usual level
    base: Floats  # (T,) log rate without the exposures
    linked: Flags = field(default_factory=lambda: np.zeros(len(CODES), dtype=bool))  # null proxies of acting causes


def person(seed: int, setting: Setting, stopped: Mapping[int, int] | None = None) -> tuple[Columns, Truth]:
    """One life and its log. `stopped` maps an exposure's index to the day from which it no longer happens."""
    rng = np.random.default_rng(seed)
    days, hours = setting.days, setting.days * 24
    levels = _levels(rng, days)
    when = _when(rng, days)
    effect, families, curves, linked = _acting(rng, setting)
    # What is graded acts by how far a day is from the usual one, per 2 SD: a bad day against a good day.
    graded = np.array([code in GRADED for code in CODES])
    usual = np.where(graded, levels.mean(axis=1), 0)
    units = np.where(graded, 1 / (2 * np.maximum(levels.std(axis=1), 1e-9)), 1.0)
    for j, day in (stopped or {}).items():
        levels[j, day:] = 0
    impulses = _impulses((levels - usual[:, None]) * units[:, None], when, hours)
    base, doses = _base(rng, setting)
    drive = sum(effect[j] * _after(impulses[j], curves[j]) for j in np.flatnonzero(effect))
    rate = np.exp(base + drive)
    whole = rate if setting.in_all else np.exp(base)
    rate *= setting.per_day / (24 * whole.mean())
    spasms = poisson.ppf(rng.random(hours), rate)
    if setting.offspring:
        spasms = spasms + _offspring(rng, spasms, setting)
    columns = _logged(rng, setting, spasms, levels, when, doses)
    return columns, Truth(effect, families, curves, impulses, np.log(rate) - drive, linked)


def _levels(rng: np.random.Generator, days: int) -> Floats:
    """(M, D) each exposure's dose of the day."""
    weekday = np.arange(days) % 7
    level: dict[str, Floats] = {
        "poor-sleep": _markov(rng, days, start=0.25, stay=0.5),
        "constipation": _markov(rng, days, start=0.18, stay=0.6),
        "stress": _graded(rng, days, 0.6),
        "cold": _graded(rng, days, 0.85),
        "long-sitting": rng.random(days) < np.where(weekday < 5, 0.55, 0.15),
        "alcohol": rng.random(days) < np.where(weekday >= 4, 0.6, 0.2),
        "exercise": rng.random(days) < np.where(np.isin(weekday, (0, 2, 5)), 0.6, 0.15),
        "period": (np.arange(days) + rng.integers(28)) % 28 < 5,
        "urinary-infection": _bouts(rng, days),
        "weather-change": rng.random(days) < 0.35,
        "caffeine": rng.random(days) < 0.6,
        REACTIVE: np.zeros(days),
    }
    level["fatigue"] = np.maximum(0, _graded(rng, days, 0.6) + 1.2 * level["poor-sleep"])
    level["little-to-drink"] = rng.random(days) < np.where(level["exercise"], 0.55, 0.15)
    level["missed-meal"] = rng.random(days) < np.clip(0.05 + 0.12 * level["stress"], 0, 0.9)
    return np.array([level[code] for code in CODES], dtype=np.float64)


def _markov(rng: np.random.Generator, days: int, start: float, stay: float) -> Floats:
    draws, state = rng.random(days), np.zeros(days)
    for d in range(1, days):
        state[d] = draws[d] < (stay if state[d - 1] else start)
    return state


def _graded(rng: np.random.Generator, days: int, memory: float) -> Floats:
    """A 0-10 kind of scale around 3."""
    return np.maximum(0, 3 + 1.6 * _autoregressive(rng, days, memory))


def _autoregressive(rng: np.random.Generator, n: int, memory: float) -> Floats:
    noise = rng.standard_normal(n + 30) * np.sqrt(1 - memory**2)
    return lfilter([1], [1, -memory], noise)[30:]


def _bouts(rng: np.random.Generator, days: int) -> Floats:
    on = np.zeros(days)
    for start in np.flatnonzero(rng.random(days) < 0.016):
        on[start : start + rng.integers(3, 8)] = 1
    return on


def _when(rng: np.random.Generator, days: int) -> NDArray[np.int64]:
    """(M, D) the cell of each exposure."""
    usual = np.array([USUAL_HOUR.get(code, 12) for code in CODES])
    spread = np.clip(np.rint(rng.normal(0, 1.5, (len(CODES), days))), -4, 4).astype(np.int64)
    # Day 0 starts at 04:00.
    return np.arange(days) * 24 + (usual[:, None] - 4 + spread) % 24


def _impulses(levels: Floats, when: NDArray[np.int64], hours: int) -> Floats:
    impulses = np.zeros((len(CODES), hours))
    for j in range(len(CODES)):
        np.add.at(impulses[j], np.minimum(when[j], hours - 1), levels[j])
    return impulses


def _acting(rng: np.random.Generator, setting: Setting) -> tuple[Floats, tuple[str, ...], Floats, Flags]:
    """Which three act: never a proxy, never the answer to spasms; at least one is the cause of a proxy."""
    effect, linked = np.zeros(len(CODES)), np.zeros(len(CODES), dtype=bool)
    causes = list(PROXY_OF.values())
    first = causes[rng.integers(len(causes))]
    others = [c for c in CODES if c not in PROXY_OF and c not in {REACTIVE, first}]
    chosen = [first, *rng.choice(others, max(setting.triggers - 1, 0), replace=False)][: setting.triggers]
    families, curves = [], np.zeros((len(CODES), 49))
    for j, code in enumerate(CODES):
        family = setting.family or FAMILIES[rng.integers(len(FAMILIES))]
        families.append(family)
        curves[j] = _curve(rng, family)
        if code in chosen and setting.ratio != 1:
            effect[j] = np.log(setting.ratio)
    for j, code in enumerate(CODES):
        linked[j] = code in PROXY_OF and effect[CODES.index(PROXY_OF[code])] != 0
    return effect, tuple(families), curves, linked


def _curve(rng: np.random.Generator, family: str) -> Floats:
    hours = np.arange(49) + 0.0
    centre, length = rng.uniform(8, 12), rng.uniform(20, 26)
    next_day, plateau = rng.uniform(22, 30), rng.uniform(3, 5)
    match family:
        case "immediate":
            return np.where(hours < plateau, 1.0, np.exp(-(hours - plateau) / 2.5)) * (hours < 14)
        case "8-12 h":
            return np.exp(-0.5 * ((hours - centre) / 4) ** 2)
        case "next day":
            return np.exp(-0.5 * ((hours - next_day) / 6) ** 2)
        case _:
            return (hours < length) * 1.0


def _after(impulses: Floats, curve: Floats) -> Floats:
    return np.convolve(impulses, curve)[: impulses.size]


def _base(rng: np.random.Generator, setting: Setting) -> tuple[Floats, Floats]:
    """(T,) log rate without exposures, and (T,) doses really taken."""
    days, hours = setting.days, setting.days * 24
    clock = (np.arange(hours) + 4) % 24
    two_peaks = 0.45 * np.cos(2 * np.pi * (clock - 22) / 24) + 0.3 * np.cos(4 * np.pi * (clock - 7) / 24)
    flare = np.repeat(setting.frailty * _autoregressive(rng, days, setting.frailty_memory), 24)
    trend = np.linspace(0, rng.normal(0, 0.25), hours)
    relapse = np.zeros(hours)
    draw, at = rng.random(), rng.integers(0, max(days - 14, 1))
    if draw < setting.relapse:
        relapse[at * 24 : (at + 14) * 24] = np.log(1.65)
    doses = np.zeros(hours)
    for hour in (4, 10, 18):  # 08:00, 14:00, 22:00
        at_cell = np.arange(days) * 24 + hour + np.clip(np.rint(rng.normal(0, 0.75, days)), -3, 3).astype(int)
        doses[at_cell[rng.random(days) >= 0.06]] += 1
    effect = -setting.medicine * np.minimum(_after(doses, np.exp(-np.arange(49) / 5.8)), 2)
    return two_peaks + flare + trend + relapse + effect, doses


def _offspring(rng: np.random.Generator, spasms: Floats, setting: Setting) -> Floats:
    """Each spasm brings others within three hours, and they theirs: clustered flares."""
    extra, parents = np.zeros_like(spasms), spasms
    for _ in range(6):
        mean = setting.offspring * _after(parents, np.array([0.0, 0.5, 0.3, 0.2]))
        parents = rng.poisson(mean).astype(np.float64)
        extra += parents
    return extra


def _logged(
    rng: np.random.Generator, setting: Setting, spasms: Floats, levels: Floats, when: NDArray[np.int64], doses: Floats
) -> Columns:
    days, hours = setting.days, setting.days * 24
    kept = np.where(spasms > 0, binom.ppf(rng.random(hours), np.maximum(spasms, 1), 1 - setting.unlogged), 0.0)
    shift = np.rint(rng.normal(0, setting.jitter, hours)).astype(int) if setting.jitter else np.zeros(hours, dtype=int)
    jittered = np.zeros(hours)
    np.add.at(jittered, np.clip(np.arange(hours) + shift, 0, hours - 1), kept)
    missing = _missing_days(rng, setting, spasms.reshape(days, 24).sum(axis=1))
    observed = np.repeat(~missing, 24)
    until = rng.integers(6, 20, days)
    for day in np.flatnonzero(rng.random(days) < setting.part):
        observed[day * 24 + until[day] : (day + 1) * 24] = False
    exposures = _logged_exposures(rng, setting, spasms, levels, when)
    known = np.repeat(~missing[None], len(CODES), axis=0)
    exposures *= np.repeat(known, 24, axis=1)
    return Columns(
        start=datetime(2026, 1, 5, 4, tzinfo=UTC),
        first_day=date(2026, 1, 5),
        spasms=jittered * observed,
        observed=observed,
        hour=(np.arange(hours) + 4) % 24,
        weekday=(np.arange(hours) + 4) // 24 % 7,
        codes=CODES,
        exposures=exposures,
        known=known,
        graded=np.array([code in GRADED for code in CODES]),
        suspected=np.zeros(len(CODES), dtype=bool),
        asked_daily=np.zeros(len(CODES), dtype=bool),
        answered=np.zeros((len(CODES), days), dtype=np.int64),
        guess=np.full(len(CODES), -1),
        added=np.zeros(len(CODES), dtype=np.int64),
        doses=(DoseColumn("baclofen", doses, np.zeros(hours)),),
    )


def _missing_days(rng: np.random.Generator, setting: Setting, counts: Floats) -> Flags:
    """Days without a word, in runs; more of them after many spasms if logging follows symptoms."""
    draws, missing = rng.random(setting.days), np.zeros(setting.days, dtype=bool)
    bad = setting.missing_follows_bad_days * (counts - counts.mean()) / max(counts.std(), 1e-9)
    for d in range(1, setting.days):
        odds = np.exp(bad[d])
        stay = 0.4
        start = setting.missing * (1 - stay) / max(1 - setting.missing, 1e-9)
        p = stay if missing[d - 1] else start
        missing[d] = draws[d] < p * odds / (1 - p + p * odds)
    return missing


def _logged_exposures(
    rng: np.random.Generator, setting: Setting, spasms: Floats, levels: Floats, when: NDArray[np.int64]
) -> Floats:
    hours = spasms.size
    noise, draws = rng.standard_normal(levels.shape), rng.random(levels.shape)
    shift = np.rint(rng.normal(0, setting.jitter, levels.shape)).astype(int) if setting.jitter else 0
    at = np.clip(when + shift, 0, hours - 1)
    logged = np.zeros((len(CODES), hours))
    for j, code in enumerate(CODES):
        if code in GRADED:
            error = 0.4 * (setting.specificity < 1)
            said = np.where(levels[j] > 0, np.maximum(0, levels[j] + error * noise[j]), 0)
        else:
            said = np.where(levels[j] > 0, draws[j] < setting.sensitivity, draws[j] >= setting.specificity) * 1.0
        np.add.at(logged[j], at[j], said)
    # Heat is used after spasms, within the hour or the next, about every third time.
    used = (rng.random(hours) < 0.35 * np.minimum(spasms, 1)).astype(np.float64)
    later = rng.random(hours) < 0.5
    logged[CODES.index(REACTIVE)] = used * ~later + np.concatenate([[0], (used * later)[:-1]])
    return logged
