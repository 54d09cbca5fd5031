"""What each role can reach, field by field: words planted in every corner, and every page asked for them by all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from functools import partial
from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import F
from django.test import Client

from tests.web.conftest import Household, begin
from tests.web.person import Person
from tests.web.test_access import READS, ROUTES, joined, may
from unknot.household.people import grants
from unknot.household.people.grants import Grant
from unknot.household.people.models import ApiToken, Device, Membership
from unknot.household.people.scopes import Scope
from unknot.household.sharing.models import Invitation, NoteBack, Share
from unknot.journal.entry import (
    DiaryDay,
    Dose,
    Episode,
    Medicine,
    Note,
    PlannedDose,
    PlanStep,
    Prescription,
    Side,
    Site,
    Visit,
    Word,
)
from unknot.journal.quantity import Quantity
from unknot.store.models import EntryRow
from unknot.web.page.access import Access, declared

CALF = (Site("calf", Side.LEFT),)

PLANTED = {
    "public": "redwood",
    "private": "larch",
    "question": "juniper",
    "note": "cypress",
    "removed": "hemlock",
    "before the days": "spruce",
    "by the carer": "cedar",
    "note back": "sequoia",
    "label": "alder",
    "medicine": "tamarack",
}
"""A word for each kind of field."""

GRANTED = {
    "helps": {Scope.LOG, *READS},
    "diary": {Scope.ENTRIES},
    "diary and medicines": {Scope.ENTRIES, Scope.MEDICINES},
    "page": {Scope.PROFILE},
    "gives": {Scope.LOG, Scope.DOSES},
}
SEES = {
    "owner": {*PLANTED},
    "helps": {"public", "question", "note", "before the days", "by the carer", "label", "medicine"},
    "diary": {"label"},
    "diary and medicines": {"label", "medicine"},
    "page": {"question", "medicine"},
    "some days": {"public", "question", "note", "by the carer", "label", "medicine"},
    "gives": {"medicine"},
    "logs": set(),
    "carer": {"by the carer"},
}
"""Which of them each role finds anywhere at all."""

LIKE = {role: role for role in SEES} | {
    "diary": "comments", "diary and medicines": "comments", "page": "sees the page", "some days": "looks",
    "carer": "logs",
}  # fmt: skip
"""The role of the matrix of doors that enters where this one does."""


@pytest.fixture
def planted(person: Person, home: Household) -> Iterator[Person]:
    """A journal with a word in every corner; the carer wrote one of them, today."""
    person.logged("2026-03-02T08:00", Episode(sites=CALF, note=PLANTED["public"]))
    secret = person.logged("2026-03-02T09:00", Episode(sites=CALF, note=PLANTED["private"]))
    person.logged("2026-03-02T09:30", Episode(sites=CALF, label=PLANTED["label"]))
    plan = PlanStep(starts=date(2026, 2, 20), doses=(PlannedDose(time(21), Quantity(Decimal(10), "mg")),))
    person.logged(
        "2026-02-20T07:00",
        Prescription(medicine=Medicine(name=PLANTED["medicine"]), steps=(plan,), starts=plan.starts),
    )
    person.logged("2026-03-02T07:00", Dose(medicine=Medicine(name=PLANTED["medicine"]), as_needed=True))
    person.logged("2026-03-02T10:00", Note(text=PLANTED["question"], question=True))
    person.logged("2026-03-02T11:00", Note(text=PLANTED["note"]))
    person.logged("2026-02-20T08:00", Episode(sites=CALF, note=PLANTED["before the days"]))
    person.logged("2026-02-20T21:00", DiaryDay(day=date(2026, 2, 20), word=Word.EVERYTHING))
    person.logged("2026-02-10T08:00", Visit())
    gone = person.logged("2026-03-02T12:00", Episode(label=PLANTED["removed"]))
    person.presses(f"/entry/{secret}/private")
    person.presses(f"/entry/{gone}/remove")
    return person


@pytest.fixture
def roles(planted: Person, home: Household, neighbours: Household, stranger: Client, clock) -> dict[str, Client]:
    carer = joined(home.journal, clock.now, "carer", Scope.LOG, days=60)
    carer.post("/tap", {"tile": "0"})
    mine = planted.spasms()[-1]
    carer.post(f"/entry/{mine.id}/detail", {"kind": "spasm", "note": PLANTED["by the carer"]})
    assert planted.holds().find(mine.id).body.note == PLANTED["by the carer"]
    share = Share.objects.create(
        id=UUID(int=7), journal=home.journal, kind="clinic", name="", address_hash="x", wrapped=b"", origin="",
        language="en", days=28, made_at=clock.now, expires_at=clock.now + timedelta(hours=1), openings_left=5,
    )  # fmt: skip
    NoteBack.objects.create(journal=home.journal, share=share, at=clock.now, name="Dr", text=PLANTED["note back"])
    some = Grant(scopes=READS, lasts=timedelta(days=9), since=date(2026, 2, 25))
    windowed = Client()
    windowed.post(grants.invite(home.journal, "some days", some, by="Ada", now=clock.now))
    return {
        "owner": begin(home.journal, clock.now, device=False),
        **{role: joined(home.journal, clock.now, role, *scopes) for role, scopes in GRANTED.items()},
        "looks": joined(home.journal, clock.now, "viewer", *READS),
        "some days": windowed,
        "logs": joined(home.journal, clock.now, "carer", Scope.LOG, days=31),
        "carer": carer,
        "device": home.device,
        "stranger": stranger,
        "neighbour": begin(neighbours.journal, clock.now, device=False),
    }


PAPER = {"visit-paper", "share-paper", "report-paper"}
"""What is no text: its words are those of the page it prints."""


def ids_of(journal: UUID) -> dict[str, list[object]]:
    """The ids of a household by the kind of place in an address: an entry of each kind and a private one, all else."""
    numbers = [
        *Device.objects.filter(journal=journal).values_list("pk", flat=True),
        *ApiToken.objects.filter(journal=journal).values_list("pk", flat=True),
        *Membership.objects.filter(journal=journal).values_list("pk", flat=True),
        *Invitation.objects.filter(journal=journal).values_list("pk", flat=True),
        *NoteBack.objects.filter(journal=journal).values_list("pk", flat=True),
    ]
    roots = EntryRow.objects.filter(journal=journal, id=F("root")).order_by("happened_at")
    private = roots.filter(document__contains=PLANTED["private"]).values_list("id", flat=True)
    entries = {*dict(roots.values_list("kind", "id")).values(), *private}
    shares = Share.objects.filter(journal=journal).values_list("pk", flat=True)
    return {"uuid": [*entries, *shares], "int": sorted(set(numbers))}


def addresses(ids: dict[str, list[object]], opens: Callable[[object], bool]) -> Iterator[str]:
    """Every address of the program with these ids in it, where a door opens; nothing that anyone may open."""
    for where, route in ROUTES:
        kinds = re.findall(r"<(uuid|int):", where)
        if route.name in PAPER or declared(route.callback) is Access.PUBLIC or not opens(route.callback):
            continue
        filled = where.replace("<day:first>", "2026-02-01").replace("<day:last>", "2026-03-01")
        filled = re.sub(r"<day:\w+>", "2026-03-02", filled)
        for value in ids[kinds[0]] if kinds else [""]:
            yield "/" + re.sub(r"<[^>]+>", "x", re.sub(r"<(uuid|int):\w+>", str(value), filled))


@pytest.mark.parametrize("role", SEES)
def test_each_role_finds_the_words_it_may_and_no_others(roles: dict[str, Client], home: Household, role: str):
    found: dict[str, set[str]] = {}
    ids = ids_of(home.journal)
    about = [
        EntryRow.objects.get(journal=home.journal, document__contains=PLANTED[word]).root
        for word in ("private", "by the carer")
    ]
    opens = partial(may, LIKE[role])  # that the other doors stay shut, the matrix of doors shows
    for address in ["/diary/2026-02-20", *addresses({"uuid": [*about], "int": ids["int"][-1:]}, opens)]:
        before = transaction.savepoint()
        answer = roles[role].get(address)
        transaction.savepoint_rollback(before)
        assert answer.status_code < 500, address
        if answer.headers.get("Content-Type", "").startswith(("text/", "application/json")) and not answer.streaming:
            text = answer.content.decode().lower()
            for kind, word in PLANTED.items():
                if word in text:
                    found.setdefault(kind, set()).add(address)
    assert found.keys() == SEES[role], {kind: sorted(found[kind])[:3] for kind in found.keys() - SEES[role]}


def test_no_id_of_one_household_does_anything_for_another(roles: dict[str, Client], home: Household):
    """Each address with each id of the home, asked for and pressed by the neighbour's owner."""
    named = {route.callback for where, route in ROUTES if re.search("<(uuid|int):", where)}

    def state() -> object:
        return (
            sorted(EntryRow.objects.filter(journal=home.journal).values_list("id", "document")),
            [sorted(model.objects.filter(journal=home.journal).values_list("pk", "revoked_at"), key=str)
             for model in (Device, ApiToken)],
            sorted(Membership.objects.filter(journal=home.journal).values_list("pk", flat=True)),
            sorted(Invitation.objects.filter(journal=home.journal).values_list("pk", "used_at"), key=str),
            sorted(Share.objects.values_list("pk", "ended_at", "ciphertext"), key=str),
            sorted(NoteBack.objects.values_list("pk", "text", "released_at", "removed_at"), key=str),
        )  # fmt: skip

    before, neighbour = state(), roles["neighbour"]
    asked = list(addresses(ids_of(home.journal), named.__contains__))
    assert len(asked) > 150
    for address in asked:
        for ask in (neighbour.get, neighbour.post):
            answer = ask(address)
            text = "" if answer.streaming else answer.content.decode(errors="replace").lower()
            assert not [word for word in PLANTED.values() if word in text], address
            assert answer.status_code < 500, address
    assert state() == before


def test_who_helps_changes_only_what_they_wrote(roles: dict[str, Client], planted: Person, home: Household):
    theirs = next(e for e in planted.spasms() if e.body.note == PLANTED["public"])
    mine = next(e for e in planted.spasms() if e.body.note == PLANTED["by the carer"])
    for role in ("helps", "looks", "logs", "device"):
        for act in ("undo", "bother", "when", "stop", "private", "remove"):
            roles[role].post(f"/entry/{theirs.id}/{act}", {"bother": "1", "earlier": "60"})
            roles[role].post(f"/entry/{mine.id}/{act}", {"bother": "1", "earlier": "60"})
    holds = planted.holds()
    assert holds.find(theirs.id) == theirs
    assert holds.find(mine.id) == mine
    roles["carer"].post(f"/entry/{mine.id}/bother", {"bother": "4"})
    assert planted.holds().find(mine.id).body.bother == 4
