"""False alarms and power of the other analyses: `python -m benchmarks.analysis_other [PART ...]`.

Parts: experiment, worsening, change.

Daily series: log-normal frailty with a day's memory of .7, 10 % of days without word.
"""

from __future__ import annotations

import sys

import numpy as np

from unknot.analysis.change import _log_evidence, step
from unknot.analysis.experiment import log_evidence
from unknot.analysis.patterns import Trend
from unknot.analysis.worsening import ALARM, alarm

MEMORY = 0.7
CLAIM = np.log(20)


def series(
    rng: np.random.Generator, days: int, per_day: float, frailty: float, after: int = 0, ratio: float = 1.0
) -> np.ndarray:
    """Spasms of each day; from day `after` on the rate is `ratio` times as high."""
    noise = frailty * rng.standard_normal(days)
    for day in range(1, days):
        noise[day] = MEMORY * noise[day - 1] + np.sqrt(1 - MEMORY**2) * noise[day]
    rate = per_day * np.exp(noise - frailty**2 / 2)
    rate[after:] *= ratio
    counts = rng.poisson(rate).astype(float)
    counts[rng.random(days) < 0.1] = np.nan
    return counts


def experiment(people: int = 1000) -> None:
    """One-day pairs, 3 a day, frailty .3, 10 % missing: claims ever by day 30, 60, 90, 180."""
    rng = np.random.default_rng(50_000)
    for ratio in (1.0, 0.8, 0.7, 0.6, 0.5):
        first = np.full(people, np.inf)
        for number in range(people):
            counts = series(rng, 180, 3.0 * 0.9, 0.3)
            habit_first = rng.random(90) < 0.5
            habit = np.stack([habit_first, ~habit_first], axis=1).ravel()
            kept = rng.binomial(np.nan_to_num(counts).astype(int), np.where(habit, ratio, 1.0))
            pairs = np.where(np.isnan(counts), np.nan, kept).reshape(90, 2)
            usual = np.where(habit_first, pairs[:, 1], pairs[:, 0])
            with_habit = np.where(habit_first, pairs[:, 0], pairs[:, 1])
            hit = np.flatnonzero(log_evidence(np.nan_to_num(usual - with_habit)) >= CLAIM)
            first[number] = 2 * (hit[0] + 1) if hit.size else np.inf
        shares = [round(float((first <= day).mean()), 3) for day in (30, 60, 90, 180)]
        print(f"experiment, ratio {ratio}: claims by day 30/60/90/180 {shares} (n {people})", flush=True)


def worsening(people: int = 300) -> None:
    """False alarms in half a year and two years; days to find a step."""
    rng = np.random.default_rng(50_001)
    for frailty in (0.0, 0.3, 0.5):
        alarms = [_first_alarm(series(rng, 730, 3.0, frailty)) for _ in range(people)]
        shares = [round(float(np.mean(np.array(alarms) <= day)), 3) for day in (180, 730)]
        print(
            f"worsening, steady, frailty {frailty}: false alarm within 180/730 days {shares} (n {people})", flush=True
        )
    for ratio in (1.5, 2.0, 3.0):
        delays = []
        for _ in range(people):
            first = _first_alarm(series(rng, 240, 3.0, 0.3, after=120, ratio=ratio))
            if first > 120:
                delays.append(first - 120)
        found = [round(float(np.mean(np.array(delays) <= day)), 2) for day in (14, 30, 60)]
        print(
            f"worsening, x{ratio}: median {np.median(delays):.0f} days, by 14/30/60 days {found} (n {len(delays)})",
            flush=True,
        )
    for name, even in (("the same number each day", True), ("Poisson counts", False)):
        delays = [_delay(rng, before, even=even) for before in range(56, 63) for _ in range(1 if even else people // 7)]
        found = [round(float(np.mean(np.array(delays) <= day)), 2) for day in (3, 5, 7, 14)]
        print(f"worsening, 3 to 8 a day, {name}: by 3/5/7/14 days {found} (n {len(delays)})", flush=True)


def _delay(rng: np.random.Generator, before: int, *, even: bool) -> float:
    """Days until 3 to 8 a day is told, after so many days that were all vouched: every weekday it can begin on."""
    rate = np.where(np.arange(before + 28) < before, 3.0, 8.0)
    return _first_alarm(rate if even else rng.poisson(rate).astype(float)) - before


def _first_alarm(counts: np.ndarray) -> float:
    raised = np.flatnonzero(alarm(counts) >= ALARM)
    return float(raised[0] + 1) if raised.size else np.inf


def change(people: int = 150) -> None:
    """A change at day 60, looked at every four days for 60 days: E >= 20, by either analysis."""
    rng = np.random.default_rng(50_002)
    for frailty in (0.3, 0.5):
        for ratio in (1.0, 0.7, 0.6, 0.5):
            logs = [series(rng, 120, 3.0, frailty, after=60, ratio=ratio) for _ in range(people)]
            said = {trend: np.mean([_claimed(log, trend) for log in logs]) for trend in (Trend.NONE, Trend.LINEAR)}
            shares = ", ".join(f"{trend} {share:.2f}" for trend, share in said.items())
            print(f"change x{ratio}, frailty {frailty}: found within 60 days {shares} (n {people})", flush=True)


def _claimed(log: np.ndarray, trend: Trend) -> bool:
    steps = (step(log[:day], 60, trend) for day in range(74, 121, 4))
    return any(found is not None and found.information > 1.5 and _log_evidence(found) >= CLAIM for found in steps)


PARTS = {"experiment": experiment, "worsening": worsening, "change": change}


if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
