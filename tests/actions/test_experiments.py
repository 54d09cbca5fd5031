"""An experiment through the actions: the coin is kept before it is seen, the same for all, and provable."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

import pytest

from unknot.actions import Actor, experiments
from unknot.analysis.coin import proves
from unknot.journal.entry import Entry, Experiment, ExperimentDay, Toss
from unknot.journal.journal import settle
from unknot.journal.span import moment
from unknot.store import entries
from unknot.store.keys import MasterKey

KEY, OTHER = MasterKey(bytes(range(32))), MasterKey(bytes(32))
NOW = datetime(2026, 3, 2, 8, 10, tzinfo=UTC)
ME, ZONE = Actor(), "Europe/Dublin"


def begun(journal: UUID, block_days: int = 2) -> Entry[Experiment]:
    return experiments.begin(
        journal, entries.standing(journal), "warmth", "A warm bath", block_days=block_days, starts=date(2026, 3, 3),
        key=KEY, by=ME, now=NOW, zone=ZONE,
    ).entry  # fmt: skip


def toss(journal: UUID, days: int, key: MasterKey = KEY, by: Actor = ME) -> Toss | None:
    now = NOW + timedelta(days=days)
    experiment = entries.standing(journal).of(Experiment)[0]
    return experiments.toss(journal, experiment, key=key, by=by, at=moment(now, ZONE), now=now)


def look(journal: UUID, days: int) -> experiments.Today | None:
    there = entries.standing(journal)
    return experiments.today(there, there.of(Experiment)[0], date(2026, 3, 2) + timedelta(days=days))


def test_the_coin_is_kept_before_it_is_shown_and_not_before_its_day(journal: UUID):
    experiment = begun(journal)
    assert look(journal, 0) is None
    assert toss(journal, 0) is None
    assert not entries.standing(journal).of(Toss)
    assert look(journal, 1) == experiments.Today(0, date(2026, 3, 3), None, None)
    told = toss(journal, 1)
    (tossed,) = entries.standing(journal).of(Toss)
    assert tossed.body == told
    assert proves(experiment.body.commitment, tossed.body.opening, 0)


def test_a_pair_is_two_blocks_of_which_one_is_as_usual(journal: UUID):
    begun(journal)
    for day in (1, 5):
        toss(journal, day)
    seen = [look(journal, days) for days in range(1, 9)]
    assert [today.number for today in seen if today] == [1, 2] * 4
    habit = [today.block.habit for today in seen if today and today.block]
    assert [habit[0], habit[2]] in ([True, False], [False, True])
    assert habit[0] == habit[1]
    assert [toss.body.pair for toss in entries.standing(journal).of(Toss)] == [0, 1]


def test_tossing_again_or_from_another_device_gives_the_same_coin(journal: UUID):
    begun(journal)
    assert toss(journal, 1) == toss(journal, 1, by=Actor(device="tablet")) == toss(journal, 4)
    assert len(entries.standing(journal).of(Toss)) == 1


def test_days_that_nobody_looked_at_do_not_move_the_coin(journal: UUID):
    begun(journal)
    late = toss(journal, 12)
    assert late is not None
    assert late.pair == 2
    assert [toss.body.pair for toss in entries.standing(journal).of(Toss)] == [2]


def test_the_key_of_another_home_cannot_go_on_with_it(journal: UUID):
    begun(journal)
    with pytest.raises(experiments.CoinElsewhere):
        toss(journal, 1, OTHER)
    assert not entries.standing(journal).of(Toss)


def test_one_at_a_time_and_an_answer_can_be_mended(journal: UUID):
    experiment = begun(journal)
    with pytest.raises(experiments.AnotherRuns):
        begun(journal)
    now = NOW + timedelta(days=1)
    for done in (True, False):
        there = entries.standing(journal)
        experiments.answer_day(journal, there, experiment, done, by=ME, at=moment(now, ZONE), now=now)
    (answer,) = entries.standing(journal).of(ExperimentDay)
    assert answer.body.done is False
    today = look(journal, 1)
    assert today is not None
    assert today.done is False


def test_it_ends_any_day_and_another_can_begin(journal: UUID):
    experiment = begun(journal)
    experiments.end(journal, experiment, by=ME, on=date(2026, 3, 5), now=NOW + timedelta(days=3))
    assert look(journal, 3) is None
    begun(journal)
    assert len(entries.standing(journal).of(Experiment)) == 2


def test_every_coin_can_be_checked_and_one_that_was_changed_is_found(journal: UUID):
    experiment = begun(journal)
    for day in (1, 5, 9):
        toss(journal, day)
    there = entries.standing(journal)
    proofs = experiments.proofs(there, experiment)
    assert [(proof.pair, proof.holds) for proof in proofs] == [(1, True), (2, True), (3, True)]
    link = bytes.fromhex(proofs[2].opening)
    for _hash in range(3):
        link = sha256(link).digest()
    assert link.hex() == experiment.body.commitment, "as the page says that anyone can check it"
    turned = there.of(Toss)[1]
    changed = replace(turned, body=replace(turned.body, habit_first=not turned.body.habit_first))
    others = [entry for entry in there.entries if entry.id != turned.id]
    assert [p.holds for p in experiments.proofs(settle([*others, changed]), experiment)] == [True, False, True]
