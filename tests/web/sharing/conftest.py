"""A home with four weeks in it, and links made as its owner makes them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.web.person import Person
from unknot.fhir.links import decode, decrypt
from unknot.household.sharing import shares
from unknot.household.sharing.models import Share
from unknot.journal.entry import DiaryDay, Episode, Note, Side, Site, Word

PASSCODE = "correct horse"


@pytest.fixture
def lived(person: Person) -> Person:
    """Some days with spasms and some without, one entry private, one question."""
    for day in range(5, 29):
        if day % 3 == 0:
            person.logged(f"2026-02-{day:02}T08:10", Episode(sites=(Site("calf", Side.LEFT),), bother=6))
        word = Word.EVERYTHING if day % 3 == 0 else Word.NONE_SO_FAR
        person.logged(
            f"2026-02-{day:02}T21:00", DiaryDay(day=person.at(f"2026-02-{day:02}T12:00").clock_date, word=word)
        )
    person.logged("2026-02-20T10:00", Note(text="Would heat help?", question=True))
    person.logged("2026-02-21T10:00", Note(text="My sister does not understand it."))
    return person


Hand = Callable[..., Share]


@pytest.fixture
def hand(lived: Person) -> Hand:
    """Makes a link as the form does."""

    def make(kind: str = "clinic", **fields: Any) -> Share:
        usual: dict[str, Any] = {"days": "28", "notes": "on", "name": "Dr Byrne", "paper": "0"}
        if kind == "care-team":
            usual |= {"passcode": PASSCODE, "lasts": "30"}
        answer = lived.browser.post(f"/visit/show/new/{kind}", usual | fields)
        assert answer.status_code == 302, answer.content[:300]
        return Share.objects.get(pk=answer.headers["Location"].rsplit("/", 1)[1])

    return make


def said(share: Share) -> dict[str, Any]:
    """What the link itself says."""
    return json.loads(decode(str(shares.link(share)).removeprefix("shlink:/")))  # type: ignore[no-any-return]


def path(share: Share) -> str:
    return said(share)["url"].removeprefix("http://testserver")


def opens(browser: Client, share: Share, recipient: str = "Dr Byrne", **headers: str) -> Any:
    """A viewer asks for a direct file."""
    return browser.get(path(share), {"recipient": recipient}, headers=headers)


def asks(browser: Client, share: Share, **body: Any) -> Any:
    """A viewer asks for a manifest."""
    return browser.post(path(share), json.dumps(body), content_type="application/json")


def bundle(token: str, share: Share) -> dict[str, Any]:
    return json.loads(decrypt(token, decode(said(share)["key"])))  # type: ignore[no-any-return]
