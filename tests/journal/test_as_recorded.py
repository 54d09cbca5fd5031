"""A journal can be read as it stood on an earlier day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from unknot.journal.entry import Amendment, Body, Entry, Episode, Provenance, Retraction
from unknot.journal.journal import settle
from unknot.journal.span import moment

FIRST = datetime(2026, 3, 2, 8, tzinfo=UTC)


def entry(number: int, body: Body, recorded: datetime, happened: datetime = FIRST) -> Entry[Body]:
    return Entry(
        id=UUID(int=number),
        happened_at=moment(happened, "UTC"),
        provenance=Provenance(recorded_at=moment(recorded, "UTC")),
        body=body,
    )


SPASM = entry(1, Episode(bother=3), FIRST)
CORRECTED = entry(2, Amendment(amends=UUID(int=1), changes={"bother": 7}), FIRST + timedelta(days=2))
WITHDRAWN = entry(3, Retraction(retracts=UUID(int=1), base=UUID(int=2)), FIRST + timedelta(days=4))


def bothers(days: float) -> list[int | None]:
    then = settle([WITHDRAWN, CORRECTED, SPASM]).as_recorded(FIRST + timedelta(days=days))
    return [e.body.bother for e in then.of(Episode)]


def test_each_day_shows_what_was_known_on_it():
    assert bothers(-1) == []
    assert bothers(1) == [3]
    assert bothers(3) == [7]
    assert bothers(5) == []


def test_as_recorded_now_is_the_journal_itself():
    journal = settle([SPASM, CORRECTED])
    assert journal.as_recorded(FIRST + timedelta(days=9)) == journal
