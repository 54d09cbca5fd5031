"""More spasms than before: kept by the weekly check, told by the rules, with its interval; silent when it is old."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.web.person import ZONE, Person
from unknot.actions import add
from unknot.household.findings import analysis_cache
from unknot.journal.entry import Body, Circumstance, DiaryDay, Entry, Episode, Provenance, Word
from unknot.journal.ids import new_id
from unknot.journal.span import moment
from unknot.report.profile import Audience
from unknot.store import entries


def lived(person: Person, weeks: int, usual: int, lately: int) -> None:
    """Weeks with so many spasms a day, the last two with more; each day vouched."""
    last = moment(person.clock.now, ZONE).diary_day
    made: list[tuple[datetime, Body]] = []
    for n in range(weeks * 7, 0, -1):
        day = last - timedelta(days=n)
        hours = range(8, 8 + (lately if n <= 14 else usual))
        made += [(datetime(day.year, day.month, day.day, hour), Episode()) for hour in hours]
        made.append((datetime(day.year, day.month, day.day, 23), DiaryDay(day=day, word=Word.EVERYTHING)))
    found = []
    for at, body in made:
        when = moment(at, ZONE)
        found.append(
            Entry(id=new_id(when.instant), happened_at=when, provenance=Provenance(recorded_at=when), body=body)
        )
    add(person.journal, found, now=person.clock.now)


def looked(person: Person) -> None:
    analysis_cache.patterns(person.journal, entries.standing(person.journal), Audience.OWNER, person.clock.now, ZONE)


def test_it_is_told_with_its_interval_and_no_save_works_it_out(person: Person):
    person.logged("2026-01-01T09:00", Circumstance(code="multiple-sclerosis"))
    lived(person, weeks=14, usual=2, lately=9)
    assert analysis_cache.worse_since(person.journal, person.clock.now) is None
    assert "not looked at lately" in person.opens("/messages"), "nobody has looked yet: it says that it cannot say"
    looked(person)
    assert analysis_cache.worse_since(person.journal, person.clock.now) is not None
    html = person.opens("/messages")
    assert "Spasms suddenly worse" in html
    assert "More spasms than before" in html
    assert "times fits the log as well" in html
    assert "not looked at lately" not in html
    person.clock.forward(days=9)
    assert analysis_cache.worse_since(person.journal, person.clock.now) is None, "what is old says nothing of now"


def test_the_same_as_ever_is_silent(person: Person):
    lived(person, weeks=14, usual=2, lately=2)
    looked(person)
    assert analysis_cache.worse_since(person.journal, person.clock.now) is None
    assert "More spasms than before" not in person.opens("/messages")


def test_looking_back_does_not_undo_what_was_found_since(person: Person):
    lived(person, weeks=14, usual=2, lately=9)
    looked(person)
    found = analysis_cache.worse_since(person.journal, person.clock.now)
    back = person.clock.now - timedelta(days=40)
    analysis_cache.patterns(person.journal, entries.standing(person.journal), Audience.OWNER, back, ZONE)
    assert analysis_cache.worse_since(person.journal, person.clock.now) == found is not None
