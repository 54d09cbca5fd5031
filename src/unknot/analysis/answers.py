"""When each answer of a day was given: it may know every spasm until then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from unknot.journal.codec import decoder
from unknot.journal.entry import Amendment, Asked, DiaryDay, Entry, Exposure
from unknot.journal.journal import Journal
from unknot.journal.span import diary_day_span, moment
from unknot.journal.span import zone as zone_of

HOUR = timedelta(hours=1)
AT_ONCE = timedelta(hours=2)
"""What is written down within this of happening counts as written down at its hour."""
WHOLE_DAY = 24


def answer_times(journal: Journal, entry: Entry[DiaryDay]) -> dict[str, datetime]:
    """For each code asked, when its answer was given as it stands now: a check-in is saved answer by answer."""
    given: dict[str, tuple[Asked, datetime]] = {}
    for recorded, asked in _versions(journal, entry):
        for code, answer in asked.items():
            if code not in given or given[code][0] != answer:
                given[code] = answer, recorded
    return {code: recorded for code, (_, recorded) in given.items()}


def _versions(journal: Journal, entry: Entry[DiaryDay]) -> Iterator[tuple[datetime, dict[str, Asked]]]:
    """The answers of the entry as first recorded, then of each change to them."""
    root = journal.originals.get(entry.id, entry)
    first = root.body.asked if isinstance(root.body, DiaryDay) else ()
    yield root.provenance.recorded_at.instant, {one.code: one for one in first}
    for change in journal.changes.get(entry.id, ()):
        if isinstance(change.body, Amendment) and isinstance(asked := change.body.changes.get("asked"), list):
            answers: list[Asked] = [decoder(Asked)(one) for one in asked]
            yield change.provenance.recorded_at.instant, {one.code: one for one in answers}


def hours_over(entry: Entry[DiaryDay] | Entry[Exposure], given: datetime) -> int:
    """How many whole or begun hours of its diary day were over when it was said, 24 at most."""
    start = diary_day_span(entry.diary_day, entry.happened_at.zone).start
    return min(max(-((start - given) // HOUR), 0), WHOLE_DAY)


def hour_of(entry: Entry[DiaryDay], asked: Asked) -> datetime:
    """Where an answer stands: at the hour that was said with it, else at the start of its diary day."""
    zone = entry.happened_at.zone
    start = diary_day_span(entry.body.day, zone).start
    if asked.at is None:
        return start
    day = entry.body.day + (timedelta(days=1) if asked.at.hour < start.astimezone(zone_of(zone)).hour else timedelta(0))
    return moment(datetime.combine(day, asked.at), zone).instant
