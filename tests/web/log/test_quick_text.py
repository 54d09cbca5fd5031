"""Say it your way: kept at once, shown plainly, taken back in one press."""

import re
from datetime import timedelta

import pytest

from unknot import actions
from unknot.journal.entry import Dose, Episode, Note, Settings, Tile
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


def test_what_needs_attention_stands_above_what_was_understood(ready):
    page = ready.owner.post("/say", {"text": "slept 5 hours, numb between my legs and cant pee"}).content.decode()
    assert page.index("Go to an emergency department now.") < page.index("This is what was understood")


def test_a_medicine_that_is_only_named_is_asked_about_and_kept_after_a_yes(ready):
    page = ready.owner.post("/say", {"text": "baclofen"}).content.decode()
    assert "Did you take it?" in page
    assert not entries.standing(ready.journal).of(Dose)
    fields = dict(re.findall(r'name="(text|at|question|entry)" value="([^"]*)"', page))
    ready.owner.post("/say/yes", fields)
    assert [e.body.medicine.code for e in entries.standing(ready.journal).of(Dose)] == ["baclofen"]


def test_more_tablets_than_at_other_times_are_asked_about_with_whom_to_call(ready):
    page = ready.owner.post("/say", {"text": "took 8 baclofen"}).content.decode()
    assert "8 tablets. Is that what you took?" in page
    assert "even if you feel well" in page
    (dose,) = entries.standing(ready.journal).of(Dose)
    assert dose.body.amount is None
    fields = dict(re.findall(r'name="(text|at|question|entry)" value="([^"]*)"', page))
    ready.owner.post("/say/yes", fields)
    (dose,) = entries.standing(ready.journal).of(Dose)
    assert dose.body.amount is not None
    assert dose.body.amount.value == 8


@pytest.mark.parametrize(
    "fields",
    [{}, {"at": "x", "question": "0"}, {"at": "2020-01-01T00:00:00+00:00", "question": "0", "text": "baclofen"}],
)
def test_a_yes_to_nothing_is_no_page(ready, fields):
    assert ready.owner.post("/say/yes", fields).status_code == 404
