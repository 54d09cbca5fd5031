"""When each answer of a check-in was given, and where it stands."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import UUID

from tests.analysis.days import FIRST, at, end_of, entry
from unknot.analysis.answers import answer_times
from unknot.analysis.candidates import candidates
from unknot.analysis.columns import columns
from unknot.journal.entry import Amendment, Asked, Delay, DiaryDay, Exposure, Level, Settings, Word
from unknot.journal.journal import settle

ZONE = "Europe/Berlin"
DAY = DiaryDay(day=FIRST, asked=(Asked("poor-sleep", Level.YES),))


def amendment(number: int, root: int, asked: list[dict[str, str]], hour: float, **more: str):
    changes = {"asked": asked, **more}
    return entry(number, Amendment(amends=UUID(int=root), changes=changes), at(0, hour))


def test_each_answer_has_the_time_at_which_it_last_changed():
    morning = entry(1, DAY, at(0, 8))
    both = [{"code": "poor-sleep", "level": "yes"}, {"code": "stress", "level": "a-bit"}]
    journal = settle([morning, amendment(2, 1, both, 21), amendment(3, 1, both, 22, word="everything")])
    assert answer_times(journal, journal.of(DiaryDay)[0]) == {"poor-sleep": at(0, 8), "stress": at(0, 21)}


def log_of(*asked: Asked, hour: float = 21.5):
    said = entry(1, DiaryDay(day=FIRST, word=Word.EVERYTHING, asked=asked), at(0, hour))
    found = columns(settle([said]), as_of=end_of(1), zone=ZONE)
    assert found is not None
    return found


def test_an_answer_without_an_hour_stands_at_four_and_knows_the_hours_until_it_was_given():
    log = log_of(Asked("stress", Level.YES))
    assert log.exposures[0].nonzero()[0].tolist() == [0]
    assert log.answered.tolist() == [[18]]
    assert log.asked_daily.tolist() == [True]


def test_an_answer_with_an_hour_stands_there():
    log = log_of(Asked("alcohol", Level.A_BIT, at=time(20)))
    assert log.exposures[0].nonzero()[0].tolist() == [16]
    assert log.exposures[0, 16] == 0.5
    assert log.asked_daily.tolist() == [False]
    assert log.answered.tolist() == [[18]]


def test_an_hour_after_midnight_is_of_the_night_that_ends_the_diary_day():
    log = log_of(Asked("cold", Level.YES, at=time(1)), hour=26)
    assert log.exposures[0].nonzero()[0].tolist() == [21]


def test_what_was_left_open_is_unknown():
    log = log_of(Asked("stress", Level.UNKNOWN), Asked("cold", Level.NO))
    assert dict(zip(log.codes, log.known[:, 0].tolist(), strict=True)) == {"stress": False, "cold": True}


def test_what_is_written_down_hours_later_knows_the_hours_between():
    body = Exposure(code="heat")
    late = entry(1, body, at(0, 10), recorded=at(0, 20.5))
    soon = entry(2, Exposure(code="cold"), at(0, 10), recorded=at(0, 11))
    said = entry(3, DiaryDay(day=FIRST, word=Word.EVERYTHING), at(0, 22))
    log = columns(settle([late, soon, said]), as_of=end_of(1), zone=ZONE)
    assert log is not None
    assert dict(zip(log.codes, log.answered[:, 0].tolist(), strict=True)) == {"heat": 17, "cold": 0}


def test_how_soon_it_acts_counts_if_it_was_said_by_the_end_of_the_first_day():
    settings = entry(1, Settings(exposures=("stress", "cold"), delays={"stress": Delay.NEXT_DAY}), at(0, 9))
    later = entry(2, Amendment(amends=UUID(int=1), changes={"delays": {"cold": "hours"}}), at(3, 9))
    said = entry(3, DiaryDay(day=FIRST, word=Word.EVERYTHING), at(0, 22))
    journal = settle([settings, later, said])
    assert {c.code: c.guess for c in candidates(journal, FIRST, ZONE)} == {"cold": -1, "stress": 2}
    assert FIRST + timedelta(days=3) == at(3, 9).date()
