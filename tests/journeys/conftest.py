"""A real browser on the real program: an encrypted home, a server, a clock that can be set."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connections
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.needs import missing
from unknot import actions
from unknot.actions import Actor
from unknot.household.findings import analysis_cache
from unknot.household.people import owner_link
from unknot.journal.entry import Settings, Side, Site, Tile
from unknot.journal.span import moment
from unknot.madeup.example import made_up_year
from unknot.report.profile import Audience
from unknot.store import cache, entries, homes, journals
from unknot.store.keys import new_key

# Playwright keeps an event loop in this thread; Django's database is used beside it, never inside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# A busy machine is not a broken page.
expect.set_options(timeout=20_000)

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ZONE = "Europe/Dublin"
EVENING = datetime.fromisoformat("2026-03-02T19:12:00+00:00")
NIGHT = datetime.fromisoformat("2026-03-03T03:12:00+00:00")
NOON = datetime.fromisoformat("2026-03-03T12:12:00+00:00")
LOOKS = "looks-owner"
"""The name under which `analysis_cache` keeps its looks."""
TILES = (
    Tile("Left calf", sites=(Site("calf", Side.LEFT),)),
    Tile("Right calf", sites=(Site("calf", Side.RIGHT),)),
    Tile("Both legs", sites=(Site("leg", Side.BOTH),)),
    Tile("Lower back", sites=(Site("lower-back"),)),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(str(item.fspath)).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))  # decisions/0006: named in the summary, never silent


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium, its shell first: a page opens in a fifth of the time. As root without its sandbox."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        missing("Chromium was not found")
    args = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": found, "args": args}


class Clock:
    """The time that the server believes it is: it goes on from where it is put, until it is stopped."""

    def __init__(self) -> None:
        self.real = timezone.now
        self.put(EVENING)

    def put(self, at: datetime) -> None:
        self.stopped: datetime | None = None
        self.ahead = at - self.real()

    def stop(self) -> None:
        self.stopped = self()

    def __call__(self) -> datetime:
        return self.stopped or self.real() + self.ahead


@pytest.fixture(scope="package")
def wall() -> Iterator[Clock]:
    clock = Clock()
    timezone.now = clock
    yield clock
    timezone.now = clock.real


@pytest.fixture
def clock(wall: Clock) -> Clock:
    wall.put(EVENING)
    return wall


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@pytest.fixture(scope="package")
def address(tmp_path_factory: pytest.TempPathFactory, wall: Clock, django_db_blocker: Any) -> Iterator[str]:
    """Where the program is served from."""
    config = homes.encrypted_file(tmp_path_factory.mktemp("journeys") / "journal.db", new_key())
    before, connection = connections.databases["default"], connections["default"]
    connections.databases["default"] = connections.configure_settings({"default": config})["default"]
    del connections["default"]
    with django_db_blocker.unblock():
        call_command("migrate", verbosity=0)
        server = ThreadedWSGIServer(("localhost", 0), _Quiet, allow_reuse_address=False)
        server.set_app(WSGIHandler())
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
        server.server_close()
        connections["default"].close()
    connections.databases["default"] = before
    connections["default"] = connection


@dataclass(frozen=True)
class Home:
    """A journal, and a page of someone who is signed in."""

    journal: UUID
    page: Page
    address: str
    clock: Clock

    def open(self, path: str = "/") -> Page:
        self.page.goto(self.address + path)
        return self.page

    @property
    def now(self) -> datetime:
        return self.clock()

    def entries(self) -> entries.Journal:
        return entries.standing(self.journal)

    def settings(self, **changes: Any) -> None:
        """Change settings behind the browser's back."""
        last = self.entries().latest(Settings)
        assert last is not None
        actions.amend(self.journal, last.id, changes, by=Actor(), now=self.now)


_looks: dict[str, str] = {}


def live_a_year(journal: UUID, now: datetime) -> None:
    """A made-up year, with the looks of its analysis: the same for every such journal, and made once."""
    entries.append(journal, made_up_year(1, now, ZONE), now)
    if not _looks:
        analysis_cache.patterns(journal, entries.standing(journal), Audience.OWNER, now, ZONE)
        _looks["owner"] = cache.get(journal, LOOKS).document
    cache.put(journal, LOOKS, _looks["owner"], now)


Settle = Callable[..., Home]


@contextmanager
def settling(address: str, clock: Clock, browser: Browser) -> Iterator[Settle]:
    """Makes homes: empty, with tiles, or with a year of made-up entries; and a browser for each."""
    contexts: list[BrowserContext] = []

    def make(*, tiles: bool = True, year: bool = False, at: datetime = EVENING, **browser_options: Any) -> Home:
        clock.put(at)
        now = clock()
        journal = journals.begin(now)
        if year:
            live_a_year(journal, now)
        else:
            kept = Settings(zone=ZONE, country="IE", tiles=TILES if tiles else (), exposures=("poor-sleep", "stress"))
            actions.record(journal, kept, by=Actor(), happened_at=moment(now, ZONE), now=now)
        options = {"viewport": {"width": 390, "height": 844}, "locale": "en-IE", "timezone_id": ZONE}
        # What is measured is the page of the server; `test_offline` lets the worker in.
        options["service_workers"] = "block"
        context = browser.new_context(**{**options, **browser_options})
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(address + owner_link.new_link(now, journal))
        sign_in(page)
        return Home(journal, page, address, clock)

    try:
        yield make
    finally:
        for context in contexts:
            context.close()


@pytest.fixture
def settle(address: str, clock: Clock, browser: Browser) -> Iterator[Settle]:
    with settling(address, clock, browser) as make:
        yield make


def sign_in(page: Page) -> None:
    """The owner's single-use link: pressing its one button makes the owner, and this browser one that may log."""
    page.locator("main form button").first.click()
    page.wait_for_load_state()
