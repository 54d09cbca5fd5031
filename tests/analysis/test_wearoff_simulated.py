"""Hours since a dose on made-up lives, in short: the long table is `python -m benchmarks.wearoff`."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.wearoff import life, looked_at
from benchmarks.wearoff_daily import looks
from unknot.analysis.wearoff import wear_off


def found(people: int, days: int, **how: object) -> int:
    seen = [looked_at(life(71_000 + n, days=days, **how), every=30) for n in range(people)]  # type: ignore[arg-type]
    return sum(bool(np.isfinite(one.found_on)) for one in seen)


@pytest.mark.parametrize("night", [False, True], ids=["flat", "night-heavy"])
def test_a_truth_without_an_effect_gives_no_finding(night: bool):
    assert found(6, 90, jitter=1.5, night=night) == 0


def test_a_true_effect_is_found_in_most():
    assert found(4, 90, jitter=3.0, effect=1.0) >= 3


def test_who_takes_every_dose_on_time_is_told_that_it_cannot_be_seen():
    regular = [looked_at(life(71_000 + n, jitter=0.1, effect=1.0, missed=0.01, days=60), every=30) for n in range(4)]
    assert sum(one.too_regular for one in regular) >= 3
    assert not any(np.isfinite(one.found_on) for one in regular)


def test_the_long_tables_short_way_to_the_evidence_is_the_products():
    logs = [life(71_000 + n, days=32, jitter=0.75, effect=0.5 * n, night=n == 1) for n in range(2)]
    last = list(looks(logs, first=30))[-1]
    told = [wear_off(log, log.doses[0]) for log in logs]
    assert [one.log_evidence for one in told if one] == pytest.approx(last.log_evidence, abs=0.01)
    assert [one.left_over for one in told if one] == pytest.approx(last.left_over)
