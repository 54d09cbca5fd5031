"""Settings: each choice is one press; tiles, exposures, copies and erasing."""

from __future__ import annotations

import json

import pytest

from tests.web.person import CALF, Person
from unknot.household.people.models import Membership
from unknot.journal.entry import Episode, Side, Site, Theme


@pytest.mark.parametrize(
    ("part", "value", "field", "kept"),
    [
        ("theme", "dark", "theme", Theme.DARK),
        ("size", "big", "size", "big"),
        ("hand", "left", "better_hand", Side.LEFT),
        ("hold-off", "1.5", "hold_off", 1.5),
        ("bother", "words", "bands", True),
        ("clock", "12", "clock", "12"),
        ("zone", "America/New_York", "zone", "America/New_York"),
        ("country", "NZ", "country", "NZ"),
        ("lock", "60", "idle_minutes", 60),
    ],
)
def test_a_choice_is_one_press(person: Person, part: str, value: str, field: str, kept: object):
    person.opens(f"/settings/{part}")
    person.presses(f"/settings/{part}", value=value)
    assert getattr(person.holds().settings, field) == kept


def test_a_choice_that_is_none_is_refused(person: Person):
    person.presses("/settings/zone", status=400, value="Mars/Olympus")
    person.opens("/settings/nothing", status=404)


def test_the_lock_is_told_to_the_door(person: Person):
    person.presses("/settings/lock", value="5")
    assert Membership.objects.get(journal=person.journal).idle_minutes == 5


def test_a_changed_zone_moves_no_past_day(person: Person):
    person.logged("2026-03-01T01:30", Episode(label="Left calf"))
    person.presses("/settings/zone", value="Asia/Tokyo")
    assert person.spasms()[0].diary_day.isoformat() == "2026-02-28"


def test_the_look_follows_the_settings(person: Person):
    person.presses("/settings/theme", value="dark")
    person.presses("/settings/size", value="large")
    html = person.opens("/guide")
    assert 'data-theme="dark"' in html
    assert 'data-size="large"' in html


def test_tiles_are_renamed_moved_added_and_taken_away(person: Person):
    rows = {"label-0": "Jumpy leg", "region-0": "leg", "side-0": "left", "kind-0": "twitching"}
    rows |= {"label-1": "Lower back", "region-1": "lower-back", "kind-1": "spasm"}
    person.presses("/settings/tiles", done=1, **rows, **{"label-2": "Toes", "region-2": "toes", "side-2": "right"})
    tiles = person.holds().settings.tiles
    assert [t.label for t in tiles] == ["Jumpy leg", "Lower back", "Toes"]
    assert tiles[0].sites == (Site("leg", Side.LEFT),)
    person.presses("/settings/tiles", up=1, **rows)
    assert [t.label for t in person.holds().settings.tiles] == ["Lower back", "Jumpy leg", "Toes"]
    person.presses("/settings/tiles", away=0)
    assert [t.label for t in person.holds().settings.tiles] == ["Jumpy leg", "Toes"]


def test_a_tile_keeps_its_further_places(settle):
    from unknot.journal.entry import Tile

    person = settle(tiles=(Tile("Legs", sites=(CALF, Site("foot", Side.LEFT))),))
    person.presses("/settings/tiles", done=1, **{"label-0": "Both", "region-0": "calf", "side-0": "left"})
    assert person.holds().settings.tiles[0].sites == (CALF, Site("foot", Side.LEFT))


def test_eight_exposures_at_most(person: Person):
    nine = ["stress", "cold", "heat", "alcohol", "caffeine", "travel", "touch", "fever", "infection"]
    assert "Eight at most" in person.presses("/settings/about-today", status=422, exposure=nine)
    person.presses("/settings/about-today", exposure=nine[:8])
    assert len(person.holds().settings.exposures) == 8


def test_five_copies_an_hour_are_enough(person, clock):
    for _n in range(5):
        assert person.browser.post("/settings/data/export/txt").status_code == 200
    clock.forward(minutes=5)
    answer = person.browser.post("/settings/data/export/txt")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3301")
    assert "The next one is ready in 56 minutes." in answer.content.decode()


def test_a_copy_holds_everything(person: Person):
    person.taps()
    answer = person.browser.post("/settings/data/export/jsonl")
    lines = [json.loads(line) for line in answer.getvalue().decode().splitlines()]
    assert {line.get("kind") for line in lines} >= {"settings", "episode"}
    assert "attachment" in answer["Content-Disposition"]


def test_erasing_needs_the_tick(person: Person):
    person.taps()
    assert "Tick the box" in person.presses("/settings/data/erase")
    assert person.spasms()
    person.presses("/settings/data/erase", **{"for-good": 1})
    assert not person.spasms()


def test_a_locked_device_changes_no_setting(settle, home):
    owner = settle()
    home.device.post("/settings/theme", {"value": "dark"})
    assert owner.holds().settings.theme is Theme.AUTO
