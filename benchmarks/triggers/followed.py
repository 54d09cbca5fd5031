"""What one made-up person reads of each thing that they follow, look by look, and shares of many people.

A life is kept as one line of JSON: for each candidate only what the table needs, so that daily looks of hundreds of
people stay small.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from scipy.stats import beta

from benchmarks.triggers.worlds import World, life
from unknot.analysis.associations.findings import findings
from unknot.analysis.associations.method import METHOD
from unknot.analysis.associations.replay import replay
from unknot.analysis.patterns import Caution, Finding, Group, Tier

DAILY = tuple(range(14, 181))
RANKED = (30, 60, 90)
READ_FIRST = {Tier.LIKELY, Tier.STRONG}
NAMED = {Caution.SAME_WEEKS, Caution.FIRST_SIGN, Caution.ONLY_BEFORE_THE_ANSWER}
Person = dict[str, Any]
Candidate = dict[str, Any]


def person(seed: int, world: World, looks: Sequence[int] = DAILY) -> Person:
    """One life: what was read of each candidate over all looks. `acting` counts also those that are not followed."""
    log, truth = life(seed, world)
    target = [world.ratio if truth.effect[j] else 1.0 for j in truth.followed]
    of = [_unread(acts=bool(truth.effect[j]), lag=truth.lag[j]) for j in truth.followed]
    for point in replay(log, "UTC", METHOD, looks):
        said = findings(log, point.seen, point.standing, METHOD)
        rank = {finding.code: at for at, finding in enumerate(said)}
        for finding in said:
            at = log.codes.index(finding.code)
            _read(of[at], finding, point.seen.day, rank[finding.code], target[at])
    return {"seed": seed, "acting": int((truth.effect != 0).sum()), "last": looks[-1], "of": of}


def _unread(*, acts: bool, lag: str) -> Candidate:
    return {
        "acts": acts, "lag": lag, "strong": None, "cautions": [], "interval": None, "first": False, "covers": None,
        "gone": False, "group": "", "forecast": None, "able": None, "rank": {},
    }  # fmt: skip


def _read(one: Candidate, said: Finding, day: int, rank: int, target: float) -> None:
    """Add what one look says: `interval` and `cautions` at the claim, `first` whether it ever headed a page."""
    gone = said.seen_until is not None
    if said.tier is Tier.STRONG and one["strong"] is None:
        one["strong"], one["cautions"] = day, sorted(caution.value for caution in said.cautions)
        one["interval"] = [said.ratio.low, said.ratio.high] if said.ratio else None
    if said.day_ratio:
        one["covers"] = one["covers"] is not False and said.day_ratio.low <= target <= said.day_ratio.high
    if said.forecast.days and not one["forecast"]:
        one["forecast"] = [day, said.forecast.days]
    if said.group is not Group.TOO_EARLY and one["able"] is None:
        one["able"] = day
    if day in RANKED:
        one["rank"][str(day)] = rank
    one["first"] |= said.tier in READ_FIRST and not gone
    one["gone"], one["group"] = gone, said.group.value


def candidates(people: list[Person], *, acts: bool) -> Iterator[Candidate]:
    return (one for person in people for one in person["of"] if one["acts"] is acts)


def false_strong(people: list[Person]) -> int:
    """People with anything false ever called strong."""
    return sum(any(one["strong"] and not one["acts"] for one in person["of"]) for person in people)


def false_headline(people: list[Person]) -> int:
    """People who ever read a false difference first on the page: what is likely or strong, and borne out."""
    return sum(any(one["first"] and not one["acts"] for one in person["of"]) for person in people)


def named(people: list[Person]) -> tuple[int, int]:
    """Of what was falsely called strong: how many had a caution that names the reason, at the claim; and all."""
    values = {caution.value for caution in NAMED}
    false = [one for one in candidates(people, acts=False) if one["strong"]]
    return sum(bool(values & set(one["cautions"])) for one in false), len(false)


def power(people: list[Person], by: int) -> float:
    """Of all that act, also those not followed: the share called strong by a day."""
    found = sum((one["strong"] or by + 1) <= by for one in candidates(people, acts=True))
    return found / max(sum(person["acting"] for person in people), 1)


def false_share(people: list[Person]) -> float:
    """The share of a person's list that is false, on average."""
    lists = [[one["acts"] for one in person["of"] if one["strong"]] for person in people]
    return float(np.mean([1 - sum(acts) / len(acts) if acts else 0.0 for acts in lists]))


def leaves_out_one(people: list[Person]) -> tuple[int, int]:
    """At the claim of something true: how many intervals do not hold 1; and all."""
    shown = [one["interval"] for one in candidates(people, acts=True) if one["strong"] and one["interval"]]
    return sum(low > 1 or high < 1 for low, high in shown), len(shown)


def covers(people: list[Person], *, acts: bool) -> tuple[int, int]:
    """Day ratios whose interval holds the true one at all looks, and all; of what acts, only what lasts about a day."""
    shown = [
        one["covers"]
        for one in candidates(people, acts=acts)
        if one["covers"] is not None and (not acts or one["lag"] == "all day")
    ]
    return sum(shown), len(shown)


def keeps_showing(people: list[Person]) -> tuple[int, int]:
    """False strong ones that are still said to show on the last day, and all false strong ones."""
    false = [one for one in candidates(people, acts=False) if one["strong"]]
    return sum(not one["gone"] for one in false), len(false)


def no_difference(people: list[Person], *, all_day: bool) -> tuple[int, int]:
    """What acts and stands under "no doubling that lasts the whole day" on the last day, and all that acts."""
    acting = [one for one in candidates(people, acts=True) if (one["lag"] == "all day") is all_day]
    return sum(one["group"] == Group.NO_DIFFERENCE.value for one in acting), len(acting)


def first_forecasts(people: list[Person]) -> tuple[int, int]:
    """First forecasts ("about N to 2N more days") within a factor 2, and all whose time has come.

    Where a doubling could not have shown by the last day, a forecast that is over by then was wrong, and of a later one
    nothing is known.
    """
    right, ended = 0, 0
    for person in people:
        for one in person["of"]:
            if not one["forecast"]:
                continue
            day, more = one["forecast"]
            if one["able"] is not None and one["able"] > day:
                ended += 1
                right += more / 2 <= one["able"] - day <= 4 * more
            elif one["able"] is None and day + 4 * more <= person["last"]:
                ended += 1
    return right, ended


def ranked(people: list[Person], day: int) -> tuple[int, int]:
    """Those that act and are among the first three, and all that act."""
    ranks = [one["rank"].get(str(day)) for one in candidates(people, acts=True)]
    return sum(rank is not None and rank < 3 for rank in ranks), len(ranks)


def exact(found: int, of: int) -> tuple[float, float]:
    """The exact 95 % interval of a share (Clopper and Pearson 1934)."""
    low = float(beta.ppf(0.025, found, of - found + 1)) if found else 0.0
    high = float(beta.ppf(0.975, found + 1, of - found)) if found < of else 1.0
    return low, high
