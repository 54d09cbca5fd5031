"""The next time a clock on the wall shows something, whatever clock changes lie between."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from unknot.journal.span import moment


def next_time(at: time, zone: str, after: datetime) -> datetime:
    """The first instant after `after` at which it is `at` in the zone.

    A time that a clock change skips comes later by the gap, once; one that it repeats comes the first time only.
    """
    today = moment(after, zone).clock_date
    days = (today + timedelta(days=n) for n in range(3))
    times = (moment(datetime.combine(day, at), zone).instant for day in days)
    return next(one for one in times if one > after)
