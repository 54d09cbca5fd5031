"""What the person suspects: named before the log begins, fixed when its first day is over, an opinion after that."""

from __future__ import annotations

from datetime import date

from tests.web.person import Person
from unknot.household.people.models import Membership
from unknot.journal.entry import Delay, DiaryDay, Word

PAGE = "/settings/what-i-suspect"


def test_it_is_open_until_the_first_logged_day_is_over(person: Person):
    assert "Name it now" in person.opens(PAGE)
    person.presses(PAGE, suspect=["cold", "alcohol"])
    person.logged("2026-03-02T21:00:00+00:00", DiaryDay(day=date(2026, 3, 2), word=Word.EVERYTHING))
    assert "Name it now" in person.opens(PAGE)
    Membership.objects.update(idle_minutes=30_000)
    person.clock.forward(days=1)
    page = person.opens(PAGE)
    assert "Fixed since 3 March 2026, when your log had begun: alcohol, cold." in page
    assert "counts no more than anything else" in page


def test_what_is_named_is_asked_about_too_as_far_as_there_is_room(person: Person):
    person.presses(
        "/settings/about-today", exposure=["heat", "stress", "caffeine", "exercise", "poor-sleep", "infection"]
    )
    person.presses(PAGE, suspect=["cold", "alcohol", "long-sitting"])
    kept = person.holds().settings
    assert kept.suspects == ("cold", "alcohol", "long-sitting")
    assert (len(kept.exposures), kept.exposures[-2:]) == (8, ("cold", "alcohol"))


def test_how_soon_each_acts_and_what_more_things_cost(person: Person):
    person.presses(PAGE, suspect=["cold"], **{"delay-cold": "all-day", "delay-heat": "hours"})
    assert person.holds().settings.delays == {"cold": Delay.ALL_DAY}
    page = person.opens(PAGE)
    assert 'value="all-day" checked' in page
    assert "with 8 things about 5 days in a hundred" in page


def test_what_cannot_be_followed_cannot_be_named(person: Person):
    assert "night-time" not in person.opens(PAGE)
    person.presses(PAGE, suspect=["night-time", "nonsense"])
    assert person.holds().settings.suspects == ()
    assert person.opens(PAGE, status=200).count('name="suspect"') > 40
