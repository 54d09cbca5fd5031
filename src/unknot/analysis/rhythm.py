"""Spasms over the hours of the day, the weekdays and the body: plain counts over vouched hours."""

from __future__ import annotations

from collections import Counter

import numpy as np

from unknot.analysis.columns import DAY, Columns, Flags, Ints
from unknot.analysis.patterns import HourRate, PlaceCount
from unknot.analysis.rates import Rates, rates
from unknot.journal.entry import Episode
from unknot.journal.journal import Journal


def by_hour(columns: Columns) -> tuple[HourRate, ...]:
    """The 24 hours of the local clock."""
    return by_label(columns, columns.hour, 24, columns.observed)


def by_weekday(columns: Columns) -> tuple[HourRate, ...]:
    """Monday is 0."""
    return by_label(columns, columns.weekday, 7, columns.observed)


def by_label(columns: Columns, label: Ints, kinds: int, seen: Flags) -> tuple[HourRate, ...]:
    """The rate an hour in the cells that are `seen` (T,), for each of the labels 0 to `kinds` - 1 (T,)."""
    at = np.arange(columns.cells)[seen] // DAY * kinds + label[seen]
    shape = (columns.days, kinds)
    hours = np.bincount(at, minlength=columns.days * kinds).reshape(shape).astype(np.float64)
    spasms = np.bincount(at, weights=columns.spasms[seen], minlength=columns.days * kinds).reshape(shape)
    found = rates(spasms.astype(np.float64), hours, 1.0)
    return tuple(_hour_rate(found, k) for k in range(kinds))


def _hour_rate(found: Rates, k: int) -> HourRate:
    """A group as a rate an hour; without vouched hours there is none."""
    count = int(found.count[k])
    if found.time[k] <= 0:
        return HourRate(index=k, spasms=count, hours=0.0, rate=None, low=None, high=None)
    rate, low, high = (float(of[k]) for of in (found.rate, found.low, found.high))
    return HourRate(index=k, spasms=count, hours=float(found.time[k]), rate=rate, low=low, high=high)


def by_place(journal: Journal) -> tuple[PlaceCount, ...]:
    """How many of all logged spasms named each place, most first."""
    places: Counter[tuple[str, str]] = Counter(
        (site.region, str(site.side) if site.side else "") for e in journal.of(Episode) for site in e.body.sites
    )
    ordered = sorted(places.items(), key=lambda item: (-item[1], item[0]))
    return tuple(PlaceCount(region=region, side=side or None, spasms=n) for (region, side), n in ordered)
