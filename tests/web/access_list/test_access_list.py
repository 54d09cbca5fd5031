"""Invited, joined, logging, refused, stopped: one person beside the owner."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, time, timedelta
from decimal import Decimal
from importlib import import_module
from itertools import pairwise

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from tests.web.conftest import Household
from tests.web.medicines.test_medicines import BACLOFEN
from tests.web.person import Person, form_id
from unknot.household.people import grants
from unknot.household.people.grants import Grant, ImpossibleGrant
from unknot.household.people.models import ApiToken, Device, Membership
from unknot.household.people.scopes import Scope, granted
from unknot.household.sharing.models import Invitation
from unknot.journal.entry import Dose, Episode, PlannedDose, PlanStep, Prescription, Role
from unknot.journal.quantity import Quantity
from unknot.store import audit
from unknot.store.audit_seal import seal, unseal
from unknot.store.models import AuditRow
from unknot.web.access_list.grant_form import PARTS


def invited(person: Person, **fields: object) -> str:
    """The path of an invitation, made as the owner makes it."""
    said = {"name": "Sam", "part": "helps", "lasts": "30"} | fields
    page = person.presses("/who/invite", **said)
    return re.search(r"http://testserver(/join/[^\"]+)", page)[1]  # type: ignore[index]


def comes(path: str, name: str = "Sam", **fields: str) -> Client:
    client = Client()
    assert client.post(path, {"name": name, **fields}).status_code == 302
    return client


def test_a_carer_logs_with_two_taps_and_it_says_who_saw_it(person: Person):
    carer = comes(invited(person, part="logs"), device="on")
    carer.post("/lock")  # the device goes on logging, as theirs
    page = carer.get("/?all=1").content.decode()
    carer.post("/tap", {"tile": "0", "id": form_id(page)})
    (spasm,) = person.spasms()
    carer.post(f"/entry/{spasm.id}/bother", {"bother": "6"})
    (spasm,) = person.spasms()
    assert (spasm.provenance.role, spasm.provenance.name, spasm.body.bother) == (Role.CARER, "Sam", 6)
    assert "seen by Sam" in person.opens("/diary/2026-03-02")


def test_a_carer_says_that_the_person_was_asleep(person: Person):
    carer = comes(invited(person))
    carer.post("/tap", {"tile": "0"})
    (spasm,) = person.spasms()
    assert "Were they asleep?" in carer.get(f"/entry/{spasm.id}/detail").content.decode()
    carer.post(f"/entry/{spasm.id}/detail", {"kind": "spasm", "asleep": "yes"})
    assert person.spasms()[0].body.asleep is True
    assert "seen by Sam, while asleep" in person.opens("/diary/2026-03-02")


def doses_due(person: Person) -> Person:
    """Baclofen at 08:00 and 21:00; the morning's dose was recorded by the person."""
    ten = Quantity(Decimal(10), "mg")
    times = tuple(PlannedDose(at, ten) for at in (time(8), time(21)))
    plan = Prescription(
        medicine=BACLOFEN, starts=date(2026, 2, 20), steps=(PlanStep(starts=date(2026, 2, 20), doses=times),)
    )
    person.logged("2026-02-20T09:00", plan)
    morning = person.at("2026-03-02T08:00")
    person.logged("2026-03-02T08:05", Dose(medicine=BACLOFEN, amount=ten, planned_for=morning))
    return person


def test_who_gives_medicines_sees_the_last_dose_before_the_tap(person: Person):
    carer = comes(invited(doses_due(person), part="gives"))
    page = carer.get("/").content.decode()
    assert "Baclofen, 10 mg" in page
    assert "Last recorded: 10 mg, today at 08:05, by the person." in page
    assert carer.get("/diary").status_code == 403


def test_a_carer_without_it_sees_the_slot_and_records_it_all_the_same(person: Person):
    carer = comes(invited(doses_due(person), part="logs"))
    page = carer.get("/").content.decode()
    assert "A dose" in page
    assert not [word for word in ("Baclofen", "Last recorded", "Unlock to see") if word in page]
    plan, slot = (re.search(rf'name="{name}" value="([^"]+)"', page)[1] for name in ("plan", "slot"))  # type: ignore[index]
    carer.post("/dose", {"answer": "taken", "plan": plan, "slot": slot})
    dose = person.holds().of(Dose)[-1]
    assert (dose.body.medicine, dose.provenance.name) == (BACLOFEN, "Sam")


