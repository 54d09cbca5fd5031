"""Somewhere else: at most twelve places, recent ones first, the side remembered; and the picture writes the same."""

from __future__ import annotations

import re

import pytest

from tests.web.person import Person
from unknot.journal.entry import Side, Site
from unknot.knowledge.vocabulary import vocabulary
from unknot.web.log.elsewhere import LARGE
from unknot.web.log.picture import BACK, FRONT


def regions(html: str) -> list[str]:
    return re.findall(r'name="region" value="([a-z-]+)"', html.split("<details")[0])


def sites(person: Person) -> list[Site]:
    return [site for entry in person.spasms() for site in entry.body.sites]


def test_recent_places_come_first_and_never_more_than_twelve(person: Person):
    before = regions(person.opens("/somewhere-else"))
    assert before == list(LARGE)
    for region in ("hamstring", "jaw"):
        person.presses("/somewhere-else", region=region, side="left")
        person.clock.forward(minutes=5)
    after = regions(person.opens("/somewhere-else"))
    assert after[:2] == ["jaw", "hamstring"]
    assert len(after) == 12


def test_the_side_is_named_as_yours_and_never_chosen_beforehand(person: Person):
    person.presses("/somewhere-else", region="calf", side="left")
    html = person.opens("/somewhere-else")
    assert 'value="left"><span>Your left' in html
    assert " checked" not in html


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_picture_writes_what_the_list_writes(person: Person, side: str):
    person.presses("/somewhere-else", place=f"calf.{side}")
    person.clock.forward(minutes=5)
    person.presses("/somewhere-else", region="calf", side=side)
    assert sites(person) == [Site("calf", Side(side))] * 2


def test_the_picture_has_every_place_of_the_list_and_left_is_on_the_left(person: Person):
    assert {*FRONT, *BACK} == set(LARGE)
    html = person.opens("/somewhere-else/picture")
    spots = re.findall(r'class="spot row-\d+ (\w+)" name="place" value="([a-z.-]+)">([^<]+)<', html)
    terms = vocabulary("site").terms
    for where, place, words in spots:
        region, _dot, side = place.partition(".")
        assert where == (side or "centre")
        assert bool(side) == terms[region].sided
        assert not side or words.lower().startswith(side)
    assert len(spots) == len({(place, n) for n, (_w, place, _s) in enumerate(spots)}) > 20
