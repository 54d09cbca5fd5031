"""The link that makes the owner: once, within the hour, and only by pressing."""

from __future__ import annotations

from unknot.household.people import owner_link
from unknot.household.people.models import Account, Device, OwnerLink
from unknot.store import journals


def test_opening_the_link_does_not_use_it_pressing_does(stranger, clock):
    link = owner_link.new_link(clock.now)
    assert [stranger.get(link).status_code for _ in range(3)] == [200, 200, 200]
    assert Account.objects.count() == 0

    assert stranger.post(link).status_code == 302
    assert stranger.get("/keys").status_code == 200


def test_the_link_works_once(stranger, new_browser, clock):
    link = owner_link.new_link(clock.now)
    stranger.post(link)
    second = new_browser()
    assert second.get(link).status_code == second.post(link).status_code == 410
    assert second.get("/keys").status_code == 302


def test_the_link_works_for_an_hour(stranger, clock):
    link = owner_link.new_link(clock.now)
    clock.forward(minutes=61)
    assert stranger.get(link).status_code == stranger.post(link).status_code == 410
    assert Account.objects.count() == 0


def test_a_newer_link_ends_the_older(stranger, clock):
    old = owner_link.new_link(clock.now)
    new = owner_link.new_link(clock.now)
    assert stranger.post(old).status_code == 410
    assert stranger.post(new).status_code == 302


def test_a_lost_owner_comes_back_as_the_same_owner(home, stranger, clock):
    before = set(Account.objects.values_list("pk", flat=True))
    stranger.post(owner_link.new_link(clock.now, home.journal))
    assert set(Account.objects.values_list("pk", flat=True)) == before
    assert stranger.get("/devices").status_code == 200


def test_a_made_up_token_opens_nothing(stranger, clock):
    owner_link.new_link(clock.now)
    assert stranger.post("/begin/" + "A" * 43).status_code == 410
    assert stranger.post("/begin/" + "\u00e9" * 20).status_code == 410


def test_only_the_hash_is_kept(stranger, clock):
    link = owner_link.new_link(clock.now)
    assert link.removeprefix("/begin/") not in str(OwnerLink.objects.values().get())


def test_the_browser_may_log_if_the_box_stays_ticked(stranger, new_browser, clock):
    stranger.post(owner_link.new_link(clock.now), {"device": "on"})
    assert Device.objects.count() == 1
    new_browser().post(owner_link.new_link(clock.now, journals.only(clock.now)))
    assert Device.objects.count() == 1
