"""The made-up year: repeatable, marked, and full enough to show every page."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from unknot.journal.coverage import DayState, days
from unknot.journal.entry import Episode, Role
from unknot.journal.journal import settle
from unknot.madeup.example import ZONE, made_up_year

NOW = datetime(2026, 3, 24, 9, 30, tzinfo=UTC)


def test_the_same_year_every_time_and_no_oddity_in_it():
    assert made_up_year(1, NOW) == made_up_year(1, NOW)
    assert not settle(made_up_year(1, NOW)).problems


def test_nothing_is_logged_after_now():
    assert all(e.provenance.recorded_at.instant <= NOW for e in made_up_year(2, NOW))
    assert all(e.happened_at.instant <= NOW for e in made_up_year(2, NOW) if isinstance(e.body, Episode))


def test_every_entry_is_marked_but_what_the_made_up_carer_saw():
    roles = Counter(e.provenance.role for e in made_up_year(1, NOW))
    assert set(roles) == {Role.EXAMPLE, Role.CARER}
    assert all("made up" in e.provenance.name for e in made_up_year(1, NOW) if e.provenance.role is Role.CARER)


def test_most_days_are_vouched_and_some_are_not():
    today = NOW.date()
    states = Counter(d.state for d in days(settle(made_up_year(1, NOW)), today - timedelta(365), today, ZONE))
    assert states[DayState.VOUCHED] > 240
    assert states[DayState.NO_RECORD] > 5
