"""What an attack on the running product found, held shut: each test is the attack."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tests.web.api.test_entries import made, put
from unknot import actions
from unknot.actions import Actor
from unknot.household.people import grants
from unknot.household.people.grants import Grant
from unknot.household.people.scopes import Scope
from unknot.journal.document import to_document
from unknot.journal.entry import Settings, Tile
from unknot.journal.span import moment
from unknot.web.page import rate_limit

NEEDS_PROOF = "/keys"


def test_an_unused_invitation_does_not_stand_for_a_proof(home, clock):
    grant = Grant(scopes=frozenset({Scope.LOG}), lasts=timedelta(days=30))
    link = grants.invite(home.journal, "Anna", grant, by="Me", now=clock.now)
    clock.forward(minutes=11)
    assert home.owner.get(NEEDS_PROOF).status_code == 302
    home.owner.post(link)
    assert home.owner.get(NEEDS_PROOF).status_code == 302


def test_a_clock_set_back_ends_the_session_and_the_proof(home, clock):
    clock.forward(days=2)
    home.owner.get("/diary")
    clock.forward(days=-2)
    assert home.owner.get("/diary").status_code in (302, 401)


def test_a_clock_set_back_frees_who_was_counted(clock):
    limit = rate_limit.Limit(1)
    assert limit.wait("one", clock.now + timedelta(days=1)) == 0
    assert limit.wait("one", clock.now) == 0


@pytest.mark.parametrize("zone", ["Etc/Unknown", "Mars/Olympus", "Asia/Nowhere"])
def test_a_zone_that_this_machine_lacks_breaks_no_page_and_can_be_withdrawn(home, clock, zone):
    spasm = made(clock)
    document = to_document(spasm)
    document["happened_at"] = document["happened_at"].replace("Europe/Dublin", zone)
    assert put(home.device, spasm, document).status_code == 201
    for path in ("/?all=1", "/diary", "/diary/2026-03-02", "/patterns", "/visit"):
        assert home.owner.get(path, follow=True).status_code == 200, path
    assert home.owner.post(f"/entry/{spasm.id}/undo", {"to": "log"}).status_code == 302


def test_a_body_sent_in_pieces_is_refused_and_not_read_as_empty(home, clock):
    answer = home.device.put(
        f"/api/v1/entries/{made(clock).id}", "", content_type="application/json", HTTP_TRANSFER_ENCODING="chunked"
    )
    assert answer.status_code == 411


def test_half_a_letter_is_refused_in_words(home, clock):
    spasm = made(clock)
    document = json.dumps(to_document(spasm)).replace('"bother": 6', '"bother": 6, "note": "\\ud800"')
    answer = home.device.put(f"/api/v1/entries/{spasm.id}", document, content_type="application/json")
    assert answer.status_code == 400


def test_a_time_to_come_is_shown_and_asked_about_and_can_be_put_right(home, clock):
    settings = Settings(zone="Europe/Dublin", tiles=(Tile("Left calf"),))
    actions.record(home.journal, settings, by=Actor(), happened_at=moment(clock.now, "Europe/Dublin"), now=clock.now)
    spasm = made(clock, ago=-60 * 24 * 300)
    assert put(home.device, spasm).status_code == 201
    for page in ("/?all=1", "/diary"):
        shown = home.owner.get(page, follow=True).content.decode()
        assert "still to come" in shown, page
        assert f"/entry/{spasm.id}/when" in shown, page
    at = clock.now - timedelta(hours=1)
    picked = {"picked": "1", "date": at.date().isoformat(), "time": "05:00"}
    assert home.owner.post(f"/entry/{spasm.id}/when", picked).status_code == 302
    assert "still to come" not in home.owner.get("/?all=1", follow=True).content.decode()


def test_a_time_to_come_can_be_removed_and_its_day_leads_to_the_diary(home, clock):
    spasm = made(clock, ago=-60 * 24 * 300)
    put(home.device, spasm)
    assert home.owner.post(f"/entry/{spasm.id}/remove", follow=True).status_code == 200
    assert "still to come" not in home.owner.get("/?all=1", follow=True).content.decode()


def test_a_visit_on_the_last_day_there_is_gets_an_answer(home):
    assert home.owner.post("/visit/date", {"on": "9999-12-31"}).status_code == 200
