"""Clocks, diary days, nights and spans."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unknot.journal.entry import Entry, Provenance, Settings, Via
from unknot.journal.ids import import_id, new_id
from unknot.journal.journal import settle
from unknot.journal.scalars import read_moment, write_moment
from unknot.journal.span import ImpossibleTime, Moment, Span, UnknownZone, moment, overlap_hours, union, without

START = datetime(2026, 3, 1, tzinfo=UTC)
NOW = moment(START, "UTC")
spans = st.lists(st.tuples(st.integers(0, 60), st.integers(-2, 20))).map(
    lambda pairs: [Span(START + timedelta(hours=a), START + timedelta(hours=a + b)) for a, b in pairs]
)


def hours(some):
    return {h for s in some for h in range(100) if s.holds(START + timedelta(hours=h))}


@pytest.mark.parametrize(
    ("clock", "diary_day", "night"),
    [
        ("2026-03-02T03:59", "2026-03-01", "2026-03-01"),
        ("2026-03-02T04:00", "2026-03-02", "2026-03-01"),
        ("2026-03-02T11:59", "2026-03-02", "2026-03-01"),
        ("2026-03-02T12:00", "2026-03-02", "2026-03-02"),
    ],
)
def test_diary_days_turn_at_four_and_nights_at_noon(clock, diary_day, night):
    at = moment(datetime.fromisoformat(clock), "America/New_York")
    assert (at.diary_day.isoformat(), at.night.isoformat()) == (diary_day, night)


def test_a_skipped_wall_time_moves_forward_and_a_repeated_one_is_the_first():
    assert moment(datetime(2026, 3, 29, 1, 30), "Europe/Dublin").local.hour == 2
    assert moment(datetime(2026, 10, 25, 1, 30), "Europe/Dublin").at.utcoffset() == timedelta(hours=1)
    assert moment(datetime(2026, 10, 25, 1, 30, fold=1), "Europe/Dublin").at.utcoffset() == timedelta(0)


def test_a_moment_needs_its_offset_a_usable_year_and_a_zone_that_can_be():
    with pytest.raises(ImpossibleTime):
        Moment(datetime(2026, 3, 2), "UTC")
    with pytest.raises(ImpossibleTime):
        Moment(datetime(1800, 3, 2, tzinfo=UTC), "UTC")
    with pytest.raises(UnknownZone):
        Moment(START, "../../etc/passwd")
    with pytest.raises(UnknownZone):
        moment(START, "Mars/Olympus")


@pytest.mark.parametrize(
    ("text", "zone_name"),
    [
        ("2026-11-29T08:10:00+00:00[Etc/Unknown]", "UTC+0000"),
        ("2026-11-29T08:10:00+05:30[Mars/Olympus]", "UTC+0530"),
        ("2026-11-29T08:10:00-03:30[Asia/Nowhere]", "UTC-0330"),
        ("2026-11-29T08:10:00+00:00[Europe/Dublin]", "Europe/Dublin"),
    ],
)
def test_a_zone_that_this_machine_lacks_becomes_its_stored_offset(text, zone_name):
    read = read_moment(text)
    assert read.zone == zone_name
    assert read_moment(write_moment(read)) == read
    assert moment(read.instant, read.zone) == read
    assert moment(read.local, read.zone) == read


def test_settings_with_an_unknown_zone_count_as_unset():
    written = Provenance(recorded_at=NOW, via=Via.TAP)
    entry = Entry(id=new_id(START), happened_at=NOW, provenance=written, body=Settings(zone="Mars/Olympus"))
    assert settle([entry]).settings.zone == ""


@given(spans, spans)
def test_union_and_difference_are_those_of_sets_of_hours(some, holes):
    assert hours(union(some)) == hours(some)
    assert hours(without(some, holes)) == hours(some) - hours(holes)
    assert overlap_hours(union(some), Span(START, START + timedelta(hours=100))) == len(hours(some))


def test_ids_sort_by_time_and_say_their_version():
    early, late = new_id(START), new_id(START + timedelta(milliseconds=1))
    assert early < late
    assert (early.version, early.variant) == (7, "specified in RFC 4122")
    assert early.int >> 80 == int(START.timestamp() * 1000)


def test_the_same_row_of_the_same_journal_has_the_same_id():
    home = new_id(START)
    assert import_id(home, "csv", "a", 0) == import_id(home, "csv", "a", 0)
    assert len({import_id(home, "csv", "a", 0), import_id(home, "csv", "a", 1), import_id(home, "x", "a", 0)}) == 3


def test_diary_days_of_a_leap_day():
    assert moment(datetime(2028, 3, 1, 2), "UTC").diary_day == date(2028, 2, 29)
