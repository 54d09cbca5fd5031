"""A few simulated people: the short form of the long tables (`python -m benchmarks.triggers.run`)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.triggers.oracles import oracle_a
from benchmarks.triggers.peers import FLAGGED, benjamini_hochberg, pearson
from benchmarks.triggers.simulator import CODES, PERFECT, REACTIVE, STANDARD, person
from unknot.analysis.associations.method import METHOD
from unknot.analysis.associations.replay import Point, replay

LOOKS = (14, 22, 30, 40, 50, 60)
NULL = replace(STANDARD, days=60)
HEAT = CODES.index(REACTIVE)


@pytest.fixture(scope="module")
def nothing() -> list[list[Point]]:
    return [list(replay(person(seed, NULL)[0], "UTC", METHOD, LOOKS)) for seed in range(6)]


def test_where_nothing_acts_nothing_is_strong(nothing: list[list[Point]]):
    assert not any(points[-1].standing.strong.any() for points in nothing)


def test_read_daily_a_correlation_finds_something_for_nearly_everyone():
    flagged = [(pearson(person(seed, NULL)[0]) < FLAGGED).any() for seed in range(6)]
    assert np.mean(flagged) > 0.8


def test_what_is_used_after_spasms_is_named_and_never_claimed(nothing: list[list[Point]]):
    named = [points[-1].seen.reaction[HEAT] >= METHOD.reaction_log_evidence for points in nothing]
    assert np.mean(named) > 0.8
    assert not any(points[-1].standing.strong[HEAT] or points[-1].standing.listed[HEAT] for points in nothing)


def test_a_fourfold_rate_for_a_day_is_found():
    columns, truth = person(2, replace(STANDARD, days=90, ratio=4.0, family="all day"))
    last = list(replay(columns, "UTC", METHOD, (*LOOKS, 75, 90)))[-1]
    assert last.standing.strong[truth.effect != 0].any()
    assert not last.standing.strong[(truth.effect == 0) & ~truth.linked].any()


def test_the_oracle_knows_more(nothing: list[list[Point]]):
    columns, truth = person(2, replace(STANDARD, days=60, ratio=3.0))
    known = oracle_a(columns, truth, LOOKS, METHOD, 1 - STANDARD.unlogged)
    ours = list(replay(columns, "UTC", METHOD, LOOKS))[-1].standing.log_evidence
    assert known[-1][truth.effect != 0].sum() > ours[truth.effect != 0].sum()


def test_the_same_seed_is_the_same_life_until_something_is_stopped():
    one, _ = person(3, NULL)
    two, _ = person(3, NULL, stopped={CODES.index("caffeine"): 30})
    cells = 24 * 29
    assert (one.spasms[:cells] == two.spasms[:cells]).all()
    assert (
        two.exposures[CODES.index("caffeine"), 24 * 32 :].sum()
        < one.exposures[CODES.index("caffeine"), 24 * 32 :].sum()
    )


def test_benjamini_and_hochberg_by_the_book():
    p = np.array([[0.001, 0.2, 0.03, 0.9, 0.012]])
    assert benjamini_hochberg(p)[0].tolist() == [True, False, True, False, True]


def test_stopping_what_acts_changes_no_day_before_it():
    """Also of what is graded, whose usual level and unit are those of the whole life."""
    setting = replace(STANDARD, days=60, ratio=3.0)
    seed = next(seed for seed in range(50) if person(seed, setting)[1].effect[CODES.index("stress")])
    one, _ = person(seed, setting)
    two, _ = person(seed, setting, stopped={CODES.index("stress"): 30})
    cells = 24 * 29
    assert (one.spasms[:cells] == two.spasms[:cells]).all()
    assert one.spasms[24 * 33 :].sum() > two.spasms[24 * 33 :].sum()


def test_a_baseline_of_three_a_day_is_that_of_the_hours_without_an_exposure():
    """With errors of the log out of the way, so many spasms come where nothing acts."""
    setting = replace(PERFECT, days=400, ratio=3.0, frailty=0.0, relapse=0.0, medicine=0.0)
    columns, truth = person(4, setting)
    assert 24 * np.exp(truth.base).mean() == pytest.approx(3.0, rel=0.02)
    assert columns.spasms.sum() / 400 > 3.3