def test_a_private_dose_is_not_told_and_not_given_twice(person: Person):
    carer = comes(invited(doses_due(person), part="gives"))
    private = person.logged(
        "2026-03-02T20:50", Dose(medicine=BACLOFEN, planned_for=person.at("2026-03-02T21:00"), note="redwood")
    )
    person.presses(f"/entry/{private}/private")
    assert "Taken now" not in carer.get("/").content.decode()  # its slot is answered
    person.presses(f"/entry/{private}/remove")
    as_needed = person.logged("2026-03-02T20:00", Dose(medicine=BACLOFEN, as_needed=True))
    person.presses(f"/entry/{as_needed}/private")
    assert "The last record is private. Ask the person first." in carer.get("/").content.decode()


def test_exactly_what_is_ticked_is_granted_and_half_of_something_is_not(person: Person):
    carer = comes(invited(person, part="exactly", scopes=["entries:read", "meds:read"]))
    assert carer.get("/diary").status_code == 200
    assert carer.get("/visit").status_code == 403
    for scopes in ([], ["notes:read"], ["dose:read"], ["comment:write"]):
        said = {"name": "Kim", "part": "exactly", "lasts": "30", "scopes": scopes}
        assert person.browser.post("/who/invite", said).status_code == 422


def test_a_changed_grant_counts_from_the_next_request(person: Person):
    carer = comes(invited(person), device="on")
    assert carer.get("/diary").status_code == 200
    grant = grants.others(person.journal).get()
    person.presses(f"/who/person/{grant.pk}/change", part="gives", lasts="30")
    assert carer.get("/diary").status_code == 403
    assert carer.get("/").status_code == 200
    person.presses(f"/who/person/{grant.pk}/change", part="looks", lasts="30")
    assert carer.get("/").headers["Location"] == "/diary"
    assert not Device.objects.filter(account=grant.account, revoked_at=None).exists()
    assert "Changed what someone may do" in person.opens("/who")


def test_a_note_from_someone_with_an_account_is_the_owners_until_it_is_kept(person: Person):
    both = {"part": "exactly", "scopes": ["entries:read", "notes:read", "comment:write"]}
    writer, reader = comes(invited(person, **both)), comes(invited(person, part="looks"), name="Kim")
    assert "Sent." in writer.post("/mine/note", {"text": "The splint <b>rubs</b>\u202e."}).content.decode()
    assert "splint" not in reader.get("/diary/2026-03-02").content.decode()
    page = person.opens("/visit/show/notes")
    assert "The splint &lt;b&gt;rubs&lt;/b&gt;." in page
    person.presses(re.search(r"/visit/show/notes/\d+/keep", page)[0])  # type: ignore[index]
    assert "splint" in reader.get("/diary/2026-03-02").content.decode()
    assert writer.post("/mine/note", {"text": "x" * 1001}).status_code == 422
    assert [writer.post("/mine/note", {"text": "more"}).status_code for _ in range(6)] == [200] * 5 + [409]
    assert reader.post("/mine/note", {"text": "may not"}).status_code == 403


def test_the_owner_corrects_or_refuses_what_a_carer_saw(person: Person):
    carer = comes(invited(person))
    carer.post("/tap", {"tile": "0"})
    (spasm,) = person.spasms()
    person.presses(f"/entry/{spasm.id}/bother", bother="2")
    assert person.spasms()[0].body.bother == 2
    assert "It was not so" in person.opens("/diary/2026-03-02")
    person.presses(f"/entry/{spasm.id}/remove")
    assert not person.spasms()


def test_a_grant_reaches_its_days_and_what_is_outside_is_unknown(person: Person):
    person.logged("2026-02-20T08:00", Episode())
    person.logged("2026-03-01T08:00", Episode())
    reader = comes(invited(person, part="looks", since="2026-02-25"))
    assert reader.get("/").headers["Location"] == "/diary"
    assert "No record" in reader.get("/diary/2026-02-20").content.decode()
    assert "At least 1 spasm" in reader.get("/diary/2026-03-01").content.decode()


def test_an_invitation_works_once_for_a_week_and_names_nobody(person: Person, clock):
    path = invited(person)
    assert "Ada" not in Client().get(path).content.decode()
    comes(path)
    assert Client().post(path, {"name": "Eve"}).status_code == 410
    late = invited(person)
    clock.forward(days=7, seconds=1)
    assert Client().get(late).status_code == 410


def test_a_grant_of_before_keeps_what_it_could_read(person: Person):
    comes(invited(person))
    Membership.objects.filter(role="carer").update(scopes="log:write read")
    import_module("unknot.household.people.migrations.0006_scopes").in_new_words(apps, None)
    assert granted(grants.others(person.journal).get().scopes) == PARTS["helps"]


