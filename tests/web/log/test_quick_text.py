"""Say it your way: kept at once, shown plainly, taken back in one press."""

from datetime import timedelta

import pytest

from unknot import actions
from unknot.journal.entry import Episode, Note, Settings, Tile
from unknot.journal.span import moment
from unknot.store import entries


@pytest.fixture
def ready(home, clock):
    at = moment(clock.now, "Europe/Dublin")
    settings = Settings(zone="Europe/Dublin", tiles=(Tile("Left calf"),))
    actions.record(home.journal, settings, by=actions.Actor(), happened_at=at, now=clock.now)
    return home


def spasms(home):
    return entries.standing(home.journal).of(Episode)


def test_a_sentence_is_kept_and_what_was_understood_is_shown(ready):
    page = ready.owner.post("/say", {"text": "right calf cramp, seven out of ten, five minutes"}).content.decode()
    (spasm,) = spasms(ready)
    assert (spasm.body.bother, spasm.body.duration) == (7, timedelta(minutes=5))
    assert "7 out of 10" in page
    assert "right calf" in page


def test_it_works_while_reading_is_locked_and_is_taken_back_in_one_press(ready):
    ready.device.post("/say", {"text": "left calf cramp"})
    (spasm,) = spasms(ready)
    ready.device.post(f"/entry/{spasm.id}/undo", {"to": "log"})
    assert not spasms(ready)


def test_an_impossible_number_is_left_out_and_asked_back(ready):
    page = ready.owner.post("/say", {"text": "left calf cramp 17/10"}).content.decode()
    assert "From 0 to 10" in page or "from 0 to 10" in page
    assert spasms(ready)[0].body.bother is None


def test_words_that_say_nothing_known_are_kept_as_a_note(ready):
    ready.owner.post("/say", {"text": "zzz qqq"})
    assert [e.body.text for e in entries.standing(ready.journal).of(Note)] == ["zzz qqq"]


def test_what_someone_writes_stays_text(ready):
    page = ready.owner.post("/say", {"text": '<script>alert(1)</script> left calf "><svg'}).content.decode()
    assert "<script>alert" not in page
    assert '"><svg' not in page


def test_nothing_said_keeps_nothing_and_a_stranger_says_nothing(ready, stranger):
    ready.owner.post("/say", {"text": "  "})
    stranger.post("/say", {"text": "left calf cramp"})
    assert not spasms(ready)
