"""The worlds that deceive a diary, and what is read there: `python -m benchmarks.triggers.deceived FOLDER [...]`.

`--people N` runs so many of each cell (those already run are kept, so that a longer run goes on), `--only NAME` a few
cells, `--write` puts the table into docs/statistics.md. What is counted is what a person reads: the findings of the
product at every look.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.triggers.worlds import DECEIVING, NOTHING, TRUE, Way, World, life
from unknot.analysis.associations.findings import findings
from unknot.analysis.associations.method import METHOD
from unknot.analysis.associations.replay import replay
from unknot.analysis.patterns import Caution, Finding, Group, Tier

DOCUMENT = Path("docs/statistics.md")
START, END = "<!-- worlds: made by benchmarks.triggers.deceived -->", "<!-- end of worlds -->"
LOOKS = (14, *range(18, 181, 6))
SEEDS = 200_000
NAMED = {Caution.SAME_WEEKS, Caution.FIRST_SIGN, Caution.ONLY_BEFORE_THE_ANSWER}
Person = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Cell:
    name: str
    world: World
    people: int
    goal: str = ""


def _cells() -> Iterator[Cell]:
    goals = {
        "nothing acts": ".05", "heat because of spasms": ".10", "recall mild": ".05", "recall strong": ".10",
        "tired on the first day of a flare": ".10", "timed early sign": ".10", "boxes left open": ".05",
    }  # fmt: skip
    for way in (Way.ASKED, Way.CHECKIN, Way.TIMED):
        for name, world in DECEIVING.items():
            told_live = way is Way.TIMED and name in {"recall mild", "recall strong", "boxes left open"}
            if not told_live:
                yield Cell(name=f"{name}, {way}", world=replace(world, way=way), people=40, goal=goals.get(name, ".10"))
        for name, world in TRUE.items():
            yield Cell(name=f"{name}, {way}", world=replace(world, way=way), people=40)
    yield Cell(name="eight a day, timed", world=replace(NOTHING, way=Way.TIMED, per_day=8.0), people=40, goal=".05")


CELLS = {cell.name: cell for cell in _cells()}


def person(seed: int, world: World) -> Person:
    """One life: for each look and candidate what was read, as plain numbers."""
    log, truth = life(seed, world)
    looks = [_look(log, point) for point in replay(log, "UTC", METHOD, LOOKS)]
    return {
        "codes": list(log.codes),
        "true": [bool(truth.effect[j]) for j in truth.followed],
        "acting": int((truth.effect != 0).sum()),
        "lag": [truth.lag[j] for j in truth.followed],
        "ratio": world.ratio,
        "looks": looks,
    }


def _look(log: Any, point: Any) -> dict[str, list[Any]]:
    said = {found.code: found for found in findings(log, point.seen, point.standing, METHOD)}
    order = list(said)
    return {"of": [_plain(said[code], order.index(code)) for code in log.codes]}


def _plain(found: Finding, rank: int) -> list[Any]:
    ratio, day = found.ratio, found.day_ratio
    return [
        found.tier.value,
        found.group.value,
        [round(x, 3) for x in (ratio.low, ratio.high)] if ratio else None,
        [round(x, 3) for x in (day.low, day.high)] if day else None,
        sorted(c.value for c in found.cautions),
        found.seen_until is not None,
        rank,
        found.forecast.days,
        found.forecast.too_early,
    ]


TIER, GROUP, RATIO, DAY_RATIO, CAUTIONS, GONE, RANK, FORECAST, EARLY = range(9)


# ---------------------------------------------------------------- figures


def strong_from(one: Person, j: int) -> int | None:
    """The day on which a candidate was first called strong."""
    days = (day for day, look in zip(LOOKS, one["looks"], strict=True) if look["of"][j][TIER] == Tier.STRONG)
    return next(days, None)


def pairs(people: list[Person], *, true: bool) -> Iterator[tuple[Person, int]]:
    for one in people:
        yield from ((one, j) for j, acts in enumerate(one["true"]) if acts is true)


def any_false(people: list[Person]) -> float:
    return float(np.mean([any(strong_from(p, j) for j, acts in enumerate(p["true"]) if not acts) for p in people]))


def named(people: list[Person]) -> float | None:
    """Of what was falsely called strong: the share that carries a caution which names the reason, at the claim."""
    false = [(one, j, day) for one, j in pairs(people, true=False) if (day := strong_from(one, j))]
    said = [bool(NAMED & set(one["looks"][LOOKS.index(day)]["of"][j][CAUTIONS])) for one, j, day in false]
    return float(np.mean(said)) if said else None


def power(people: list[Person], by: int) -> float:
    """Of all that act, also those not followed: the share called strong by a day."""
    found = sum((strong_from(one, j) or 999) <= by for one, j in pairs(people, true=True))
    return found / max(sum(one["acting"] for one in people), 1)


def false_share(people: list[Person]) -> float:
    """The share of a person's list that is false, on average."""
    shares = []
    for one in people:
        listed = [acts for j, acts in enumerate(one["true"]) if strong_from(one, j)]
        shares.append(1 - sum(listed) / len(listed) if listed else 0.0)
    return float(np.mean(shares))


