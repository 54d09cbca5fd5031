"""Log: the first press saves, the second says how much it bothers, undo stays."""

from __future__ import annotations

import re
from datetime import timedelta

from tests.web.person import Person, form_id
from unknot.journal.entry import Band, DiaryDay, Episode, Side, Site, Word


def test_one_press_saves_a_spasm_with_nothing_pre_set(person: Person):
    spasm = person.taps()
    assert (spasm.label, spasm.sites) == ("Left calf", (Site("calf", Side.LEFT),))
    assert (spasm.bother, spasm.bother_band, spasm.duration, spasm.woke) == (None, None, None, None)


def test_the_answer_to_the_first_press_is_the_second_question(person: Person):
    html = person.presses("/tap", tile=0, id=form_id(person.opens("/")))
    assert "Left calf. Saved." in html
    assert html.count('name="bother"') == 11
    assert "aria-pressed" not in html


def test_a_second_press_says_how_much_it_bothers(person: Person):
    person.taps()
    html = person.presses(f"/entry/{person.spasms()[0].id}/bother", bother=7)
    assert person.spasms()[0].body.bother == 7
    assert "Left calf, bother 7" in html
    assert "Undo" in html


def test_a_word_is_kept_as_a_word(settle):
    person = settle(bands=True)
    html = person.presses("/tap", tile=0, id=form_id(person.opens("/")))
    assert html.count('class="key word"') == 3
    person.presses(f"/entry/{person.spasms()[0].id}/bother", band="high")
    spasm = person.spasms()[0].body
    assert (spasm.bother, spasm.bother_band) == (None, Band.HIGH)


def test_eleven_is_no_answer(person: Person):
    person.taps()
    person.presses(f"/entry/{person.spasms()[0].id}/bother", status=400, bother=11)
    assert person.spasms()[0].body.bother is None


def test_the_same_form_pressed_twice_is_one_spasm(person: Person):
    form = {"tile": 0, "id": form_id(person.opens("/"))}
    person.presses("/tap", **form)
    person.presses("/tap", **form)
    assert len(person.spasms()) == 1


def test_another_tile_on_an_old_page_is_another_spasm(person: Person):
    form = form_id(person.opens("/"))
    person.presses("/tap", tile=0, id=form)
    person.clock.forward(seconds=5)
    person.presses("/tap", tile=1, id=form)
    assert [e.body.label for e in person.spasms()] == ["Left calf", "Lower back"]


def test_a_second_press_within_the_hold_off_counts_once(settle):
    person = settle(hold_off=0.8)
    person.taps()
    person.clock.forward(seconds=0.5)
    person.taps()
    assert len(person.spasms()) == 1
    form = form_id(person.opens("/?all=1"))
    person.clock.forward(seconds=1)
    person.presses("/tap", tile=0, id=form)
    assert len(person.spasms()) == 2


def test_a_press_that_lands_on_the_next_page_answers_nothing_and_says_so(settle):
    person = settle(hold_off=1.5)
    person.taps()
    html = person.presses(f"/entry/{person.spasms()[0].id}/bother", bother=0)
    assert "counted once" in html
    assert person.spasms()[0].body.bother is None


def test_without_a_longer_hold_off_another_control_is_another_press(settle):
    person = settle(hold_off=0.8)
    person.taps()
    person.presses(f"/entry/{person.spasms()[0].id}/bother", bother=7)
    assert person.spasms()[0].body.bother == 7


def test_undo_takes_it_back_and_it_can_be_put_back(person: Person):
    person.taps()
    spasm = person.spasms()[0].id
    html = person.presses(f"/entry/{spasm}/undo", to="log")
    assert not person.spasms()
    assert "Put it back" in html
    person.presses(f"/entry/{spasm}/restore", to="log")
    assert len(person.spasms()) == 1


def test_undo_stays_until_the_next_log(person: Person):
    person.taps(0)
    person.clock.forward(hours=2)
    assert "Left calf" in person.opens("/?all=1").split('class="saved"')[1]
    person.taps(1)
    assert "Lower back" in person.opens("/?all=1").split('class="saved"')[1].split("</section>")[0]


def test_none_so_far_becomes_no_more_so_far(person: Person):
    assert "None so far today" in person.opens("/")
    person.taps()
    assert "No more so far today" in person.opens("/")
    person.presses("/none")
    (word,) = person.holds().of(DiaryDay)
    assert (word.body.word, word.body.day.isoformat()) == (Word.NONE_SO_FAR, "2026-03-02")


