"""How often the 95 % intervals of plain rates hold, beside the exact Poisson interval, on the same made-up days.

Each life has a bad-day factor that lasts (log-normal, autoregressive) and spasms that bring others. Printed: the
share of intervals that hold the true rate, over all groups of the clock and for the worst of them.

    uv run --group bench python -m benchmarks.rates
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv

from unknot.analysis.rates import rates

Floats = NDArray[np.float64]

LASTS = 0.7
"""The correlation of the bad-day factor with that of the day before, as in `benchmarks.triggers`."""


@dataclass(frozen=True, slots=True)
class Life:
    """So many days and groups of hours, spasms a day, the spread of bad days, and the share that others brought."""

    days: int
    groups: int
    a_day: float
    bad_days: float
    brought: float

    def __str__(self) -> str:
        return f"{self.days} days, {self.a_day} a day, bad days {self.bad_days}, brought {self.brought}"


LIVES = tuple(
    Life(days, groups, a_day, bad_days, brought)
    for days, groups in ((28, 12), (180, 24))
    for a_day in (1, 3, 12)
    for bad_days, brought in ((0.0, 0.0), (0.6, 0.0), (0.6, 0.4), (1.0, 0.4))
)


def held(life: Life, *, times: int, seed: int) -> tuple[Floats, Floats]:
    """(groups,) the share of `times` in which our interval held the true rate; the same for the exact Poisson one."""
    rng = np.random.default_rng(seed)
    ours, garwood = np.zeros(life.groups), np.zeros(life.groups)
    truth = _clock(life)
    for _ in range(times):
        counts = _days(life, truth, rng)
        found = rates(counts, np.ones_like(counts), 1.0)
        ours += (found.low <= truth) & (truth <= found.high)
        total = counts.sum(axis=0)
        low = np.where(total > 0, gammaincinv(np.maximum(total, 1e-12), 0.025), 0.0) / life.days
        garwood += (low <= truth) & (truth <= gammaincinv(total + 1, 0.975) / life.days)
    return ours / times, garwood / times


def _clock(life: Life) -> Floats:
    """The true rate of each group: a quiet day with a peak at night and one in the evening."""
    hour = np.arange(life.groups) * 24 / life.groups
    shape = 0.15 + 1.2 * np.exp(-(((hour - 3) / 1.5) ** 2)) + 1.5 * np.exp(-(((hour - 21) / 1.8) ** 2))
    return np.asarray(life.a_day * shape / shape.sum(), dtype=np.float64)


def _days(life: Life, truth: Floats, rng: np.random.Generator) -> Floats:
    factor, last = np.zeros(life.days), rng.normal() * life.bad_days
    for day in range(life.days):
        last = LASTS * last + (1 - LASTS**2) ** 0.5 * life.bad_days * rng.normal()
        factor[day] = last
    first = rng.poisson(np.exp(factor - life.bad_days**2 / 2)[:, None] * truth * (1 - life.brought))
    others = rng.poisson(first * life.brought / (1 - life.brought))
    return np.asarray(first + others, dtype=np.float64)


def main() -> None:
    print(f"{'':50}  ours: all worst   Poisson: all worst")
    for life in LIVES:
        ours, garwood = held(life, times=600, seed=7)
        print(f"{life!s:50}  {ours.mean():9.3f} {ours.min():.3f}  {garwood.mean():12.3f} {garwood.min():.3f}")


if __name__ == "__main__":
    main()
