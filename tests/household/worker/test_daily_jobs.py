"""The daily duties: done when they are due, by whoever claims them, whether or not anybody looks."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

import pytest

from unknot import actions
from unknot.actions import Actor
from unknot.household.people.models import EnrolmentCode, OwnerLink
from unknot.household.worker import loop
from unknot.journal.entry import DiaryDay, Episode, Settings, Word
from unknot.journal.span import moment
from unknot.store import backup, cache, entries, jobs
from unknot.store.models import JobRow
from unknot.web.logs import PlainFormatter

ZONE = "Europe/Dublin"


@pytest.fixture(autouse=True)
def room(settings, tmp_path):
    """A home of our own, and no backups but where they are looked at."""
    settings.HOME, settings.MADE_UP = tmp_path, True
    return tmp_path


@pytest.fixture
def log(home, clock):
    """One spasm, one word, and how the journal is kept."""
    by = Actor()
    at = moment(clock.now, ZONE)
    actions.record(home.journal, Settings(zone=ZONE), by=by, happened_at=at, now=clock.now)
    spasm = actions.record(home.journal, Episode(note="a word of hers"), by=by, happened_at=at, now=clock.now)
    said = DiaryDay(day=at.diary_day, word=Word.EVERYTHING)
    actions.record(home.journal, said, by=by, happened_at=at, now=clock.now)
    return spasm.entry


def due(name: str) -> datetime:
    return JobRow.objects.get(name=name).due_at


def test_the_log_is_looked_at_when_the_diary_day_turns_without_anybody_opening_it(home, log, clock):
    loop.work_off()
    first = cache.get(home.journal, "patterns-owner-en")
    assert first.made_at == clock.now, "a new journal is looked at at once, so that the first opening is quick"
    assert moment(due("looks"), ZONE).local.time().isoformat() == "04:00:00"
    clock.forward(hours=7)
    assert clock.now >= due("looks")
    loop.work_off()
    again = cache.get(home.journal, "patterns-owner-en")
    assert again.made_at == clock.now
    assert due("looks") - clock.now <= timedelta(days=1)


def test_the_bin_is_emptied_after_thirty_days(home, log, clock):
    actions.retract(home.journal, log.id, by=Actor(), now=clock.now)
    loop.work_off()
    assert log.id in entries.find(home.journal, [log.id])
    clock.forward(days=31)
    loop.work_off()
    assert entries.find(home.journal, [log.id]) == {}
    assert entries.blanked(home.journal)


def test_links_and_codes_that_ran_out_go_and_those_that_work_stay(home, clock):
    from unknot.household.people import owner_link

    old = OwnerLink.objects.create(journal=home.journal, token_hash="a" * 64, made_at=clock.now - timedelta(days=3))
    owner_link.new_link(clock.now)
    account = home.owner.session["_auth_user_id"]
    EnrolmentCode.objects.create(
        journal=home.journal, account_id=account, code_hash="b" * 64, made_at=clock.now - timedelta(days=3)
    )
    loop.work_off()
    assert not OwnerLink.objects.filter(pk=old.pk).exists()
    assert OwnerLink.objects.filter(used_at=None).count() == 1
    assert EnrolmentCode.objects.count() == 0


def test_a_job_that_fails_stops_no_other_and_its_log_says_nothing_of_a_person(home, log, clock, monkeypatch, caplog):
    def broken(_journal, _now):
        raise ValueError("a word of hers")

    monkeypatch.setitem(loop.DUTIES, "looks", broken)
    with caplog.at_level(logging.WARNING):
        loop.work_off()
    assert due("looks") == clock.now + timedelta(minutes=1)
    assert due("bin") > clock.now, "the others were done"
    (said,) = [PlainFormatter().format(record) for record in caplog.records]
    assert "looks failed" in said
    assert "ValueError" in said
    assert "hers" not in said
    assert str(home.journal) not in said


def test_a_job_of_a_newer_version_is_left_for_it(home, clock):
    JobRow.objects.create(journal=jobs.HOME, name="of-the-future", due_at=clock.now)
    loop.work_off()
    assert due("of-the-future") > clock.now


def test_a_demo_has_nothing_to_back_up(db, clock, room, settings):
    settings.HOME_ZONE = ZONE
    loop.work_off()
    assert not (room / backup.FOLDER).exists()
    assert moment(due("backup"), ZONE).local.time().isoformat() == "03:10:00"
