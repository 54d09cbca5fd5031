"""Tests and their files, visits, and the days kept for the next one."""

from __future__ import annotations

import os
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web.person import Person
from unknot import actions
from unknot.actions import Actor
from unknot.journal.entry import Attachment, Campaign, Measurement, Note, Visit
from unknot.store import attachments
from unknot.store.sweeping import sweep

PDF = b"%PDF-1.7\n1 0 obj\n"
BLOOD = {
    "kind": "lab",
    "name": "Potassium",
    "on": "2026-02-20",
    "value": "5.1",
    "unit": "mmol/L",
    "low": "3.5",
    "high": "5.1",
}


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path):
    settings.HOME = tmp_path


def result(person: Person) -> object:
    person.presses("/tests/new", **BLOOD)
    return person.holds().of(Measurement)[-1]


def attach(person: Person, about: object, content: bytes, name: str = "letter.pdf") -> str:
    return person.presses(f"/entry/{about.id}/file", file=SimpleUploadedFile(name, content, "image/svg+xml"))


def kept_files(person: Person) -> list:
    return person.holds().of(Attachment)


# ---------------------------------------------------------------- results


def test_a_blood_result_keeps_its_unit_and_the_range_given_with_it(person: Person):
    entry = result(person)
    body = entry.body
    assert (body.code, body.value.value, body.value.unit) == ("potassium", Decimal("5.1"), "mmol/L")
    assert (body.low.value, body.high.value) == (Decimal("3.5"), Decimal("5.1"))
    page = person.opens("/tests")
    assert "5.1 mmol/L (range given: 3.5 to 5.1)" in page
    for word in ("too high", "too low", "normal", "abnormal"):
        assert word not in page.lower()


def test_a_number_needs_its_unit_and_a_range_its_order(person: Person):
    assert "A number needs its unit." in person.presses("/tests/new", **BLOOD | {"unit": ""})
    assert "lower to the higher" in person.presses("/tests/new", **BLOOD | {"low": "6"})
    assert not person.holds().of(Measurement)


def test_an_mri_needs_no_number_and_can_be_corrected(person: Person):
    person.presses("/tests/new", kind="imaging", name="MRI of the spine", on="2026-01-09", text="No change.")
    (entry,) = person.holds().of(Measurement)
    person.presses(
        f"/entry/{entry.id}/result", kind="imaging", name="MRI", on="2026-01-10", text="No change since 2024."
    )
    (after,) = person.holds().of(Measurement)
    assert (after.body.name, after.happened_at.clock_date.isoformat()) == ("MRI", "2026-01-10")
    assert "No change since 2024." in person.opens("/diary/2026-01-10")


# ---------------------------------------------------------------- files


