"""Every unit that a plan may have is said in words, by every way a notice comes and on the screen."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import time
from decimal import Decimal
from email import message_from_string
from email.policy import default
from html import unescape

from django.test import Client

from tests.household.reminders.lives import at, kept, plan
from tests.web.conftest import begin
from unknot.household.people.models import Channel
from unknot.household.people.secret_tokens import hash_of
from unknot.journal.entry import PlannedDose
from unknot.journal.quantity import Quantity
from unknot.web.medicines.medicine_form import amount_units

WORDS = {
    "mg": "2 mg", "{tbl}": "2 tablets", "mL": "2 mL", "ug": "2 µg", "g": "2 g", "{drop}": "2 drops",
    "{puff}": "2 puffs", "[iU]": "2 IU",
}  # fmt: skip
CODES = re.compile(r"[{}\[\]]|\bug\b")
"""What only a machine reads."""


def test_every_unit_of_the_form_has_its_words_here():
    assert {code for code, _words in amount_units()} == set(WORDS)


def test_every_unit_is_said_in_words_on_every_way(life, box, monkeypatch):
    """A plan in each unit, four at seven and four at eight, told to a phone, by mail, to a topic and on the page."""
    life.clock.now = at("2026-03-02 06:00")
    for kind, address in (("e-mail", "ada@home.example"), ("ntfy", "quiet-topic"), ("calendar", hash_of("a" * 43))):
        Channel.objects.create(
            journal=life.home.journal, kind=kind, name=kind, address=address, made_at=life.clock.now
        )  # fmt: skip
    life.settings(kept(doses=True, names=True))
    for n, unit in enumerate(WORDS):
        planned = plan(f"Medicine {n}", time(7 + n // 4))
        step = planned.steps[0]
        dose = PlannedDose(step.doses[0].at, Quantity(Decimal(2), unit))
        life.keep(replace(planned, steps=(replace(step, doses=(dose,)),)))
    topics: list[str] = []

    def take_in() -> None:
        while life.service.asked:
            asked = life.service.asked.pop(0)
            if asked.path == "/phone":
                life.told.append(life.phone.opened(asked.body))
            else:
                topics.append(json.loads(asked.body)["message"])

    monkeypatch.setattr(life, "take_in", take_in)
    life.work()
    life.until(at("2026-03-02 09:00"))
    named = [f"Medicine {n} {words}" for n, words in enumerate(WORDS.values())]
    lines = [f"07:00: {', '.join(named[:4])}", f"08:00: {', '.join(named[4:])}"]
    calendar = Client().get(f"/calendar/{'a' * 43}.ics").content.decode()
    owner = begin(life.home.journal, life.clock.now, device=False)  # no session outlives a clock that was set back
    screen = unescape(owner.get("/medicines").content.decode())
    assert [notice["body"] for notice in life.told] == lines
    assert topics == lines
    assert [letter.partition("\n")[0] for letter in readable(box.letters)] == lines
    assert [words for words in WORDS.values() if words not in screen] == []
    assert "Medicine" not in calendar, "its words are neutral, always"
    for text in (*lines, *topics, calendar, re.sub(r"<(script|style|select).*?</\1>|<[^>]*>", "", screen, flags=re.S)):
        assert CODES.search(text) is None, text


def readable(letters: list[str]) -> list[str]:
    """What a mail program shows of letters."""
    return [str(message_from_string(one, policy=default).get_content()).strip() for one in letters]
