"""What goes into the store comes out unchanged, whatever came first and however often."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.days import entries as days
from tests.generate import random_journal
from unknot.journal.entry import Amendment, Body, Entry, Episode, Note, Retraction, Settings
from unknot.journal.ids import new_id
from unknot.journal.journal import settle
from unknot.journal.scalars import write_moment
from unknot.journal.span import Span, moment
from unknot.store import entries

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
SEEDS = range(12)

WEEK = """
    2026-03-01            none
    2026-03-02 08:10 +4m  spasm 6/10 left-calf
    2026-03-05 09:00      spasm 3/10 right-calf
    2026-03-09 10:00      spasm 2/10 left-calf
"""


def later(entry: Entry[Body], body: Body, minutes: int = 1) -> Entry[Body]:
    """An entry about another, recorded some minutes after it."""
    at = moment(entry.provenance.recorded_at.instant + timedelta(minutes=minutes), "Europe/Dublin")
    return Entry(id=new_id(at.instant), happened_at=at, provenance=replace(entry.provenance, recorded_at=at), body=body)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_goes_in_comes_out_unchanged(journal: UUID, seed: int):
    given = random_journal(seed)
    assert set(entries.append(journal, given, NOW).added) == {e.id for e in given}
    assert {e.id: e for e in entries.raw(journal)} == {e.id: e for e in given}
    assert entries.standing(journal) == settle(given)


@pytest.mark.parametrize("seed", SEEDS)
def test_twice_is_once(journal: UUID, seed: int):
    given = random_journal(seed)
    entries.append(journal, given, NOW)
    again = entries.append(journal, given, NOW + timedelta(days=1))
    assert again.added == ()
    assert set(again.known) == {e.id for e in given}
    assert entries.standing(journal) == settle(given)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_arrival_changes_nothing(journal: UUID, seed: int):
    given = random_journal(seed)
    rng, other = random.Random(seed), uuid4()
    entries.append(journal, given, NOW)
    shuffled = rng.sample(given, len(given))
    for start in range(0, len(shuffled), 7):
        entries.append(other, shuffled[start : start + 7], NOW)
    times = sorted(e.happened_at.instant for e in given)
    since, until = times[len(times) // 3], times[2 * len(times) // 3]
    assert entries.standing(journal) == entries.standing(other)
    assert entries.standing(journal, since, until) == entries.standing(other, since, until)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_window_holds_what_was_dated_inside_as_it_stands(journal: UUID, seed: int):
    given = random_journal(seed, 60)
    entries.append(journal, given, NOW)
    whole = settle(given)
    times = sorted(e.happened_at.instant for e in given)
    since, until = times[len(times) // 3], times[2 * len(times) // 3]
    part = entries.standing(journal, since, until)
    inside = {e.id: e for e in whole.between(since, until)}
    assert inside.items() <= {e.id: e for e in part.entries}.items()
    assert {e.id: e for e in part.entries}.items() <= {e.id: e for e in whole.entries}.items()
    assert part.settings == whole.settings


def test_other_content_under_a_known_id_is_refused_and_named(journal: UUID):
    first, second = days("2026-03-02 08:10  spasm 6/10 left-calf\n2026-03-02 09:10  spasm 2/10 left-calf")
    entries.append(journal, [first], NOW)
    with pytest.raises(entries.DifferentEntry) as refused:
        entries.append(journal, [second, replace(first, private=True)], NOW)
    assert refused.value.ids == (first.id,)
    assert list(entries.raw(journal)) == [first]


def test_two_journals_never_see_each_other(journal: UUID):
    mine, theirs = days(WEEK), days("2026-03-02 08:11  spasm 9/10 jaw")
    other = uuid4()
    entries.append(journal, mine, NOW)
    entries.append(other, theirs, NOW)
    assert entries.standing(journal) == settle(mine)
    assert entries.standing(other) == settle(theirs)
    entries.append(other, mine, NOW)  # the same id may be known to both
    assert entries.count(other) == len(mine) + len(theirs)


def test_an_entry_moved_into_a_window_is_found_in_both(journal: UUID):
    spasm = days("2026-03-02 08:10 +4m  spasm 6/10 left-calf")[0]
    moved = moment(datetime(2026, 3, 9, 7, tzinfo=UTC), "Europe/Dublin")
    change = later(spasm, Amendment(amends=spasm.id, changes={"happened_at": write_moment(moved)}))
    entries.append(journal, [change], NOW)
    entries.append(journal, [spasm], NOW)
    for day in (2, 9):
        start = datetime(2026, 3, day, tzinfo=UTC)
        (found,) = entries.standing(journal, start, start + timedelta(days=1)).entries
        assert found.happened_at == moved


def test_a_withdrawal_of_a_withdrawal_comes_with_its_root(journal: UUID):
    spasm = days("2026-03-02 08:10 +4m  spasm 6/10 left-calf")[0]
    withdrawal = later(spasm, Retraction(retracts=spasm.id), 60 * 24 * 3)
    restoral = later(withdrawal, Retraction(retracts=withdrawal.id), 60 * 24 * 3)
    for entry in (restoral, withdrawal, spasm):  # the last first
        entries.append(journal, [entry], NOW)
    start = datetime(2026, 3, 2, tzinfo=UTC)
    assert entries.standing(journal, start, start + timedelta(days=1)).entries == (spasm,)


def test_a_window_holds_the_settings_however_old(journal: UUID):
    spasm = days(WEEK)[1]
    settings = replace(
        later(spasm, Settings(country="IE")), happened_at=moment(datetime(2020, 1, 1, tzinfo=UTC), "UTC")
    )
    country = later(settings, Amendment(amends=settings.id, changes={"country": "GB"}))
    entries.append(journal, [spasm, settings, country], NOW)
    window = entries.standing(journal, NOW, NOW + timedelta(days=1))
    assert window.settings.country == "GB"
    assert window.of(Episode) == ()


def test_a_page_costs_two_queries(journal: UUID):
    entries.append(journal, random_journal(3, 200), NOW)
    for bounds in ((None, None), (NOW - timedelta(days=28), NOW)):
        with CaptureQueriesContext(connection) as asked:
            entries.standing(journal, *bounds)
        assert len(asked) <= 2


def test_what_is_blanked_is_gone_and_stays_gone(journal: UUID):
    spasm, other = days("2026-03-02 08:10  spasm 6/10 left-calf\n2026-03-02 09:10  spasm 2/10 left-calf")
    change = later(spasm, Amendment(amends=spasm.id, changes={"note": "secret"}))
    entries.append(journal, [spasm, other, change], NOW)
    assert entries.blank(journal, [spasm.id], NOW) == 2
    assert list(entries.raw(journal)) == [other]
    late = later(spasm, Amendment(amends=spasm.id, changes={"note": "secret too"}), 5)
    assert entries.append(journal, [spasm, change, late], NOW).added == ()
    assert entries.append(journal, [replace(spasm, private=True)], NOW).known == (spasm.id,)
    assert entries.standing(journal) == settle([other])
    assert set(entries.blanked(journal)) == {spasm.id, change.id, late.id}


def test_an_id_can_be_blanked_before_it_comes(journal: UUID):
    spasm = days(WEEK)[1]
    entries.blank(journal, [spasm.id], NOW)
    assert entries.append(journal, [spasm], NOW).added == ()
    assert entries.standing(journal).entries == ()


def test_hours_that_were_erased_count_as_no_record(journal: UUID):
    hole = Span(NOW, NOW + timedelta(hours=2))
    entries.append(journal, days(WEEK), NOW)
    entries.blank(journal, [], NOW, unrecorded=[hole])
    entries.blank(journal, [], NOW, unrecorded=[hole])
    assert entries.standing(journal).gaps == (hole,)


def test_rows_of_one_call_are_kept_together_or_not_at_all(journal: UUID):
    at = moment(NOW, "UTC")
    good = [later(days(WEEK)[1], Note(text=str(n)), n) for n in range(1200)]
    bad = replace(good[-1], happened_at=moment(NOW - timedelta(days=1), "UTC"))
    assert bad.happened_at != at
    with pytest.raises(entries.DifferentEntry):
        entries.append(journal, [*good, bad], NOW)
    assert entries.count(journal) == 0
