"""A full disk: locking, stopping everyone and signing in go on, and where they cannot, the cookie goes all the same."""

from __future__ import annotations

import pytest
from django.db import OperationalError

from unknot.household.people import audit, grants
from unknot.store import ballast
from unknot.web.page import sessions

PASSPHRASE = "nine calm herons"
FULL = OperationalError("database or disk is full")


@pytest.fixture
def room(tmp_path, settings, monkeypatch):
    """A home with room set aside, on a disk where nothing is left but what is given up."""
    settings.HOME = tmp_path
    monkeypatch.setattr(ballast, "PLENTY", 0)
    assert ballast.keep(tmp_path)
    return tmp_path / ballast.NAME


def refuses(monkeypatch, where, name, until):
    """Puts a full disk under a function: it refuses while `until()` is false."""
    real = getattr(where, name)

    def tried(*args, **kwargs):
        if not until():
            raise FULL
        return real(*args, **kwargs)

    monkeypatch.setattr(where, name, tried)


def test_room_is_given_up_piece_by_piece_and_set_aside_again(room, tmp_path):
    pieces = 0
    while ballast.give_up(tmp_path):
        pieces += 1
    assert pieces == ballast.SIZE // ballast.PIECE
    assert ballast.keep(tmp_path)
    assert room.stat().st_size == ballast.SIZE


def test_no_room_is_set_aside_where_little_is_left(tmp_path, monkeypatch):
    monkeypatch.setattr(ballast, "PLENTY", 1 << 62)
    assert not ballast.keep(tmp_path)
    assert not (tmp_path / ballast.NAME).exists()


def test_locking_takes_room_that_was_set_aside(home, room, monkeypatch, settings):
    refuses(monkeypatch, audit, "note", lambda: room.stat().st_size < ballast.SIZE)
    copied = home.owner.cookies[settings.SESSION_COOKIE_NAME].value
    assert home.owner.post("/lock").status_code == 302
    home.owner.cookies[settings.SESSION_COOKIE_NAME] = copied
    assert home.owner.get("/diary").status_code in (302, 401)


def test_without_any_room_the_cookie_goes_and_the_server_takes_it_no_more(home, monkeypatch, tmp_path, settings):
    settings.HOME = tmp_path
    monkeypatch.setattr(sessions, "_dropped", set())
    refuses(monkeypatch, audit, "note", lambda: False)
    copied = home.owner.cookies[settings.SESSION_COOKIE_NAME].value
    answer = home.owner.post("/lock")
    assert answer.status_code == 507
    assert answer["Clear-Site-Data"] == sessions.FORGET_PAGES
    assert answer.cookies[settings.SESSION_COOKIE_NAME].value == ""
    home.owner.cookies[settings.SESSION_COOKIE_NAME] = copied
    assert home.owner.get("/diary").status_code in (302, 401)


def test_everything_can_be_stopped(home, room, monkeypatch):
    refuses(monkeypatch, grants, "stop_everything", lambda: room.stat().st_size < ballast.SIZE)
    assert home.owner.post("/who/stop-everything").status_code == 302
    assert home.device.get("/").status_code in (302, 401, 403)


def test_signing_in_goes_on(home, room, monkeypatch):
    home.owner.post("/lock")
    refuses(monkeypatch, sessions, "start", lambda: room.stat().st_size < ballast.SIZE)
    home.owner.post("/sign-in", {"passphrase": PASSPHRASE})
    assert home.owner.get("/diary").status_code == 200
