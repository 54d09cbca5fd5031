"""Browsers in every role, a clock that can be moved, and two households on one server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from tests.databases import pointed_at
from tests.web.once import again, once
from tests.web.person import BACK, CALF, ZONE, Person
from unknot import actions
from unknot.actions import Actor
from unknot.household.people import owner_link
from unknot.household.people.models import Account, Membership
from unknot.journal.entry import Settings, Tile
from unknot.journal.span import moment
from unknot.store import journals
from unknot.web.auth.throttle import tries
from unknot.web.page import rate_limit

NOW = datetime(2026, 3, 2, 21, 0, tzinfo=UTC)


class Clock:
    """The time that the server believes it is."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock)
    return clock


OPEN_WORDS = "the guide's own words out of our data files, told to a stranger: no journal is opened"
COUNTED = "its statements are counted on the encrypted file, the one that ARCHITECTURE speaks of"
ON_ONE = {
    "test_lives.test_the_life_of_a_tap": COUNTED,
    "test_lives.test_the_life_of_a_page": COUNTED,
    "test_guide.test_anyone_may_read_it": OPEN_WORDS,
    "test_guide.test_every_link_of_it_leads_somewhere": OPEN_WORDS,
    "test_guide.test_a_page_says_each_of_its_claims_with_its_proof": OPEN_WORDS,
    "test_openapi.test_the_api_does_what_its_document_says": "the shape of answers; test_quick asks both what is kept",
    "test_every_form.test_any_letters_in_any_form_get_an_answer": "what is refused is refused before it is stored",
    "test_errors.test_a_full_disk_is_said_and_reading_goes_on": "the full disk is a limit that only SQLite has",
}
"""Tests that ask the encrypted file alone, and why the other database could give them no other answer."""

EVERY_DOOR = "test_a_role_gets_past_the_doors_that_name_it_and_no_others"
"""Opens every address of the program: on both databases for the owner, who gets furthest. What a door decides for the
others it decides on rows that their own tests read from both."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test that reads or writes runs on both databases."""
    marked = any(mark.name == "django_db" for mark in metafunc.definition.iter_markers())
    name = f"{metafunc.module.__name__.rpartition('.')[2]}.{metafunc.function.__name__}"
    if (marked or "db" in metafunc.fixturenames) and name not in ON_ONE:
        both = [pytest.param("file", id="file"), pytest.param("postgres", id="postgres", marks=pytest.mark.postgres)]
        metafunc.parametrize("_kept_in", both, indirect=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = [item for item in items if not _a_door_for_another_role_again(item)]


def _a_door_for_another_role_again(item: pytest.Item) -> bool:
    asked = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    again = asked.get("_kept_in") == "postgres" and asked.get("role") not in (None, "owner")
    return again and getattr(item, "originalname", "") == EVERY_DOOR


@pytest.fixture(autouse=True)
def _kept_in(request: pytest.FixtureRequest) -> Iterator[None]:
    """The database behind the pages: the encrypted file, or PostgreSQL."""
    if getattr(request, "param", "file") == "file":
        yield
        return
    config = request.getfixturevalue("postgres_for_pages")
    with pointed_at(config, request.getfixturevalue("django_db_blocker"), migrate=None):
        yield


@pytest.fixture(autouse=True)
def _no_tries_yet():
    tries.clear()
    rate_limit.devices.clear()
    rate_limit.tokens.clear()
    rate_limit.exports.clear()


@dataclass(frozen=True)
class Household:
    """A journal and the browsers around it."""

    journal: UUID
    owner: Client
    locked: Client
    device: Client


@pytest.fixture
def new_browser() -> Callable[[], Client]:
    return Client


def begin(journal: UUID, now: datetime, *, device: bool, name: str = "") -> Client:
    """A browser in which the owner's link was opened and pressed."""
    client = Client()
    answer = client.post(owner_link.new_link(now, journal), {"name": name, **({"device": "on"} if device else {})})
    assert answer.status_code == 302, answer.content
    return client


def household(now: datetime, name: str) -> Household:
    journal = journals.begin(now)
    locked = begin(journal, now, device=False, name=name)
    Account.objects.filter(pk__in=Membership.objects.filter(journal=journal).values("account")).update(
        password=make_password("nine calm herons")
    )
    locked.post("/lock")
    device = begin(journal, now, device=True)
    device.post("/lock")
    return Household(journal, begin(journal, now, device=False), locked, device)


@pytest.fixture
def home(db, clock: Clock) -> Household:
    found = once(("Ada", clock.now), lambda: household(clock.now, "Ada"))
    return Household(found.journal, again(found.owner), again(found.locked), again(found.device))


@pytest.fixture
def neighbours(db, clock: Clock, home: Household) -> Household:
    return household(clock.now, "Ben")


@pytest.fixture
def stranger(db, clock: Clock) -> Client:
    return Client()


@pytest.fixture
def settle(clock: Clock, home: Household) -> Callable[..., Person]:
    def make(browser: Client | None = None, **settings: object) -> Person:
        at = moment(clock.now, ZONE)
        tiles = (Tile("Left calf", sites=(CALF,)), Tile("Lower back", sites=(BACK,)))
        kept = Settings(**{"zone": ZONE, "country": "IE", "tiles": tiles, "hold_off": 0} | settings)  # type: ignore[arg-type]
        actions.record(home.journal, kept, by=Actor(), happened_at=at, now=clock.now)
        # Whether a session ends is asked elsewhere; here it lasts as long as the test's day.
        Membership.objects.update(idle_minutes=30_000)
        return Person(browser or home.owner, home.journal, clock)

    return make


@pytest.fixture
def person(settle: Callable[..., Person]) -> Person:
    return settle()
