"""What a person does to one entry: record, correct, withdraw, restore."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from unknot import actions
from unknot.actions import Actor, InTheFuture, NotThere, single
from unknot.journal.document import Unreadable
from unknot.journal.entry import AlertAnswer, Campaign, DiaryDay, Episode, Note, Retraction, Role, Via, Visit, Word
from unknot.journal.ids import new_id
from unknot.journal.problem import Oddity
from unknot.journal.scalars import write_moment
from unknot.journal.span import Moment, moment
from unknot.store import entries
from unknot.store.entries import DifferentEntry

NOW = datetime(2026, 3, 2, 8, 10, tzinfo=UTC)
ME = Actor(name="Mary", via=Via.TAP, device="phone")


def at(minutes: int = 0) -> Moment:
    return moment(NOW + timedelta(minutes=minutes), "Europe/Dublin")


def logged(journal: UUID, bother: int | None = 6):
    return actions.record(journal, Episode(bother=bother), by=ME, happened_at=at(), now=NOW).entry


def test_what_is_recorded_stands_with_who_and_how(journal: UUID):
    entry = logged(journal)
    assert entries.standing(journal).entries == (entry,)
    assert entry.provenance.recorded_at == at()
    assert (entry.provenance.role, entry.provenance.name, entry.provenance.device) == (Role.OWNER, "Mary", "phone")


def test_a_second_press_saves_nothing_twice(journal: UUID):
    id = new_id(NOW)
    first = actions.record(journal, Episode(bother=3), by=ME, happened_at=at(), now=NOW, id=id)
    later = NOW + timedelta(seconds=4)
    second = actions.record(journal, Episode(bother=3), by=ME, happened_at=moment(later, "UTC"), now=later, id=id)
    assert first == second
    assert entries.count(journal) == 1
    with pytest.raises(DifferentEntry):
        actions.record(journal, Episode(bother=4), by=ME, happened_at=at(), now=NOW, id=id)


def test_a_person_cannot_record_what_is_still_to_come(journal: UUID):
    with pytest.raises(InTheFuture):
        actions.record(journal, Episode(), by=ME, happened_at=at(6), now=NOW)
    tomorrow = DiaryDay(day=date(2026, 3, 3), word=Word.EVERYTHING)
    with pytest.raises(InTheFuture):
        actions.record(journal, tomorrow, by=ME, happened_at=at(), now=NOW)
    actions.record(journal, Episode(), by=ME, happened_at=at(4), now=NOW)  # clocks differ a little


@pytest.mark.parametrize("plan", [Visit(whom="Dr K"), Campaign(starts=date(2026, 4, 1), ends=date(2026, 4, 28))])
def test_a_person_can_plan_ahead(journal: UUID, plan: Visit | Campaign):
    actions.record(journal, plan, by=ME, happened_at=at(60 * 24 * 30), now=NOW)
    assert entries.count(journal) == 1


def test_a_correction_changes_only_what_was_said_and_keeps_the_first_words(journal: UUID):
    entry = logged(journal)
    actions.amend(journal, entry.id, {"bother": 4, "note": "softer"}, by=ME, now=NOW + timedelta(minutes=1))
    actions.amend(journal, entry.id, {"bother": None}, by=ME, now=NOW + timedelta(minutes=2))
    (found,) = entries.standing(journal).entries
    assert (found.body.bother, found.body.note) == (None, "softer")
    assert entry in list(entries.raw(journal))
    assert entries.standing(journal).problems == ()


def test_a_correction_that_changes_nothing_writes_nothing(journal: UUID):
    entry = logged(journal)
    actions.amend(journal, entry.id, {"bother": 6, "note": None}, by=ME, now=NOW)
    assert entries.count(journal) == 1


def test_a_correction_can_move_the_time_but_not_into_the_future(journal: UUID):
    entry = logged(journal)
    actions.amend(journal, entry.id, {"happened_at": write_moment(at(-30))}, by=ME, now=NOW)
    assert entries.standing(journal).entries[0].happened_at == at(-30)
    with pytest.raises(InTheFuture):
        actions.amend(journal, entry.id, {"happened_at": write_moment(at(30))}, by=ME, now=NOW)


@pytest.mark.parametrize("changes", [{"bother": 11}, {"colour": "red"}, {"happened_at": "soon"}, {"private": "yes"}])
def test_a_correction_that_cannot_be_is_refused(journal: UUID, changes: dict[str, object]):
    entry = logged(journal)
    with pytest.raises(Unreadable):
        actions.amend(journal, entry.id, changes, by=ME, now=NOW)  # type: ignore[arg-type]
    assert entries.count(journal) == 1


def test_two_who_did_not_see_each_other_raise_one_question(journal: UUID):
    entry = logged(journal)
    seen = actions.amend(journal, entry.id, {"note": "a"}, by=ME, now=NOW)
    base = entries.standing(journal).last_change(entry.id)
    assert seen.entry.body.note == "a"
    actions.amend(journal, entry.id, {"note": "b"}, by=ME, now=NOW + timedelta(minutes=1), base=base)
    actions.amend(journal, entry.id, {"note": "c"}, by=ME, now=NOW + timedelta(minutes=2), base=base)
    journal_now = entries.standing(journal)
    assert journal_now.entries[0].body.note == "c"
    assert [problem.oddity for problem in journal_now.problems] == [Oddity.CLASH]


def test_a_withdrawn_entry_is_in_the_bin_and_comes_back(journal: UUID):
    entry = logged(journal)
    for _ in range(3):
        actions.retract(journal, entry.id, by=ME, now=NOW, reason="logged twice")
        actions.retract(journal, entry.id, by=ME, now=NOW)  # twice is once
        assert entries.standing(journal).entries == ()
        assert entries.standing(journal).withdrawn == (entry,)
        actions.restore_entry(journal, entry.id, by=ME, now=NOW)
        actions.restore_entry(journal, entry.id, by=ME, now=NOW)
        assert entries.standing(journal).entries == (entry,)
        assert entries.standing(journal).withdrawn == ()
    assert entries.count(journal) == 1 + 3 * 2


def test_an_entry_withdrawn_on_two_devices_comes_back_at_once(journal: UUID):
    entry = logged(journal)
    for n in (1, 2):
        word = single._about(entry, Retraction(retracts=entry.id), ME, NOW + timedelta(minutes=n), None)
        actions.add(journal, [word], now=NOW)
    actions.restore_entry(journal, entry.id, by=ME, now=NOW + timedelta(hours=1))
    assert entries.standing(journal).entries == (entry,)


@pytest.mark.parametrize("do", [actions.retract, actions.restore_entry])
def test_what_is_not_there_cannot_be_changed(journal: UUID, do):
    with pytest.raises(NotThere):
        do(journal, new_id(NOW), by=ME, now=NOW)
    with pytest.raises(NotThere):
        actions.amend(journal, new_id(NOW), {"note": "x"}, by=ME, now=NOW)


def test_an_entry_of_another_journal_is_not_there(journal: UUID):
    entry = logged(journal)
    with pytest.raises(NotThere):
        actions.retract(UUID(int=journal.int ^ 1), entry.id, by=ME, now=NOW)


def test_what_is_said_about_a_private_entry_is_private(journal: UUID):
    entry = actions.record(journal, Note(text="x"), by=ME, happened_at=at(), now=NOW, private=True).entry
    actions.amend(journal, entry.id, {"text": "y"}, by=ME, now=NOW)
    actions.retract(journal, entry.id, by=ME, now=NOW)
    assert all(said.private for said in entries.raw(journal))


def test_an_answer_to_an_alert_is_kept(journal: UUID):
    said = AlertAnswer(rule="stop-suddenly", key="baclofen", answer=sorted(_answers())[0])
    actions.answer(journal, said, by=ME, happened_at=at(), now=NOW)
    assert entries.standing(journal).of(AlertAnswer)[0].body == said


def _answers() -> frozenset[str]:
    from unknot.journal.codes import codes

    return codes("alert-answer")
