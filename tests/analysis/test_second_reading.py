"""What is answered after the day's spasms: the hours after the answer have to bear it out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.triggers.worlds import CODES, DECEIVING, HEAT, NOTHING, SIGN, TRUE, World, life
from unknot.analysis.associations.claims import may_be_first_sign
from unknot.analysis.associations.kernels import GUESS_WEIGHT, GUESSES, SHAPES, SHARES, shares
from unknot.analysis.associations.method import METHOD
from unknot.analysis.associations.replay import Point, replay
from unknot.analysis.columns import Columns

LOOKS = tuple(range(14, 121, 8))
FREE = replace(METHOD, afterwards=-np.inf, afterwards_answer=-np.inf)
"""The first reading alone."""


def points(log: Columns, method=METHOD) -> list[Point]:
    return list(replay(log, "UTC", method, LOOKS))


def lives(world: World, people: int) -> list[Columns]:
    return [life(seed, replace(world, days=120))[0] for seed in range(people)]


def test_a_heat_pack_because_of_spasms_is_claimed_only_by_the_first_reading():
    heat = CODES.index(HEAT)
    logs = lives(DECEIVING["heat because of spasms"], 3)
    once = [points(log, FREE)[-1].standing.strong[heat] for log in logs]
    twice = [points(log)[-1].standing.strong[heat] for log in logs]
    assert sum(once) >= 2
    assert sum(twice) == 0


def test_what_acts_for_a_day_is_borne_out_by_the_hours_after_the_answer():
    log, truth = life(1, replace(TRUE["RR 3"], true=1, lag="all day", days=120))
    last = points(log)[-1]
    assert last.standing.strong.tolist() == (truth.effect != 0).tolist()


def test_what_is_written_down_as_it_happens_is_not_read_again():
    log = life(1, replace(TRUE["RR 3"], days=60))[0]
    live = replace(log, answered=np.zeros_like(log.answered))
    assert all((point.seen.afterwards == 0).all() for point in points(live))


def test_a_sign_that_a_bout_begins_with_is_asked_about():
    logs = lives(DECEIVING["timed early sign"], 3)
    ends = [points(log)[-1] for log in logs]
    sign = CODES.index(SIGN)
    assert all(end.standing.claimed[sign] for end in ends)
    assert sum(end.standing.strong[sign] for end in ends) <= 1
    assert all(may_be_first_sign(log, end.seen, METHOD)[sign] for log, end in zip(logs, ends, strict=True))


def test_what_comes_in_the_same_weeks_has_no_evidence_within_them():
    """The rate goes with the week, and so does the exposure; within a week both are by chance."""
    log = life(3, replace(NOTHING, shifts=3.0, days=120))[0]
    last = points(log)[-1]
    evident = last.standing.log_evidence >= np.log(METHOD.hint)
    assert evident.any()
    assert (last.seen.within_weeks[evident] < METHOD.within_weeks).all()


@pytest.mark.parametrize("guess", range(len(GUESSES)))
def test_a_guess_puts_two_thirds_on_its_lag_shapes(guess: int):
    weights = shares(np.array([guess, -1]))
    assert weights.sum(axis=1) == pytest.approx([1, 1])
    assert weights[0, list(GUESSES[guess])].sum() == pytest.approx(GUESS_WEIGHT)
    assert weights[1] == pytest.approx(SHARES)


def test_every_lag_shape_is_of_one_guess():
    assert sorted(shape for guess in GUESSES for shape in guess) == list(range(len(SHAPES)))
