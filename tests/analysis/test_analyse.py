"""From a journal to what it shows."""

from __future__ import annotations

import json

from tests.analysis.days import ZONE, diary, end_of
from unknot.analysis import Group, Tier, analyse, as_json
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
