"""From a journal to what it shows."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.analysis.days import ZONE, diary, end_of
from tests.days import journal
from unknot.analysis.analyse import analyse
from unknot.analysis.patterns import Group, Tier, as_json
from unknot.journal.journal import Journal


def stormy(day: int) -> bool:
    return day * 7919 % 5 in (0, 3)


def four_or_one(day: int) -> list[float]:
    return [9.5, 13.5, 15.5, 19.5, 20.5] if stormy(day) else [12.5]


def test_an_empty_journal_shows_nothing_and_says_so_in_numbers():
    patterns = analyse(Journal(), as_of=end_of(3), zone=ZONE)
    assert (patterns.findings, patterns.logged_days, patterns.first_day) == ((), 0, None)


def test_before_two_weeks_there_is_no_look():
    patterns = analyse(diary(10, four_or_one, {"stress": stormy}), as_of=end_of(10), zone=ZONE)
    assert patterns.looks == 0
    assert patterns.findings == ()
    assert patterns.next_look is not None


def test_a_large_difference_shows_within_two_months():
    patterns = analyse(
        diary(60, four_or_one, {"stress": stormy, "alcohol": lambda d: d % 6 < 2}), as_of=end_of(60), zone=ZONE
    )
    first = patterns.findings[0]
    assert first.code == "stress"
    assert first.tier is Tier.STRONG
    assert first.group is Group.MORE
    assert first.ratio is not None
    assert 1.5 < first.ratio.low < 4 < first.ratio.high
    assert patterns.candidates == 2


def test_the_answer_is_plain_json():
    patterns = analyse(diary(20, four_or_one, {"stress": stormy}), as_of=end_of(20), zone=ZONE)
    assert json.loads(json.dumps(as_json(patterns)))["candidates"] == 1


@pytest.mark.parametrize("first", [date(2026, 10, 5), date(2027, 3, 10)])
def test_a_look_is_of_a_day_that_has_come_wherever_the_clock_was_changed(first):
    """Put back on 25 October 2026, forward on 28 March 2027: a day of 25 hours is one day, and one of 23 too."""
    lines = [
        f"{first + timedelta(days=n)} {line}"
        for n in range(24)
        for line in ("12:00  spasm 4/10 left-calf", "13:00  exposure cold", "21:00  everything")
    ]
    log = journal("\n".join(lines))
    for n in (19, 20, 21, 22):
        for hour in (4, 12, 23):
            day = first + timedelta(days=n)
            local = datetime.combine(day, time(hour, 30), ZoneInfo("Europe/Dublin"))
            found = analyse(log, as_of=local, zone="Europe/Dublin")
            assert (found.last_look, found.next_look) == (day, day + timedelta(days=1))
            assert found.looks == n - 13
