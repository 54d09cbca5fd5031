"""Erase for good: an entry, some days, everything and everyone, each with a receipt that says when it is over."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from tests.web.person import CALF, Person
from unknot.household.people.models import Account, Device, Membership
from unknot.importers.everything import read
from unknot.journal.entry import Attachment, Episode
from unknot.journal.entry import Person as Who
from unknot.store import attachments, entries


@pytest.fixture(autouse=True)
def _home(settings, tmp_path: Path):
    settings.HOME = tmp_path


def test_an_entry_goes_with_its_file_and_a_receipt(person: Person, settings):
    letter = b"%PDF- a letter to nobody else"
    attachments.keep(settings.HOME, settings.MASTER_KEY, letter)
    sha256 = hashlib.sha256(letter).hexdigest()
    file = Attachment(name="letter.pdf", media_type="application/pdf", size=len(letter), sha256=sha256)
    id = person.logged("2026-03-01T09:00", file)
    assert "Tick the box" in person.presses(f"/entry/{id}/erase", status=422, asked=1)
    page = person.presses(f"/entry/{id}/erase", **{"for-good": 1})
    assert "1 record, on" in page
    assert "hold none of it after 7 April 2026" in re.sub(r"\s+", " ", page)
    assert list(attachments.files(settings.HOME)) == []
    assert id in entries.blanked(person.journal)


def test_days_go_and_the_others_stay(person: Person):
    gone = person.logged("2026-02-20T09:00", Episode(sites=(CALF,)))
    kept = person.logged("2026-02-22T09:00", Episode(sites=(CALF,)))
    person.presses("/settings/data/erase-days", status=422, first="2026-02-20")
    days = {"first": "2026-02-19", "last": "2026-02-21"}
    assert "1 entry." in person.presses("/settings/data/erase-days", **days)
    assert [entry.id for entry in person.spasms()] == [gone, kept]
    person.presses("/settings/data/erase-days", **days, asked=1, **{"for-good": 1})
    assert [entry.id for entry in person.spasms()] == [kept]


def test_the_person_goes_with_everyone_who_could_enter(person: Person, neighbours):
    person.logged("2026-03-01T09:00", Who(name="Ada"))
    page = person.presses("/settings/data/erase", **{"for-good": 1, "person": 1})
    assert "Nobody can sign in" in page
    assert entries.count(person.journal) == 0
    for model in (Membership, Device):
        assert not model.objects.filter(journal=person.journal).exists()
        assert model.objects.filter(journal=neighbours.journal).exists()
    assert not Account.objects.filter(name="Ada").exists()
    assert person.browser.get("/diary").status_code != 200


def test_everything_is_one_press_away_and_comes_back_equal(person: Person):
    person.taps()
    answer = person.browser.post("/settings/data/export/zip")
    assert "attachment" in answer["Content-Disposition"]
    data = answer.getvalue()
    assert list(read(io.BytesIO(data)).entries) == list(entries.raw(person.journal))
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        assert pack.read(next(n for n in pack.namelist() if n.startswith("pages/"))).startswith(b"%PDF-")


def test_what_is_handed_over_is_fhir(person: Person):
    person.taps()
    bundle = json.loads(person.browser.post("/settings/data/export/fhir").getvalue())
    assert bundle["type"] == "collection"
    summary = json.loads(person.browser.post("/settings/data/export/summary").getvalue())
    assert summary["entry"][0]["resource"]["resourceType"] == "Composition"
