"""Bring something in on screen: a file is sent, its columns agreed on, shown, and then kept or let go."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.importers.apple_export import export
from tests.web.person import Person
from unknot.journal.entry import Episode, Exposure, Via
from unknot.store import sealed
from unknot.web.page import uploads

DIARY = "Tag,How bad,Ruler\n01/02/2026,6/10,left calf cramp\n03/02/2026,2/10,calf cramp at 08:10\n"
PLACE = re.compile(r"/settings/data/bring-in/[0-9a-f]{32}")


@pytest.fixture(autouse=True)
def _home(settings, tmp_path: Path):
    settings.HOME = tmp_path


def sends(person: Person, content: bytes, name: str = "diary.csv") -> tuple[str, str]:
    """The page after a file was sent, and where it is."""
    file = SimpleUploadedFile(name, content)
    answer = person.browser.post("/settings/data/bring-in", {"file": file}, follow=True)
    place = answer.redirect_chain[-1][0] if answer.redirect_chain else ""
    return answer.content.decode(), place


def waits(folder: Path) -> list[Path]:
    return list((folder / sealed.FOLDER).iterdir())


def test_a_diary_is_read_as_the_person_says(person: Person, settings):
    page, place = sends(person, DIARY.encode())
    assert PLACE.fullmatch(place)
    assert "What comes first in a date?" in page
    assert "left calf cramp" in page
    said = {"column-0": "date", "column-1": "bother", "column-2": "what", "look": 1}
    assert "This must be said first" in person.presses(place, **said)
    shown = person.presses(place, **said, **{"date-order": "day"})
    assert "2 entries. Nothing is kept yet." in shown
    assert not person.spasms()
    hidden = dict(re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', shown))
    assert "2 entries are new." in person.presses(place, keep=1, **hidden)
    first, second = person.holds().of(Episode)
    assert (first.body.bother, first.diary_day.isoformat(), first.provenance.via) == (6, "2026-02-01", Via.IMPORT)
    assert second.happened_at.local.hour == 8
    assert waits(settings.HOME) == []
    person.opens(place, status=404)


def test_a_column_can_be_left_out_and_nothing_is_kept_before_the_word(person: Person, settings):
    _page, place = sends(person, DIARY.replace("/", "-").encode())
    said = {"column-1": "not-read", "date-order": "month", "look": 1}
    assert "Nothing is kept yet" in person.presses(place, **said)
    person.presses(place, **{"let-go": 1})
    assert (person.spasms(), waits(settings.HOME)) == ([], [])


def test_a_page_that_shows_how_far_a_file_is_sent_is_told_where_to_go(person: Person):
    asks = {"Accept": "application/json"}
    file = SimpleUploadedFile("diary.csv", DIARY.encode())
    sent = person.browser.post("/settings/data/bring-in", {"file": file}, headers=asks)
    assert PLACE.fullmatch(sent.json()["place"])
    assert "What each column holds" in person.opens(sent.json()["place"])
    nothing = person.browser.post("/settings/data/bring-in", {}, headers=asks)
    assert (nothing.status_code, nothing.json()) == (422, {"error": "Choose a file first."})


def test_what_waits_lies_encrypted(person: Person, settings):
    sends(person, DIARY.encode())
    (path,) = waits(settings.HOME)
    assert b"calf" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0


def test_an_export_of_apple_health_is_shown_with_what_is_not_read(person: Person):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("apple_health_export/export.xml", export(1, days=1, a_day=20))
    page, place = sends(person, file.getvalue(), "export.zip")
    assert "ActiveEnergyBurned: 20" in page
    person.presses(place, keep=1)
    codes = {entry.body.code for entry in person.holds().of(Exposure)}
    assert codes <= {"own-steps", "own-heart-rate", "own-hours-asleep"}
    assert person.holds().settings.own_words.keys() == codes


@pytest.mark.parametrize(
    ("name", "content"),
    [("x.zip", b"PK\x03\x04 no zip"), ("x.json", b'{"resourceType": 7'), ("x.csv", b"\x00\x01\x02"), ("x.txt", b"hm")],
)
def test_what_cannot_be_read_is_refused_in_words_and_gone(person: Person, settings, name: str, content: bytes):
    answer = person.browser.post("/settings/data/bring-in", {"file": SimpleUploadedFile(name, content)}, follow=True)
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()
    assert waits(settings.HOME) == []


def test_a_file_that_is_too_large_is_not_taken(person: Person, settings, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(uploads, "LARGEST", 10)
    person.browser.raise_request_exception = False
    person.browser.post("/settings/data/bring-in", {"file": SimpleUploadedFile("x.csv", DIARY.encode())})
    assert waits(settings.HOME) == []


def test_a_file_of_one_journal_opens_in_no_other(person: Person, neighbours):
    _page, place = sends(person, DIARY.encode())
    assert neighbours.owner.get(place).status_code == 404
    assert neighbours.locked.get(place).status_code != 200


def test_what_a_device_recorded_stands_beside_the_persons_own(person: Person):
    person.logged("2026-03-01T22:03", Episode())
    person.logged("2026-03-01T22:40", Episode())
    events = "start,end,event\n" + "".join(
        f"2026-03-01T22:{minute}:00,2026-03-01T22:{minute}:30,burst\n" for minute in ("00", "45", "59")
    )
    page, place = sends(person, events.encode(), "night.csv")
    assert "1 entry. Nothing is kept yet." in page
    person.presses(place, keep=1)
    assert len(person.spasms()) == 2
    shown = person.opens("/settings/data/recordings")
    assert "Of 3 events of the device, 2 have an entry of yours within 5 minutes" in shown
    assert "2 of 2" in shown


def test_each_row_stands_beside_what_it_becomes_and_an_import_is_taken_back(person: Person) -> None:
    table = b"Date,Where,How bad,Mood\n2026-02-01,left calf,7,awful\n2026-02-03,calf,7-8,\n"
    page, place = sends(person, table)
    assert "Row 2" in page
    assert "<mark>awful</mark>" in page
    assert "Row 3" in page
    person.browser.post(place, {"keep": "1"})
    before = person.browser.get("/settings/data/bring-in/undo").content.decode()
    assert "brought in 2 entries" in before
    after = person.browser.post("/settings/data/bring-in/undo").content.decode()
    assert "2 entries are in the bin now" in after
    assert "no import here" in person.browser.get("/settings/data/bring-in/undo").content.decode()
