"""A signed-in person with four tiles, on the evening of 2 March 2026 in Dublin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.test import Client

from unknot import actions
from unknot.actions import Actor
from unknot.journal.entry import Episode, Side, Site
from unknot.journal.journal import Journal
from unknot.journal.span import Moment, moment
from unknot.store import entries

if TYPE_CHECKING:
    from tests.web.conftest import Clock

ZONE = "Europe/Dublin"
CALF, BACK = Site("calf", Side.LEFT), Site("lower-back")


@dataclass
class Person:
    """What someone does in a browser, and what is then in the journal."""

    browser: Client
    journal: UUID
    clock: Clock

    def opens(self, path: str, *, status: int = 200) -> str:
        answer = self.browser.get(path, follow=True)
        assert answer.status_code == status, answer.content[:400]
        return answer.content.decode()

    def presses(self, path: str, *, status: int = 200, **fields: object) -> str:
        answer = self.browser.post(path, fields, follow=True)
        assert answer.status_code == status, answer.content[:400]
        return answer.content.decode()

    def taps(self, tile: int = 0) -> Episode:
        """Presses a tile on the page as it is now."""
        self.presses("/tap", tile=tile, id=form_id(self.opens("/?all=1")))
        return self.spasms()[-1].body

    def holds(self) -> Journal:
        return entries.standing(self.journal)

    def spasms(self) -> list:
        return sorted(self.holds().of(Episode), key=lambda e: e.provenance.recorded_at.instant)

    def at(self, text: str) -> Moment:
        return moment(datetime.fromisoformat(text), ZONE)

    def logged(self, text: str, body: object) -> UUID:
        """An entry of the past, recorded as it happened."""
        at = self.at(text)
        return actions.record(self.journal, body, by=Actor(), happened_at=at, now=at.instant).entry.id  # type: ignore[type-var]


def form_id(html: str) -> str:
    found = re.search(r'name="id" value="([0-9a-f-]{36})"', html)
    return found[1] if found else ""
