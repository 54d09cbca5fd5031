"""Browsers in every role, a clock that can be moved, and two households on one server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

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


@pytest.fixture(autouse=True)
def _no_tries_yet():
    tries.clear()
    limit.devices.clear()
    limit.tokens.clear()


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
