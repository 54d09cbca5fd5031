"""Entries made elsewhere, imports, and what is erased for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from tests.databases import pointed_at
from tests.days import entries as days
from tests.generate import random_journal
from unknot import actions
from unknot.actions import Actor
from unknot.importers import own
from unknot.journal.coverage import coverage
from unknot.journal.entry import DiaryDay, Episode, Via
from unknot.journal.journal import settle
from unknot.journal.problem import Oddity
from unknot.journal.span import diary_day_span
from unknot.store import audit, entries, homes, raw_file
from unknot.store.keys import new_key

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
ME = Actor(via=Via.CLI)

WEEK = """
    2026-03-01 21:00  none
    2026-03-02 08:10  spasm 6/10 left-calf
    2026-03-02 21:00  everything
    2026-03-03 21:00  everything
    2026-03-04 02:00  spasm 3/10 right-calf
    2026-03-04 21:00  everything
"""


def moved(journal: UUID) -> UUID:
    """The journal exported as JSON lines and imported into an empty one."""
    lines = own.write_lines(entries.raw(journal), blanked=entries.blanked(journal), gaps=entries.gaps(journal))
    found, other = own.read_lines("".join(lines).encode()), uuid4()
    actions.import_entries(other, found.entries, by=ME, now=NOW, blanked=found.blanked, unrecorded=found.gaps)
    return other


# ---------------------------------------------------------------- made elsewhere


def test_what_came_late_from_a_wrong_clock_is_kept_and_told(journal: UUID):
    (ahead,) = days("2026-03-25 08:10  spasm 6/10 left-calf")
    done = actions.add(journal, [ahead], now=NOW)
    assert done.added == (ahead.id,)
    assert [(p.oddity, p.entries) for p in done.problems] == [(Oddity.FUTURE, (ahead.id,))]


def test_one_refused_entry_does_not_hold_back_the_others(journal: UUID):
    first, second, third = days(WEEK)[:3]
    actions.add(journal, [first], now=NOW)
    done = actions.add(journal, [second, replace(first, private=True), third], now=NOW)
    assert set(done.added) == {second.id, third.id}
    assert done.refused == (first.id,)
    assert entries.find(journal, [first.id]) == {first.id: first}


# ---------------------------------------------------------------- imports


@pytest.mark.parametrize("seed", range(5))
def test_a_journal_moves_whole(journal: UUID, seed: int):
    actions.add(journal, random_journal(seed), now=NOW)
    assert entries.standing(moved(journal)) == entries.standing(journal)


def test_a_journal_moves_with_what_was_erased(journal: UUID):
    week = days(WEEK)
    actions.add(journal, week, now=NOW)
    actions.erase(journal, [week[1].id], by=ME, now=NOW)
    other = moved(journal)
    assert entries.standing(other) == entries.standing(journal)
    assert actions.add(other, [week[1]], now=NOW).added == ()


@pytest.mark.slow
def test_1000_random_journals_move_whole(encrypted_file: dict[str, Any], django_db_blocker: Any):
    with pointed_at(encrypted_file, django_db_blocker), transaction.atomic():  # one commit, to be quick
        for seed in range(1000):
            given, journal = random_journal(seed), uuid4()
            actions.add(journal, given, now=NOW)
            assert {e.id: e for e in entries.raw(moved(journal))} == {e.id: e for e in given}, seed


def test_importing_a_text_twice_adds_nothing_even_on_another_day(journal: UUID):
    text = WEEK.encode()
    for day in (0, 1, 400):
        now = NOW + timedelta(days=day)
        found = own.read(text, journal, "Europe/Dublin", now)
        done = actions.import_entries(journal, found.entries, by=ME, now=now)
        assert len(done.added) == (6 if day == 0 else 0)
        assert done.refused == ()
    (line,) = audit.lines(journal)
    assert (line.deed, line.entries) == (audit.Deed.IMPORTED, 6)


def test_an_import_and_its_audit_are_kept_together_or_not_at_all(journal: UUID, monkeypatch: pytest.MonkeyPatch):
    def full(*_args: object, **_more: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(audit, "note", full)
    with pytest.raises(OSError, match="no room"):
        actions.import_entries(journal, days(WEEK), by=ME, now=NOW)
    assert entries.count(journal) == 0


# ---------------------------------------------------------------- for good


def test_an_erased_spasm_is_gone_and_its_hour_is_no_zero(journal: UUID):
    week = days(WEEK)
    spasm = week[1]
    actions.add(journal, week, now=NOW)
    before = coverage(entries.standing(journal))
    receipt = actions.erase(journal, [spasm.id], by=ME, now=NOW)
    after = entries.standing(journal)
    assert receipt.entries == 1
    assert after.find(spasm.id) is None
    day = spasm.diary_day
    assert coverage(after).hours_on(day, "Europe/Dublin") == before.hours_on(day, "Europe/Dublin") - 1
    assert [line.deed for line in audit.lines(journal)] == [audit.Deed.ERASED]


@pytest.mark.parametrize("place", range(6))
def test_erasing_never_vouches_for_an_hour_that_was_not(journal: UUID, place: int):
    week = days(WEEK)
    actions.add(journal, week, now=NOW)
    before = coverage(entries.standing(journal)).vouched
    actions.erase(journal, [week[place].id], by=ME, now=NOW)
    after = coverage(entries.standing(journal)).vouched
    assert all(any(b.start <= a.start and a.end <= b.end for b in before) for a in after)


def test_a_stretch_of_days_is_erased_but_not_how_the_journal_is_kept(journal: UUID):
    week = days(WEEK)
    actions.add(journal, week, now=NOW)
    second = diary_day_span(datetime(2026, 3, 2).date(), "Europe/Dublin")
    actions.erase_between(journal, second.start, second.end, by=ME, now=NOW)
    left = {entry.id for entry in entries.raw(journal)}
    assert left == {entry.id for entry in (week[0], *week[3:])}


def test_a_whole_journal_is_erased_and_no_late_outbox_brings_it_back(journal: UUID):
    given = random_journal(4)
    actions.add(journal, given, now=NOW)
    receipt = actions.erase_all(journal, by=ME, now=NOW)
    assert receipt.entries == len(given)
    assert actions.add(journal, given, now=NOW).added == ()
    assert entries.standing(journal) == settle([])


def test_the_bin_is_emptied_after_30_days_from_when_the_word_arrived(journal: UUID):
    week = days(WEEK)
    actions.add(journal, week, now=NOW)
    actions.retract(journal, week[1].id, by=ME, now=NOW)
    assert actions.empty_bin(journal, NOW + timedelta(days=29)) == 0
    assert entries.standing(journal).withdrawn == (week[1],)
    assert actions.empty_bin(journal, NOW + timedelta(days=30)) == 2  # the spasm and its withdrawal
    assert entries.standing(journal).withdrawn == ()
    assert actions.add(journal, week, now=NOW).added == ()
    with pytest.raises(actions.NotThere):
        actions.restore_entry(journal, week[1].id, by=ME, now=NOW + timedelta(days=31))
    assert len(entries.standing(journal).of(Episode)) == 1


def test_a_word_that_leaves_the_bin_still_keeps_the_next_from_reaching_back(journal: UUID):
    week = days("2026-03-01 10:00  none\n2026-03-01 15:00  none\n2026-03-02 08:00  everything")
    actions.add(journal, week, now=NOW)
    actions.retract(journal, week[1].id, by=ME, now=NOW)
    before = coverage(entries.standing(journal)).vouched
    actions.empty_bin(journal, NOW + timedelta(days=40))
    after = entries.standing(journal)
    assert len(after.of(DiaryDay)) == 2
    assert coverage(after).vouched == before


def test_restored_from_the_bin_is_not_emptied(journal: UUID):
    week = days(WEEK)
    actions.add(journal, week, now=NOW)
    actions.retract(journal, week[1].id, by=ME, now=NOW)
    actions.restore_entry(journal, week[1].id, by=ME, now=NOW)
    assert actions.empty_bin(journal, NOW + timedelta(days=60)) == 0
    assert entries.standing(journal).find(week[1].id) == week[1]


def test_what_was_erased_is_not_in_the_files_any_more(tmp_path: Path, django_db_blocker: Any):
    key = new_key()
    with pointed_at(homes.encrypted_file(tmp_path / "journal.db", key), django_db_blocker):
        journal = uuid4()
        (note,) = days('2026-03-02 08:10  note "walked the dog at dawn"')
        actions.add(journal, [note], now=NOW)
        actions.erase(journal, [note.id], by=ME, now=NOW)
        assert (tmp_path / "journal.db-wal").stat().st_size == 0
    with raw_file.opened(tmp_path / "journal.db", key) as connection:
        connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(tmp_path / "plain.db"),))
        connection.execute("SELECT sqlcipher_export('plain')")
    assert b"at dawn" not in (tmp_path / "plain.db").read_bytes()
