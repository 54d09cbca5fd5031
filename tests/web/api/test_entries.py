"""The outbox's door: one entry a request, created once, signed by who sends it, changed only the day it was made."""

import json
from datetime import time, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from unknot import actions
from unknot.actions import Actor
from unknot.journal.document import to_document
from unknot.journal.entry import (
    Amendment,
    AsNeededLimit,
    Dose,
    Entry,
    Episode,
    Medicine,
    Note,
    Person,
    PlannedDose,
    PlanStep,
    Prescription,
    Provenance,
    Retraction,
    Role,
    Settings,
    Via,
)
from unknot.journal.ids import new_id
from unknot.journal.problem import Oddity
from unknot.journal.quantity import Quantity
from unknot.journal.span import moment
from unknot.store import entries
from unknot.web.page import rate_limit


@pytest.fixture(autouse=True)
def _no_requests_yet():
    rate_limit.devices.clear()
    rate_limit.tokens.clear()


def made(clock, body=None, ago=0):
    at = moment(clock.now - timedelta(minutes=ago), "Europe/Dublin")
    return Entry(
        id=new_id(clock.now), happened_at=at, provenance=Provenance(recorded_at=at), body=body or Episode(bother=6)
    )


def put(browser, entry, document=None):
    return browser.put(
        f"/api/v1/entries/{entry.id}",
        json.dumps(to_document(entry) if document is None else document),
        content_type="application/json",
    )


def test_the_first_time_it_is_made_the_second_time_it_is_known(home, clock):
    entry = made(clock)
    assert [put(home.device, entry).status_code for _ in range(3)] == [201, 200, 200]
    assert len(entries.standing(home.journal).of(Episode)) == 1


def test_other_content_under_a_known_id_is_refused(home, clock):
    entry = made(clock)
    put(home.device, entry)
    other = Entry(id=entry.id, happened_at=entry.happened_at, provenance=entry.provenance, body=Episode(bother=1))
    assert put(home.device, other).status_code == 409
    assert entries.standing(home.journal).of(Episode)[0].body.bother == 6


def test_it_is_signed_by_the_device_that_sends_it_whatever_it_says(home, clock):
    entry = made(clock)
    document = to_document(entry)
    document["provenance"] |= {"role": "clinician", "name": "Dr No", "device": "another", "via": "cli"}
    assert put(home.device, entry, document).status_code == 201
    signed = entries.standing(home.journal).of(Episode)[0].provenance
    assert (signed.role, signed.name, signed.via) == (Role.OWNER, "", Via.TAP)
    assert signed.device not in ("", "another")


def test_a_wrong_clock_is_stored_and_becomes_a_problem(home, clock):
    at = moment(clock.now + timedelta(days=400), "Europe/Dublin")
    early = moment(clock.now, "Europe/Dublin")
    late = Entry(id=new_id(clock.now), happened_at=at, provenance=Provenance(recorded_at=early), body=Episode())
    assert put(home.device, late).status_code == 201
    assert [p.oddity for p in entries.standing(home.journal).problems] == [Oddity.FUTURE]


@pytest.mark.parametrize("body", [Settings(), Person(name="Someone")])
def test_a_device_adds_what_is_logged_and_no_settings(home, clock, body):
    assert put(home.device, made(clock, body)).status_code == 403


def test_it_changes_what_it_made_today_and_nothing_else(home, clock):
    mine = made(clock)
    put(home.device, mine)
    change = made(clock, Amendment(amends=mine.id, changes={"bother": 2}))
    assert put(home.device, change).status_code == 201
    clock.forward(days=1)
    late = made(clock, Retraction(retracts=mine.id))
    assert put(home.device, late).status_code == 403
    assert entries.standing(home.journal).of(Episode)[0].body.bother == 2


def test_a_device_changes_only_what_came_today_whatever_its_clock_says(home, clock):
    mine = made(clock)
    put(home.device, mine)
    change = made(clock, Amendment(amends=mine.id, changes={"bother": 2}))
    clock.forward(hours=1)
    assert put(home.device, change).status_code == 201
    back_dated = made(clock, Retraction(retracts=mine.id, reason="not mine"), ago=60)
    clock.forward(days=2)
    assert put(home.device, back_dated).status_code == 403


