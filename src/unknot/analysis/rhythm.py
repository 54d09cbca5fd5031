"""Spasms over the hours of the day, the weekdays and the body: plain counts over vouched hours."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv

from unknot.analysis.columns import Columns
from unknot.analysis.patterns import HourRate, PlaceCount
from unknot.journal.entry import Episode
from unknot.journal.journal import Journal


def poisson_interval(count: float, hours: float, level: float = 0.95) -> tuple[float, float]:
    """The exact interval of a rate (Garwood 1936), by quantiles of gamma distributions."""
    tail = (1 - level) / 2
    low = float(gammaincinv(count, tail)) if count else 0.0
    return low / hours, float(gammaincinv(count + 1, 1 - tail)) / hours


def rate(index: int, count: float, hours: float) -> HourRate:
    """A rate with its interval; without vouched hours there is none."""
    if hours <= 0:
        return HourRate(index=index, spasms=int(count), hours=0.0, rate=None, low=None, high=None)
    low, high = poisson_interval(count, hours)
    return HourRate(index=index, spasms=int(count), hours=float(hours), rate=count / hours, low=low, high=high)


def by_hour(columns: Columns) -> tuple[HourRate, ...]:
    """The 24 hours of the local clock."""
    return _by(columns, columns.hour, 24)


def by_weekday(columns: Columns) -> tuple[HourRate, ...]:
    """Monday is 0."""
    return _by(columns, columns.weekday, 7)


def _by(columns: Columns, label: NDArray[np.int64], kinds: int) -> tuple[HourRate, ...]:
    seen = columns.observed
    hours = np.bincount(label[seen], minlength=kinds)
    spasms = np.bincount(label[seen], weights=columns.spasms[seen], minlength=kinds)
    return tuple(rate(k, float(spasms[k]), float(hours[k])) for k in range(kinds))


def by_place(journal: Journal) -> tuple[PlaceCount, ...]:
    """How many of all logged spasms named each place, most first."""
    places: Counter[tuple[str, str]] = Counter(
        (site.region, str(site.side) if site.side else "") for e in journal.of(Episode) for site in e.body.sites
    )
    ordered = sorted(places.items(), key=lambda item: (-item[1], item[0]))
    return tuple(PlaceCount(region=region, side=side or None, spasms=n) for (region, side), n in ordered)