def test_somewhere_else_keeps_the_side_only_where_there_is_one(person: Person):
    form = form_id(person.opens("/somewhere-else"))
    person.presses("/somewhere-else", region="foot", side="right", id=form)
    person.clock.forward(minutes=1)
    person.presses("/somewhere-else", region="belly", side="right", id=form_id(person.opens("/somewhere-else")))
    assert [e.body.sites for e in person.spasms()] == [(Site("foot", Side.RIGHT),), (Site("belly"),)]


def test_somewhere_else_offers_at_most_twelve_places_at_once(person: Person):
    first = person.opens("/somewhere-else").split("More places")[0]
    assert len(re.findall(r'name="region"', first)) == 12
    assert "Your left" in first


def test_another_place_joins_the_same_spasm(person: Person):
    person.taps()
    spasm = person.spasms()[0].id
    person.presses(f"/entry/{spasm}/somewhere-else", region="foot", side="left")
    (entry,) = person.spasms()
    assert entry.body.sites == (Site("calf", Side.LEFT), Site("foot", Side.LEFT))
    assert entry.body.label == ""


def test_the_buttons_move_to_the_better_hand(settle):
    left = settle(better_hand=Side.LEFT)
    html = left.presses("/tap", tile=0, id=form_id(left.opens("/")))
    assert html.index(">Done<") < html.index(">Undo<")


# ---------------------------------------------------------------- still going


def test_a_spasm_that_goes_on_is_stopped_later(person: Person):
    person.taps()
    spasm = person.spasms()[0].id
    person.presses(f"/entry/{spasm}/going")
    person.clock.forward(minutes=25)
    assert "It has stopped" in person.opens("/?all=1")
    person.presses(f"/entry/{spasm}/stop")
    body = person.spasms()[0].body
    assert (body.running, body.duration) == (False, timedelta(minutes=25))


def test_after_twelve_hours_it_is_asked_and_unknown_stays_unknown(person: Person):
    person.taps()
    spasm = person.spasms()[0].id
    person.presses(f"/entry/{spasm}/going")
    person.clock.forward(hours=12, minutes=5)
    assert "When did it end?" in person.opens("/?all=1")
    assert "When did it end?" in person.presses(f"/entry/{spasm}/stop")
    person.presses(f"/entry/{spasm}/ended", lasted="unknown")
    body = person.spasms()[0].body
    assert (body.running, body.duration) == (False, None)


# ---------------------------------------------------------------- the night


def test_at_night_one_press_is_all(person: Person):
    person.clock.forward(hours=6)
    html = person.opens("/")
    assert html.count('class="tile') == 1
    html = person.presses("/tap", tile="now", id=form_id(html))
    assert "03:00 today. Saved." in html
    assert 'data-theme="night"' in html
    assert person.spasms()[0].body.bother is None


def test_a_locked_device_logs_and_sees_only_what_it_made(settle, home):
    owner = settle()
    owner.taps(1)
    device = Person(home.device, owner.journal, owner.clock)
    html = device.opens("/")
    assert "Lower back, " not in html
    assert 'class="saved"' not in html
    device.presses("/tap", tile=0, id=form_id(html))
    assert len(owner.spasms()) == 2
    assert 'class="saved"' in device.opens("/")
    theirs = next(e.id for e in owner.spasms() if e.body.label == "Lower back")
    device.presses(f"/entry/{theirs}/undo", status=404)
    assert len(owner.spasms()) == 2


def test_none_over_logged_spasms_is_asked_and_not_kept(person: Person):
    person.logged("2026-03-02T10:00", Episode(label="Left calf"))
    person.logged("2026-03-02T12:00", Episode(label="Left calf"))
    html = person.presses("/say", text="no spasms today")
    assert "2 spasms are logged for that day." in html
    assert "Were there no more after them?" in html
    assert not person.holds().of(DiaryDay)
    person.presses("/none")
    assert len(person.holds().of(DiaryDay)) == 1


def test_none_of_a_day_without_spasms_is_kept(person: Person):
    person.logged("2026-03-01T10:00", Episode(label="Left calf"))
    assert "is logged" not in person.presses("/say", text="no spasms today")
    assert len(person.holds().of(DiaryDay)) == 1
