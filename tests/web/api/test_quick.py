"""One endpoint for every gadget: a token that logs and reads nothing, one short sentence back."""

import json
from datetime import timedelta

import pytest

from unknot import actions
from unknot.household.people.models import Account, ApiToken
from unknot.household.people.secret_tokens import hash_of
from unknot.journal.entry import Episode, Note, Settings, Side, Site, Tile, Via
from unknot.journal.span import moment
from unknot.store import entries
from unknot.web.page import rate_limit

SECRET = "a-token-of-a-test"


@pytest.fixture
def gadget(home, clock, client):
    """Posts to quick with the token of a button by the bed."""
    rate_limit.tokens.clear()
    tiles = (Tile("Left calf", sites=(Site("calf", Side.LEFT),)),)
    settings = Settings(zone="Europe/Dublin", tiles=tiles)
    at = moment(clock.now, "Europe/Dublin")
    actions.record(home.journal, settings, by=actions.Actor(), happened_at=at, now=clock.now)
    account = Account.objects.first()
    token = ApiToken.objects.create(
        journal=home.journal, account=account, name="Bed button", token_hash=hash_of(SECRET), made_at=clock.now
    )

    def post(body=None, secret=SECRET, **headers):
        return client.post(
            "/api/v1/quick",
            "" if body is None else json.dumps(body),
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}", **headers},
        )

    post.token = token
    return post


def spasms(home):
    return entries.standing(home.journal).of(Episode)


def test_no_body_is_a_spasm_with_the_details_later(gadget, home):
    assert gadget().status_code == 201
    (spasm,) = spasms(home)
    assert (spasm.provenance.via, spasm.provenance.device) == (Via.API, "Bed button")


def test_a_preset_is_a_button_of_log_and_the_answer_can_be_spoken(gadget, home):
    answer = gadget({"preset": "left-calf"})
    assert answer.json()["says"] == "Logged. Left calf."
    assert spasms(home)[0].body.sites == (Site("calf", Side.LEFT),)


def test_a_sentence_is_understood(gadget, home):
    assert gadget({"text": "left calf cramp, seven out of ten, five minutes"}).status_code == 201
    (spasm,) = spasms(home)
    assert (spasm.body.bother, spasm.body.duration) == (7, timedelta(minutes=5))


def test_words_that_are_not_understood_are_kept(gadget, home):
    gadget({"text": "zzz qqq"})
    found = entries.standing(home.journal)
    kept = [e.body.text for e in found.of(Note)] + [e.body.note for e in found.of(Episode)]
    assert any("zzz" in text for text in kept)


def test_a_time_may_be_given_and_not_be_still_to_come(gadget, home, clock):
    gadget({"at": "2026-03-02T03:10:00+00:00"})
    assert spasms(home)[0].happened_at.local.isoformat() == "2026-03-02T03:10:00"
    assert gadget({"at": "2030-01-01T00:00:00+00:00"}).status_code == 400


def test_the_same_key_is_one_entry_and_another_use_of_it_is_refused(gadget, home):
    key = {"Idempotency-Key": "press-1"}
    answers = [gadget({"preset": "left-calf"}, **key).status_code for _ in range(3)]
    assert answers == [201, 200, 200]
    assert gadget({}, **key).status_code == 422
    assert len(spasms(home)) == 1


def test_a_press_within_ten_seconds_is_a_bounce_and_said_to_be_one(gadget, home, clock):
    gadget({"preset": "left-calf"})
    clock.forward(seconds=5)
    again = gadget({"preset": "left-calf"})
    assert (again.status_code, again.json()["says"]) == (200, "Counted once.")
    clock.forward(seconds=6)
    assert gadget({"preset": "left-calf"}).status_code == 201
    assert len(spasms(home)) == 2


@pytest.mark.parametrize(
    "body", [[], "x", {"preset": 1}, {"severity": "7"}, {"preset": "no-such"}, {"text": "x" * 2000}, {"at": "noon"}]
)
def test_what_is_not_understood_is_refused_and_keeps_nothing(gadget, home, body):
    assert gadget(body).status_code == 400
    assert not spasms(home)


def test_a_wrong_or_stopped_token_opens_nothing(gadget, home, clock, client):
    assert gadget(secret="guess").status_code == 401
    assert client.post("/api/v1/quick").status_code == 401
    assert home.owner.post(f"/devices/tokens/{gadget.token.pk}/revoke").status_code == 302
    assert gadget().status_code == 401
    assert not spasms(home)


def test_thirty_a_minute(gadget, clock):
    codes = [gadget(**{"Idempotency-Key": str(n)}).status_code for n in range(31)]
    assert codes == [201] * 30 + [429]


def test_a_get_writes_nothing(gadget, home, client):
    assert client.get("/api/v1/quick", headers={"Authorization": f"Bearer {SECRET}"}).status_code == 405


def test_a_token_is_shown_once_and_stored_as_its_hash(home, neighbours):
    page = home.owner.post("/devices/tokens/new", {"name": "Kitchen"}).content.decode()
    token = ApiToken.objects.get(journal=home.journal)
    secret = page.split('class="what token">')[1].split("<")[0]
    assert token.token_hash == hash_of(secret)
    assert secret not in home.owner.get("/devices/tokens").content.decode()
    assert neighbours.owner.post(f"/devices/tokens/{token.pk}/revoke").status_code == 404


def test_what_is_in_doubt_is_kept_as_words_and_asked(gadget, home):
    answer = gadget({"text": "left calf cramp 17/10"})
    assert answer.status_code == 201
    assert answer.json()["says"].startswith("Kept as words. You said 17/10.")
    assert [e.body.text for e in entries.standing(home.journal).of(Note)] == ["left calf cramp 17/10"]
