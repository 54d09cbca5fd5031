"""Entries as documents: kept once however often they come, and only where the sender may write."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from unknot.journal.document import to_document
from unknot.journal.entry import Amendment, Body, Entry, Episode, Note, Provenance, Retraction, Role
from unknot.journal.span import moment
from unknot.madeup.example import made_up_year
from unknot.store import entries

NOW = moment(datetime.fromisoformat("2026-03-02T20:30:00+00:00"), "Europe/Dublin")


def said(body: Body, **more) -> Entry[Body]:
    return Entry(id=uuid4(), happened_at=NOW, provenance=Provenance(recorded_at=NOW), body=body, **more)


def put(client, entry: Entry[Body], **changes):
    document = to_document(entry) | changes
    return client.put(f"/api/v1/entries/{entry.id}", json.dumps(document), content_type="application/json")


def kept(journal: UUID) -> list[Entry[Body]]:
    return list(entries.raw(journal))


def test_the_same_entry_fifty_times_is_one_row(home):
    spasm = said(Episode(bother=6))
    assert [put(home.device, spasm).status_code for _ in range(50)] == [201, *[200] * 49]
    assert len(kept(home.journal)) == 1


def test_another_entry_under_its_id_is_refused(home):
    spasm = said(Episode(bother=6))
    put(home.device, spasm)
    answer = put(home.device, spasm, body={"bother": 7})
    assert (answer.status_code, "6" in answer.content.decode()) == (409, False)
    assert kept(home.journal)[0].body.bother == 6


def test_the_server_signs_what_a_device_sends(home):
    forged = Provenance(recorded_at=NOW, role=Role.CLINICIAN, device="Somebody else's")
    spasm = Entry(id=uuid4(), happened_at=NOW, provenance=forged, body=Episode())
    assert put(home.device, spasm).status_code == 201
    (entry,) = kept(home.journal)
    assert (entry.provenance.role, entry.provenance.device) == (Role.OWNER, "This device")


def test_a_locked_device_changes_what_it_made_today_and_nothing_else(home):
    theirs, own = said(Episode()), said(Episode())
    put(home.owner, theirs)
    put(home.device, own)
    assert put(home.device, said(Amendment(amends=own.id, changes={"bother": 3}))).status_code == 201
    assert put(home.device, said(Retraction(retracts=own.id))).status_code == 201
    assert put(home.device, said(Amendment(amends=theirs.id, changes={"bother": 3}))).status_code == 403
    assert put(home.device, said(Retraction(retracts=theirs.id))).status_code == 403


def test_a_device_cannot_withdraw_a_withdrawal_of_anothers(home):
    theirs = said(Episode())
    put(home.owner, theirs)
    withdrawal = said(Retraction(retracts=theirs.id))
    put(home.owner, withdrawal)
    assert put(home.device, said(Retraction(retracts=withdrawal.id))).status_code == 403


def test_two_households_never_read_or_touch_each_other(home, neighbours):
    secret = said(Note(text="only ours"))
    put(home.owner, secret)
    assert "only ours" in home.owner.get("/entries").content.decode()
    assert neighbours.owner.get("/entries").json() == []
    put(neighbours.owner, said(Retraction(retracts=secret.id)))
    assert put(neighbours.owner, secret).status_code == 201, "an id says nothing about another household"
    assert len(kept(home.journal)) == 1
    assert "only ours" in home.owner.get("/entries").content.decode()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff",
        b"[" * 5000,
        b'{"v": 1, "kind": "episode"}',
        b'{"v": 1, "kind": ["episode"]}',
    ],
)
def test_what_is_no_entry_is_refused_in_words(home, body):
    answer = home.device.put(f"/api/v1/entries/{uuid4()}", body, content_type="application/json")
    assert answer.status_code in (400, 422)
    assert answer.json()["says"]


def test_an_entry_goes_under_its_own_id_only(home):
    spasm = said(Episode())
    answer = home.device.put(
        f"/api/v1/entries/{uuid4()}", json.dumps(to_document(spasm)), content_type="application/json"
    )
    assert answer.status_code == 422


def test_the_list_is_what_stands_however_it_was_come_by(home, clock):
    entries.append(home.journal, made_up_year(3, clock.now), clock.now)
    spasms = entries.standing(home.journal).of(Episode)[-12:]
    for n, spasm in enumerate(spasms):
        change = Amendment(amends=spasm.id, changes={"bother": n % 10}) if n % 2 else Retraction(retracts=spasm.id)
        assert put(home.owner, said(change)).status_code == 201
    moved = Amendment(amends=spasms[-1].id, changes={"happened_at": "2025-12-24T20:00:00+00:00[Europe/Dublin]"})
    put(home.owner, said(moved))

    for days in (1, 7, 92):
        since = clock.now - timedelta(days=days)
        stands = entries.standing(home.journal).between(since, clock.now + timedelta(days=1))
        assert home.owner.get("/entries", {"days": days}).json() == [to_document(entry) for entry in stands]


@pytest.mark.parametrize("days", ["0", "-3", "x", "999999", "\u0663", ""])
def test_any_number_of_days_gives_a_list(home, days):
    assert home.owner.get("/entries", {"days": days}).status_code == 200


def test_a_long_list_comes_a_page_at_a_time(home, clock):
    spasms = [said(Episode(bother=n)) for n in range(5)]
    entries.append(home.journal, spasms, clock.now)
    found, path = [], "/entries?days=7&most=2"
    while path:
        answer = home.owner.get(path)
        found += json.loads(answer.content)
        path = answer.headers.get("Link", "").partition(">")[0].lstrip("<")
    assert sorted(one["id"] for one in found) == sorted(str(spasm.id) for spasm in spasms)
    assert home.owner.get("/entries?after=yesterday").status_code == 400
