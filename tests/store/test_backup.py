"""A backup is whole, of use only with the key, and brings everything back on an empty machine."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.databases import pointed_at
from tests.generate import random_journal
from unknot.journal.entry import Attachment, Body, Entry
from unknot.store import attachments, backup, checking, entries, homes, journals, keys, recovery
from unknot.store.keys import KeySources, MasterKey, new_key

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)


def written() -> list[Entry[Body]]:
    """Entries that name no file: the one file of a place is kept beside them."""
    return [entry for entry in random_journal(5) if not isinstance(entry.body, Attachment)]


class Place:
    """A home with a journal of some entries and an attached file."""

    def __init__(self, room: Path) -> None:
        self.room, self.home, self.key = room, room / "home", new_key()
        self.home.mkdir()
        self.config = homes.encrypted_file(self.home / keys.DATABASE_NAME, self.key)

    def fill(self) -> UUID:
        journal = journals.begin(NOW)
        entries.append(journal, written(), NOW)
        self.file = attachments.keep(self.home, self.key, b"a photo of a leg")
        return journal


@pytest.fixture
def place(tmp_path: Path, django_db_blocker: Any) -> Iterator[Place]:
    found = Place(tmp_path)
    with pointed_at(found.config, django_db_blocker):
        yield found


def elsewhere(room: Path) -> tuple[Path, KeySources]:
    return room / "new" / "home", KeySources(None, None, room / "new" / "config")


def test_backup_and_sheet_bring_everything_back_on_an_empty_machine(place: Place, django_db_blocker: Any):
    journal = place.fill()
    made = backup.write(place.home, place.key, place.room / "copy", NOW)
    sheet = " ".join(recovery.words_of(place.key))
    home, sources = elsewhere(place.room)

    found = backup.restore(place.room / "copy", recovery.key_of(sheet), home, sources)

    assert found == made
    assert keys.find_key(home, sources) == place.key
    assert attachments.fetch(home, place.key, place.file) == b"a photo of a leg"
    with pointed_at(homes.encrypted_file(home / keys.DATABASE_NAME, place.key), django_db_blocker):
        assert journals.journals() == (journal,)
        assert {e.id: e for e in entries.raw(journal)} == {e.id: e for e in written()}
        assert checking.check(home, place.key, lambda rows, total: rows).whole


def test_a_backup_is_made_while_someone_writes(place: Place):
    journal = place.fill()
    backup.write(place.home, place.key, place.room / "copy", NOW)
    more = random_journal(6)
    entries.append(journal, more, NOW)
    assert backup.inspect(place.room / "copy", place.key).entries == len(written())
    assert entries.count(journal) == len(written()) + len(more)


def test_nothing_of_a_backup_can_be_read_without_the_key(place: Place):
    place.fill()
    backup.write(place.home, place.key, place.room / "copy", NOW)
    content = (place.room / "copy").read_bytes()
    assert b"a photo of a leg" not in content
    assert b"happened_at" not in content
    with pytest.raises(backup.OtherKey):
        backup.inspect(place.room / "copy", new_key())


def test_any_changed_byte_is_found(place: Place):
    place.fill()
    path = place.room / "copy"
    backup.write(place.home, place.key, path, NOW)
    whole, rng = path.read_bytes(), random.Random(1)
    with zipfile.ZipFile(path) as pack:
        inside = [info.header_offset + 120 for info in pack.infolist()]
    for at in [*inside, *rng.sample(range(len(whole)), 40)]:
        damaged = bytearray(whole)
        damaged[at] ^= 1
        path.write_bytes(damaged)
        try:
            found = backup.inspect(path, place.key)
        except (backup.BadBackup, backup.OtherKey):
            continue
        assert found.entries == len(written())  # a byte that nothing reads, as a file's date
    for cut in (0, 100, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:cut])
        with pytest.raises(backup.BadBackup):
            backup.inspect(path, place.key)


def test_a_pack_that_names_a_file_outside_is_refused(place: Place):
    place.fill()
    path = place.room / "copy"
    contents = backup.write(place.home, place.key, path, NOW)
    evil = backup.Contents(**{**backup.asdict(contents), "sha256": {"../../evil": "00"}})
    with path.open("wb") as file:
        backup._pack(file, place.key, evil, {"../../evil": place.home / keys.DATABASE_NAME})
    with pytest.raises(backup.BadBackup, match="does not belong"):
        backup.inspect(path, place.key)


def test_a_home_with_a_journal_is_never_overwritten(place: Place):
    place.fill()
    backup.write(place.home, place.key, place.room / "copy", NOW)
    with pytest.raises(backup.HomeNotEmpty):
        backup.restore(place.room / "copy", place.key, place.home, elsewhere(place.room)[1])


def test_a_failed_restore_leaves_nothing_behind(place: Place):
    place.fill()
    backup.write(place.home, place.key, place.room / "copy", NOW)
    (place.room / "copy").write_bytes((place.room / "copy").read_bytes()[:-2000])
    home, sources = elsewhere(place.room)
    with pytest.raises(backup.BadBackup):
        backup.restore(place.room / "copy", place.key, home, sources)
    assert not keys.holds_data(home)
    assert not sources.place(home).exists()


def test_nightly_backups_stay_for_seven_days_and_four_weeks_and_never_longer():
    nights = [NOW + timedelta(days=n) for n in range(120)]
    there: set[datetime] = set()
    for night in nights:
        there = backup.kept({*there, night}, night)
        assert len(there) <= backup.DAILY + backup.WEEKLY
        assert night - min(there) <= backup.OLDEST
    assert sorted(there)[-7:] == nights[-7:]
    assert len({at.isocalendar()[:2] for at in there}) == 4


def test_a_machine_that_was_off_keeps_what_it_has_and_the_last_one_always_stays():
    rare = [NOW - timedelta(days=n) for n in (0, 10, 20, 30)]
    assert backup.kept(rare, NOW) == set(rare)
    assert backup.kept(rare, NOW + timedelta(days=365)) == {NOW}


def test_of_one_day_only_the_last_stays():
    assert backup.kept([NOW, NOW + timedelta(hours=3)], NOW + timedelta(hours=4)) == {NOW + timedelta(hours=3)}


def test_the_old_files_really_go(place: Place):
    place.fill()
    for days in (0, 1, 200):
        newest = backup.automatic_backup(place.home, place.key, NOW + timedelta(days=days))
    assert backup.automatic(place.home) == [newest]


def test_a_backup_with_more_entries_is_not_replaced_by_one_with_fewer(place: Place):
    journal = place.fill()
    full = backup.automatic_backup(place.home, place.key, NOW)
    entries.EntryRow.objects.filter(journal=journal).delete()
    backup.automatic_backup(place.home, place.key, NOW + timedelta(hours=1))
    assert full in backup.automatic(place.home)
    with pytest.raises(backup.ShrunkenDatabase, match="nothing was changed"):
        backup.refuse_shrunken(place.home, place.key)


def test_erasing_does_not_count_as_a_shrunken_journal(place: Place):
    journal = place.fill()
    backup.automatic_backup(place.home, place.key, NOW)
    entries.blank_all(journal, NOW)
    backup.refuse_shrunken(place.home, place.key)
    last = backup.automatic_backup(place.home, place.key, NOW + timedelta(hours=1))
    assert backup.automatic(place.home) == [last]


def test_a_restored_journal_is_readable_by_its_owner_alone(place: Place):
    place.fill()
    backup.write(place.home, place.key, place.room / "copy", NOW)
    home, sources = elsewhere(place.room)
    backup.restore(place.room / "copy", place.key, home, sources)
    files = [home / keys.DATABASE_NAME, *attachments.files(home)]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_check_names_what_is_damaged(place: Place):
    journal = place.fill()
    look = lambda: checking.check(place.home, place.key, lambda rows, total: rows)  # noqa: E731
    assert look().whole
    row = entries.EntryRow.objects.filter(journal=journal).first()
    entries.EntryRow.objects.filter(journal=journal, id=row.id).update(document="{}")
    assert look().unreadable == (row.id,)


def test_an_attachment_comes_back_and_a_damaged_one_is_refused(tmp_path: Path):
    key = MasterKey(bytes(32))
    sha256 = attachments.keep(tmp_path, key, b"x" * 1000)
    assert attachments.keep(tmp_path, key, b"x" * 1000) == sha256
    (path,) = attachments.files(tmp_path)
    assert sha256 not in path.name
    assert attachments.fetch(tmp_path, key, sha256) == b"x" * 1000
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(attachments.DamagedAttachment):
        attachments.fetch(tmp_path, key, sha256)
    attachments.remove(tmp_path, key, sha256)
    with pytest.raises(attachments.NoSuchAttachment):
        attachments.fetch(tmp_path, key, sha256)
    with pytest.raises(attachments.TooLarge):
        attachments.keep(tmp_path, key, bytes(attachments.LARGEST + 1))
