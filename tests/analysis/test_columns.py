"""Hours of a log: what is observed, what is known of an exposure, and since when it counts."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np

from tests.analysis.days import FIRST, ZONE, at, diary, end_of, entry
from unknot.analysis.columns import Columns, columns
from unknot.journal.entry import Amendment, Asked, DiaryDay, Dose, Episode, Exposure, Level, Medicine, Settings, Word
from unknot.journal.journal import Journal, settle
from unknot.journal.span import moment


def seen(journal: Journal, days: int) -> Columns:
    found = columns(journal, as_of=end_of(days), zone=ZONE)
    assert found is not None
    return found


def check_in(number: int, day: int, hour: float, *asked: Asked, word: Word | None = Word.EVERYTHING) -> object:
    return entry(number, DiaryDay(day=FIRST + timedelta(days=day), word=word, asked=asked), at(day, hour))


def test_a_check_in_at_ten_vouches_from_four_and_the_next_one_for_the_night():
    log = seen(settle([check_in(1, 0, 22), check_in(2, 1, 22)]), 2)
    assert log.observed[:42].all()
    assert not log.observed[42:].any()


def test_an_evening_without_word_stays_unknown():
    log = seen(settle([check_in(1, 0, 22), check_in(2, 1, 22, word=Word.MAYBE_MORE), check_in(3, 2, 21)]), 3)
    assert log.observed[:18].all()
    assert not log.observed[18 : 48 - 13].any()
    assert log.observed[48 - 13 : 48 + 17].all()


def test_only_whole_hours_are_observed():
    log = seen(settle([check_in(1, 0, 21.5)]), 1)
    assert log.observed[:17].all()
    assert not log.observed[17]


def test_what_was_filled_in_later_is_not_first_hand():
    later = entry(2, DiaryDay(day=FIRST + timedelta(days=1), word=Word.EVERYTHING), at(2, 9))
    log = seen(settle([check_in(1, 0, 22), later]), 3)
    assert log.observed.sum() == 18


def test_a_spasm_known_only_to_its_day_makes_that_day_unknown():
    from dataclasses import replace

    from unknot.journal.entry import Precision

    vague = replace(entry(9, Episode(), at(1, 12)), precision=Precision.DAY)
    log = seen(settle([check_in(1, 0, 22), check_in(2, 1, 22), vague]), 2)
    assert log.observed[:24].all()
    assert not log.observed[24:].any()


def test_an_answer_of_the_day_stands_at_its_start_and_not_shown_is_unknown():
    log = seen(
        settle(
            [
                check_in(1, 0, 22, Asked("stress", Level.YES)),
                check_in(2, 1, 22),
                check_in(3, 2, 22, Asked("stress", Level.UNKNOWN)),
                check_in(4, 3, 22, Asked("stress")),
            ]
        ),
        4,
    )
    assert log.codes == ("stress",)
    assert log.known[0].tolist() == [True, False, False, True]
    assert np.flatnonzero(log.exposures[0]).tolist() == [0]
    assert log.asked_daily[0]


def test_a_recorded_hour_goes_before_the_answer_of_the_day():
    log = seen(
        settle([check_in(1, 0, 22, Asked("alcohol", Level.YES)), entry(2, Exposure(code="alcohol"), at(0, 20.5))]), 1
    )
    assert np.flatnonzero(log.exposures[0]).tolist() == [16]


def test_what_was_recorded_a_day_late_is_not_known():
    late = entry(2, Exposure(code="alcohol"), at(0, 20), recorded=at(1, 12))
    log = seen(settle([check_in(1, 0, 22), check_in(3, 1, 22), late]), 2)
    assert not log.known.any()
    assert log.added[0] == 1


def test_a_candidate_counts_from_the_day_it_was_added():
    settings = entry(1, Settings(exposures=("stress",)), at(0, 6))
    added = entry(2, Amendment(amends=settings.id, changes={"exposures": ["stress", "cold"]}), at(5, 12))
    log = seen(settle([settings, added, *(check_in(10 + d, d, 22) for d in range(8))]), 8)
    assert dict(zip(log.codes, log.added.tolist(), strict=True)) == {"stress": 0, "cold": 5}


def test_suspects_named_after_the_first_day_get_no_weight():
    settings = entry(1, Settings(exposures=("stress", "cold"), suspects=("stress",)), at(0, 6))
    later = entry(2, Amendment(amends=settings.id, changes={"suspects": ["stress", "cold"]}), at(3, 12))
    log = seen(settle([settings, later, *(check_in(10 + d, d, 22) for d in range(8))]), 8)
    assert dict(zip(log.codes, log.suspected.tolist(), strict=True)) == {"stress": True, "cold": False}


def test_the_hour_is_that_of_the_clock_where_the_person_was():
    flown = entry(5, Episode(), at(1, 12), zone="America/New_York")
    log = seen(settle([check_in(1, 0, 22), flown, check_in(2, 1, 22), check_in(3, 2, 22)]), 3)
    assert log.hour[0] == 4
    assert log.hour[24 + 9] == (24 + 9 + 4 - 6) % 24


def test_summer_time_keeps_absolute_hours():
    """29 March 2026 has 23 hours in Berlin: 27 days after the first."""
    log = seen(diary(30, lambda day: [12.0]), 30)
    spasms = np.flatnonzero(log.spasms)
    assert set(log.hour[spasms]) == {12}
    assert sorted(set(np.diff(spasms))) == [23, 24]


def test_doses_as_planned_and_as_needed_stand_apart():
    one = Medicine(name="Baclofen", code="baclofen")
    doses = [entry(10, Dose(medicine=one), at(0, 8)), entry(11, Dose(medicine=one, as_needed=True), at(0, 15))]
    log = seen(settle([check_in(1, 0, 22), *doses]), 1)
    assert np.flatnonzero(log.doses[0].planned).tolist() == [4]
    assert np.flatnonzero(log.doses[0].as_needed).tolist() == [11]


def test_the_order_of_entries_does_not_matter():
    journal = diary(6, lambda day: [9.0, 15.0], {"stress": lambda d: d % 2 == 0})
    again = settle(reversed(journal.entries))
    for a, b in zip(*(vars_of(seen(j, 6)) for j in (journal, again)), strict=True):
        np.testing.assert_array_equal(a, b)


def vars_of(log: Columns) -> list[np.ndarray]:
    return [log.spasms, log.observed, log.hour, log.weekday, log.exposures, log.known, log.added]


def test_the_moment_helpers_agree():
    assert at(0, 12) == moment(datetime(2026, 3, 2, 12), ZONE).instant