def leaves_out_one(people: list[Person]) -> float | None:
    """At the claim of something true: the share whose interval does not hold 1."""
    out = []
    for one, j in pairs(people, true=True):
        if (day := strong_from(one, j)) and (ratio := one["looks"][LOOKS.index(day)]["of"][j][RATIO]):
            out.append(ratio[0] > 1 or ratio[1] < 1)
    return float(np.mean(out)) if out else None


def covers(people: list[Person], *, true: bool) -> float | None:
    """The share of day ratios whose interval holds at all looks; of what acts, only what lasts about a day."""
    held = []
    for one, j in pairs(people, true=true):
        if true and one["lag"][j] != "all day":
            continue
        target = one["ratio"] if true else 1.0
        shown = [look["of"][j][DAY_RATIO] for look in one["looks"] if look["of"][j][DAY_RATIO]]
        held.append(all(low <= target <= high for low, high in shown))
    return float(np.mean(held)) if held else None


def headline(people: list[Person]) -> float:
    """People who ever read a false difference first on the page: what is likely or strong, and borne out."""
    ready = {Tier.LIKELY, Tier.STRONG}

    def read(one: Person) -> bool:
        return any(
            said[TIER] in ready and not said[GONE] and not one["true"][j]
            for look in one["looks"]
            for j, said in enumerate(look["of"])
        )

    return float(np.mean([read(one) for one in people]))


def keeps_showing(people: list[Person]) -> tuple[int, int]:
    """False strong ones, and those of them that are still said to show on the last day."""
    false = [(one, j) for one, j in pairs(people, true=False) if strong_from(one, j)]
    return len(false), sum(not one["looks"][-1]["of"][j][GONE] for one, j in false)


def no_difference(people: list[Person], *, all_day: bool) -> float | None:
    """What acts and stands under "no doubling that lasts the whole day" on the last day."""
    said = [
        one["looks"][-1]["of"][j][GROUP] == Group.NO_DIFFERENCE
        for one, j in pairs(people, true=True)
        if (one["lag"][j] == "all day") is all_day
    ]
    return float(np.mean(said)) if said else None


def first_forecasts(people: list[Person]) -> float | None:
    """The first forecast of each candidate against when a doubling could have shown: the share within a factor 2."""
    right = []
    for one in people:
        for j in range(len(one["codes"])):
            told = [(day, look["of"][j]) for day, look in zip(LOOKS, one["looks"], strict=True)]
            first = next(((day, said[FORECAST]) for day, said in told if said[FORECAST]), None)
            able = next((day for day, said in told if said[GROUP] != Group.TOO_EARLY), None)
            if first and able and able > first[0]:
                right.append(first[1] / 2 <= able - first[0] <= 2 * first[1] * 2)
    return float(np.mean(right)) if right else None


