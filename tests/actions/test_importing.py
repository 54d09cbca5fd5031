"""An import adds and never replaces; a whole import is taken back, and can come again as it should have been."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from tests.importers.bringing import brought
from unknot import actions
from unknot.actions import Actor
from unknot.actions.importing import import_file, last_import, settings_differences, undo_import
from unknot.importers.imported import Arrival, Imported
from unknot.journal.entry import Amendment, Entry, Episode, Provenance, Reminders, Settings, Tile, Via
from unknot.journal.span import moment
from unknot.store import entries
from unknot.store.keys import new_key

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
ME, KEY = Actor(via=Via.IMPORT), new_key()
TABLE = b"Date,Where,How bad\n2026-05-01,left calf,7\n2026-05-02,right calf,3\n"


def arrival(journal: UUID, minutes: int = 0) -> Arrival:
    return Arrival(journal, "Europe/Dublin", NOW + timedelta(minutes=minutes))


def kept(found: Imported, at: Arrival, home: Path, **said: bool) -> actions.Added:
    return import_file(found, at, by=ME, home=home, key=KEY, **said)


def spasms(journal: UUID) -> list[int | None]:
    return [entry.body.bother for entry in entries.standing(journal).of(Episode)]


def settings(body: Settings, at: datetime) -> Entry[Settings]:
    when = moment(at, "Europe/Dublin")
    return Entry(id=uuid4(), happened_at=when, provenance=Provenance(recorded_at=when), body=body)


def test_one_word_takes_a_whole_import_back(journal: UUID, tmp_path: Path) -> None:
    at = arrival(journal)
    kept(brought(TABLE, arrival=at), at, tmp_path)
    last = last_import(journal)
    assert last is not None
    assert last.entries == 2
    assert undo_import(journal, last.at, by=ME, now=NOW + timedelta(minutes=1)) == 2
    assert spasms(journal) == []
    assert last_import(journal) is None
    assert undo_import(journal, last.at, by=ME, now=NOW + timedelta(minutes=2)) == 0


def test_what_was_taken_back_comes_again_and_what_was_put_right_comes_as_it_is(journal: UUID, tmp_path: Path) -> None:
    first, second, third = arrival(journal), arrival(journal, 5), arrival(journal, 9)
    found = brought(TABLE, arrival=first)
    kept(found, first, tmp_path)
    undo_import(journal, first.now, by=ME, now=NOW + timedelta(minutes=1))
    again = brought(TABLE, arrival=second)
    otherwise = replace(again.entries[1], body=replace(again.entries[1].body, bother=4))
    corrected = replace(again, entries=(again.entries[0], otherwise))
    kept(corrected, second, tmp_path)
    assert spasms(journal) == [7, 4]
    kept(corrected, third, tmp_path)
    assert spasms(journal) == [7, 4]


def test_what_a_person_threw_away_does_not_come_back(journal: UUID, tmp_path: Path) -> None:
    at = arrival(journal)
    found = brought(TABLE, arrival=at)
    kept(found, at, tmp_path)
    actions.retract(journal, found.entries[0].id, by=ME, now=NOW + timedelta(minutes=1))
    later = arrival(journal, 5)
    kept(brought(TABLE, arrival=later), later, tmp_path)
    assert spasms(journal) == [3]


def test_settings_are_never_replaced_and_reminders_never_go_off(journal: UUID, tmp_path: Path) -> None:
    ours = Settings(country="IE", zone="Europe/Dublin", reminder=time(21), reminders=Reminders(doses=True))
    actions.add(journal, [settings(ours, NOW - timedelta(days=9))], now=NOW - timedelta(days=9))
    theirs = settings(Settings(country="JP", zone="Asia/Tokyo", tiles=(Tile("neck"),)), NOW - timedelta(days=1))
    word = Amendment(amends=theirs.id, changes={"idle_minutes": 30})
    more = Entry(id=uuid4(), happened_at=theirs.happened_at, provenance=theirs.provenance, body=word)
    at = arrival(journal)
    found = Imported((theirs, more))
    assert [d.field for d in settings_differences(found, at)] == ["country", "tiles", "idle_minutes"]
    kept(found, at, tmp_path)
    here = entries.standing(journal).latest(Settings)
    assert here is not None
    assert here.body == ours
    kept(found, arrival(journal, 3), tmp_path, take_settings=True)
    here = entries.standing(journal).latest(Settings)
    assert here is not None
    assert (here.body.country, here.body.idle_minutes) == ("JP", 30)
    assert (here.body.reminder, here.body.reminders, here.body.zone) == (time(21), ours.reminders, "Europe/Dublin")


def test_an_empty_journal_takes_the_settings_of_its_copy(journal: UUID, tmp_path: Path) -> None:
    at = arrival(journal)
    kept(Imported((settings(Settings(country="JP"), NOW - timedelta(days=1)),)), at, tmp_path)
    here = entries.standing(journal).latest(Settings)
    assert here is not None
    assert here.body.country == "JP"
