"""When it happened, when it was logged, when it is looked at; and plans that start or end today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests.safety.cases import ZONE, Case, entry, raw, told
from unknot.journal.entry import Circumstance, Medicine, Note, Prescription, Provenance
from unknot.journal.journal import settle
from unknot.journal.span import moment
from unknot.knowledge.rules import Tier
from unknot.safety.alerts import alerts

NOW = datetime(2026, 3, 2, 12)
SEROTONIN = "2026-03-02 11:00 symptom agitated\n2026-03-02 11:01 symptom jerks\n2026-03-02 11:02 symptom sweating"


def late(happened: timedelta, logged: timedelta, rule: str) -> list[str]:
    """What the rule says now of a face droop that happened and was logged so long ago."""
    (droop,) = raw(Case(days=f"{NOW - happened:%Y-%m-%d %H:%M} symptom face-droop"))
    known = replace(droop, provenance=Provenance(recorded_at=moment(NOW - logged, ZONE)))
    found = alerts(settle([known]), now=Case(now=NOW).instant, zone=ZONE)
    return [alert.tier.value for alert in found if alert.rule.code == rule]


@pytest.mark.parametrize(
    ("happened", "logged", "speaks"),
    [(1, 0, True), (20, 0, True), (23, 23, True), (25, 25, False), (30, 1, True), (30, 25, False), (24 * 9, 0, False)],
)
def test_an_emergency_logged_late_is_news_when_it_is_logged(happened: int, logged: int, speaks: bool):
    found = late(timedelta(hours=happened), timedelta(hours=logged), "RF-STROKE")
    assert found == (["emergency"] if speaks else [])


@pytest.mark.parametrize(
    ("starts", "ends", "takes"),
    [
        (date(2026, 3, 2), None, True),
        (date(2026, 3, 3), None, False),
        (date(2026, 2, 1), date(2026, 3, 2), True),
        (date(2026, 2, 1), date(2026, 3, 1), False),
    ],
)
def test_a_plan_counts_from_its_first_day_to_its_last(starts: date, ends: date | None, takes: bool):
    plan = Prescription(medicine=Medicine(name="sertraline", code="sertraline"), starts=starts, ends=ends)
    journal = settle([*raw(Case(days=SEROTONIN)), entry(plan, datetime(2026, 2, 1, 7), "plan")])
    codes = {alert.rule.code for alert in alerts(journal, now=Case(now=NOW).instant, zone=ZONE)}
    assert ("RF-SS" in codes) is takes


@pytest.mark.parametrize(("until", "stands"), [(date(2026, 3, 2), True), (date(2026, 3, 1), False)])
def test_a_standing_fact_holds_through_its_last_day(until: date, stands: bool):
    pump = entry(Circumstance(code="baclofen-pump", until=until), datetime(2026, 1, 1, 9), "pump")
    journal = settle([pump, *raw(Case(days="2026-03-02 11:00 symptom itching"))])
    codes = {alert.rule.code for alert in alerts(journal, now=Case(now=NOW).instant, zone=ZONE)}
    assert ("RF-PUMP" in codes) is stands


def test_kidney_disease_and_baclofen_as_planned_say_nothing_where_nothing_is_felt():
    plan = ["baclofen 10 mg at 08:00 20:00 from 2026-02-01"]
    assert told(Case(about=["kidney-disease"], plan=plan, days="2026-03-02 08:00 dose baclofen 10mg")) == []


def test_no_message_about_baclofen_for_somebody_who_takes_none():
    assert told(Case(days="2026-03-02 11:00 symptom vomited-dose")) == []
    assert told(Case(days='2026-03-02 11:00 note "missed my tablets"')) == []


def test_a_question_for_the_doctor_is_no_sign():
    ask = entry(Note(text="what if my face has dropped and I have chest pain?", question=True), NOW, "q")
    assert alerts(settle([ask]), now=Case(now=NOW).instant, zone=ZONE, tiers=frozenset(Tier)) == ()


def test_an_injury_below_t6_with_blocked_nose_is_quiet():
    for sign in ("stuffy-nose", "sweating", "goose-bumps"):
        below = Case(about=["spinal-cord-injury", "injury-below-t6"], days=f"2026-03-02 11:00 symptom {sign}")
        assert told(below) == []