@pytest.mark.parametrize(
    ("document", "status"),
    [
        ({}, 422),
        ([], 422),
        ("x", 422),
        ({"v": 1, "kind": "episode"}, 422),
        ({"v": 1, "kind": "episode", "owner_id": 3}, 422),
    ],
)
def test_what_is_no_entry_is_refused_and_nothing_is_kept(home, clock, document, status):
    assert put(home.device, made(clock), document).status_code == status
    assert not entries.standing(home.journal).of(Episode)


def test_an_entry_under_another_address_not_json_or_too_large_is_refused(home, clock):
    entry = made(clock)
    address = f"/api/v1/entries/{UUID(int=7)}"
    assert home.device.put(address, json.dumps(to_document(entry)), content_type="application/json").status_code == 422
    assert home.device.put(address, "{", content_type="application/json").status_code == 400
    assert home.device.put(address, "{}", content_type="text/plain").status_code == 415
    assert home.device.put(address, "x" * 300_000, content_type="application/json").status_code == 413


def test_strangers_and_other_households_get_nothing_in(home, neighbours, stranger, clock):
    entry = made(clock)
    assert put(stranger, entry).status_code == 401
    put(neighbours.device, entry)
    assert not entries.standing(home.journal).of(Episode)


def test_a_page_of_another_site_is_refused(home, clock):
    entry = made(clock)
    answer = home.device.put(
        f"/api/v1/entries/{entry.id}",
        json.dumps(to_document(entry)),
        content_type="application/json",
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 403


def test_a_queue_of_two_hundred_drains_and_six_hundred_a_minute_is_the_end(home, clock):
    entry = made(clock)
    answers = [put(home.device, entry) for _ in range(601)]
    assert {a.status_code for a in answers[:600]} == {201, 200}
    assert (answers[600].status_code, answers[600]["Retry-After"]) == (429, "61")
    clock.forward(minutes=2)
    assert put(home.device, entry).status_code == 200


def test_a_dose_that_a_device_knows_only_the_slot_of_is_what_the_plan_says(home, clock):
    step = PlanStep(starts=clock.now.date(), doses=(PlannedDose(time(20), Quantity(Decimal(10), "mg")),))
    plan = Prescription(medicine=Medicine(name="Baclofen", code="baclofen"), starts=clock.now.date(), steps=(step,))
    at = moment(clock.now, "Europe/Dublin")
    kept = actions.record(home.journal, plan, by=Actor(), happened_at=at, now=clock.now).entry
    sent = made(clock, Note(text="x"))
    body = {"planned_for": "2026-03-02T20:00:00+00:00[Europe/Dublin]", "prescription": str(kept.id)}
    document = {**to_document(sent), "kind": "dose", "body": body}
    for status in (201, 200):
        assert put(home.device, sent, document).status_code == status
    (dose,) = entries.standing(home.journal).of(Dose)
    assert (dose.body.medicine, dose.body.amount) == (plan.medicine, Quantity(Decimal(10), "mg"))
    other = made(clock, Note(text="x"))
    unknown = {**to_document(other), "kind": "dose", "body": {**body, "prescription": str(other.id)}}
    assert put(home.device, other, unknown).status_code == 422


def test_an_as_needed_dose_too_is_what_the_plan_says(home, clock):
    limit = AsNeededLimit(amount=Quantity(Decimal(5), "mg"))
    plan = Prescription(medicine=Medicine(name="Diazepam"), starts=clock.now.date(), as_needed=limit)
    at = moment(clock.now, "Europe/Dublin")
    kept = actions.record(home.journal, plan, by=Actor(), happened_at=at, now=clock.now).entry
    sent = made(clock, Note(text="x"))
    document = {**to_document(sent), "kind": "dose", "body": {"prescription": str(kept.id), "as_needed": True}}
    assert put(home.device, sent, document).status_code == 201
    (dose,) = entries.standing(home.journal).of(Dose)
    assert (dose.body.medicine.name, dose.body.amount, dose.body.as_needed) == ("Diazepam", limit.amount, True)
