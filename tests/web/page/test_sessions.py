"""Reading locks itself; signing in is slowed for whoever guesses, never for the owner."""

from __future__ import annotations

import json
import re

import pytest

from unknot.household.people import owner_link
from unknot.household.people.models import Account, Membership
from unknot.store import journals
from unknot.web.auth import passphrases

PHRASE = "four quiet herons walking"


@pytest.fixture
def account(home):
    home.owner.post("/keys/passphrase", {"passphrase": PHRASE})
    return Account.objects.get(memberships__journal=home.journal)


def unlock(client, phrase=PHRASE, **more):
    return client.post("/sign-in", {"passphrase": phrase, **more})


def may_read(client) -> bool:
    return client.get("/devices").status_code == 200


def test_the_passphrase_unlocks_without_a_name_in_a_home_of_one(account, stranger):
    assert unlock(stranger).status_code == 302
    assert may_read(stranger)


def test_with_two_households_the_name_is_asked(account, neighbours, stranger):
    assert unlock(stranger).status_code == 403
    assert b'name="name"' in stranger.get("/sign-in").content
    assert unlock(stranger, name="Ada").status_code == 302


def test_a_quarter_of_an_hour_without_use_locks(account, stranger, clock):
    unlock(stranger)
    for _ in range(3):
        clock.forward(minutes=14)
        assert may_read(stranger)
    clock.forward(minutes=16)
    answer = stranger.get("/devices")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/sign-in?next=%2Fdevices"
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert not may_read(stranger)


def test_the_owner_may_choose_how_long(account, stranger, clock):
    Membership.objects.filter(account=account).update(idle_minutes=60)
    unlock(stranger)
    clock.forward(minutes=59)
    assert may_read(stranger)


def test_thirty_days_end_it_however_much_it_is_used(account, stranger, clock):
    Membership.objects.filter(account=account).update(idle_minutes=720)
    unlock(stranger)
    for _ in range(61):
        clock.forward(hours=11.75)
        assert may_read(stranger)
    clock.forward(hours=11)
    assert not may_read(stranger)


def test_after_unlocking_one_is_where_one_wanted_to_be(account, stranger):
    assert unlock(stranger, next="/devices").headers["Location"] == "/devices"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_signing_in_never_leads_to_another_site(account, stranger, elsewhere):
    assert unlock(stranger, next=elsewhere).headers["Location"] == "/"


def test_locking_ends_the_session_on_the_server(account, stranger, new_browser):
    unlock(stranger)
    stolen = new_browser()
    stolen.cookies = stranger.cookies.copy()
    answer = stranger.post("/lock")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert not may_read(stolen)


def test_locking_everywhere_ends_all_sessions(account, stranger, home):
    unlock(stranger)
    home.owner.post("/lock-everywhere")
    assert not may_read(stranger)
    assert not may_read(home.owner)


def test_a_new_passphrase_ends_the_other_sessions(account, stranger, home):
    unlock(stranger)
    home.owner.post("/keys/passphrase", {"passphrase": "six loud geese flying"})
    assert not may_read(stranger)
    assert may_read(home.owner)


def test_changing_keys_asks_again_after_ten_minutes(account, stranger, clock):
    unlock(stranger)
    assert stranger.get("/keys").status_code == 200
    clock.forward(minutes=11)
    assert stranger.get("/keys").headers["Location"] == "/confirm?next=%2Fkeys"
    assert stranger.post("/confirm", {"passphrase": "wrong"}).status_code == 403
    assert stranger.post("/confirm", {"passphrase": PHRASE, "next": "/keys"}).headers["Location"] == "/keys"
    assert stranger.get("/keys").status_code == 200


# ---------------------------------------------------------------- before there is a key


@pytest.fixture
def begun(db, stranger, clock):
    """A browser in which a new journal was begun, without a key."""
    assert stranger.post(owner_link.new_link(clock.now, journals.begin(clock.now))).headers["Location"] == "/"
    return stranger


def test_without_a_key_nothing_locks_that_could_not_be_unlocked(begun, clock):
    clock.forward(hours=5)
    assert begun.get("/diary").status_code == 200
    assert begun.get("/keys").status_code == 200
    clock.forward(days=31)
    assert begun.get("/diary").status_code == 302


def test_what_needs_a_key_says_so_and_goes_on_after_it(begun, clock):
    clock.forward(minutes=11)
    answer = begun.get("/settings/data/erase")
    assert answer.headers["Location"] == "/keys?needed=1&next=%2Fsettings%2Fdata%2Ferase"
    assert b"This needs a key first" in begun.get(answer.headers["Location"]).content
    made = begun.post("/keys/passphrase", {"passphrase": PHRASE, "next": "/settings/data/erase"})
    assert made.headers["Location"] == "/settings/data/erase"
    assert begun.get("/settings/data/erase").status_code == 200
    clock.forward(minutes=16)
    assert begun.get("/diary").status_code == 302