def test_a_grant_must_end(person: Person):
    for lasts in (timedelta(0), timedelta(days=366)):
        with pytest.raises(ImpossibleGrant):
            Grant(scopes=frozenset({Scope.ENTRIES}), lasts=lasts)
    assert person.browser.post("/who/invite", {"name": "Sam", "part": "owner", "lasts": "30"}).status_code == 422
    assert not Invitation.objects.exists()


def test_a_grant_that_ran_out_opens_nothing_on_the_next_request(person: Person, clock):
    carer = comes(invited(person), device="on")
    assert carer.get("/diary").status_code == 200
    clock.forward(days=30, seconds=1)
    assert carer.get("/diary").status_code == 302
    assert carer.post("/tap", {"tile": "0"}).status_code == 401


def test_stop_counts_from_the_next_request_for_the_session_and_the_device(person: Person):
    carer = comes(invited(person), device="on")
    assert carer.get("/diary").status_code == 200
    membership = grants.others(person.journal).get()
    person.presses(f"/who/person/{membership.pk}/stop")
    assert carer.get("/diary").status_code == 302
    assert carer.post("/tap", {"tile": "0"}).status_code == 401
    assert not person.spasms()


def test_stop_everything_stops_everything_and_the_owner_stays(person: Person, home: Household):
    carer, waiting = comes(invited(person), device="on"), invited(person)
    person.presses("/devices/tokens/new", name="Button")
    share = person.browser.post("/visit/show/new/clinic", {"days": "7", "paper": "0"}).headers["Location"]
    person.presses("/who/stop-everything")
    assert carer.get("/diary").status_code == 302
    assert Client().get(waiting).status_code == 410
    assert person.browser.get(share).status_code == 404
    assert home.device.post("/tap", {"tile": "0"}).status_code == 401
    assert not Device.objects.filter(journal=person.journal, revoked_at=None).exists()
    assert not ApiToken.objects.filter(journal=person.journal, revoked_at=None).exists()
    page = person.opens("/who")
    assert "Nobody else." in page


def test_the_page_names_everyone_and_what_is_new_until_it_was_seen(person: Person):
    comes(invited(person), name="Sam")
    invited(person, name="Kim")
    page = person.opens("/who")
    for words in ("Sam", "Can log", "Kim", "invited, not here yet", "Joined by an invitation", "1 April 2026"):
        assert words in page
    assert "new" in person.opens("/settings")
    person.presses("/who/seen")
    assert "New since you looked" not in person.opens("/who")


def test_an_account_with_two_journals_goes_from_one_to_the_other(
    person: Person,
    neighbours: Household,
):
    path = invited(person)
    assert neighbours.owner.post(path, {}).status_code == 302
    assert Membership.objects.filter(account__name="Ben").count() == 2
    assert "in the journal of Ada" in neighbours.owner.get("/mine").content.decode()
    own = Membership.objects.get(account__name="Ben", role="owner")
    neighbours.owner.post(f"/mine/switch/{own.pk}")
    assert neighbours.owner.get("/settings").status_code == 200
    neighbours.owner.post(f"/mine/switch/{Membership.objects.get(journal=person.journal, role='owner').pk}")
    assert "Ben" in neighbours.owner.get("/mine").content.decode()


def test_what_was_done_is_read_and_saved_by_the_owner_with_its_chain(person: Person):
    comes(invited(person), name="=Sam")
    assert "Joined by an invitation" in person.opens("/who/history")
    answer = person.browser.post("/who/history/save")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [row["digest"] for row in rows] == [line.digest for line in audit.lines(person.journal)]
    assert all(row["before"] == before["digest"] for before, row in pairwise(rows))
    assert "'=Sam" in {row["who"] for row in rows}
    assert audit.broken() == ()
    assert "All stand as they were written." in person.opens("/who/history")


def test_the_history_goes_on_behind_its_first_page_and_says_where_it_was_changed(person: Person):
    for n in range(60):
        audit.note(person.journal, f"deed-{n}", at=person.clock.now, who="Ada")
    page = person.opens("/who/history")
    assert "Deed-59" in page
    assert "Deed-5<" not in page
    older = re.search(r"/who/history/\d+", page)[0]  # type: ignore[index]
    assert "Deed-5<" in person.opens(older)
    unseal(connection)
    AuditRow.objects.filter(journal=person.journal, deed="deed-30").update(who="Ben")
    assert "1 line was changed" in person.opens("/who/history")
    seal(connection)


def test_leaving_gives_the_part_up(person: Person):
    carer = comes(invited(person), device="on")
    assert carer.post("/mine/leave").headers["Location"] == "/sign-in"
    assert not grants.others(person.journal).exists()
    assert carer.post("/tap", {"tile": "0"}).status_code == 401
