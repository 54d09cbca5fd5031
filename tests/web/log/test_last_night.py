"""The morning after: a spasm of the night is asked about once, in two presses; its place is shown everywhere."""

from __future__ import annotations

import pytest

from tests.web.person import CALF, Person
from unknot.journal.entry import Episode, Settings, Side, Site, Tile


@pytest.fixture
def morning(person: Person) -> Person:
    """Two spasms pressed at night, the night button's way, and one with its place; then it is half past seven."""
    for at in ("2026-03-03T02:10", "2026-03-03T03:12"):
        person.logged(at, Episode(label="Spasm"))
    person.logged("2026-03-03T04:40", Episode(sites=(CALF,), label="Left calf"))
    person.clock.forward(hours=10, minutes=30)
    return person


def test_it_asks_for_all_of_them_at_once_whether_they_woke(morning: Person):
    html = morning.opens("/")
    assert "Last night: 2 spasms without a place." in html
    assert "Did they wake you?" in html
    html = morning.presses("/last-night", woke="yes")
    assert [e.body.woke for e in morning.spasms()] == [True, True, None]
    assert "The spasm at 02:10: where?" in html


def test_two_presses_each_and_back_to_log(morning: Person):
    first, second, _ = (e.id for e in morning.spasms())
    morning.presses("/last-night", woke="no")
    html = morning.presses(f"/last-night/{first}", tile=0)
    assert "Left calf. Saved." in html
    html = morning.presses(f"/entry/{first}/bother?night=1", bother=7)
    assert "The spasm at 03:12: where?" in html
    morning.presses(f"/last-night/{second}", region="thigh", side="right")
    html = morning.presses(f"/entry/{second}/bother?night=1", bother=4)
    assert "A spasm just now?" in html
    assert "Last night" not in html
    one, two, _ = (e.body for e in morning.spasms())
    assert (one.sites, one.label, one.bother) == ((CALF,), "Left calf", 7)
    assert (two.sites, two.label, two.bother) == ((Site("thigh", Side.RIGHT),), "", 4)


def test_left_as_they_are_they_are_not_asked_about_again(morning: Person):
    html = morning.presses("/last-night", woke="leave")
    assert "Last night" not in html
    assert [e.body.woke for e in morning.spasms()] == [None, None, None]
    assert "Answer to a message" not in morning.opens("/diary")


def test_at_night_and_the_evening_after_nothing_is_asked(morning: Person):
    morning.clock.forward(hours=10)
    assert "Last night" not in morning.opens("/?all=1")
    person = morning
    person.clock.now = person.at("2026-03-03T03:30").instant
    assert "Last night" not in person.opens("/?all=1")


def test_an_answer_that_is_none_changes_nothing(morning: Person):
    morning.presses("/last-night", woke="perhaps", status=400)
    first = morning.spasms()[0].id
    morning.presses(f"/last-night/{first}", tile=9, status=400)
    morning.presses(f"/last-night/{first}", region="moon", status=400)
    assert not morning.spasms()[0].body.sites


def test_a_place_added_later_is_shown_as_the_place(person: Person):
    spasm = person.logged("2026-03-02T03:12", Episode(label="Spasm"))
    person.presses(f"/entry/{spasm}/somewhere-else", region="calf", side="left")
    for path in ("/diary/2026-03-01", f"/entry/{spasm}/detail", f"/entry/{spasm}/bother"):
        html = person.opens(path)
        assert "Left calf" in html.replace("Left calf</button>", "")
        assert 'class="what">Spasm' not in html


def test_the_side_is_the_persons_to_say(person: Person):
    person.logged("2026-03-02T10:00", Episode(sites=(CALF,)))
    assert " checked" not in person.opens("/somewhere-else")
    person.presses("/somewhere-else", region="thigh")
    assert person.spasms()[-1].body.sites == (Site("thigh"),)


def test_a_tile_has_a_drawing_of_its_place(settle):
    tiles = (Tile("Left calf", sites=(CALF,)), Tile("Jumpy"), Tile("Both", sites=(Site("leg", Side.BOTH),)))
    person = settle(tiles=tiles)
    html = person.opens("/?all=1")
    assert html.count('class="glyph"') == 2
    assert html.count("<ellipse") == 3
    assert Settings(tiles=tiles).tiles[1].label in html


def test_a_count_of_today_stands_first(person: Person):
    assert "Press where. It is saved at once." in person.opens("/")
    person.logged("2026-03-02T20:44", Episode(sites=(CALF,)))
    assert "Today: 1 so far, at 20:44." in person.opens("/")
    person.logged("2026-03-02T09:00", Episode(sites=(CALF,)))
    assert "Today: 2 so far, the last at 20:44." in person.opens("/")
