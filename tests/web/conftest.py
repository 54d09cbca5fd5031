"""Browsers in every role, a clock that can be moved, and two households on one server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from tests.databases import pointed_at
from unknot.store import journals
from unknot.web import owner
from unknot.web.api import limit
from unknot.web.entrance.throttle import tries

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


ON_BOTH = {"test_log", "test_checkin", "test_diary", "test_entries", "test_bin"}
"""Modules whose tests run on PostgreSQL too: what writes, what reads windows and lists, what a device sends."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.module.__name__.rpartition(".")[2] in ON_BOTH and "home" in metafunc.fixturenames:
        both = [pytest.param("file", id="file"), pytest.param("postgres", id="postgres", marks=pytest.mark.postgres)]
        metafunc.parametrize("_kept_in", both, indirect=True)


@pytest.fixture(autouse=True)
def _kept_in(request: pytest.FixtureRequest) -> Iterator[None]:
    """The database behind the pages: the encrypted file, or PostgreSQL where a test asks for it."""
    if getattr(request, "param", "file") == "file":
        yield
        return
    config = request.getfixturevalue("postgres_for_pages")
    with pointed_at(config, request.getfixturevalue("django_db_blocker"), migrate=None):
        yield


@pytest.fixture(autouse=True)
def _no_tries_yet():
    tries.clear()
    limit.devices.clear()
    limit.tokens.clear()
    limit.exports.clear()


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
    answer = client.post(owner.new_link(now, journal), {"name": name, **({"device": "on"} if device else {})})
    assert answer.status_code == 302, answer.content
    return client


def household(now: datetime, name: str) -> Household:
    journal = journals.begin(now)
    locked = begin(journal, now, device=False, name=name)
    locked.post("/lock")
    device = begin(journal, now, device=True)
    device.post("/lock")
    return Household(journal, begin(journal, now, device=False), locked, device)


@pytest.fixture
def home(db, clock: Clock) -> Household:
    return household(clock.now, "Ada")


@pytest.fixture
def neighbours(db, clock: Clock, home: Household) -> Household:
    return household(clock.now, "Ben")


@pytest.fixture
def stranger(db, clock: Clock) -> Client:
    return Client()
