"""Today's doses at a glance on Medicines: taken, not taken, not known yet, still to come."""

from __future__ import annotations

import re

from tests.web.medicines.test_medicines import BACLOFEN, has_plan
from tests.web.person import Person
from unknot.journal.entry import Dose, DoseStatus


def rows(html: str) -> list[tuple[str, ...]]:
    found = re.findall(
        r'<li class="(\w+)"><span class="number">(.*?)</span> <span><strong>(.*?)</strong> <span class="quiet">(.*?)<',
        html,
    )
    return [tuple(row) for row in found]


def test_each_planned_dose_of_today_says_how_it_stands(person: Person):
    has_plan(person, "08:00", "12:00", "16:00", "22:30")
    person.logged("2026-03-02T08:04", Dose(medicine=BACLOFEN, planned_for=person.at("2026-03-02T08:00")))
    person.logged(
        "2026-03-02T12:00",
        Dose(medicine=BACLOFEN, planned_for=person.at("2026-03-02T12:00"), status=DoseStatus.SKIPPED),
    )
    assert rows(person.opens("/medicines")) == [
        ("taken", "08:00", "Baclofen 10 mg", "taken at 08:04"),
        ("skipped", "12:00", "Baclofen 10 mg", "not taken"),
        ("open", "16:00", "Baclofen 10 mg", "not known yet"),
        ("later", "22:30", "Baclofen 10 mg", "still to come"),
    ]


def test_a_dose_without_a_plan_stands_there_too(person: Person):
    person.logged("2026-03-02T09:00", Dose(medicine=BACLOFEN, as_needed=True))
    assert rows(person.opens("/medicines")) == [("taken", "09:00", "Baclofen 10 mg", "taken, when needed")]


def test_a_day_without_doses_has_no_list(person: Person):
    person.logged("2026-03-01T09:00", Dose(medicine=BACLOFEN))
    assert not rows(person.opens("/medicines"))
