"""The owner is told of what happens at the doors: by the ways they chose, once, in words that name nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest
from django.test import Client

from tests.household.reminders.conftest import Life
from tests.household.reminders.lives import at, kept
from tests.web.conftest import begin
from tests.web.test_access import joined
from unknot import actions
from unknot.actions import Actor
from unknot.household.people import audit, grants
from unknot.household.people.models import Channel
from unknot.household.people.scopes import Scope
from unknot.household.reminders import access_notices
from unknot.journal.entry import Side, Site, Tile
from unknot.store import audit as chain
from unknot.web.access_list import audit_history

SRC = Path(access_notices.__file__).parents[2]
NOT_YOU = "If that was not you, open Unknot."


@pytest.fixture
def listens(life: Life) -> Life:
    """A phone is told from now on; what was before is not told."""
    access_notices.tell(life.home.journal, life.clock.now)
    return life


def told(life: Life) -> list[str]:
    before = len(life.told)
    access_notices.tell(life.home.journal, life.clock.now)
    life.take_in()
    return [notice["body"] for notice in life.told[before:]]


def test_each_grant_key_export_and_first_opening_is_told_once(listens: Life):
    joined(listens.home.journal, listens.clock.now, "Sam", Scope.LOG)
    assert told(listens) == [f"Someone was invited. Someone accepted an invitation. {NOT_YOU}"]
    assert told(listens) == []
    actions.exported(listens.home.journal, 3, by=Actor(), now=listens.clock.now)
    for what in ("passkey-added", "link-first-opened", "link-opened", "signed-in"):
        audit.note(listens.home.journal, "Ada", what, listens.clock.now)
    assert told(listens) == [f"A copy was taken. A key was added. A link was opened for the first time. {NOT_YOU}"]
    assert listens.told[-1]["link"] == "/who"
    for what in access_notices.NEUTRAL:
        audit.note(listens.home.journal, "Ada", what, listens.clock.now)
    (many,) = told(listens)
    assert len(many) <= 160


def test_a_carer_hears_nothing_and_a_phone_that_was_off_hears_it_later(listens: Life):
    Channel.objects.update(for_carer=True)
    audit.note(listens.home.journal, "Ada", "token-made", listens.clock.now)
    assert told(listens) == []  # there is nobody to be told, and it is not told to who comes later
    Channel.objects.update(for_carer=False)
    assert told(listens) == []
    audit.note(listens.home.journal, "Ada", "link-made", listens.clock.now)
    listens.service.status = 503
    again = access_notices.tell(listens.home.journal, listens.clock.now)
    assert again - listens.clock.now == timedelta(minutes=5)
    listens.service.asked.clear()
    listens.service.status = 201
    assert told(listens) == [f"A link was made. {NOT_YOU}"]


def test_quiet_hours_are_kept(listens: Life):
    listens.settings(kept(quiet_from=time(22), quiet_until=time(7)))
    listens.clock.now = at("2026-03-02 23:00")
    audit.note(listens.home.journal, "Ada", "link-made", listens.clock.now)
    assert access_notices.tell(listens.home.journal, listens.clock.now) == at("2026-03-03 07:00")
    listens.clock.now = at("2026-03-03 07:00")
    assert told(listens) == [f"A link was made. {NOT_YOU}"]


def test_after_90_days_a_look_is_asked_for_once_and_a_look_is_enough(listens: Life):
    journal = listens.home.journal
    listens.settings(replace(kept(), tiles=(Tile("Left calf", sites=(Site("calf", Side.LEFT),)),)))
    sam = joined(journal, listens.clock.now, "Sam", Scope.LOG, days=365)
    told(listens)
    listens.clock.forward(days=89)
    assert told(listens) == []
    listens.clock.forward(days=1)
    assert told(listens) == ["Please look over who has access."]
    assert told(listens) == []
    owner = signed_in(listens)
    assert "Is it still right who can see this?" in owner.get("/?all=1").content.decode()
    assert "Is it still right" not in sam.get("/?all=1").content.decode()
    owner.post("/who/reviewed", {"answer": "later"})
    assert "Is it still right" not in owner.get("/?all=1").content.decode()
    listens.clock.forward(days=14)
    owner = signed_in(listens)
    assert "Is this still right?" in owner.get("/who").content.decode()
    owner.post("/who/reviewed")
    assert "Is this still right?" not in owner.get("/who").content.decode()
    grants.stop_everything(journal, listens.clock.now)
    listens.clock.forward(days=91)
    assert told(listens) == []


def signed_in(life: Life) -> Client:
    owner = begin(life.home.journal, life.clock.now, device=False)
    told(life)
    return owner


def test_every_deed_has_words_and_none_of_the_neutral_ones_names_anything():
    source = "".join(path.read_text(encoding="utf-8") for path in SRC.rglob("*.py") if "migrations" not in path.parts)
    noted = re.findall(r"\bnote\(((?:[^()]|\([^()]*\))*)\)|\b_note[d]?\(([^()]*)\)", source)
    deeds = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', " ".join(first or second for first, second in noted)))
    assert len(deeds) > 25
    assert deeds <= audit_history.WORDS.keys()
    assert {str(deed) for deed in chain.Deed} <= audit_history.WORDS.keys()
    assert access_notices.NEUTRAL.keys() <= audit_history.WORDS.keys()
    for words in access_notices.NEUTRAL.values():
        assert not re.search(r"spasm|cramp|dose|medic|journal|diary|health|doctor|clinic", words, re.IGNORECASE)
