"""Hours since the last dose on made-up lives: `python -m benchmarks.wearoff [PEOPLE] [EVERY]`.

For each setting: the share of people with a finding at any look by day 90 and by day 180, and the share who are told
that their doses are too regular to tell. Three doses a day (08:00, 14:00, 22:00), 6 % of them missed ("regular": 1 %),
jitter in hours; 3 spasms a day with good and bad days (frailty .3), 10 % unlogged. "Flat" has no effect of a dose and
the same rate all day; "night-heavy" has none either, and four times the rate from 23:00 to 05:00: the clock must not
imitate a medicine.
EVERY is the days between looks: 1 is the daily look of the promise (false findings in at most 5 % of 1,000 people).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.triggers.simulator import STANDARD, person
from unknot.analysis.columns import Columns, DoseColumn
from unknot.analysis.patterns import WearOffState
from unknot.analysis.wearoff import wear_off

CLOCK = (8, 14, 22)
UNLOGGED, PER_DAY = 0.10, 3.0
NIGHT, NIGHT_TIMES = frozenset({23, 0, 1, 2, 3, 4}), 4.0
FIRST_LOOK = 30
EFFECTS = {"rate .37 at the peak": 1.0, "rate .61 at the peak": 0.5}
JITTERS = (0.25, 0.75, 1.5, 3.0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The first day with a finding (infinite: never), and whether the last look said "too regular to tell"."""

    found_on: float
    too_regular: bool


def life(
    seed: int, *, jitter: float, effect: float = 0.0, night: bool = False, missed: float = 0.06, days: int = 180
) -> Columns:
    """A log of so many days: the rate falls by `effect` (of its logarithm) at the usual peak after a dose."""
    log, truth = person(seed, replace(STANDARD, days=days, medicine=0.0))
    rng = np.random.default_rng(seed)
    starts = {hour: int(np.flatnonzero(log.hour == hour)[0]) for hour in CLOCK}
    taken = np.zeros(log.cells)
    for hour in CLOCK:
        at = np.arange(days) * 24 + starts[hour] + np.rint(rng.normal(0, jitter, days)).astype(int)
        at = at[(at >= 0) & (at < log.cells)]
        np.add.at(taken, at[rng.random(at.size) >= missed], 1)
    hours = np.arange(24) + 0.5
    shape = np.exp(-np.log(2) * hours / 4) - np.exp(-np.log(2) * hours / 0.5)
    recent = np.convolve(taken, shape / shape.max())[: log.cells]
    good_and_bad = np.repeat(np.exp(0.3 * rng.standard_normal(days)), 24)
    clock = np.where(np.isin(log.hour, list(NIGHT)), NIGHT_TIMES if night else 1.0, 1.0)
    rate = good_and_bad * clock * np.exp(-effect * recent)
    rate *= PER_DAY / 24 / rate.mean() * (1 - UNLOGGED)
    dose = DoseColumn("baclofen", taken, np.zeros(log.cells))
    assert truth is not None
    return replace(log.without_candidates(), spasms=rng.poisson(rate) * log.observed, doses=(dose,))


def looked_at(log: Columns, every: int) -> Outcome:
    """The outcome of looking every so many days; the first finding ends it, as a person would be told."""
    told = None
    for day in range(FIRST_LOOK, log.days + 1, every):
        part = until(log, day)
        told = wear_off(part, part.doses[0])
        if told is not None and told.state is WearOffState.SEEN:
            return Outcome(day, False)
    return Outcome(np.inf, told is not None and told.state is WearOffState.TOO_REGULAR)


def until(log: Columns, day: int) -> Columns:
    """The log as it was after so many days."""
    cells = 24 * day
    return replace(
        log,
        spasms=log.spasms[:cells],
        observed=log.observed[:cells],
        hour=log.hour[:cells],
        weekday=log.weekday[:cells],
        exposures=log.exposures[:, :cells],
        known=log.known[:, :day],
        doses=tuple(DoseColumn(d.medicine, d.planned[:cells], d.as_needed[:cells]) for d in log.doses),
    )


def settings() -> Iterator[tuple[str, dict[str, object]]]:
    """Every line of the table."""
    yield "regular, rate .37 at the peak", {"jitter": 0.1, "effect": 1.0, "missed": 0.01}
    yield "regular, flat", {"jitter": 0.1, "missed": 0.01}
    for jitter in JITTERS:
        yield f"flat, jitter {jitter} h", {"jitter": jitter}
        yield f"night-heavy, jitter {jitter} h", {"jitter": jitter, "night": True}
        for words, effect in EFFECTS.items():
            yield f"{words}, jitter {jitter} h", {"jitter": jitter, "effect": effect}
            yield f"{words}, night-heavy, jitter {jitter} h", {"jitter": jitter, "effect": effect, "night": True}


def table(people: int, every: int) -> None:
    for words, how in settings():
        seen = [looked_at(life(70_000 + n, **how), every) for n in range(people)]  # type: ignore[arg-type]
        days = np.array([one.found_on for one in seen])
        by = ", ".join(f"{(days <= day).mean():.3f} by day {day}" for day in (90, 180))
        regular = np.mean([one.too_regular for one in seen])
        print(f"{words}: found {by}; too regular to tell {regular:.2f} (n {people}, look every {every} d)", flush=True)


if __name__ == "__main__":
    said = [int(word) for word in sys.argv[1:]]
    table(*(said + [1000, 1][len(said) :]))
