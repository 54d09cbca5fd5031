"""What must hold of every look, whatever the log."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from benchmarks.triggers.simulator import STANDARD, person
from unknot.analysis.associations.book import kept, resume
from unknot.analysis.associations.design import design
from unknot.analysis.associations.look import Look, first_state, look
from unknot.analysis.associations.method import METHOD
from unknot.analysis.associations.replay import look_days, next_look, replay, window_start
from unknot.analysis.columns import Columns

SETTING = replace(STANDARD, days=40, ratio=3.0)
DAYS = (14, 20, 28, 33)


@pytest.fixture(scope="module")
def log() -> Columns:
    return person(4, SETTING)[0]


def looks(columns: Columns) -> list[Look]:
    made, state, found = design(columns, METHOD), None, []
    for day in DAYS:
        found.append(look(made, day, 24 * day, state or first_state(made), METHOD))
        state = found[-1].state
    return found


def same(a: list[Look], b: list[Look]) -> None:
    for one, two in zip(a, b, strict=True):
        np.testing.assert_allclose(one.log_evidence, two.log_evidence, atol=1e-5)
        np.testing.assert_allclose(one.information, two.information, rtol=1e-5, atol=1e-6)
        np.testing.assert_allclose(one.reaction, two.reaction, atol=1e-5)


def test_what_was_not_observed_changes_nothing(log: Columns):
    noise = np.random.default_rng(0).poisson(5, log.cells) * ~log.observed
    same(looks(log), looks(replace(log, spasms=log.spasms + noise)))


def test_a_look_does_not_depend_on_what_came_later(log: Columns):
    first = 34
    cells = 24 * first
    cut = replace(
        log,
        spasms=log.spasms[:cells],
        observed=log.observed[:cells],
        hour=log.hour[:cells],
        weekday=log.weekday[:cells],
        exposures=log.exposures[:, :cells],
        known=log.known[:, :first],
        answered=log.answered[:, :first],
        doses=tuple(replace(d, planned=d.planned[:cells], as_needed=d.as_needed[:cells]) for d in log.doses),
    )
    same(looks(log), looks(cut))


def test_the_order_of_candidates_does_not_matter(log: Columns):
    order = np.random.default_rng(1).permutation(len(log.codes))
    shuffled = replace(
        log,
        codes=tuple(log.codes[j] for j in order),
        exposures=log.exposures[order],
        known=log.known[order],
        graded=log.graded[order],
        added=log.added[order],
    )
    for one, two in zip(looks(log), looks(shuffled), strict=True):
        np.testing.assert_allclose(one.log_evidence[order], two.log_evidence, atol=1e-4)


def test_the_unit_of_a_graded_exposure_does_not_matter(log: Columns):
    other_unit = np.where(log.graded, 7.0, 1.0)[:, None]
    same(looks(log), looks(replace(log, exposures=log.exposures * other_unit)))


def test_a_candidate_has_no_evidence_from_before_it_was_added(log: Columns):
    late = log.added.copy()
    late[0] = 25
    for seen in looks(replace(log, added=late)):
        assert seen.log_evidence[0] == pytest.approx(0, abs=1e-12)


def test_without_candidates_there_is_no_look(log: Columns):
    assert list(replay(log.without_candidates(), "UTC", METHOD)) == []


def test_without_a_single_spasm_nothing_breaks(log: Columns):
    for seen in looks(replace(log, spasms=np.zeros(log.cells))):
        assert np.isfinite(seen.log_evidence).all()
        assert (seen.log_evidence < np.log(20)).all()


def test_a_spasm_every_hour_does_not_break_it(log: Columns):
    for seen in looks(replace(log, spasms=np.full(log.cells, 6.0) * log.observed)):
        assert np.isfinite(seen.log_evidence).all()


def test_looks_are_daily_from_day_14_and_weekly_after_180():
    days = list(look_days(200, METHOD))
    assert days[:3] == [14, 15, 16]
    assert days[-3:] == [180, 187, 194]
    assert next_look(190, METHOD) == 194
    assert next_look(3, METHOD) == 14


def test_what_is_strong_stays_and_what_is_listed_may_go(log: Columns):
    standings = [point.standing for point in replay(log, "UTC", METHOD)]
    for before, after in pairwise(standings):
        assert (after.strong >= before.strong).all()
        assert (after.highest >= before.highest).all()
    assert standings[-1].candidates == 15


def test_a_log_of_years_is_looked_at_from_one_to_two_years_back():
    starts = [window_start(day, METHOD) for day in (180, 729, 730, 1094, 1095)]
    assert starts == [0, 0, 365, 365, 730]


def test_going_on_from_a_kept_look_is_the_same_as_starting_over(log: Columns):
    every = list(replay(log, "UTC", METHOD))
    book = json.loads(json.dumps(kept(every[:18], {}, log, "UTC", METHOD)))
    before = resume(book, log, "UTC", METHOD)
    assert before is not None
    assert before.seen.day == 31
    again = list(replay(log, "UTC", METHOD, after=before))
    same([p.seen for p in again], [p.seen for p in every[18:]])
    assert (again[-1].standing.strong_since == every[-1].standing.strong_since).all()


def test_a_correction_of_an_older_day_makes_the_looks_after_it_again(log: Columns):
    book = kept(list(replay(log, "UTC", METHOD)), {}, log, "UTC", METHOD)
    corrected = log.spasms.copy()
    corrected[24 * 30 + np.flatnonzero(log.observed[24 * 30 :])[0]] += 1
    resumed = resume(book, replace(log, spasms=corrected), "UTC", METHOD)
    assert resumed is not None
    assert resumed.seen.day == 28
    corrected[np.flatnonzero(log.observed)[0]] += 1
    assert resume(book, replace(log, spasms=corrected), "UTC", METHOD) is None
