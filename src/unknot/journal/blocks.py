"""The days of an experiment: pairs of blocks, and what the coin says of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from unknot.journal.entry import Experiment, Toss


@dataclass(frozen=True, slots=True)
class Block:
    """Days [first, last] of one pair, with the habit or as usual."""

    pair: int
    habit: bool
    first: date
    last: date

    def number(self, day: date) -> int:
        """1 on the block's first day."""
        return (day - self.first).days + 1


def blocks(experiment: Experiment, toss: Toss) -> tuple[Block, Block]:
    """The two blocks of a tossed pair, in order."""
    length = timedelta(days=experiment.block_days)
    start = experiment.starts + 2 * toss.pair * length
    one = timedelta(days=1)
    return (
        Block(toss.pair, toss.habit_first, start, start + length - one),
        Block(toss.pair, not toss.habit_first, start + length, start + 2 * length - one),
    )


def pair_on(experiment: Experiment, day: date) -> int | None:
    """The pair that a diary day belongs to, from 0; None before the first day and after the end."""
    if day < experiment.starts or (experiment.ended is not None and day >= experiment.ended):
        return None
    return (day - experiment.starts).days // (2 * experiment.block_days)


def block_on(experiment: Experiment, toss: Toss, day: date) -> Block:
    """The block of a tossed pair that a day of this pair lies in."""
    first, second = blocks(experiment, toss)
    return first if day <= first.last else second
