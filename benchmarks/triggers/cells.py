"""The cells of the table: whose lives, how many of them, and when they are looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace

from benchmarks.triggers.simulator import HARD, PERFECT, STANDARD, Setting

SPARSE = (
    14, 18, 22, 26, 30, 35, 40, 44, 50, 55, 60, 65, 70, 75, 80, 85, 90,
    97, 105, 112, 120, 130, 140, 150, 160, 170, 180,
)  # fmt: skip
DAILY = tuple(range(14, 181))
SEEDS = 50_000
FOLLOWS = replace(STANDARD, missing=0.2, missing_follows_bad_days=1.0)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """`people` are the seeds 50000, 50001, ...; `peers` and `oracles` are run for the first so many of them."""

    name: str
    setting: Setting
    people: int
    looks: tuple[int, ...] = SPARSE
    peers: int = 0
    oracles: int = 0
    stops: bool = False


CELLS = (
    Cell(name="no trigger", setting=STANDARD, people=200, peers=24),
    Cell(name="RR 2", setting=replace(STANDARD, ratio=2.0), people=120, peers=24, oracles=40),
    Cell(name="RR 3", setting=replace(STANDARD, ratio=3.0), people=120, oracles=40),
    Cell(name="no trigger, hard", setting=HARD, people=120),
    Cell(name="RR 2, 8 a day", setting=replace(STANDARD, ratio=2.0, per_day=8.0), people=80),
    Cell(name="no trigger, 8 a day", setting=replace(STANDARD, per_day=8.0), people=100),
    Cell(name="RR 2, all day", setting=replace(STANDARD, ratio=2.0, family="all day"), people=60, oracles=25),
    Cell(name="no trigger, every day", setting=STANDARD, people=60, looks=DAILY),
    Cell(name="RR 2, every day", setting=replace(STANDARD, ratio=2.0), people=80, looks=DAILY),
    Cell(name="RR 3, every day", setting=replace(STANDARD, ratio=3.0), people=80, looks=DAILY),
    Cell(
        name="RR 2, all day, every day",
        setting=replace(STANDARD, ratio=2.0, family="all day"),
        people=50,
        looks=DAILY,
    ),
    Cell(name="RR 2, 8 a day, every day", setting=replace(STANDARD, ratio=2.0, per_day=8.0), people=80, looks=DAILY),
    Cell(name="logging follows symptoms", setting=FOLLOWS, people=40),
    Cell(name="clustered flares", setting=replace(STANDARD, offspring=0.4), people=40),
    Cell(name="RR 3, stopped when shown", setting=replace(STANDARD, ratio=3.0), people=40, stops=True),
    Cell(name="RR 1.5", setting=replace(STANDARD, ratio=1.5), people=40),
    Cell(name="RR 2, 1 a day", setting=replace(STANDARD, ratio=2.0, per_day=1.0), people=40),
    Cell(name="RR 2, hard", setting=replace(HARD, ratio=2.0), people=120),
    Cell(name="RR 2, 3 a day in all", setting=replace(STANDARD, ratio=2.0, in_all=True), people=60, oracles=40),
    Cell(name="RR 3, 3 a day in all", setting=replace(STANDARD, ratio=3.0, in_all=True), people=60, oracles=40),
    Cell(name="RR 2, perfect logging", setting=replace(PERFECT, ratio=2.0), people=40),
)
