"""Lag shapes: how a difference in the rate may come and go in the 48 hours after an exposure."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from unknot.analysis.patterns import Lag

Floats = NDArray[np.float64]

REACH = 48
EDGES = (0, 2, 4, 6, 9, 12, 16, 20, 24, 30, 36, 48)
"""Lag blocks in whole hours after the exposure's own cell: only strictly later cells count."""
BLOCKS = len(EDGES) - 1
BEFORE = 4
"""Hours before an exposure whose spasms tell whether it was an answer to them; its own hour belongs to these."""

_MIDDLE = np.arange(REACH) + 0.5


def _flat(start: float, end: float) -> Floats:
    return ((start <= _MIDDLE) & (end > _MIDDLE)).astype(np.float64)


def _bump(centre: float, spread: float) -> Floats:
    return np.asarray(np.exp(-0.5 * ((_MIDDLE - centre) / spread) ** 2))


SHAPES: tuple[tuple[Lag, Floats, float], ...] = (
    (Lag.HOURS_0_4, _flat(0, 4), 1 / 3),
    (Lag.HOURS_0_8, np.exp(-_MIDDLE / 4), 1 / 3),
    (Lag.HOURS_0_8, np.where(_MIDDLE < 4, 1.0, np.exp(-(_MIDDLE - 4) / 3)), 1 / 3),
    (Lag.HOURS_0_12, _flat(0, 12), 1 / 2),
    (Lag.HOURS_0_12, _bump(6, 3), 1 / 3),
    (Lag.HOURS_4_12, _bump(10, 4), 1),
    (Lag.HOURS_12_24, _bump(16, 5), 2 / 3),
    (Lag.HOURS_0_24, _flat(0, 24), 1),
    (Lag.HOURS_4_24, _flat(4, 24), 2 / 3),
    (Lag.HOURS_18_30, _bump(24, 6), 1),
    (Lag.HOURS_24_36, _bump(30, 7), 2 / 3),
    (Lag.HOURS_12_36, _flat(12, 36), 1 / 2),
    (Lag.HOURS_24_48, _flat(24, 48), 1 / 3),
    (Lag.HOURS_0_48, _flat(0, 48), 1 / 3),
)
"""When, how, and the weight before anything was seen: shapes much like each other share theirs, rare ones have less."""

WITHIN_HOURS = (0, 1, 2, 3, 4)
"""The indices of the shapes that begin at once and are over within half a day."""
FIRST_HOURS = 0
"""The index of the shape of the first four hours."""
ALL_DAY = 7
"""The index of the shape that holds over 0 to 24 hours: what an interval is given for when no shape stands out."""


DISTINCT = sum(share for _, _, share in SHAPES)
"""How many lag shapes there are to choose from, counted by what tells them apart."""


def _by_block(shape: Floats) -> Floats:
    """The mean of a shape over each lag block; a cell follows its exposure by about an hour."""
    return np.array([shape[min(a + 1, REACH - 1) : b + 1].mean() for a, b in pairwise(EDGES)])


def _dictionary() -> Floats:
    blocks = np.array([_by_block(shape) for _, shape, _ in SHAPES])
    return np.asarray(blocks / blocks.max(axis=1, keepdims=True))


DICTIONARY = _dictionary()
"""(K, L): each lag shape as weights of the lag blocks, peak 1."""


SHARES = np.array([share for _, _, share in SHAPES]) / sum(share for _, _, share in SHAPES)
"""(K,): those weights, together 1."""


GUESSES: tuple[tuple[int, ...], ...] = ((0, 1, 2, 3), (4, 5, 6), (9, 10, 11, 12), (7, 8, 13))
"""The lag shapes of each answer to "how soon do you think it acts?": within hours, later that day, the next day, for
about a day. Every shape belongs to one."""
GUESS_WEIGHT = 2 / 3
"""What the guessed shapes weigh together: what a guess that is right in two of three is worth."""


def shares(guess: NDArray[np.int64]) -> Floats:
    """(M, K) what each shape weighs before anything was seen; `guess` (M,) as in `Columns`, -1 for none."""
    weights = np.tile(SHARES, (guess.size, 1))
    for j in np.flatnonzero(guess >= 0):
        guessed = np.isin(np.arange(len(SHAPES)), GUESSES[guess[j]])
        weights[j] *= np.where(
            guessed, GUESS_WEIGHT / SHARES[guessed].sum(), (1 - GUESS_WEIGHT) / SHARES[~guessed].sum()
        )
    return weights


def hourly(weights: Floats) -> Floats:
    """(48,) the curve of a weighting of the lag shapes, peak 1."""
    curve = weights @ np.array([shape for _, shape, _ in SHAPES])
    return np.asarray(curve / curve.max())
