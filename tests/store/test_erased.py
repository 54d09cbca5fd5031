"""What was erased is in no automatic backup after the days that the receipt says, and no older one brings it back."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.databases import pointed_at
from tests.days import entries as days
from unknot import actions
from unknot.actions import Actor
from unknot.journal.coverage import coverage
from unknot.journal.entry import Via
from unknot.store import attachments, backup, entries, erased, homes, journals, keys, raw_file, stay_erased
from unknot.store.keys import KeySources, new_key
from unknot.store.refusals import DamagedList

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
ME = Actor(via=Via.CLI)
DAYS = """
    2026-03-01 21:00  none
    2026-03-02 08:10  spasm 6/10 left-calf
    2026-03-02 21:00  everything
"""


@pytest.fixture
def home(tmp_path: Path, django_db_blocker: Any) -> Iterator[Path]:
    found = tmp_path / "home"
    found.mkdir()
    with pointed_at(homes.encrypted_file(found / keys.DATABASE_NAME, KEY), django_db_blocker):
        yield found


KEY = new_key()


def bodies(path: Path, room: Path) -> int:
    """How many entries a backup holds that say something."""
    with zipfile.ZipFile(path) as pack:
        pack.extract(keys.DATABASE_NAME, room)
    with raw_file.opened(room / keys.DATABASE_NAME, KEY) as connection:
        (n,) = connection.execute("SELECT count(*) FROM unknot_entry WHERE document != ''").fetchone()
        return int(n)


def test_a_person_is_gone_from_every_backup_within_the_stated_time(home: Path, tmp_path: Path):
    journal = journals.begin(NOW)
    entries.append(journal, days(DAYS), NOW)
    for before in (20, 10, 0):
        backup.automatic_backup(home, KEY, NOW - timedelta(days=before))
    actions.erase_all(journal, by=ME, now=NOW)
    held = {}
    for later in (1, 8, 15, 22, 29, backup.GONE_WITHIN.days):
        backup.automatic_backup(home, KEY, NOW + timedelta(days=later))
        held[later] = sum(bodies(path, tmp_path) > 0 for path in backup.automatic(home))
    assert held[1] == 3  # they are still there at first, and the receipt says until when
    assert held[backup.GONE_WITHIN.days] == 0
    assert len(backup.automatic(home)) > 1


def test_an_older_backup_does_not_bring_back_what_was_erased(home: Path, tmp_path: Path, django_db_blocker: Any):
    journal, week = journals.begin(NOW), days(DAYS)
    entries.append(journal, week, NOW)
    file = attachments.keep(home, KEY, b"a letter")
    path = backup.automatic_backup(home, KEY, NOW)
    actions.erase(journal, [week[1].id], by=ME, now=NOW)
    attachments.remove(home, KEY, file)
    vouched = coverage(entries.standing(journal)).vouched
    stay_erased.keep(home / backup.FOLDER, KEY, people=[journal])

    new, sources = tmp_path / "new", KeySources(None, None, tmp_path / "config")
    since = erased.beside(path, KEY)
    assert since.people == {journal}
    backup.restore(path, KEY, new, sources)
    with pointed_at(homes.encrypted_file(new / keys.DATABASE_NAME, KEY), django_db_blocker):
        assert len(tuple(entries.raw(journal))) == 3
        assert stay_erased.apply(since, new, KEY, NOW) == 1
        assert [e.id for e in entries.raw(journal)] == [week[0].id, week[2].id]
        assert coverage(entries.standing(journal)).vouched == vouched  # its hour is no zero there either
        assert list(attachments.files(new)) == []
        assert actions.add(journal, [week[1]], now=NOW).added == ()


def test_the_list_tells_nothing_and_a_damaged_one_stops_the_restoring(home: Path):
    journal, week = journals.begin(NOW), days(DAYS)
    entries.append(journal, week, NOW)
    assert erased.beside(home / backup.FOLDER / "x", KEY) == erased.NOTHING
    actions.erase(journal, [week[1].id], by=ME, now=NOW)
    stay_erased.keep(home / backup.FOLDER, KEY)
    path = home / backup.FOLDER / erased.FILE
    assert str(week[1].id).encode() not in path.read_bytes()
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DamagedList):
        erased.beside(path, KEY)
    stay_erased.keep(home / backup.FOLDER, KEY)
    assert erased.beside(path, KEY).ids == {journal: (week[1].id,)}
