"""The matrix: every route, asked by everyone. Only the cells that its policy names open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.test import Client

from unknot.household.people import grants
from unknot.household.people.grants import Grant
from unknot.household.people.models import Device, Membership
from unknot.household.people.scopes import Scope
from unknot.web.page import access
from unknot.web.page.access import Access

from .conftest import Household

ROLES = (
    "owner", "owner long ago", "owner locked", "device", "stranger", "neighbour",
    "logs", "gives", "helps", "looks", "sees the page", "comments", "carer's device", "stopped", "run out",
)  # fmt: skip
"""The last nine have, or had, a part in the owner's journal, each with the scopes of `GRANTED`."""

FIRST_SIX = frozenset(ROLES[:6])
OWNERS = {"owner", "owner long ago", "neighbour"}

READS = frozenset({Scope.ENTRIES, Scope.NOTES, Scope.MEDICINES, Scope.PROFILE})
GRANTED = {
    "logs": {Scope.LOG},
    "gives": {Scope.LOG, Scope.DOSES},
    "helps": {Scope.LOG, Scope.DOSES, *READS},
    "looks": {*READS},
    "sees the page": {Scope.PROFILE},
    "comments": {Scope.ENTRIES, Scope.COMMENT},
}
MEMBERS = set(GRANTED)
LOGGERS = {role for role, scopes in GRANTED.items() if Scope.LOG in scopes}

MAY = {
    Access.PUBLIC: set(ROLES),
    Access.LOG: OWNERS | LOGGERS | {"device", "carer's device"},
    Access.READ: OWNERS,
    Access.SELF: OWNERS | MEMBERS,
    Access.SELF_FRESH: {"owner", "neighbour"} | MEMBERS - {"looks"},
    Access.OWNER: OWNERS,
    Access.FRESH: {"owner", "neighbour"},
}
"""Who gets past the door. A neighbour does, into their own journal only."""

OPENS = {
    Scope.ENTRIES: {"diary", "diary-day", "diary-go", "diary-year", "diary-find"},
    Scope.PROFILE: {"visit", "visit-of", "visit-paper", "patterns", "before-after"},
    Scope.COMMENT: {"write-note"},
}
"""The pages that a scope opens, and no others. The scopes that are not here widen or narrow what a page shows."""

ROUTES = list(access.routes())


def filled(where: str) -> str:
    """A path of the route, with something in each place of it."""
    for pattern, value in {r"<int:\w+>": "1", r"<uuid:\w+>": str(UUID(int=1)), r"<[^>]+>": "2026-03-01"}.items():
        where = re.sub(pattern, value, where)
    return "/" + where


def joined(journal: UUID, now: datetime, role: str, *scopes: Scope, days: int = 30, device: bool = False) -> Client:
    """A browser in which an invitation was opened and pressed; `role` is what the owner calls them."""
    grant = Grant(scopes=frozenset(scopes), lasts=timedelta(days=days))
    path = grants.invite(journal, f"{role} {' '.join(scopes)} {days}", grant, by="Ada", now=now)
    client = Client()
    answer = client.post(path, {"device": "on"} if device else {})
    assert answer.status_code == 302, answer.content
    return client


@pytest.fixture
def everyone(home: Household, neighbours: Household, stranger: Client, clock) -> Iterator[dict[str, Client]]:
    """A browser in each role. The neighbour signed in just now, in the other household."""
    from unknot.household.people import owner_link

    from .conftest import begin

    looks = joined(home.journal, clock.now, "viewer", *GRANTED["looks"])
    viewer = Membership.objects.get(journal=home.journal, role="viewer").account
    Authenticator.objects.create(user=viewer, type=Authenticator.Type.WEBAUTHN, data={})  # who has a key has to use it
    over = Grant(scopes=frozenset({Scope.LOG, *READS}), lasts=timedelta(minutes=5))
    run_out = Client()
    run_out.post(grants.invite(home.journal, "short", over, by="Ada", now=clock.now), {"device": "on"})
    clock.forward(minutes=11)  # long enough that the old owner has to prove it again, short enough to stay unlocked
    device = joined(home.journal, clock.now, "carer", Scope.LOG, days=60, device=True)
    device.post("/lock")
    stopped = joined(home.journal, clock.now, "carer", Scope.LOG, *READS, days=45, device=True)
    grants.stop(grants.others(home.journal).get(account__name__endswith=" 45"), clock.now)
    yield {
        "owner": begin(home.journal, clock.now, device=False),
        "owner long ago": home.owner,
        "owner locked": home.locked,
        "device": home.device,
        "stranger": stranger,
        "neighbour": begin(neighbours.journal, clock.now, device=False),
        **{role: joined(home.journal, clock.now, role, *scopes) for role, scopes in GRANTED.items() if role != "looks"},
        "looks": looks,
        "carer's device": device,
        "stopped": stopped,
        "run out": run_out,
    }
    assert owner_link.has_owner(home.journal)


