"""An experiment on oneself: randomised pairs of blocks, scored by a bet that is fair whatever the outcome does.

In each complete pair the order was a fair coin. If the habit changes nothing, which block came first says nothing of
the difference d = usual - habit, and 2 sigmoid(theta d) has mean 1 over the coin: the product over pairs is a
test martingale for any outcome, autocorrelation and trend, so that reaching 20 happens to 1 in 20 at most.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from unknot.analysis.chances import binomial
from unknot.analysis.coin import MOST_PAIRS
from unknot.analysis.columns import Columns
from unknot.analysis.daily import daily_counts
from unknot.analysis.patterns import ExperimentResult, ExperimentState, Ratio
from unknot.journal.blocks import block_on, blocks, pair_on
from unknot.journal.entry import Entry, Experiment, ExperimentDay, Toss
from unknot.journal.journal import Journal

Floats = NDArray[np.float64]

STRENGTHS = np.concatenate([np.linspace(0.1, 1.5, 8), -np.linspace(0.1, 1.5, 8)])
WEIGHTS = np.concatenate([np.full(8, 0.8 / 8), np.full(8, 0.2 / 8)])
"""Bets that the habit goes with fewer spasms hold four fifths of the stake."""
CLAIM = 20.0
RATIOS = np.exp(np.linspace(np.log(0.05), np.log(20), 121))
"""The ratios that an interval is made of: 121 steps of 5 %, 1 among them."""


def log_evidence(differences: Floats) -> Floats:
    """(n,) log evidence after each pair, from differences usual - habit; 0 for an incomplete pair bets nothing."""
    steps = np.log(2) - np.logaddexp(0, -np.outer(STRENGTHS, differences))
    return np.asarray(np.logaddexp.reduce(np.cumsum(steps, axis=1) + np.log(WEIGHTS)[:, None], axis=0))


def log_evidence_against(ratio: float, habit: Floats, usual: Floats) -> float:
    """Log evidence, after all pairs, against "the habit leaves each spasm with chance `ratio`" (above 1: adds them so).

    If it does, usual spasms thinned to that share and those with the habit could change places, whatever the flares:
    the same bet is fair again. A count thinned at random is replaced by the mean over all it could have become.
    """
    keep, thinned, other = (ratio, usual, habit) if ratio <= 1 else (1 / ratio, habit, usual)
    sign = 1.0 if ratio <= 1 else -1.0
    total = np.zeros(STRENGTHS.size)
    for count, against in zip(np.rint(thinned).astype(int), other, strict=True):
        left = np.arange(count + 1)
        chance = binomial(left, count, keep)
        bets = 2 * expit(sign * np.outer(STRENGTHS, left - against))
        total += np.log(bets @ chance)
    return float(np.logaddexp.reduce(total + np.log(WEIGHTS)))


def ratio_interval(habit: Floats, usual: Floats) -> Ratio | None:
    """Habit over usual from the counts (n,) of complete pairs: the ratios against which the bet has not reached 20.

    It holds after every pair at once, and leaves out 1 just when the coin has an answer. Ends beyond the range tried
    are its ends.
    """
    if not habit.size or habit.sum() + usual.sum() <= 0:
        return None
    total = max(float(usual.sum()), 0.5)
    value = min(max(float(habit.sum()) / total, float(RATIOS[0])), float(RATIOS[-1]))
    held = [ratio for ratio in RATIOS if log_evidence_against(float(ratio), habit, usual) < np.log(CLAIM)]
    low, high = (min(held), max(held)) if held else (value, value)
    return Ratio(value=value, low=float(min(low, value)), high=float(max(high, value)), days=habit.size * 2)


def results(journal: Journal, columns: Columns | None, today: date) -> tuple[ExperimentResult, ...]:
    """The score of every experiment in the journal, by what was vouched so far."""
    return tuple(_result(journal, entry, columns, today) for entry in journal.of(Experiment))


def _result(journal: Journal, entry: Entry[Experiment], columns: Columns | None, today: date) -> ExperimentResult:
    counts = _counts(columns)
    tosses = sorted((e.body for e in journal.of(Toss) if e.body.experiment == entry.id), key=lambda toss: toss.pair)
    scored = [means for toss in tosses if (means := _means(entry.body, toss, counts, today)) is not None]
    days = entry.body.block_days
    differences = np.array([(usual - habit) * days for habit, usual in scored])
    evidence = log_evidence(differences)
    highest = float(evidence.max()) if evidence.size else 0.0
    habit, usual = (np.array([pair[side] * days for pair in scored]) for side in (0, 1))
    kept = _as_said(journal, entry)
    return ExperimentResult(
        experiment=str(entry.id),
        habit=entry.body.habit,
        state=_state(
            highest, float(usual.sum() - habit.sum()), entry.body.ended is not None or len(scored) >= MOST_PAIRS
        ),
        pairs=len(scored),
        log_evidence=float(evidence[-1]) if evidence.size else 0.0,
        ratio=ratio_interval(habit, usual),
        days_as_said=sum(kept),
        days_answered=len(kept),
    )


def _state(highest: float, fewer: float, ended: bool) -> ExperimentState:
    if highest >= np.log(CLAIM):
        return ExperimentState.FEWER if fewer > 0 else ExperimentState.MORE
    return ExperimentState.NO_ANSWER if ended else ExperimentState.RUNNING


def _counts(columns: Columns | None) -> dict[date, float]:
    if columns is None:
        return {}
    counts = daily_counts(columns)
    known = np.flatnonzero(~np.isnan(counts))
    return {columns.first_day + timedelta(days=int(day)): float(counts[day]) for day in known}


def _means(experiment: Experiment, toss: Toss, counts: dict[date, float], today: date) -> tuple[float, float] | None:
    """Spasms per vouched day with the habit and as usual; None until both blocks are over and have such a day."""
    means: dict[bool, float] = {}
    for block in blocks(experiment, toss):
        span = [block.first + timedelta(days=n) for n in range(experiment.block_days)]
        known = [counts[day] for day in span if day in counts]
        if block.last >= today or not known:
            return None
        means[block.habit] = float(np.mean(known))
    return means[True], means[False]


def _as_said(journal: Journal, entry: Entry[Experiment]) -> list[bool]:
    """For each day that was answered, whether it was done or left out as the coin said."""
    tosses = {e.body.pair: e.body for e in journal.of(Toss) if e.body.experiment == entry.id}
    kept = []
    for answer in (e.body for e in journal.of(ExperimentDay) if e.body.experiment == entry.id):
        pair = pair_on(entry.body, answer.day)
        if pair in tosses:
            kept.append(answer.done is block_on(entry.body, tosses[pair], answer.day).habit)
    return kept
