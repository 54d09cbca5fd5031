"""Severe spasms alone: on request, with what is counted said first, and a stricter list."""

from __future__ import annotations

from datetime import date

from tests.web.person import Person
from unknot.analysis.associations.method import METHOD
from unknot.analysis.columns import columns
from unknot.household.findings import severe_only
from unknot.journal.entry import Band, DiaryDay, Episode, Word


def test_a_number_of_seven_or_the_word_high_counts_and_what_was_not_said_does_not(person: Person):
    said = [{"bother": 6}, {"bother": 7}, {"bother": 10}, {"bother_band": Band.HIGH}, {"bother_band": Band.LOW}, {}]
    for hour, words in enumerate(said):
        person.logged(f"2026-03-01T{10 + hour}:00:00+00:00", Episode(**words))
    word = DiaryDay(day=date(2026, 3, 1), word=Word.EVERYTHING)
    person.logged("2026-03-01T22:00:00+00:00", word)
    assert severe_only.counted(person.holds()) == (3, 1)
    counted = columns(person.holds(), as_of=person.clock.now, zone="Europe/Dublin", severe_from=severe_only.FROM)
    assert counted.spasms.sum() == 3
    page = person.opens("/patterns/severe")
    assert "There are 3 in your log." in page
    assert "Of 1 more you did not say" in page


def test_the_second_list_has_to_show_more():
    assert severe_only.SECOND_LIST.strong_alpha < METHOD.strong_alpha
    assert severe_only.SECOND_LIST.list_alpha < METHOD.list_alpha
    assert list(severe_only.weekly(30)) == [14, 21, 28]


def test_who_hides_patterns_has_none_here_either(settle):
    assert "You chose to hide patterns" in settle(hide_patterns=True).opens("/patterns/severe")