def kept_out(answer) -> bool:
    """Whether the door, not the view, gave this answer."""
    if answer.status_code == 302 and answer.wsgi_request.path == "/":
        return answer.headers["Location"].startswith(("/sign-in", "/diary", "/visit", "/mine"))
    if answer.status_code == 302:
        return answer.headers["Location"].startswith(("/sign-in?next=", "/confirm?next="))
    if answer.status_code == 403:
        return "page/errors/not_allowed.html" in [template.name for template in answer.templates]
    return answer.status_code == 401


def may(role: str, view: object) -> bool:
    """What the table says."""
    policy = access.declared(view)
    return role in MAY[policy] or (policy is Access.READ and bool(GRANTED.get(role, set()) & access.scopes(view)))


@pytest.mark.parametrize("role", ROLES)
def test_a_role_gets_past_the_doors_that_name_it_and_no_others(everyone, role: str):
    wrong = []
    for where, route in ROUTES:
        policy = access.declared(route.callback)
        if policy is Access.PUBLIC and role not in FIRST_SIX:
            continue  # open to everyone, which the first six have shown
        for method in ("get", "post") if role in FIRST_SIX else ("get",):  # the door asks before it looks at the method
            before = transaction.savepoint()
            cookies = everyone[role].cookies.copy()
            answer = getattr(everyone[role], method)(filled(where))
            everyone[role].cookies = cookies
            transaction.savepoint_rollback(before)
            opened = policy is Access.PUBLIC or not kept_out(answer)
            if opened is not may(role, route.callback) or answer.status_code == 500:
                wrong.append(f"{method} /{where} ({policy}): {answer.status_code}")
    assert wrong == []


def test_every_policy_and_scope_is_in_the_matrix():
    assert set(MAY) == set(Access)
    named = [(scope, route.name) for _, route in ROUTES for scope in access.scopes(route.callback)]
    assert {scope: {name for of, name in named if of is scope} for scope, _ in named} == OPENS
    assert set().union(*GRANTED.values()) == set(Scope)


PROVED_AGAIN = {
    "share-new", "share", "share-paper", "invite", "change-person",  # a link, a person
    "token-new", "enrol-this", "device-code", "medicines-showing",  # a token, a device
    "export", "history-save", "recovery-sheet",  # a copy
    "add-passkey", "set-passphrase", "settings-reminders-add", "settings-reminders-calendar",  # a key, a way to be told
}  # fmt: skip
"""What is never done by someone who only holds an unlocked phone."""


def test_a_share_a_token_an_export_and_a_new_device_need_a_fresh_proof():
    fresh = {route.name for _, route in ROUTES if access.declared(route.callback) in (Access.FRESH, Access.SELF_FRESH)}
    assert fresh >= PROVED_AGAIN


def test_a_script_that_asks_is_told_to_unlock(home):
    answer = home.device.get("/devices", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["unlock"]) == (401, "/sign-in")


def test_the_door_answers_alike_whether_or_not_the_thing_exists(home, neighbours, stranger):
    theirs = Device.objects.filter(journal=neighbours.journal).first()
    there, not_there = (home.owner.post(f"/devices/{pk}/revoke") for pk in (theirs.pk, 999_999))
    assert (there.status_code, there.content) == (not_there.status_code, not_there.content)
    assert Device.objects.get(pk=theirs.pk).revoked_at is None
