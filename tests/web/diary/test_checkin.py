"""The check-in: each answer is saved as it is given; skipping writes nothing; the word vouches."""

from __future__ import annotations

from datetime import date

import pytest

from tests.web.person import Person
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
        asked=(Asked("poor-sleep", Level.YES), Asked("stress", Level.A_BIT), Asked("cold", Level.NO)),
    )
    assert "That is everything" in html


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
    person = settle()
    assert "Check-in for today" not in person.opens("/")
    assert '<a class="bar" href="/check-in/2026-03-01/bother">Yesterday' in person.opens("/check-in")
    clock.forward(hours=2)
    assert "Check-in for today" in person.opens("/")


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
