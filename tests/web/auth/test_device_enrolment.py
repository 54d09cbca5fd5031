"""A device logs without unlocking, sees nothing else, and can be stopped."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import uuid4

import pytest
from django.test import RequestFactory

from unknot.household.people.models import Device
from unknot.journal.entry import Entry, Episode, Provenance
from unknot.journal.span import moment
from unknot.web.page import access


def seen_by(client) -> access.Viewer:
    """Who the server takes this browser for."""
    request = RequestFactory().get("/")
    request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    request.session = client.session
    from django.contrib.auth import get_user

    request.user = get_user(request)
    return access.viewer(request)


def code_in(answer) -> str:
    return re.search(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b", answer.content.decode()).group()


def test_a_locked_device_may_log_and_nothing_else(home):
    who = seen_by(home.device)
    assert (who.journal, who.may_log, who.may_read, who.is_owner, who.locked) == (
        home.journal,
        True,
        False,
        False,
        True,
    )


def test_a_stranger_and_a_locked_browser_without_a_device_may_nothing(home, stranger):
    assert seen_by(stranger).journal is None
    assert seen_by(home.locked).journal is None


def test_the_token_has_256_bits_and_only_its_hash_is_kept(home):
    token = home.device.cookies["unknot-device"].value
    assert len(token) == 43
    assert token not in str(list(Device.objects.values()))


def test_its_cookie_is_closed_to_scripts_and_other_sites(home, clock):
    morsel = home.device.cookies["unknot-device"]
    assert (morsel["httponly"], morsel["samesite"], morsel["path"]) == (True, "Lax", "/")


def test_use_renews_it_once_a_day(home, clock):
    assert "unknot-device" not in home.device.get("/sign-in").cookies
    clock.forward(days=2)
    answer = home.device.get("/sign-in")
    assert answer.cookies["unknot-device"]["max-age"] == 400 * 24 * 3600
    assert Device.objects.get(journal=home.journal).used_at == clock.now


def test_locking_never_removes_it(home):
    before = home.device.cookies["unknot-device"].value
    answer = home.device.post("/lock")
    assert "unknot-device" not in answer.cookies
    assert "storage" not in answer.headers["Clear-Site-Data"]
    assert seen_by(home.device).may_log
    assert home.device.cookies["unknot-device"].value == before


def test_stopping_it_in_settings_counts_from_the_next_request(home):
    device = Device.objects.get(journal=home.journal)
    assert home.owner.post(f"/devices/{device.pk}/revoke").status_code == 302
    assert not seen_by(home.device).may_log


def test_another_household_cannot_stop_it(home, neighbours):
    device = Device.objects.get(journal=home.journal)
    assert neighbours.owner.post(f"/devices/{device.pk}/revoke").status_code == 404
    assert seen_by(home.device).may_log


def test_forget_this_device_takes_it_from_both_sides(home):
    answer = home.device.post("/device/forget")
    assert answer.cookies["unknot-device"]["max-age"] == 0
    assert '"storage"' in answer.headers["Clear-Site-Data"]
    assert Device.objects.get(journal=home.journal).revoked_at is not None


def test_a_code_enrols_one_browser_once(home, stranger, new_browser):
    code = code_in(home.owner.post("/devices/code"))
    assert stranger.post("/device", {"code": code.lower().replace("-", " "), "name": "Bedside"}).status_code == 302
    assert seen_by(stranger).device_name == "Bedside"
    second = new_browser()
    assert second.post("/device", {"code": code}).status_code == 403
    assert not seen_by(second).may_log


def test_a_code_lasts_ten_minutes(home, stranger, clock):
    code = code_in(home.owner.post("/devices/code"))
    clock.forward(minutes=10, seconds=1)
    assert stranger.post("/device", {"code": code}).status_code == 403


def test_guessing_codes_is_slowed(home, stranger):
    code = code_in(home.owner.post("/devices/code"))
    for _ in range(5):
        stranger.post("/device", {"code": "AAAAA-AAAAA"})
    assert stranger.post("/device", {"code": code}).status_code == 429


def test_the_owner_can_let_this_browser_log(home):
    assert home.owner.post("/devices/this", {"name": "Kitchen"}).status_code == 302
    home.owner.post("/lock")
    assert seen_by(home.owner).device_name == "Kitchen"


def test_a_device_of_another_household_gives_no_way_into_this_one(home, neighbours):
    home.owner.cookies["unknot-device"] = neighbours.device.cookies["unknot-device"].value
    who = seen_by(home.owner)
    assert (who.journal, who.device) == (home.journal, None)


@pytest.mark.parametrize("token", ["", "x", "A" * 43, "\u00e9" * 43, "A" * 5000])
def test_what_is_no_token_is_a_stranger(stranger, token):
    stranger.cookies["unknot-device"] = token
    assert not seen_by(stranger).may_log


# ---------------------------------------------------------------- what a device may change


def made(who: access.Viewer, recorded: str, device: str | None = None) -> Entry[Episode]:
    at = moment(datetime.fromisoformat(recorded), "Europe/Dublin")
    name = who.device_name if device is None else device
    return Entry(id=uuid4(), happened_at=at, provenance=Provenance(recorded_at=at, device=name), body=Episode())


def test_a_device_may_change_what_it_made_this_diary_day(home):
    who = seen_by(home.device)  # it is 21:00 on 2 March
    assert who.may_change(made(who, "2026-03-02T04:00"))
    assert not who.may_change(made(who, "2026-03-02T03:59"))
    assert not who.may_change(made(who, "2026-03-02T20:00", device="Kitchen"))
    assert not who.may_change(made(who, "2026-03-02T20:00", device=""))


def test_no_two_devices_share_a_name_even_when_one_was_stopped(home, clock):
    first = seen_by(home.device).device_name
    home.device.post("/device/forget")
    home.owner.post("/devices/this", {"name": first})
    home.owner.post("/lock")
    assert seen_by(home.owner).device_name == f"{first} 2"


def test_someone_who_is_signed_in_may_change_anything(home):
    who = seen_by(home.owner)
    assert who.may_change(made(who, "2020-01-01T10:00", device="Kitchen"))
