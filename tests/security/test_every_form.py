"""Any letters in any form get an answer: no error of the server, no raw exception."""

from __future__ import annotations

import random

import pytest

from tests.generate import random_body
from tests.security.every_form import faults, forms_of
from tests.web.conftest import tries
from unknot import actions
from unknot.actions import Actor, InTheFuture
from unknot.journal.entry import Settings, Tile
from unknot.journal.kinds import KIND_FACTS
from unknot.journal.span import moment
from unknot.web.page import rate_limit

STARTS = ("/", "/diary", "/patterns", "/visit", "/medicines", "/treatments", "/who", "/settings/data", "/keys", "/mine")


@pytest.fixture
def lived_in(home, clock):
    """A journal with an entry of every kind."""
    rng, at = random.Random(7), moment(clock.now, "Europe/Dublin")
    settings = Settings(zone="Europe/Dublin", tiles=(Tile("Left calf"),))
    actions.record(home.journal, settings, by=Actor(), happened_at=at, now=clock.now)
    for kind in KIND_FACTS:
        if kind.__name__ in ("Amendment", "Retraction", "Settings"):
            continue
        try:
            actions.record(home.journal, random_body(rng, kind), by=Actor(), happened_at=at, now=clock.now)
        except InTheFuture:
            continue
    return home


def test_any_letters_in_any_form_get_an_answer(lived_in):
    forms = list(forms_of(lived_in.owner, STARTS, 60).values())
    assert len(forms) > 30
    assert list(faults(lived_in.owner, forms, random.Random(5), 120, _afresh)) == []


@pytest.mark.parametrize(
    ("form", "sent"),
    [
        ("/visit/questions", {"text": "a\r\nBcc: b@example.org"}),
        ("/say", {"text": "Baclofen 99999999999999 (400) mg"}),
        ("/side-effect", {"code": "sleepy", "on": "9999-12-31", "at": "10:00"}),
    ],
)
def test_what_cannot_be_kept_is_shown_again_and_nothing_is_changed(home, form, sent):
    answer = home.owner.post(form, sent)
    assert answer.status_code < 500
    if answer.status_code == 422:
        assert any(value in answer.content.decode() for value in sent.values())


def _afresh() -> None:
    tries.clear()
    for limit in (rate_limit.devices, rate_limit.tokens, rate_limit.exports):
        limit.clear()
