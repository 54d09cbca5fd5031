"""The looks of a log, one after the other: daily at 04:00 from day 14, weekly after day 180, whoever looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from unknot.analysis.closure import closed_claims, closed_e_bh
from unknot.analysis.columns import HOUR, Columns
from unknot.analysis.triggers.design import design
from unknot.analysis.triggers.look import Look, first_state, look
from unknot.analysis.triggers.method import Method
from unknot.journal.span import diary_day_span

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


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


@dataclass(frozen=True, slots=True)
class Standing:
    """What is claimed at a look: candidates so far, weighted log evidence (M,), and who is listed or strong.

    `claimed` are those ever borne out by closed testing, also where the direction in time kept them from *strong*.
    """

    day: int
    candidates: int
    alpha: float
    log_evidence: Floats
    highest: Floats
    claimed: Flags
    listed: Flags
    strong: Flags
    listed_since: NDArray[np.int64]
    strong_since: NDArray[np.int64]
    reaction: Floats
    reaction_information: Floats


NEVER = -1


def stand(
    seen: Look,
    added: NDArray[np.int64],
    weights: Floats,
    answered: Flags,
    before: Standing | None,
    method: Method,
) -> Standing:
    """The claims at a look, from it and the claims at the one before.

    *Listed* is the closed e-BH list of this look. *Strong* stays: closed testing once bore it out, while nothing spoke
    against the direction in time.
    """
    m = added.size
    here = added <= seen.day
    share = weights / weights[here].mean() if here.any() else weights
    evidence = np.where(here, seen.log_evidence + np.log(share), 0.0)
    checked = may_be_strong(seen, answered, method)
    claimed = before.claimed if before else np.zeros(m, dtype=bool)
    borne_out, listed = np.zeros(m, dtype=bool), np.zeros(m, dtype=bool)
    borne_out[here] = closed_claims(seen.log_evidence[here], weights[here], method.strong_alpha, claimed[here])
    listed[here] = closed_e_bh(seen.log_evidence[here], weights[here], method.list_alpha)
    listed &= checked
    reached = borne_out & checked
    never = np.full(m, NEVER)
    was_listed = before.listed_since if before else never
    was_strong = before.strong_since if before else never
    return Standing(
        day=seen.day,
        candidates=int(here.sum()),
        alpha=method.strong_alpha,
        log_evidence=evidence,
        highest=np.maximum(evidence, before.highest) if before else evidence,
        claimed=claimed | borne_out,
        listed=listed,
        strong=reached | (was_strong != NEVER),
        listed_since=np.where(listed, np.where(was_listed != NEVER, was_listed, seen.day), NEVER),
        strong_since=np.where(was_strong != NEVER, was_strong, np.where(reached, seen.day, NEVER)),
        reaction=seen.reaction,
        reaction_information=seen.reaction_information,
    )


def may_be_strong(seen: Look, answered: Flags, method: Method) -> Flags:
    """Whether the check for "logged as an answer to spasms" has enough to go on, and no ground to doubt.

    What is answered once a day has no hour, so that this check says nothing of it: it carries a caution instead.
    """
    enough = answered | (seen.reaction_information >= method.reaction_information)
    return np.asarray(enough & (seen.reaction < method.reaction_doubt))


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
        last = Point(seen, stand(seen, columns.added, weights, columns.asked_daily, before, method))
        yield last
