"""The calendar feed, read back by a reader that is not ours: the same events, whatever the words hold."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest

from unknot.household.reminders.channels.calendar import LASTS, CalendarEvent, feed

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORDS = [
    "Time for the check-in",
    "Baclofen; 10 mg, twice \\ with food",
    "Zwei Zeilen\nund noch eine",
    "التشنجات في الساعة 3 صباحا " * 6,
    "凌晨三点抽筋把我弄醒，晚上的药可以换时间吗？" * 4,
    "👩🏽‍🦽" * 30,
]


@pytest.mark.parametrize("words", WORDS, ids=range(len(WORDS)))
def test_another_reader_finds_the_event_as_it_was_meant(words: str):
    at = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)  # the clocks of Europe go forward in this half hour
    text = feed([CalendarEvent("dose 1", at, words)], NOW)
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert event["SUMMARY"] == words
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (at, at + LASTS)
    assert event["DTSTAMP"].dt == NOW
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(0)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def test_an_event_keeps_its_name_when_its_words_change_and_two_have_two():
    events = [CalendarEvent("a", NOW, "one"), CalendarEvent("b", NOW, "one"), CalendarEvent("a", NOW, "other")]
    calendar = icalendar.Calendar.from_ical(feed(events, NOW))
    one, two, again = (str(event["UID"]) for event in calendar.walk("VEVENT"))
    assert one == again != two


def test_a_feed_without_events_is_a_calendar():
    calendar = icalendar.Calendar.from_ical(feed([], NOW))
    assert (calendar["VERSION"], list(calendar.walk("VEVENT"))) == ("2.0", [])
