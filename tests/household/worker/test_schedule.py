"""A time on the wall, over the nights when clocks are changed: always once."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from unknot.household.worker.schedule import next_time
from unknot.journal.span import moment

DUBLIN = "Europe/Dublin"  # forward on 29 March 2026 at 01:00, back on 25 October at 02:00
HALF_PAST_ONE, HALF_PAST_TWO = time(1, 30), time(2, 30)


def week(at: time, first: datetime, zone: str) -> list[str]:
    """What the clock showed, on eight times in a row."""
    found, now = [], first
    for _ in range(8):
        now = next_time(at, zone, now)
        found.append(f"{moment(now, zone).local:%d %H:%M}")
    return found


def test_a_time_that_is_skipped_in_spring_comes_once_and_an_hour_later():
    assert week(HALF_PAST_ONE, datetime(2026, 3, 26, 12, tzinfo=UTC), DUBLIN)[:4] == [
        "27 01:30", "28 01:30", "29 02:30", "30 01:30",
    ]  # fmt: skip


def test_a_time_that_comes_twice_in_autumn_is_meant_once():
    shown = week(HALF_PAST_ONE, datetime(2026, 10, 23, 12, tzinfo=UTC), DUBLIN)
    assert shown[:4] == ["24 01:30", "25 01:30", "26 01:30", "27 01:30"]


def test_half_past_two_in_new_york_in_spring():
    assert week(HALF_PAST_TWO, datetime(2026, 3, 7, 12, tzinfo=UTC), "America/New_York")[:2] == ["08 03:30", "09 02:30"]


@given(
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)).map(lambda at: at.replace(tzinfo=UTC)),
    st.sampled_from([DUBLIN, "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]),
)
def test_it_is_always_ahead_within_a_day_and_the_clock_shows_it(at: time, now: datetime, zone: str):
    found = next_time(at, zone, now)
    assert now < found <= now + timedelta(hours=25)
    shown = moment(found, zone).local
    assert shown.time() == at or shown - datetime.combine(shown, at) in (timedelta(minutes=30), timedelta(hours=1))
