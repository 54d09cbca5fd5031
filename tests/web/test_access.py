"""The matrix: every route, asked by everyone. Only the cells that its policy names open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client

from unknot.web import access
from unknot.web.access import Access
from unknot.web.models import Device

from .conftest import Household

ROLES = ("owner", "owner long ago", "owner locked", "device", "stranger", "neighbour")

MAY = {
    Access.PUBLIC: set(ROLES),
    Access.LOG: {"owner", "owner long ago", "device", "neighbour"},
    Access.READ: {"owner", "owner long ago", "neighbour"},
    Access.OWNER: {"owner", "owner long ago", "neighbour"},
    Access.FRESH: {"owner", "neighbour"},
}
"""Who gets past the door. A neighbour does, into their own journal only."""

ROUTES = list(access.routes())


def filled(where: str) -> str:
    """A path of the route, with something in each place of it."""
    for pattern, value in {r"<int:\w+>": "1", r"<uuid:\w+>": str(UUID(int=1)), r"<[^>]+>": "2026-03-01"}.items():
        where = re.sub(pattern, value, where)
    return "/" + where


@pytest.fixture
def everyone(home: Household, neighbours: Household, stranger: Client, clock) -> Iterator[dict[str, Client]]:
    """A browser in each role. The neighbour signed in just now, in the other household."""
    from unknot.web import owner

    from .conftest import begin

    clock.forward(minutes=11)  # long enough that the old owner has to prove it again, short enough to stay unlocked
    yield {
        "owner": begin(home.journal, clock.now, device=False),
        "owner long ago": home.owner,
        "owner locked": home.locked,
        "device": home.device,
        "stranger": stranger,
        "neighbour": begin(neighbours.journal, clock.now, device=False),
    }
    assert owner.has_owner(home.journal)


def kept_out(answer) -> bool:
    """Whether the door, not the view, gave this answer."""
    if answer.status_code == 302:
        return answer.headers["Location"].startswith(("/sign-in?next=", "/confirm?next="))
    return answer.status_code == 401


@pytest.mark.parametrize("role", ROLES)
def test_a_role_gets_past_the_doors_that_name_it_and_no_others(everyone, role: str):
    wrong = []
    for where, route in ROUTES:
        policy = access.declared(route.callback)
        for method in ("get", "post"):
            before = transaction.savepoint()
            cookies = everyone[role].cookies.copy()
            answer = getattr(everyone[role], method)(filled(where))
            everyone[role].cookies = cookies
            transaction.savepoint_rollback(before)
            opened = policy is Access.PUBLIC or not kept_out(answer)
            if opened is not (role in MAY[policy]) or answer.status_code == 500:
                wrong.append(f"{method} /{where} ({policy}): {answer.status_code}")
    assert wrong == []


def test_every_policy_is_in_the_matrix():
    assert set(MAY) == set(Access)


def test_a_script_that_asks_is_told_to_unlock(home):
    answer = home.device.get("/devices", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["unlock"]) == (401, "/sign-in")


def test_the_door_answers_alike_whether_or_not_the_thing_exists(home, neighbours, stranger):
    theirs = Device.objects.filter(journal=neighbours.journal).first()
    there, not_there = (home.owner.post(f"/devices/{pk}/revoke") for pk in (theirs.pk, 999_999))
    assert (there.status_code, there.content) == (not_there.status_code, not_there.content)
    assert Device.objects.get(pk=theirs.pk).revoked_at is None