def test_a_form_that_needs_a_key_waits_for_it(begun, clock):
    clock.forward(minutes=11)
    answer = begun.post("/who/invite", {"name": "Sam"})
    assert answer.status_code == 401
    sealed = re.search(r'name="kept" value="([^"]+)"', answer.content.decode())
    assert sealed
    assert sealed[1] in begun.post("/keys", {"kept": sealed[1]}).content.decode()
    after = begun.post("/keys/passphrase", {"passphrase": PHRASE, "kept": sealed[1]}).content.decode()
    assert 'action="/who/invite"' in after
    assert 'value="Sam"' in after


def test_locking_asks_for_a_key_first(begun):
    assert begun.post("/lock").headers["Location"] == "/keys?needed=1"
    assert begun.get("/diary").status_code == 200


def test_a_demo_never_locks_and_never_asks(begun, clock, settings):
    settings.MADE_UP = True
    clock.forward(hours=5)
    for path in ("/diary", "/visit/show", "/who/invite", "/devices"):
        assert begun.get(path).status_code == 200, path


# ---------------------------------------------------------------- guessing


def test_guessing_is_slowed_more_and_more(account, stranger, clock):
    for _ in range(5):
        assert unlock(stranger, "a guess").status_code == 403
    answer = unlock(stranger)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) <= 16
    clock.forward(seconds=16)
    assert unlock(stranger, "a guess").status_code == 403
    assert 16 < int(unlock(stranger, "a guess").headers["Retry-After"]) <= 31
    clock.forward(minutes=16)
    assert unlock(stranger).status_code == 302


def test_guessing_from_many_addresses_is_slowed_by_account(account, stranger):
    for n in range(5):
        stranger.post("/sign-in", {"passphrase": "a guess"}, REMOTE_ADDR=f"192.0.2.{n}")
    assert stranger.post("/sign-in", {"passphrase": PHRASE}, REMOTE_ADDR="192.0.2.99").status_code == 429


def test_a_stranger_who_guesses_does_not_lock_the_owner_out(account, stranger, home):
    for _ in range(20):
        unlock(stranger, "a guess")
    assert unlock(stranger).status_code == 429
    assert unlock(home.device).status_code == 302


def test_a_forwarded_address_is_believed_only_of_a_declared_proxy(account, stranger, settings):
    def guess(n):
        return stranger.post(
            "/sign-in", {"passphrase": "?", "name": f"nobody {n}"}, headers={"X-Forwarded-For": f"192.0.2.{n}"}
        )

    assert [guess(n).status_code for n in range(6)][-1] == 429
    settings.PROXY = "https://diary.example"
    assert guess(7).status_code == 403


# ---------------------------------------------------------------- passphrases


@pytest.mark.parametrize(
    ("phrase", "taken"),
    [
        ("short", False),
        ("password123", False),
        ("Ada", False),
        ("x" * 1001, False),
        ("all small letters are fine", True),
        ("  spaces around count  ", True),
        ("vier stille R\u00f6hrlinge \U0001f344", True),
        ("1" * 40, True),
    ],
)
def test_passphrases_are_judged_by_length_and_the_common_list_only(account, phrase, taken):
    assert (passphrases.objection(phrase, account) == "") is taken


def test_a_refused_passphrase_changes_nothing(account, home, stranger):
    answer = home.owner.post("/keys/passphrase", {"passphrase": "password123"})
    assert answer.status_code == 400
    assert b"guessed first" in answer.content
    assert unlock(stranger).status_code == 302


def test_it_is_kept_with_argon2(account, settings):
    from unknot.web import settings as product

    assert account.password.startswith("argon2")
    assert product.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


# ---------------------------------------------------------------- passkeys that are none


def credential(**response: str) -> str:
    return json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": response})


@pytest.mark.parametrize(
    "credential",
    [
        *("x", "{}", "[]", "null", "1", '"text"', '{"response": []}', '{"response": {"userHandle": 1}}', "[" * 3000),
        '{"id": "AA"}',
        credential(userHandle="Kg", clientDataJSON="AA", authenticatorData="AA", signature="AA"),
        credential(userHandle="MQ", clientDataJSON="e30", authenticatorData="A" * 60, signature="AA"),
        credential(clientDataJSON="AA", attestationObject="AA"),
        credential(clientDataJSON="e30", attestationObject="oA"),
    ],
)
def test_what_is_no_passkey_opens_nothing(account, stranger, home, credential):
    stranger.post("/sign-in/passkey-options")
    answer = stranger.post("/sign-in", {"credential": credential})
    assert answer.status_code == 403
    assert not may_read(stranger)
    home.owner.post("/keys/passkey-options")
    assert home.owner.post("/keys/passkey", {"credential": credential}).status_code == 400
