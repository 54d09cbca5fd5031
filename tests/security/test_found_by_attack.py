"""What an attack on the running product found, held shut: each test is the attack."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tests.web.api.test_entries import made, put
from unknot.household.people import grants
from unknot.household.people.grants import Grant
from unknot.household.people.scopes import Scope
from unknot.journal.document import to_document
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
