"""Pages for a tag: opening one saves nothing, its address says nothing, and only who may log can press it."""

from __future__ import annotations

import re

import pytest

from unknot import actions
from unknot.household.people.models import QuickPage
from unknot.journal.entry import Episode, Settings, Side, Site, Tile
from unknot.journal.span import moment
from unknot.store import entries

CALF = Tile("Left calf", sites=(Site("calf", Side.LEFT),))


@pytest.fixture
def tag(home, clock):
    """The address of a page for the left calf."""
    settings = Settings(zone="Europe/Dublin", tiles=(Tile("Back"), CALF), hold_off=0.8)
    at = moment(clock.now, "Europe/Dublin")
    actions.record(home.journal, settings, by=actions.Actor(), happened_at=at, now=clock.now)
    home.owner.post("/devices/tags/new", {"tile": "1"})
    (page,) = QuickPage.objects.all()
    return f"/q/{page.code}"


def spasms(home):
    return entries.standing(home.journal).of(Episode)


def test_opening_it_writes_nothing_and_pressing_it_saves(tag, home):
    page = home.device.get(tag)
    assert "Save: Left calf" in page.content.decode()
    assert not spasms(home)
    form_id = re.search(r'name="id" value="([^"]+)"', page.content.decode()).group(1)
    for _ in range(2):
        assert home.device.post(tag, {"id": form_id}).status_code == 302
    (spasm,) = spasms(home)
    assert spasm.body.sites == CALF.sites


def test_neither_the_address_nor_the_table_says_where(tag):
    assert re.fullmatch(r"/q/[0-9A-Z]{8}", tag)
    (page,) = QuickPage.objects.values_list("place_hash", flat=True)
    assert "calf" not in page


def test_a_stranger_and_a_neighbour_find_nothing(tag, stranger, neighbours, home):
    assert stranger.get(tag).status_code == 302
    assert stranger.post(tag).status_code == 401
    assert neighbours.owner.get(tag).status_code == 404
    assert neighbours.device.post(tag).status_code == 404
    assert not spasms(home)


def test_it_can_be_stopped(tag, home, neighbours):
    (page,) = QuickPage.objects.all()
    assert tag in home.owner.get("/devices/tokens").content.decode()
    assert neighbours.owner.post(f"/devices/tags/{page.pk}/revoke").status_code == 404
    home.owner.post(f"/devices/tags/{page.pk}/revoke")
    assert home.device.get(tag).status_code == 404
    assert tag not in home.owner.get("/devices/tokens").content.decode()


def test_a_place_that_log_no_longer_has_is_a_spasm_without_one(tag, home, clock):
    kept = entries.standing(home.journal).latest(Settings)
    actions.amend(home.journal, kept.id, {"tiles": [{"label": "Back"}]}, by=actions.Actor(), now=clock.now)
    assert "Save: Spasm now" in home.device.get(tag).content.decode()
