"""Worsening, a change of treatment, as-needed doses, hours since a dose."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from scipy.stats import nbinom

from benchmarks.triggers.simulator import STANDARD, person
from tests.analysis.days import FIRST, ZONE, at, diary, end_of, entry
from unknot.analysis import worsening as module
from unknot.analysis.analyse import analyse
from unknot.analysis.columns import Columns, DoseColumn
from unknot.analysis.patterns import Caution, Trend, WearOffState
from unknot.analysis.wearoff import hours_since, wear_off
from unknot.analysis.worsening import ALARM, alarm, three_day_alarm, weekly_alarm
from unknot.journal.entry import Dose, Medicine, Stage, Treatment
from unknot.journal.journal import Journal, settle

HOURS = [9.0, 11.0, 13.0, 15.0, 17.0, 19.0, 20.0]


def counts(before: int, after: int, change: int, days: int) -> np.ndarray:
    rng = np.random.default_rng(3)
    return rng.poisson(np.where(np.arange(days) < change, before, after)).astype(float)


def test_doubled_spasms_raise_the_alarm_within_a_month():
    weeks = weekly_alarm(counts(3, 6, 84, 126))
    assert max(week.level for week in weeks[:12]) < ALARM
    assert max(week.level for week in weeks[:16]) >= ALARM


def test_steady_spasms_raise_none():
    assert max(week.level for week in weekly_alarm(counts(3, 3, 0, 364))) < ALARM


@pytest.mark.parametrize("before", range(56, 63))
def test_eight_a_day_instead_of_three_is_told_after_three_days_whatever_the_weekday(before: int):
    steady = np.where(np.arange(before + 3) < before, 3.0, 8.0)
    levels = alarm(steady)
    assert levels[:before].max() < ALARM
    assert levels[-1] >= ALARM


def test_three_days_are_judged_by_a_slow_second_count():
    """The likelihood ratio of the three days by SciPy's negative binomial, with mean and scatter counted by hand."""
    days = counts(3, 9, 60, 63)
    before, now = days[:60], days[60:]
    mean = before.mean()
    scatter = max((((before - mean) ** 2).sum() / mean + 1.5 * 20) / (59 + 20), 1.02)
    upper = mean + np.sqrt(mean * (1 + (scatter - 1) * 1.7 / 0.3) / 60)
    spread = 1 + (scatter - 1) * upper / mean * (1 + 2 * (2 * 0.7 + 0.49) / 3)
    size = 3 * upper / (spread - 1)

    def likely(times: float) -> float:
        return float(nbinom.logpmf(now.sum(), size * times, size * times / (size * times + 3 * upper * times)))

    expected = np.mean([np.exp(min(likely(times) - likely(1.0), 8.0)) for times in (1.3, 1.6, 2.0, 3.0)])
    assert three_day_alarm(days)[-1] == pytest.approx(expected)


def test_weeks_with_too_few_days_say_nothing():
    sparse = counts(3, 9, 84, 126)
    sparse[84:] = np.nan
    assert weekly_alarm(sparse)[-1].level == weekly_alarm(sparse)[11].level


def test_the_likelihood_ratio_is_that_of_the_negative_binomial():
    mean, size = 20.0, 12.0

    def slow(m: float, k: float) -> float:
        return float(nbinom.logpmf(31, k, k / (k + m)))

    fast = [float(module._negative_binomial(31, np.array(m), np.array(k))) for m, k in ((40, 24), (mean, size))]
    assert fast[0] - fast[1] == pytest.approx(slow(40, 24) - slow(mean, size))


def with_change(days: int, change: int, before: int, after: int) -> Journal:
    log = diary(days, lambda day: HOURS[: before if day < change else after])
    return settle([*log.entries, entry(9999, Treatment(code="physiotherapy", stage=Stage.STARTED), at(change, 10))])


def test_both_answers_stand_side_by_side_with_their_windows():
    (change,) = analyse(with_change(70, 35, 6, 2), as_of=end_of(70), zone=ZONE).changes
    assert change.on == FIRST + timedelta(days=35)
    assert change.comparable
    assert (change.before.per_day, change.after.per_day) == (6, 2)
    assert (change.before.recorded, change.after.recorded) == (28, 28)
    ratios = dict(change.ratios)
    assert ratios[Trend.NONE].high < 1
    assert ratios[Trend.NONE].low < 1 / 3 < ratios[Trend.NONE].high
    assert Trend.LINEAR in ratios
    assert Caution.APPROXIMATE in change.cautions


def test_too_few_recorded_days_give_no_ratio():
    (change,) = analyse(with_change(45, 35, 6, 2), as_of=end_of(45), zone=ZONE).changes
    assert not change.comparable
    assert change.ratios == ()
    assert change.after.recorded == 9  # the last night is not vouched yet


def test_as_needed_doses_are_only_ever_a_comparison_of_hours():
    taken = [entry(9000 + d, Dose(medicine=Medicine(name="X"), as_needed=True), at(d, 14)) for d in range(20)]
    journal = settle([*diary(20, lambda day: [12.0, 13.0, 13.0, 16.0]).entries, *taken])
    (found,) = analyse(journal, as_of=end_of(20), zone=ZONE).as_needed
    assert found.doses == 20
    assert found.ratio is not None
    assert found.ratio.value == pytest.approx(1 / 3, rel=0.01)
    assert Caution.CONFOUNDED_BY_NEED in found.cautions


def test_hours_since_a_dose_are_unknown_before_the_first():
    assert hours_since(np.array([0.0, 1, 0, 0, 2, 0]))[1:].tolist() == [0, 1, 2, 0, 1]
    assert np.isnan(hours_since(np.array([0.0, 1]))[0])


def dosed(jitter: float, effect: float, days: int = 120) -> tuple[Columns, DoseColumn]:
    """A log in which the rate really falls with the doses, at hours that vary by `jitter`."""
    log, _ = person(11, replace(STANDARD, days=days, medicine=0.0, missing=0, part=0, unlogged=0, relapse=0))
    rng = np.random.default_rng(5)
    planned = np.zeros(log.cells)
    for hour in (4, 10, 18):
        at_cell = np.arange(days) * 24 + hour + np.rint(rng.normal(0, jitter, days)).astype(int)
        planned[np.clip(at_cell, 0, log.cells - 1)] += 1
    recent = np.convolve(planned, np.exp(-np.arange(24) / 5.0))[: log.cells]
    rate = 0.25 * np.exp(-effect * (recent - recent.mean()))
    spasms = rng.poisson(rate).astype(float)
    dose = DoseColumn("baclofen", planned, np.zeros(log.cells))
    return replace(log, spasms=spasms * log.observed, doses=(dose,)), dose


def test_doses_on_the_minute_are_too_regular_to_tell():
    found = wear_off(*dosed(jitter=0.0, effect=1.0))
    assert found is not None
    assert found.state is WearOffState.TOO_REGULAR
    assert found.left_over < 0.1
    assert found.late_against_early is None


def test_irregular_doses_show_a_large_effect():
    found = wear_off(*dosed(jitter=2.5, effect=1.5))
    assert found is not None
    assert found.state is WearOffState.SEEN
    assert found.late_against_early is not None
    assert found.late_against_early.value > 1


def test_irregular_doses_without_an_effect_show_none():
    found = wear_off(*dosed(jitter=2.5, effect=0.0))
    assert found is not None
    assert found.state is WearOffState.NOT_SEEN
    assert sum(hour.hours for hour in found.by_hour) > 0
