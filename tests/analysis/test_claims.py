"""When a candidate is claimed: once it has held for days, and only if nothing else may well stand behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.triggers.simulator import CODES, STANDARD, person
from unknot.analysis.associations.claims import NEVER, Standing, companions, may_be_claimed, stand
from unknot.analysis.associations.design import design
from unknot.analysis.associations.look import Look, first_state, look
from unknot.analysis.associations.method import METHOD
from unknot.analysis.columns import Columns

DAYS = 30
SURE = 12.0
LEVEL = np.ones(len(CODES))


@pytest.fixture(scope="module")
def log() -> Columns:
    return person(4, replace(STANDARD, days=DAYS))[0]


@pytest.fixture(scope="module")
def quiet(log: Columns) -> Look:
    """A look at which nothing is evident, and nothing speaks against a candidate."""
    made = design(log, METHOD)
    seen = look(made, DAYS, 24 * DAYS, first_state(made), METHOD)
    level = {
        "log_evidence": -1.0,
        "reaction": -1.0,
        "reaction_information": 9.0,
        "within_weeks": SURE,
        "afterwards": SURE,
    }
    nothing = np.zeros_like(seen.score)
    return replace(seen, score=nothing, **{name: LEVEL * value for name, value in level.items()})


def after(log: Columns, quiet: Look, evidence: Mapping[int, Mapping[str, float]]) -> dict[int, Standing]:
    """The standings of days on which the named candidates have so much log evidence, and all others next to none."""
    standings: dict[int, Standing] = {}
    last = None
    for day, found in evidence.items():
        values = quiet.log_evidence.copy()
        for code, value in found.items():
            values[CODES.index(code)] = value
        last = standings[day] = stand(log, replace(quiet, day=day, log_evidence=values), LEVEL, last, METHOD)
    return standings


def test_a_claim_is_made_once_it_has_held_for_some_days(log: Columns, quiet: Look):
    caffeine = CODES.index("caffeine")
    days = range(20, 20 + METHOD.confirming_days + 1)
    found = after(log, quiet, {day: {"caffeine": SURE} for day in days})
    for day in days:
        assert found[day].strong[caffeine] == found[day].listed[caffeine] == (day == days[-1])
    assert found[days[-1]].strong.sum() == 1
    assert found[days[-1]].strong_since[caffeine] == days[-1]


def test_what_comes_and_goes_starts_over(log: Columns, quiet: Look):
    pattern = {20 + n: {"caffeine": -1.0 if n % METHOD.confirming_days == 0 else SURE} for n in range(10)}
    assert not any(one.strong.any() or one.listed.any() for one in after(log, quiet, pattern).values())


def test_what_has_shown_stays_and_leaves_only_the_list(log: Columns, quiet: Look):
    held = {20 + n: {"caffeine": SURE} for n in range(METHOD.confirming_days + 1)}
    later = after(log, quiet, held | {29: {"caffeine": -1.0}})[29]
    caffeine = CODES.index("caffeine")
    assert later.strong[caffeine]
    assert not later.listed[caffeine]
    assert later.listed_since[caffeine] == later.in_list_since[caffeine] == NEVER


def test_of_two_that_come_together_the_less_evident_waits(log: Columns, quiet: Look):
    one, two = CODES.index("stress"), CODES.index("missed-meal")
    twins = log.exposures.copy()
    twins[two] = twins[one]
    same = replace(log, exposures=twins)
    evidence = quiet.log_evidence.copy()
    evidence[[one, two]] = SURE + 1, SURE
    assert companions(same, DAYS, METHOD.companion)[one, two]
    free = may_be_claimed(same, quiet, evidence, METHOD)
    assert free[one]
    assert not free[two]
    assert may_be_claimed(log, quiet, evidence, METHOD)[two] == (not companions(log, DAYS, METHOD.companion)[one, two])


def test_an_answer_to_spasms_is_not_claimed(log: Columns, quiet: Look):
    doubted = replace(quiet, reaction=LEVEL * METHOD.reaction_doubt)
    unchecked = replace(quiet, reaction_information=LEVEL * 0)
    for seen in (doubted, unchecked):
        assert not may_be_claimed(log, seen, seen.log_evidence, METHOD).any()
    daily = replace(log, asked_daily=np.ones(len(CODES), dtype=bool))
    assert may_be_claimed(daily, unchecked, quiet.log_evidence, METHOD).any()


def test_what_has_no_evidence_within_the_weeks_or_after_the_answer_is_not_claimed(log: Columns, quiet: Look):
    evidence, caffeine = LEVEL * SURE, CODES.index("caffeine")
    quiet = replace(quiet, log_evidence=evidence)
    assert may_be_claimed(log, quiet, evidence, METHOD)[caffeine]
    in_weeks = replace(quiet, within_weeks=LEVEL * METHOD.weeks_doubt - 0.01)
    assert not may_be_claimed(log, in_weeks, evidence, METHOD).any()
    asked = replace(log, answered=np.ones_like(log.answered))
    assert may_be_claimed(asked, quiet, evidence, METHOD)[caffeine]
    before = replace(quiet, afterwards=LEVEL * METHOD.afterwards - 0.01)
    assert not may_be_claimed(asked, before, evidence, METHOD).any()
    assert may_be_claimed(log, before, evidence, METHOD)[caffeine]


def test_companions_are_those_of_the_correlation_over_shared_days(log: Columns):
    rng = np.random.default_rng(0)
    holes = replace(log, known=rng.random(log.known.shape) < 0.7)
    least = 0.1
    found = companions(holes, DAYS, least)
    daily = holes.exposures.reshape(len(CODES), DAYS, 24).sum(axis=2)
    for i in range(len(CODES)):
        for j in range(len(CODES)):
            shared = holes.known[i] & holes.known[j]
            a, b = daily[i, shared], daily[j, shared]
            alike = i != j and shared.sum() >= 10 and a.std() > 0 and b.std() > 0 and np.corrcoef(a, b)[0, 1] > least
            assert found[i, j] == alike, (CODES[i], CODES[j])


@pytest.mark.parametrize(("hours", "answer"), [((0,), True), ((-1, 0), True), ((-1, 0, 1, 2, 3), False)])
def test_an_answer_has_more_spasms_before_it_than_after(hours: tuple[int, ...], answer: bool):
    """What acts at once also shows in its own hour and, by a clock that is an hour out, in the one before."""
    days, used = 60, CODES.index("weather-change")
    log = person(4, replace(STANDARD, days=days))[0]
    spasms = log.spasms.copy()
    for cell in np.flatnonzero(log.exposures[used]):
        for hour in hours:
            spasms[min(cell + hour, log.cells - 1)] += 1
    made = design(replace(log, spasms=spasms * log.observed), METHOD)
    seen = look(made, days, 24 * days, first_state(made), METHOD)
    assert (seen.reaction[used] >= METHOD.reaction_log_evidence) == answer
