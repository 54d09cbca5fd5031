"""The coin is fixed before it is seen; the score is fair whatever the spasms do."""

from __future__ import annotations

import itertools
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.days import FIRST, ZONE, at, diary, end_of, entry
from unknot.analysis.analyse import analyse
from unknot.analysis.coin import commitment, habit_first, opening, proves
from unknot.analysis.experiment import STRENGTHS, WEIGHTS, log_evidence, log_evidence_against, ratio_interval
from unknot.analysis.experiment_plan import coin_plan, pairs_needed
from unknot.analysis.patterns import CoinPlan, ExperimentState
from unknot.journal.blocks import blocks
from unknot.journal.entry import Experiment, ExperimentDay, Toss
from unknot.journal.journal import settle

SECRET = b"thirty-two bytes that nobody sees"


@given(st.lists(st.floats(-30, 30), min_size=1, max_size=7))
def test_the_mean_over_all_coins_is_exactly_one(differences: list[float]):
    signs = itertools.product((-1, 1), repeat=len(differences))
    scores = [np.exp(log_evidence(np.array(sign) * np.array(differences))[-1]) for sign in signs]
    assert np.mean(scores) == pytest.approx(1)


def test_an_incomplete_pair_bets_nothing():
    with_gap, without = log_evidence(np.array([2.0, 0.0, 3.0])), log_evidence(np.array([2.0, 3.0]))
    assert with_gap[1] == pytest.approx(with_gap[0])
    assert with_gap[-1] == pytest.approx(without[-1])


def test_every_coin_is_proven_by_the_commitment_and_no_other():
    committed = commitment(SECRET)
    for pair in range(5):
        assert proves(committed, opening(SECRET, pair), pair)
        assert not proves(committed, opening(SECRET, pair), pair + 1)
        assert not proves(committed, opening(b"another", pair), pair)
    assert not proves(committed, "not hex", 0)


def test_the_coin_is_fair():
    heads = [habit_first(opening(bytes([n, m]), 3)) for n in range(20) for m in range(20)]
    assert 0.4 < np.mean(heads) < 0.6


def test_blocks_follow_each_other_and_the_coin_says_which_is_first():
    plan = Experiment(habit="warmth", words="a warm bath", block_days=2, starts=FIRST, commitment=commitment(SECRET))
    id_ = entry(1, plan, at(0, 8)).id
    one, two = blocks(plan, Toss(experiment=id_, pair=1, habit_first=False))
    assert (one.habit, two.habit) == (False, True)
    assert (one.first - FIRST).days == 4
    assert (one.last - one.first).days == 1
    assert two.first == one.last + timedelta(days=1)


def test_fewer_spasms_with_the_habit_is_told_after_enough_pairs():
    """Five spasms on usual days, one with the habit, day by day: the score is the difference, pair by pair."""
    plan = Experiment(habit="warmth", words="warm bath", block_days=1, starts=FIRST, commitment=commitment(SECRET))
    start = entry(9000, plan, at(0, 5))
    coins = [habit_first(opening(SECRET, pair)) for pair in range(20)]
    tosses = [
        entry(9100 + p, Toss(experiment=start.id, pair=p, habit_first=coin), at(2 * p, 5))
        for p, coin in enumerate(coins)
    ]
    said = [ExperimentDay(experiment=start.id, day=FIRST + timedelta(days=d), done=True) for d in range(4)]
    done = [entry(9300 + d, body, at(d, 21)) for d, body in enumerate(said)]

    def spasms(day: int) -> list[float]:
        habit = (day % 2 == 0) == coins[day // 2]
        return [15.0] if habit else [9.0, 12.0, 15.0, 18.0, 20.0]

    log = diary(40, spasms)
    journal = settle([*log.entries, start, *tosses, *done])
    (result,) = analyse(journal, as_of=end_of(40), zone=ZONE).experiments
    assert result.state is ExperimentState.FEWER
    assert result.pairs >= 19
    assert result.ratio is not None
    assert result.ratio.low < 0.2 < result.ratio.high < 0.6
    assert (result.days_as_said, result.days_answered) == (2, 4), "done on all four, which the coin said of two"


def test_the_interval_holds_the_share_and_nothing_is_said_of_nothing():
    ratio = ratio_interval(np.full(20, 2.0), np.full(20, 4.0))
    assert ratio is not None
    assert ratio.low < 0.5 < ratio.high < 1
    assert ratio_interval(np.zeros(3), np.zeros(3)) is None


def slow_evidence(ratio: float, habit: list[int], usual: list[int]) -> float:
    """The mean bet over every way in which the usual spasms could have been thinned, counted one by one."""
    wealth = np.zeros(STRENGTHS.size) + 1
    for with_habit, as_usual in zip(habit, usual, strict=True):
        step = np.zeros(STRENGTHS.size)
        for kept in itertools.product((0, 1), repeat=as_usual):
            chance = np.prod([ratio if k else 1 - ratio for k in kept])
            step += chance * 2 / (1 + np.exp(-STRENGTHS * (sum(kept) - with_habit)))
        wealth *= step
    return float(np.log(wealth @ WEIGHTS))


@pytest.mark.parametrize("ratio", [0.3, 0.7, 1.0])
def test_the_bet_against_a_ratio_is_the_mean_over_all_thinnings(ratio: float):
    habit, usual = [1, 0, 2], [4, 3, 6]
    found = log_evidence_against(ratio, np.array(habit, float), np.array(usual, float))
    assert found == pytest.approx(slow_evidence(ratio, habit, usual))
    if ratio == 1:
        plain = log_evidence(np.array(usual, float) - np.array(habit, float))[-1]
        assert found == pytest.approx(plain)


def test_the_interval_leaves_out_one_just_when_the_coin_has_an_answer():
    usual, habit = np.full(12, 5.0), np.full(12, 2.0)
    seen = log_evidence(usual - habit)
    for pairs in range(1, 13):
        ratio = ratio_interval(habit[:pairs], usual[:pairs])
        assert ratio is not None
        assert (ratio.high < 1) == (seen[pairs - 1] >= np.log(20)), pairs


def test_a_log_with_more_spasms_needs_fewer_pairs_and_flares_need_more():
    three, eight = pairs_needed(3.0, 1.3, 0.5), pairs_needed(8.0, 1.3, 0.5)
    assert three is not None
    assert eight is not None
    assert eight < three
    wild = pairs_needed(3.0, 2.5, 0.5)
    assert wild is None or wild > three
    assert pairs_needed(0.05, 1.0, 0.5) is None


def test_a_plan_is_made_from_two_weeks_on():
    days = np.tile([3.0, 4.0, 2.0], 10)
    assert coin_plan(days[:13]) is None
    made = coin_plan(days)
    assert made is not None
    assert made.days == 2 * made.block_days * (made.pairs or 0)
    assert coin_plan(np.zeros(30)) == CoinPlan(1, None)
