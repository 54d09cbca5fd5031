"""Corrections and withdrawals: what stands does not depend on who arrived first."""

import random
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.days import entries
from tests.generate import random_journal
from unknot.journal.entry import Amendment, Entry, Episode, Provenance, Retraction
from unknot.journal.ids import new_id
from unknot.journal.journal import settle
from unknot.journal.problem import Oddity
from unknot.journal.span import Moment, moment


def spasm():
    return entries("2026-03-02 08:10 +4m spasm 6/10 left-calf")[0]


def after(root, minutes, body):
    at = moment(root.happened_at.instant + timedelta(minutes=minutes), "Europe/Dublin")
    return Entry(id=new_id(at.instant), happened_at=at, provenance=Provenance(recorded_at=at), body=body)


def change(root, minutes, base=None, **changes):
    return after(root, minutes, Amendment(amends=root.id, base=base and base.id, changes=changes))


def withdraw(target, minutes, base=None):
    return after(target, minutes, Retraction(retracts=target.id, base=base and base.id))


def oddities(journal):
    return [problem.oddity for problem in journal.problems]


def test_a_correction_changes_its_field_and_no_other():
    root = spasm()
    (settled,) = settle([root, change(root, 5, bother=3)]).entries
    assert (settled.body.bother, settled.body.duration) == (3, timedelta(minutes=4))


def test_corrections_of_different_fields_both_stand():
    root = spasm()
    journal = settle([root, change(root, 5, bother=3), change(root, 6, pain=2)])
    assert (journal.entries[0].body.bother, journal.entries[0].body.pain) == (3, 2)
    assert not journal.problems


def test_a_correction_that_saw_the_other_replaces_it_whatever_its_clock_says():
    root = spasm()
    first = change(root, 50, bother=3)
    second = change(root, 5, base=first, bother=4)
    journal = settle([second, first, root])
    assert journal.entries[0].body.bother == 4
    assert not journal.problems


def test_two_that_did_not_see_each_other_clash_and_the_later_recorded_stands():
    root = spasm()
    one, two = change(root, 5, bother=3), change(root, 9, bother=4)
    journal = settle([two, root, one])
    assert journal.entries[0].body.bother == 4
    assert oddities(journal) == [Oddity.CLASH]
    assert journal.problems[0].about == "bother"


def test_the_same_correction_twice_is_no_clash():
    root = spasm()
    assert not settle([root, change(root, 5, bother=3), change(root, 9, bother=3)]).problems


def test_a_withdrawn_entry_goes_to_the_bin_and_comes_back():
    root = spasm()
    gone = withdraw(root, 5)
    assert settle([root, gone]).withdrawn == (root,)
    assert settle([root, gone, withdraw(gone, 6)]).entries == (root,)


def test_a_withdrawal_that_saw_the_change_withdraws_it():
    root = spasm()
    edit = change(root, 5, bother=3)
    assert settle([root, edit, withdraw(root, 9, base=edit)]).entries == ()


def test_a_change_that_the_withdrawal_did_not_see_stands_and_is_asked_about():
    root = spasm()
    journal = settle([root, withdraw(root, 9), change(root, 5, bother=3)])
    assert journal.entries[0].body.bother == 3
    assert oddities(journal) == [Oddity.EDIT_AND_WITHDRAWAL]


def test_undoing_a_correction_gives_the_first_word_back():
    root = spasm()
    edit = change(root, 5, bother=3)
    assert settle([root, edit, withdraw(edit, 6)]).entries == (root,)


def test_an_impossible_new_value_changes_nothing_and_is_named():
    root = spasm()
    journal = settle([root, change(root, 5, bother=17, pain=2)])
    assert (journal.entries[0].body.bother, journal.entries[0].body.pain) == (6, 2)
    assert (oddities(journal), journal.problems[0].about) == ([Oddity.UNREADABLE_CHANGE], "bother")


def test_the_time_of_anything_can_be_corrected():
    root = spasm()
    journal = settle([root, change(root, 5, happened_at="2026-03-01T23:00:00+00:00[Europe/Dublin]")])
    assert journal.entries[0].diary_day.isoformat() == "2026-03-01"


def test_withdrawals_that_withdraw_each_other_are_void():
    root = spasm()
    one, two = withdraw(root, 5), withdraw(root, 6)
    ring = [
        after(root, 7, Retraction(retracts=two.id)),
        after(root, 8, Retraction(retracts=one.id)),
    ]
    circle = [
        Entry(id=one.id, happened_at=one.happened_at, provenance=one.provenance, body=Retraction(retracts=two.id)),
        Entry(id=two.id, happened_at=two.happened_at, provenance=two.provenance, body=Retraction(retracts=one.id)),
    ]
    assert settle([root, *circle]).entries == (root,)
    assert settle([root, one, two, *ring]).entries == (root,)


def test_a_correction_of_nothing_known_is_a_problem():
    root = spasm()
    assert oddities(settle([change(root, 5, bother=3)])) == [Oddity.CHANGES_NOTHING_KNOWN]


def test_a_wrong_clock_is_kept_and_asked_about():
    root = entries("2026-03-02 08:10 spasm")[0]
    early = Moment(root.happened_at.at - timedelta(hours=2), "Europe/Dublin")
    late = Entry(id=root.id, happened_at=root.happened_at, provenance=Provenance(recorded_at=early), body=Episode())
    assert oddities(settle([late])) == [Oddity.FUTURE]


def test_a_very_long_chain_of_withdrawals_and_restorals_settles():
    root = spasm()
    chain = [root]
    for _ in range(3000):
        chain.append(withdraw(chain[-1], 1))
    assert settle(chain).entries == (root,)


@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter_and_twice_is_once(seed, shuffle):
    raw = random_journal(seed)
    settled = settle(raw)
    again = raw + raw[: len(raw) // 2]
    shuffle.shuffle(again)
    assert settle(again) == settled


def test_leaving_private_entries_out_leaves_no_trace_of_them():
    for seed in range(50):
        journal = settle(random_journal(seed))
        shown = journal.public()
        hidden = {e.id for e in (*journal.entries, *journal.withdrawn) if e.private}
        assert not hidden & {e.id for e in shown.entries}
        assert not hidden & set(shown.changes)
        assert not any(hidden & set(problem.entries) for problem in shown.problems)
    random.seed()


def test_the_next_change_builds_on_the_newest_even_within_one_tick_of_the_clock():
    root = spasm()
    first = change(root, 5, bother=1)
    changes = [first]
    for n in range(2, 30):
        changes.append(change(root, 5, base=changes[-1], bother=n % 11))
    assert settle([root, *reversed(changes)]).last_change(root.id) == changes[-1].id