def ranked(people: list[Person], day: int) -> float | None:
    """The one that acts is among the first three."""
    at = next(n for n, look in enumerate(LOOKS) if look >= day)
    hits = [one["looks"][at]["of"][j][RANK] < 3 for one, j in pairs(people, true=True)]
    return float(np.mean(hits)) if hits else None


# ---------------------------------------------------------------- table


def table(folder: Path) -> str:
    null = ["| world, way of logging | people | any false *strong* (95 %) | goal | of these named | false headline |"]
    null += ["|---|---|---|---|---|---|"]
    true = [
        "| what acts, way of logging | people | *strong* 90/180 d | any false | false share | leaves out 1 | covers |"
    ]
    true += ["|---|---|---|---|---|---|---|"]
    everyone: list[Person] = []
    one_true: list[Person] = []
    for cell in CELLS.values():
        people = load(folder, cell)
        if not people:
            continue
        everyone += people
        if cell.world.true == 1:
            one_true += people
        n, share = len(people), any_false(people)
        low, high = wilson(share, n)
        if not cell.world.true:
            figures = (
                f"{share:.3f} ({low:.3f}-{high:.3f})",
                cell.goal,
                _or_none(named(people)),
                f"{headline(people):.3f}",
            )
            null.append(f"| {cell.name} | {n} | {' | '.join(figures)} |")
        else:
            found = f"{power(people, 90):.2f}/{power(people, 180):.2f}"
            rest = (f"{share:.2f}", f"{false_share(people):.3f}", _or_none(leaves_out_one(people)))
            true.append(f"| {cell.name} | {n} | {found} | {' | '.join(rest)} | {_or_none(covers(people, true=True))} |")
    said = [*null, "", *true, "", *_notes(everyone, one_true)]
    return "\n".join(said)


def _notes(everyone: list[Person], one_true: list[Person]) -> Iterator[str]:
    acting = [one for one in everyone if one["acting"]]
    strong, still = keeps_showing(everyone)
    yield f"- Called *strong* and false: {strong}; still said to show on day 180: {still}."
    yield f"- Intervals (0-24 h) of what does not act hold at all looks: {_or_none(covers(everyone, true=False))}."
    whole, short = (_or_none(no_difference(acting, all_day=all_day)) for all_day in (True, False))
    yield (
        f"- Said to have no whole-day doubling on day 180 though it doubles or triples: for a whole day "
        f"{whole}, for some hours {short} "
        f"(there the words say that a short one would not show)."
    )
    yield f"- First forecasts that hold within a factor 2: {_or_none(first_forecasts(everyone))}."
    at = "/".join(_or_none(ranked(one_true, day)) for day in (30, 60, 90))
    yield f"- One of twelve acts: among the first three of the ranking on day 30/60/90 in {at} of {len(one_true)}."


def _or_none(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"


def wilson(share: float, n: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def _file(folder: Path, cell: Cell) -> Path:
    return folder / f"{cell.name.replace(' ', '-').replace(',', '')}.json"


def load(folder: Path, cell: Cell) -> list[Person]:
    file = _file(folder, cell)
    kept: list[Person] = json.loads(file.read_text()) if file.exists() else []
    return kept


def run(cell: Cell, people: int, folder: Path) -> None:
    done = load(folder, cell)
    for number in range(len(done), people):
        done.append(person(SEEDS + number, cell.world))
    _file(folder, cell).write_text(json.dumps(done))
    print(f"{cell.name}: {len(done)} people, any false strong {any_false(done):.3f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int)
    parser.add_argument("--only", action="append")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with threadpool_limits(1):
        for cell in CELLS.values() if not given.write else ():
            if not given.only or cell.name in given.only:
                run(cell, given.people or cell.people, given.folder)
    if given.write:
        before, rest = DOCUMENT.read_text().split(START)
        DOCUMENT.write_text(f"{before}{START}\n\n{table(given.folder)}\n\n{END}{rest.split(END)[1]}")
    else:
        print(table(given.folder))


if __name__ == "__main__":
    main()
