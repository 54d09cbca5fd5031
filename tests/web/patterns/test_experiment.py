"""A short experiment on the screen: chosen, gated, tossed, answered, ended."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.web.person import Person
from unknot.journal.entry import Circumstance, Experiment, ExperimentDay, Standing, Toss

CHOICE = {"habit": "warmth", "words": "A warm bath at nine", "block_days": "2", "starts": "2026-03-03"}


@pytest.fixture
def begun(person: Person) -> Person:
    person.presses("/patterns/experiment/new", **CHOICE)
    return person


def the(person: Person) -> Experiment:
    (entry,) = person.holds().of(Experiment)
    return entry.body


def path(person: Person, act: str) -> str:
    return f"/patterns/experiment/{person.holds().of(Experiment)[0].id}/{act}"


def test_it_is_chosen_in_ones_own_words_and_begins_tomorrow(begun: Person):
    assert (the(begun).habit, the(begun).words, the(begun).starts) == ("warmth", CHOICE["words"], date(2026, 3, 3))
    page = begun.opens("/patterns/experiment")
    assert "A warm bath at nine" in page
    assert "The first coin is tossed then." in page
    assert "Toss the coin" not in begun.opens("/?all=1")


def test_a_medicine_is_never_tried(person: Person):
    page = person.presses("/patterns/experiment/new", **CHOICE | {"words": "Take my Lioresal at nine"})
    assert "An experiment never changes a medicine" in page
    assert "Take my Lioresal at nine" in page
    assert not person.holds().of(Experiment)


def test_those_who_should_ask_first_are_told_and_say_that_they_have(person: Person):
    person.logged("2026-03-01T12:00:00+00:00", Circumstance(code="heat-sensitive"))
    assert "Ask your therapist or doctor first" in person.opens("/patterns/experiment/new")
    page = person.presses("/patterns/experiment/new", **CHOICE)
    assert page.count("Ask your therapist or doctor first") > 1
    assert not person.holds().of(Experiment)
    person.presses("/patterns/experiment/new", **CHOICE, asked="on")
    assert the(person).habit == "warmth"


@pytest.mark.parametrize(
    ("fact", "asks"),
    [
        (Circumstance(code="heat-sensitive", standing=Standing.NO), False),
        (Circumstance(code="heat-sensitive", standing=Standing.NOT_SURE), True),
        (Circumstance(code="heat-sensitive", until=date(2026, 2, 1)), False),
        (Circumstance(code="kidney-disease"), True),
    ],
)
def test_only_what_holds_asks(person: Person, fact: Circumstance, asks: bool):
    person.logged("2026-03-01T12:00:00+00:00", fact)
    assert ("Ask your therapist or doctor first" in person.opens("/patterns/experiment/new")) is asks


def test_only_from_tomorrow_on_so_that_no_coin_is_about_the_past(person: Person):
    page = person.presses("/patterns/experiment/new", **CHOICE | {"starts": "2026-03-02"})
    assert "Choose a day from tomorrow on" in page
    assert not person.holds().of(Experiment)


def test_the_coin_is_tossed_answered_and_changed_on_log(begun: Person):
    begun.clock.forward(days=1)
    assert "Toss the coin" in begun.opens("/?all=1")
    assert not begun.holds().of(Toss)
    page = begun.presses(path(begun, "toss"), to="log")
    (coin,) = begun.holds().of(Toss)
    assert ("Today: with it" in page) is coin.body.habit_first
    assert "day 1 of 2" in page
    for said in ("yes", "no"):
        page = begun.presses(path(begun, "day"), to="log", done=said)
        assert re.search(rf'value="{said}" aria-pressed="true"', page)
    (answer,) = begun.holds().of(ExperimentDay)
    assert answer.body.done is False
    page = begun.opens("/patterns/experiment")
    assert f"You did what the coin said on {0 if coin.body.habit_first else 1} of the 1 days" in page
    assert the(begun).commitment in page
    assert "yes, checked just now" in page


def test_a_locked_device_does_not_show_it(begun: Person, home):
    begun.clock.forward(days=1)
    assert "coin" not in home.device.get("/?all=1").content.decode()
    assert home.device.post(path(begun, "toss")).status_code == 401
    assert not begun.holds().of(Toss)


def test_it_ends_any_day_and_says_so_plainly(begun: Person):
    begun.clock.forward(days=2)
    page = begun.presses(path(begun, "end"))
    assert the(begun).ended == date(2026, 3, 4)
    assert "ended without an answer" in page
    assert "Choose a habit to try" in page
    assert begun.browser.post(path(begun, "toss")).status_code == 404


def test_one_at_a_time(begun: Person):
    begun.presses("/patterns/experiment/new", **CHOICE | {"words": "Another"})
    assert the(begun).words == CHOICE["words"]
