"""Everything out and in again, with its files; and files that go when the last entry that names them is erased."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

from tests.generate import random_journal
from unknot import actions
from unknot.actions import Actor
from unknot.actions.importing import import_file
from unknot.importers.everything import write
from unknot.importers.formats import format_of
from unknot.importers.imported import Arrival, Imported
from unknot.journal.entry import Attachment, Entry, Exposure, Provenance, Settings, Via
from unknot.journal.span import moment
from unknot.knowledge.words import as_written
from unknot.store import attachments, entries
from unknot.store.keys import new_key

NOW = datetime(2027, 3, 20, 12, tzinfo=UTC)
ME = Actor(via=Via.IMPORT)
KEY = new_key()
LETTER = b"%PDF- a letter"


def attached(content: bytes) -> Entry[Attachment]:
    at = moment(datetime(2026, 3, 2, 9, tzinfo=UTC), "Europe/Dublin")
    body = Attachment(
        name="=letter.pdf", media_type="application/pdf", size=len(content), sha256=hashlib.sha256(content).hexdigest()
    )
    return Entry(id=uuid4(), happened_at=at, provenance=Provenance(recorded_at=at), body=body)


def zipped(journal: UUID, home: Path) -> io.BytesIO:
    parts = actions.everything(journal, home=home, key=KEY, zone="Europe/Dublin", now=NOW, _=as_written)
    return io.BytesIO(b"".join(write(parts, NOW)))


def bring(file: io.BytesIO, journal: UUID, home: Path) -> actions.Added:
    arrival = Arrival(journal, "Europe/Dublin", NOW)
    assert format_of(file).name == "everything"
    return import_file(format_of(file).read(file, arrival, int), arrival, by=ME, home=home, key=KEY)


def test_everything_comes_back_equal_with_its_files(journal: UUID, tmp_path: Path):
    file = attached(LETTER)
    attachments.keep(tmp_path / "one", KEY, LETTER)
    actions.add(journal, [*random_journal(4), file], now=NOW)
    out, other = zipped(journal, tmp_path / "one"), uuid4()
    with zipfile.ZipFile(out) as pack:
        assert "'=letter.pdf" in pack.read("attachments.csv").decode()
        assert all(not cell.startswith("=") for cell in pack.read("entries.csv").decode().replace('"', "").split(","))
    bring(out, other, tmp_path / "two")
    assert list(entries.raw(other)) == list(entries.raw(journal))
    assert attachments.fetch(tmp_path / "two", KEY, file.body.sha256) == LETTER
    assert bring(out, other, tmp_path / "two").added == ()


def test_a_file_goes_when_the_last_entry_that_names_it_is_erased(journal: UUID, tmp_path: Path):
    other = LETTER + b" to somebody else"  # a file that no other journal of this database names
    first, second = attached(other), attached(other)
    attachments.keep(tmp_path, KEY, other)
    actions.add(journal, [first, second], now=NOW)
    forget = partial(attachments.remove, tmp_path, KEY)
    assert actions.erase(journal, [first.id], by=ME, now=NOW, forget=forget).files == 0
    assert len(list(attachments.files(tmp_path))) == 1
    receipt = actions.erase_all(journal, by=ME, now=NOW, forget=forget)
    assert (receipt.entries, receipt.files, list(attachments.files(tmp_path))) == (1, 1, [])


def test_codes_of_the_persons_own_get_their_labels_once(journal: UUID, tmp_path: Path):
    arrival = Arrival(journal, "Europe/Dublin", NOW)
    day = moment(datetime(2026, 3, 2, 12, tzinfo=UTC), "Europe/Dublin")
    steps = Entry(
        id=uuid4(), happened_at=day, provenance=Provenance(recorded_at=day), body=Exposure(code="own-steps", value=9)
    )
    for label in ("steps", "other words"):
        found = Imported((steps,), own_words={"own-steps": label})
        import_file(found, arrival, by=ME, home=tmp_path, key=KEY)
    kept = entries.standing(journal).latest(Settings)
    assert kept is not None
    assert dict(kept.body.own_words) == {"own-steps": "steps"}
