"""A household with a phone that takes notices, and the servers at the other end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from tests.household.reminders import servers
from tests.household.reminders.browser import Browser, browser
from tests.household.reminders.lives import ZONE
from tests.household.reminders.servers import Mail, Web
from tests.web.conftest import Clock, Household
from unknot import actions
from unknot.actions import Actor
from unknot.household.people.models import Channel
from unknot.household.worker import loop
from unknot.journal.document import body_document
from unknot.journal.entry import Body, Entry, Settings
from unknot.journal.span import moment
from unknot.store import entries, jobs
from unknot.store.models import JobRow


@pytest.fixture
def service(settings) -> Iterator[Web]:
    """A push service and an ntfy server in one."""
    with servers.web() as found:
        settings.PUSH_SERVICES, settings.NTFY_URL = [found.address], found.address
        yield found


@pytest.fixture
def box(settings) -> Iterator[Mail]:
    with servers.mail() as found:
        settings.SMTP_URL, settings.MAIL_FROM = found.url, "unknot@home.example"
        yield found


@dataclass
class Life:
    """A journal whose days go by."""

    home: Household
    clock: Clock
    service: Web
    phone: Browser
    told: list[dict[str, Any]] = field(default_factory=list)

    def keep(self, body: Body) -> Entry[Body]:
        now = self.clock.now
        return actions.record(
            self.home.journal, body, by=Actor(), happened_at=moment(now, ZONE), now=now
        ).entry  # fmt: skip

    def settings(self, kept: Settings) -> None:
        last = entries.standing(self.home.journal).latest(Settings)
        if last is None:
            self.keep(kept)
        else:
            actions.amend(self.home.journal, last.id, body_document(kept), by=Actor(), now=self.clock.now)

    def work(self) -> None:
        """The worker is told that something changed, and looks."""
        jobs.soon(self.home.journal, jobs.REMINDERS, self.clock.now)
        self.until(self.clock.now)

    def until(self, when: datetime) -> list[dict[str, Any]]:
        """Time goes by, and the worker does the job each time it is due; what the phone was told meanwhile."""
        before = len(self.told)
        while (due := JobRow.objects.get().due_at) <= when:
            self.clock.now = max(self.clock.now, due)
            assert loop.turn()
            self.take_in()
        self.clock.now = when
        return self.told[before:]

    def take_in(self) -> None:
        while self.service.asked:
            asked = self.service.asked.pop(0)
            if asked.path == "/phone":
                self.told.append(self.phone.opened(asked.body))

    def entries(self, kind: type[Body]) -> tuple[Entry[Any], ...]:
        return entries.standing(self.home.journal).of(kind)


@pytest.fixture
def life(home: Household, clock: Clock, service: Web) -> Life:
    jobs.want((jobs.REMINDERS,), clock.now)
    phone = browser(service.address + "/phone")
    Channel.objects.create(
        journal=home.journal,
        kind=Channel.Kind.PUSH,
        name="My phone",
        address=phone.endpoint,
        secret=json.dumps(phone.told),
        made_at=clock.now,
    )
    return Life(home, clock, service, phone)