def test_a_file_is_kept_encrypted_and_given_back_as_a_download_only(person: Person, tmp_path: Path):
    entry = result(person)
    assert "letter.pdf" in attach(person, entry, PDF)
    (kept,) = kept_files(person)
    assert (kept.body.media_type, kept.body.size, kept.body.about) == ("application/pdf", len(PDF), entry.id)
    assert all(PDF not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    answer = person.browser.get(f"/file/{kept.id}")
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(
    "content",
    [
        b"<!doctype html><script>1</script>",
        b"<svg xmlns='x'/>",
        b"MZ\x90\x00",
        b"PK\x03\x04zip",
        b"GIF89a\x01\x00\x00",
        b"\x00\x01",
    ],
)
def test_what_a_browser_would_run_or_nobody_knows_is_refused_whatever_it_is_called(person: Person, content: bytes):
    entry = result(person)
    assert "was not kept" in attach(person, entry, content, "harmless.pdf")
    assert not kept_files(person)


def test_an_empty_or_a_missing_file_is_said(person: Person):
    entry = result(person)
    assert "Choose a file first." in attach(person, entry, b"")
    assert "Choose a file first." in person.presses(f"/entry/{entry.id}/file")


def test_a_file_that_is_too_large_is_refused(person: Person, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("unknot.actions.attaching.LARGEST_FILE", 30)
    entry = result(person)
    assert "larger than" in attach(person, entry, PDF + b"x" * 40)
    assert not kept_files(person)


def test_a_hostile_name_is_a_name(person: Person):
    entry = result(person)
    attach(person, entry, PDF, '"><script>\r\nSet-Cookie: x=1.pdf')
    (kept,) = kept_files(person)
    answer = person.browser.get(f"/file/{kept.id}")
    assert "Set-Cookie" not in answer.headers
    assert "\n" not in unquote(answer["Content-Disposition"])
    assert "<script>" not in person.opens(f"/entry/{entry.id}/result").split("</head>")[1]
    assert actions.file_name("../../etc/passwd") == "passwd"
    assert actions.file_name("..") == "file"


def test_the_same_file_twice_is_one_and_a_removed_one_is_gone(person: Person):
    entry = result(person)
    attach(person, entry, PDF)
    attach(person, entry, PDF)
    (kept,) = kept_files(person)
    person.presses(f"/file/{kept.id}/remove")
    assert not kept_files(person)
    person.opens(f"/file/{kept.id}", status=404)


def test_a_stranger_and_a_neighbour_get_no_file(person: Person, neighbours, stranger):
    entry = result(person)
    attach(person, entry, PDF)
    (kept,) = kept_files(person)
    assert neighbours.owner.get(f"/file/{kept.id}").status_code == 404
    assert stranger.get(f"/file/{kept.id}").status_code == 302


def test_what_was_erased_for_good_leaves_no_file_and_what_stands_keeps_its_own(person: Person, tmp_path: Path):
    first, second = result(person), result(person)
    attach(person, first, PDF)
    attach(person, second, PDF + b"two")
    now = person.clock.now
    hour_old = (now - timedelta(hours=1)).timestamp()
    for path in attachments.files(tmp_path):
        os.utime(path, (hour_old, hour_old))
    assert sweep(tmp_path, settings.MASTER_KEY, now) == 0
    one = next(e for e in kept_files(person) if e.body.about == first.id)
    actions.erase(person.journal, [one.id], by=Actor(), now=now)
    assert sweep(tmp_path, settings.MASTER_KEY, now) == 1
    assert len(list(attachments.files(tmp_path))) == 1


# ---------------------------------------------------------------- visits


def test_a_visit_keeps_whom_the_questions_and_what_was_decided(person: Person):
    person.presses(
        "/visits/new", on="2026-02-24", at="10:30", whom="Dr Murphy", questions="Why at night?\n\nMore heat?"
    )
    (entry,) = person.holds().of(Visit)
    assert entry.body.questions == ("Why at night?", "More heat?")
    person.logged("2026-02-20T10:00", Note(text="Can I swim?", question=True))
    page = person.opens(f"/visits/{entry.id}")
    assert "Can I swim?" in page
    said = {"on": "2026-02-24", "at": "10:30", "whom": "Dr Murphy", "questions": "Why at night?", "decided": "Physio."}
    person.presses(f"/visits/{entry.id}", **said)
    assert person.holds().find(entry.id).body.decided == "Physio."
    assert "Decided: Physio." in person.opens("/visit")


def test_a_visit_has_files_too(person: Person):
    person.presses("/visits/new", on="2026-02-24")
    (entry,) = person.holds().of(Visit)
    assert "plan.png" in attach(person, entry, b"\x89PNG\r\n\x1a\n0000", "plan.png")


def test_tests_and_decisions_are_in_the_profile_and_on_paper(person: Person):
    result(person)
    page = person.opens("/visit")
    assert "Potassium, 20 February" in page
    assert "5.1 mmol/L (range given: 3.5 to 5.1)" in page
    paper = person.browser.get("/visit/2026-02-02/2026-03-01/spasm-profile.pdf")
    assert (paper.status_code, paper.content[:5]) == (200, b"%PDF-")


# ---------------------------------------------------------------- the days before a visit


def test_the_days_before_a_visit_are_counted_calmly_and_end_in_their_own_profile(person: Person):
    person.presses("/visit/date", on="2026-03-06")
    assert "Day 1 of 4 before your visit." in person.opens("/?all=1")
    person.clock.forward(days=4)
    log = person.opens("/?all=1")
    assert "The page for your visit" in log
    assert "/visit/2026-03-02/2026-03-05" in log
    assert "The 4 days before your visit are kept." in person.opens("/visits")
    person.clock.forward(days=20)
    assert "The page for your visit" not in person.opens("/?all=1")


def test_keeping_days_can_stop_and_is_offered_again_while_the_visit_is_near(person: Person):
    person.presses("/visit/date", on="2026-03-20")
    (entry,) = person.holds().of(Campaign)
    assert "Keep the" not in person.opens("/visits")
    person.presses(f"/visits/days/{entry.id}/stop")
    assert not person.holds().of(Campaign)
    page = person.opens("/visits")
    assert "Keep the 18 days until then for the visit" in page
    (visit,) = person.holds().of(Visit)
    person.presses(f"/visits/{visit.id}/keep")
    (again,) = person.holds().of(Campaign)
    assert (again.body.starts.isoformat(), again.body.ends.isoformat()) == ("2026-03-02", "2026-03-19")


def test_nothing_is_offered_for_a_visit_far_away(person: Person):
    person.logged("2026-03-01T10:00", Note(text="x"))
    person.presses("/visits/new", on="2026-06-20")
    assert "until then" not in person.opens("/visits")
