"""The hold-off: ten thousand presses of shaking hands, not one counted twice, by the server and by the page."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.web.test_modules import run
from unknot import actions
from unknot.journal.entry import Episode, Settings, Side, Site, Theme, Tile
from unknot.journal.ids import new_id
from unknot.journal.span import moment
from unknot.store import entries
from unknot.web.page.hold_off import TRAIN, is_the_same_press, made_at

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
Press = tuple[datetime, datetime | None, datetime, timedelta]


def a_day_of(hand: random.Random, hold_off: float, taps: int) -> tuple[int, int, list[Press]]:
    """Presses meant, presses recorded, and what was asked of the hold-off each time.

    Each press that is meant is followed by up to six that are not, each sooner than the hold-off after the page that
    the one before it led to; the page takes its time too.
    """
    now, recorded, shown = START, START - timedelta(hours=1), None
    meant = counted = 0
    asked: list[Press] = []
    while len(asked) < taps:
        now = max(now, recorded + TRAIN) + timedelta(seconds=hand.uniform(1, 3600))
        for shake in range(1 + hand.choice((0, 0, 1, 2, 6))):
            asked.append((recorded, shown, now, timedelta(seconds=hold_off)))
            meant += shake == 0
            if not is_the_same_press(*asked[-1]):
                recorded, counted = now, counted + 1
            shown = now + timedelta(seconds=hand.uniform(0.02, 0.2))
            now = shown + timedelta(seconds=hand.uniform(-0.02, min(hold_off, 1.2) * 0.95))
    return meant, counted, asked


@pytest.mark.parametrize("hold_off", [0.8, 1.5, 3])
def test_ten_thousand_jittered_presses_are_counted_once_each(hold_off):
    meant, counted, asked = a_day_of(random.Random(20260302), hold_off, 10_000)
    assert len(asked) >= 10_000
    assert counted == meant


@pytest.mark.node
def test_the_page_holds_off_as_the_server_does():
    _meant, _counted, asked = a_day_of(random.Random(7), 0.8, 2_000)
    epoch = datetime(1970, 1, 1, tzinfo=UTC)

    def ms(at: datetime | None) -> float | None:
        return None if at is None else (at - epoch) / timedelta(milliseconds=1)

    given = [[ms(recorded), ms(shown), ms(now), 1000 * held.total_seconds()] for recorded, shown, now, held in asked]
    script = "return given.map((press) => page.isTheSamePress(...press));"
    assert run("offline/hold-off.js", script, given) == [is_the_same_press(*press) for press in asked]


def test_switched_off_it_holds_nothing_off():
    assert not is_the_same_press(START, START, START, timedelta(0))


def test_a_clock_that_went_back_holds_nothing_off_for_long():
    an_hour_ago = START - timedelta(hours=1)
    assert not is_the_same_press(START, START, an_hour_ago, timedelta(seconds=3))


@pytest.mark.node
def test_when_a_page_was_shown_is_read_from_the_id_of_its_form():
    id = new_id(START)
    assert made_at(id) == START
    assert run("offline/hold-off.js", "return page.madeAt(given);", str(id)) == START.timestamp() * 1000
    assert run("offline/hold-off.js", "return page.madeAt(given);", "") is None
    assert made_at(None) is None


# ---------------------------------------------------------------- on the real pages


@pytest.fixture
def night(home, clock) -> Iterator[None]:
    tiles = (Tile("Left calf", sites=(Site("calf", Side.LEFT),)),)
    settings = Settings(theme=Theme.NIGHT, tiles=tiles, zone="UTC", hold_off=0.9)
    at = moment(clock.now, "UTC")
    actions.record(home.journal, settings, by=actions.Actor(), happened_at=at, now=clock.now)
    return


def test_a_hand_that_shakes_on_at_night_logs_one_spasm(home, clock, night):
    """Each press lands on the page that the one before it led to, with a form of its own."""
    for _ in range(12):
        home.device.post("/tap", {"tile": "now", "id": str(new_id(clock.now))})
        clock.forward(seconds=0.6)
    assert len(entries.standing(home.journal).of(Episode)) == 1
    clock.forward(seconds=30)
    home.device.post("/tap", {"tile": "now", "id": str(new_id(clock.now - timedelta(seconds=5)))})
    assert len(entries.standing(home.journal).of(Episode)) == 2


def test_it_answers_no_question_either(home, clock, night):
    home.device.post("/tap", {"tile": "0", "id": str(new_id(clock.now))})
    (spasm,) = entries.standing(home.journal).of(Episode)
    for _ in range(5):
        clock.forward(seconds=0.5)
        shown = new_id(clock.now - timedelta(seconds=0.3))
        page = home.device.post(f"/entry/{spasm.id}/bother", {"bother": "9", "shown": str(shown)})
        assert "counted once" in page.content.decode()
    assert entries.standing(home.journal).of(Episode)[0].body.bother is None
    clock.forward(seconds=2)
    home.device.post(f"/entry/{spasm.id}/bother", {"bother": "4", "shown": str(shown)})
    assert entries.standing(home.journal).of(Episode)[0].body.bother == 4
