"""The shares of the table of deceiving worlds, on people written by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.triggers import deceived
from benchmarks.triggers.followed import exact, false_headline, false_strong, first_forecasts, keeps_showing, named

CELL = next(iter(deceived.CELLS.values()))


def candidate(**facts: object) -> dict[str, object]:
    plain = {"acts": False, "lag": "soon", "strong": None, "cautions": [], "interval": None, "first": False}
    return plain | {"covers": None, "gone": False, "group": "", "forecast": None, "able": None, "rank": {}} | facts


def someone(*of: dict[str, object]) -> dict[str, object]:
    return {"seed": 1, "acting": sum(bool(one["acts"]) for one in of), "last": 180, "of": list(of)}


def test_what_is_false_is_counted_by_people_and_what_is_true_is_not():
    people = [
        someone(candidate(strong=50, first=True), candidate(strong=70)),
        someone(candidate(acts=True, strong=40, first=True)),
        someone(candidate(first=True)),
    ]
    assert false_strong(people) == 1
    assert false_headline(people) == 2


def test_a_reason_counts_where_it_stood_beside_the_claim():
    people = [someone(candidate(strong=50, cautions=["same-weeks"], gone=True), candidate(strong=60))]
    assert named(people) == (1, 2)
    assert keeps_showing(people) == (1, 2)


@pytest.mark.parametrize(
    ("forecast", "able", "expected"),
    [
        ([40, 20], 80, (1, 1)),  # said 20 to 40 days, it took 40
        ([40, 20], 125, (0, 1)),  # it took 85
        ([40, 20], 45, (0, 1)),  # it took 5
        ([40, 30], None, (0, 1)),  # should have come by day 160, and had not by day 180
        ([40, 60], None, (0, 0)),  # nobody knows yet
        (None, 80, (0, 0)),
    ],
)
def test_a_forecast_is_judged_once_its_time_has_come(forecast, able, expected):
    assert first_forecasts([someone(candidate(forecast=forecast, able=able))]) == expected


def test_the_interval_of_a_share_is_exact():
    assert exact(0, 12) == pytest.approx((0, 0.265), abs=1e-3)
    assert exact(12, 12) == pytest.approx((0.735, 1), abs=1e-3)
    assert exact(3, 100) == pytest.approx((0.0062, 0.0852), abs=1e-4)


def test_a_line_that_was_cut_off_is_not_a_person(tmp_path: Path):
    file = deceived._file(tmp_path, CELL)
    file.write_text(json.dumps(someone(candidate())) + "\n" + '{"seed": 2, "of": [')
    assert len(deceived.load(tmp_path, CELL)) == 1
