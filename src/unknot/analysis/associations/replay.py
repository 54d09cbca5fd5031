"""The looks of a log, one after the other: daily at 04:00 from day 14, weekly after day 180, whoever looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from unknot.analysis.associations.claims import Standing, stand
from unknot.analysis.associations.design import design
from unknot.analysis.associations.look import Look, first_state, look
from unknot.analysis.associations.method import Method
from unknot.analysis.columns import HOUR, Columns
from unknot.journal.span import diary_day_span


def look_days(days: int, method: Method) -> Iterator[int]:
    """The diary days after which there is a look, up to the last of a log."""
    for day in range(method.first_look, days + 1):
        if day <= method.daily_until or (day - method.daily_until) % 7 == 0:
            yield day


def next_look(days: int, method: Method) -> int:
    """The first look after so many days."""
    return next(day for day in look_days(days + method.first_look + 7, method) if day > days)


def hours_until(columns: Columns, day: int, zone: str) -> int:
    """The whole hours of the log that are over at the 04:00 that ends its diary day number `day`."""
    end = diary_day_span(columns.first_day + timedelta(days=day), zone).start
    return min((end - columns.start) // HOUR, columns.cells)


def window_start(day: int, method: Method) -> int:
    """The diary day from which a look after `day` days takes the log: one to two years back, moved once a year."""
    return max(0, day // method.window_days - 1) * method.window_days


@dataclass(frozen=True, slots=True)
class Point:
    """Where a replay stands: the last look and what was claimed at it."""

    seen: Look
    standing: Standing


def replay(
    columns: Columns, zone: str, method: Method, days: Sequence[int] | None = None, after: Point | None = None
) -> Iterator[Point]:
    """Every look of a log in order, with what is claimed at it; none while there is nothing to look for.

    With `after` the looks go on from there.
    """
    if not columns.codes:
        return
    weights = np.where(columns.suspected, method.suspect_weight, 1.0)
    start, log, last = -1, None, after
    for day in look_days(columns.days, method) if days is None else days:
        if after is not None and day <= after.seen.day:
            continue
        if log is None or window_start(day, method) != start:
            start = window_start(day, method)
            window = columns.since(start)
            log = design(window, method)
        state = last.seen.state if last else first_state(log)
        made = look(log, day - start, hours_until(window, day - start, zone), state, method)
        seen = replace(made, day=day)
        before = last.standing if last else None
        last = Point(seen, stand(columns, seen, weights, before, method))
        yield last
