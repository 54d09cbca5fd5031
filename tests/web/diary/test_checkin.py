"""The check-in: each answer is saved as it is given; skipping writes nothing; the word vouches."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from tests.web.conftest import begin
from tests.web.person import Person
from unknot.analysis.answers import answer_times
from unknot.journal.coverage import coverage, is_first_hand
from unknot.journal.entry import Asked, DayPart, DiaryDay, Habit, Level, Precision, Treatment, Word

TODAY = "/check-in/2026-03-02"


@pytest.fixture
def asked(settle) -> Person:
    return settle(exposures=("poor-sleep", "stress", "cold"))


def test_four_questions_and_a_word(asked: Person):
    asked.presses(f"{TODAY}/bother", bother=4)
    asked.presses(f"{TODAY}/worst", worst="night")
    asked.presses(f"{TODAY}/sleep", sleep="yes")
    asked.presses(f"{TODAY}/about", about=1, **{"about-poor-sleep": "yes", "about-stress": "a-bit"})
    html = asked.presses(f"{TODAY}/end", word="everything")
    (entry,) = asked.holds().of(DiaryDay)
    assert entry.body == DiaryDay(
        day=date(2026, 3, 2),
        word=Word.EVERYTHING,
        bother=4,
        worst=DayPart.NIGHT,
        sleep_broken=True,
        asked=(Asked("poor-sleep", Level.YES), Asked("stress", Level.A_BIT), Asked("cold", Level.UNKNOWN)),
    )
    assert "That is everything" in html


def levels(person: Person) -> dict[str, Level]:
    (entry,) = person.holds().of(DiaryDay)
    return {one.code: one.level for one in entry.body.asked}


def test_what_is_left_open_is_unknown_and_all_the_rest_is_no_by_one_press(asked: Person):
    assert "neither as yes nor as no" in asked.opens(f"{TODAY}/about")
    asked.presses(f"{TODAY}/about", about=1, **{"about-cold": "no"})
    assert levels(asked) == {"poor-sleep": Level.UNKNOWN, "stress": Level.UNKNOWN, "cold": Level.NO}
    asked.presses(f"{TODAY}/about", rest="no", **{"about-stress": "yes", "about-cold": "no"})
    assert levels(asked) == {"poor-sleep": Level.NO, "stress": Level.YES, "cold": Level.NO}


def test_what_has_an_hour_is_asked_for_it(asked: Person):
    html = asked.opens(f"{TODAY}/about")
    assert 'name="hour-cold"' in html
    assert 'name="hour-stress"' not in html
    asked.presses(f"{TODAY}/about", about=1, **{"about-cold": "yes", "hour-cold": "morning"})
    (entry,) = asked.holds().of(DiaryDay)
    assert {one.code: one.at for one in entry.body.asked}["cold"] == time(9)
    asked.presses(f"{TODAY}/about", about=1, **{"about-cold": "yes", "hour-cold": "morning", "clock-cold": "14:30"})
    (entry,) = asked.holds().of(DiaryDay)
    assert {one.code: one.at for one in entry.body.asked}["cold"] == time(14, 30)
    asked.presses(f"{TODAY}/about", status=400, about=1, **{"about-cold": "yes", "clock-cold": "teatime"})


def signed_in_again(person: Person) -> Person:
    """The same person in a session of this moment: none outlives a clock that was set back."""
    return replace(person, browser=begin(person.journal, person.clock.now, device=False))


def test_the_night_is_asked_about_in_the_morning_and_stays_answered(settle, clock):
    clock.forward(hours=-12)
    person = signed_in_again(settle(exposures=("poor-sleep", "stress")))
    assert "How was the night?" in person.opens("/")
    person.presses(f"{TODAY}/night", about=1, **{"about-poor-sleep": "yes"})
    assert "How was the night?" not in person.opens("/")
    morning = clock.now
    clock.forward(hours=12)
    person = signed_in_again(person)
    person.presses(f"{TODAY}/about", about=1, **{"about-poor-sleep": "yes", "about-stress": "a-bit"})
    journal = person.holds()
    (entry,) = journal.of(DiaryDay)
    assert answer_times(journal, entry) == {"poor-sleep": morning, "stress": clock.now}


def test_nobody_is_asked_about_the_night_who_follows_nothing_of_it(settle, clock):
    clock.forward(hours=-12)
    person = signed_in_again(settle(exposures=("stress",)))
    assert "How was the night?" not in person.opens("/")
    person.opens(f"{TODAY}/night", status=404)


def test_what_was_answered_stays_when_the_phone_is_put_down(asked: Person):
    asked.presses(f"{TODAY}/bother", bother=6)
    (entry,) = asked.holds().of(DiaryDay)
    assert (entry.body.bother, entry.body.word) == (6, None)
    assert not coverage(asked.holds()).vouchings


def test_skipping_all_of_it_writes_nothing(asked: Person):
    for step in ("bother", "worst", "sleep", "about"):
        asked.presses(f"{TODAY}/{step}", skip=1)
    assert not asked.holds().of(DiaryDay)


def test_what_was_not_shown_is_unknown(person: Person):
    html = person.presses(f"{TODAY}/sleep", sleep="no")
    assert "Is every spasm in the diary?" in html
    (entry,) = person.holds().of(DiaryDay)
    assert entry.body.asked == ()


def test_there_may_be_more_vouches_nothing(asked: Person):
    asked.presses(f"{TODAY}/end", word="maybe-more")
    assert not coverage(asked.holds()).vouchings


def test_the_word_is_said_when_it_is_said(asked: Person):
    asked.presses(f"{TODAY}/bother", bother=1)
    asked.clock.forward(minutes=9)
    asked.presses(f"{TODAY}/end", word="everything")
    (entry,) = asked.holds().of(DiaryDay)
    assert entry.happened_at.instant == asked.clock.now
    assert is_first_hand(entry)


def test_it_opens_at_six_and_is_offered_on_log(settle, clock):
    clock.forward(hours=-4)
    person = signed_in_again(settle())
    assert "Check-in for today" not in person.opens("/")
    assert '<a class="bar" href="/check-in/2026-03-01/bother">Yesterday' in person.opens("/check-in")
    clock.forward(hours=2)
    assert "Check-in for today" in signed_in_again(person).opens("/")


def test_after_midnight_it_is_still_the_same_diary_day(person: Person):
    person.clock.forward(hours=5)
    assert "2 March (today)" in person.opens("/check-in")


def test_yesterday_is_from_memory(person: Person):
    person.presses("/check-in/2026-03-01/end", word="everything")
    (entry,) = person.holds().of(DiaryDay)
    assert not is_first_hand(entry)
    assert coverage(person.holds()).vouchings[0].recalled


@pytest.mark.parametrize("day", ["2026-02-20", "2026-03-03"])
def test_neither_long_ago_nor_tomorrow(person: Person, day: str):
    person.opens(f"/check-in/{day}/bother", status=404)


def test_a_wrong_answer_is_refused(asked: Person):
    asked.presses(f"{TODAY}/bother", status=400, bother="12")
    asked.presses(f"{TODAY}/worst", status=400, worst="teatime")
    assert not asked.holds().of(DiaryDay)


def test_a_planned_habit_is_asked_about_and_what_is_left_open_stays_unknown(person: Person):
    stretch, walk, breathe = (
        person.logged("2026-02-20T09:00", Habit(code=code, words=words, starts=date(2026, 2, 20)))
        for code, words in (("stretching", "Stretch calves"), ("massage", "Massage"), ("breathing", "Breathe"))
    )
    html = person.presses(f"{TODAY}/sleep", skip=1)
    assert "What you planned" in html
    assert "checked" not in html
    html = person.presses(f"{TODAY}/habits", habits=1, **{f"habit-{stretch}": "done", f"habit-{walk}": "no"})
    assert "Is every spasm in the diary?" in html
    (did,) = person.holds().of(Treatment)
    assert (did.body, did.precision) == (Treatment(code="stretching", habit=stretch), Precision.DAY)
    assert did.diary_day == date(2026, 3, 2)
    (day,) = person.holds().of(DiaryDay)
    assert day.body.left_out == (walk,), f"{breathe} is neither done nor left out"
    again = person.opens(f"{TODAY}/habits")
    assert again.count("checked") == 1
    assert "Done." in again
    person.presses(f"{TODAY}/habits", habits=1)
    assert person.holds().of(DiaryDay)[0].body.left_out == ()
    assert len(person.holds().of(Treatment)) == 1


def test_without_a_plan_nothing_is_asked_and_leaving_all_open_writes_nothing(person: Person):
    person.opens(f"{TODAY}/habits", status=404)
    person.logged("2026-02-20T09:00", Habit(code="stretching", starts=date(2026, 2, 20)))
    person.presses(f"{TODAY}/habits", habits=1)
    assert not person.holds().of(DiaryDay)
    assert not person.holds().of(Treatment)
