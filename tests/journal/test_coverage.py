"""Which hours are vouched for: unknown is never zero."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.days import entries, journal
from unknot.journal.coverage import DayState, coverage, days
from unknot.journal.entry import Entry, Provenance, Retraction, Via
from unknot.journal.ids import new_id
from unknot.journal.journal import settle
from unknot.journal.problem import Oddity
from unknot.journal.span import Span, diary_day_span, moment

ZONE = "Europe/Dublin"


def hours(text, **how):
    return [round(v.span.hours, 2) for v in coverage(journal(text, **how)).vouchings]


def states(text, first, last, **how):
    found = days(journal(text, **how), date.fromisoformat(first), date.fromisoformat(last), ZONE)
    return [(day.state.value, day.count) for day in found]


def test_the_first_word_ever_vouches_from_four_in_the_morning():
    assert hours("2026-03-02 21:00 everything") == [17]


def test_the_next_word_vouches_the_night_between():
    assert hours("2026-03-02 21:00 everything\n2026-03-03 21:00 everything") == [17, 24]


def test_no_word_reaches_further_back_than_thirty_hours():
    assert hours("2026-03-02 21:00 everything\n2026-03-05 21:00 everything") == [17, 30]


def test_none_so_far_vouches_up_to_when_it_was_said():
    assert hours("2026-03-02 14:00 none\n2026-03-02 20:00 none") == [10, 6]


def test_there_may_be_more_a_spasm_a_dose_vouch_nothing():
    assert hours("2026-03-02 21:00 maybe-more\n2026-03-02 08:00 spasm\n2026-03-02 09:00 dose baclofen 10mg") == []


def test_a_day_filled_in_later_is_vouched_whole_but_only_as_recalled():
    later = coverage(journal("2026-03-04 09:00 everything day:2026-03-02"))
    assert [(v.recalled, v.span) for v in later.vouchings] == [(True, diary_day_span(date(2026, 3, 2), ZONE))]
    assert later.first_hand == ()


def test_an_untimed_none_and_an_import_are_recalled_too():
    assert coverage(journal("2026-03-02 none")).first_hand == ()
    assert coverage(journal("2026-03-02 21:00 everything", via=Via.IMPORT)).first_hand == ()


def test_a_day_without_word_is_unknown_not_zero():
    week = """
        2026-03-01            none
        2026-03-02 08:10 +4m  spasm 6/10 left-calf
        2026-03-03            none
    """
    assert states(week, "2026-03-01", "2026-03-04") == [
        ("vouched", 0),
        ("partly", None),
        ("vouched", 0),
        ("no-record", None),
    ]


def test_twenty_hours_make_a_vouched_day():
    evenings = "2026-03-02 23:00 everything\n2026-03-03 23:30 everything\n2026-03-04 23:30 everything"
    assert states(evenings, "2026-03-02", "2026-03-04") == [("vouched", 0), ("vouched", 0), ("partly", None)]


def test_a_spasm_inside_a_none_removes_the_none_keeps_the_hours_and_asks_once():
    said = entries("2026-03-02 21:00 none")
    remembered = entries("2026-03-02 12:00 spasm")[0]
    late = Provenance(recorded_at=moment(said[0].happened_at.instant + timedelta(hours=1), ZONE))
    remembered = Entry(id=remembered.id, happened_at=remembered.happened_at, provenance=late, body=remembered.body)
    found = coverage(settle([*said, remembered]))
    assert [(v.none, v.span.hours) for v in found.vouchings] == [(False, 17)]
    assert [p.oddity for p in found.problems] == [Oddity.SPASM_INSIDE_NONE]


def test_no_more_so_far_after_a_logged_spasm_is_no_contradiction():
    found = coverage(journal("2026-03-02 12:00 spasm\n2026-03-02 21:00 none"))
    assert (found.vouchings[0].none, found.problems) == (True, ())


def test_withdrawing_the_word_withdraws_its_hours_and_no_later_word_takes_them():
    said = entries("2026-03-02 14:00 none\n2026-03-02 21:00 everything")
    at = said[0].happened_at
    gone = Entry(
        id=new_id(at.instant),
        happened_at=at,
        provenance=Provenance(recorded_at=at),
        body=Retraction(retracts=said[0].id),
    )
    assert [v.span.hours for v in coverage(settle([*said, gone])).vouchings] == [7]


def test_the_hour_of_a_private_entry_is_no_record_for_others():
    text = "2026-03-02 12:20 spasm private\n2026-03-02 21:00 everything"
    mine, theirs = coverage(journal(text)), coverage(journal(text).public())
    assert sum(s.hours for s in mine.vouched) - sum(s.hours for s in theirs.vouched) == 1


def test_days_of_a_clock_change_have_their_real_length():
    spring, autumn = (
        "2026-03-28 none",
        "2026-10-24 none",
    )  # Dublin: the diary day that holds the change ends next morning
    assert hours(spring) == [23]
    assert hours(autumn) == [25]


def test_moving_house_moves_no_past_day():
    text = "2026-03-02 23:30@America/St_Johns spasm\n2026-03-03 21:00 everything"
    assert journal(text).entries[0].diary_day == date(2026, 3, 2)


@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(("none", "everything", "maybe-more", "spasm")))))
def test_vouched_hours_never_overlap_and_never_lie_after_the_last_word(said):
    text = "\n".join(
        f"2026-03-{1 + at // 24:02} {at % 24:02}:00 {word}" for at, word in sorted(set(said)) if at < 30 * 24
    )
    found = coverage(journal(text))
    for one, two in zip(found.vouched, found.vouched[1:], strict=False):
        assert one.end < two.start
    words = [v.entry.happened_at.instant for v in found.vouchings]
    assert not found.vouched or found.vouched[-1].end <= max(words)
    assert all(
        day.count is not None
        for day in days(journal(text), date(2026, 3, 1), date(2026, 3, 20), ZONE)
        if day.state is DayState.VOUCHED
    )


def test_hours_that_were_erased_stay_no_record_for_others_too():
    hole = Span(moment(datetime(2026, 3, 2, 9), ZONE).instant, moment(datetime(2026, 3, 2, 10), ZONE).instant)
    mine = replace(journal("2026-03-02 21:00 everything"), gaps=(hole,))
    assert (
        coverage(mine).hours_on(date(2026, 3, 2), ZONE)
        == coverage(mine.public()).hours_on(date(2026, 3, 2), ZONE)
        == 16
    )
