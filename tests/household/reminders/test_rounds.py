"""When something is told: each case a few lines of a life."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.household.reminders.lives import (
    MG,
    ZONE,
    at,
    entry,
    journal,
    kept,
    of_a_week,
    plan,
    taken,
)
from unknot.household.reminders.rounds import NoticeAnswer, Sent, for_carer, next_round
from unknot.household.reminders.slots import ReminderKind, ReminderSlot, wanted
from unknot.journal.entry import (
    Campaign,
    DiaryDay,
    Habit,
    Medicine,
    Reminders,
    Settings,
    Stage,
    Stock,
    Treatment,
    Visit,
    Word,
)
from unknot.journal.span import moment

MORNING, NOON, EVENING = time(8), time(14), time(20)
START = at("2026-03-02 06:00")


def clocks(found: tuple[ReminderSlot, ...], zone: str = ZONE) -> list[str]:
    return [f"{moment(slot.at, zone).local:%m-%d %H:%M}" for slot in found]


# ---------------------------------------------------------------- what is told at all


def test_nothing_is_told_that_was_not_asked_for():
    visit = entry(Visit(), at("2026-03-05 10:00"))
    stretch = entry(Habit(code="stretching", at=(EVENING,)), START)
    known = journal(entry(Settings(zone=ZONE), START), entry(plan("baclofen", MORNING), START), visit, stretch)
    assert of_a_week(known, START) == ()
    assert not wanted(known)


def test_one_notice_for_all_medicines_that_are_due_at_a_time():
    baclofen, tizanidine = entry(plan("baclofen", MORNING, NOON), START), entry(plan("tizanidine", MORNING), START)
    known = journal(entry(kept(doses=True), START), baclofen, tizanidine)
    first, second = of_a_week(known, START)[:2]
    assert [dose.prescription.id for dose in first.doses] == sorted([baclofen.id, tizanidine.id])
    assert clocks((first, second)) == ["03-02 08:00", "03-02 14:00"]
    assert first.until == second.at, "it gives way to the next one"
    half = journal(*known.entries, taken(baclofen, first.at, at("2026-03-02 08:05")))
    assert not of_a_week(half, START)[0].answered
    both = journal(*half.entries, taken(tizanidine, first.at, at("2026-03-02 08:06")))
    assert of_a_week(both, START)[0].answered


def test_a_checkin_that_was_done_is_not_asked_for():
    known = journal(entry(kept(checkin=EVENING), START))
    day = date(2026, 3, 2)
    done = journal(*known.entries, entry(DiaryDay(day=day, word=Word.EVERYTHING), at("2026-03-02 19:00")))
    none_at_noon = journal(*known.entries, entry(DiaryDay(day=day, word=Word.NONE_SO_FAR), at("2026-03-02 12:00")))
    none_late = journal(*known.entries, entry(DiaryDay(day=day, word=Word.NONE_SO_FAR), at("2026-03-02 19:00")))
    assert [of_a_week(one, START)[0].answered for one in (known, done, none_at_noon, none_late)] == [
        False, True, False, True,
    ]  # fmt: skip


def test_a_habit_is_told_on_its_weekdays_and_not_once_it_is_done():
    monday = entry(Habit(code="stretching", at=(EVENING,), weekdays=(0,), remind=True), START)
    known = journal(monday)
    assert wanted(known)
    assert clocks(of_a_week(known, START)) == ["03-02 20:00"]
    done = journal(monday, entry(Treatment(code="stretching", habit=monday.id), at("2026-03-02 19:30")))
    assert of_a_week(done, START)[0].answered
    begun = entry(Treatment(code="stretching", habit=monday.id, stage=Stage.STARTED), at("2026-03-02 19:30"))
    assert not of_a_week(journal(monday, begun), START)[0].answered


def test_a_visit_is_told_the_evening_before_and_a_campaign_the_morning_after():
    visit = entry(Visit(), at("2026-03-05 10:00"))
    campaign = entry(Campaign(starts=date(2026, 2, 4), ends=date(2026, 3, 3)), START)
    known = journal(entry(kept(visits=True, campaign=True), START), visit, campaign)
    assert clocks(of_a_week(known, START)) == ["03-04 10:00", "03-04 18:00"]


def test_what_runs_low_is_told_once_for_each_count_and_again_before_a_weekend():
    """20 tablets from Monday 2 March, two a day: gone on Thursday the 12th; 11 are gone on Saturday the 7th."""
    baclofen = entry(plan("baclofen", MORNING, EVENING), START)
    settings = entry(kept(running_low=True), START)

    def low(left: str):
        stock = entry(Stock(medicine=Medicine(name="baclofen", strength=MG("10")), left=MG(left)), START)
        return of_a_week(journal(settings, baclofen, stock), at("2026-03-02 06:30"))

    week_ahead = low("200")
    assert clocks(week_ahead)[0] == "03-05 10:00", "a week ahead"
    assert len({slot.name for slot in week_ahead}) == 1
    weekend = [slot for slot in low("110") if "weekend" in slot.name]
    assert clocks(tuple(weekend)) == ["03-06 10:00"], "the Friday before it runs out"
    assert low("2000") == ()


# ---------------------------------------------------------------- when


def test_a_dose_at_half_past_two_comes_once_on_the_night_without_it_and_once_on_the_night_with_two():
    night = time(2, 30)
    zone = "Europe/Paris"  # no 02:30 on 29 March, two on 25 October
    known = journal(entry(kept(doses=True, zone=zone), START, zone), entry(plan("baclofen", night), START, zone))
    spring = of_a_week(known, at("2026-03-27 12:00", zone), zone)
    assert clocks(spring, zone)[:3] == ["03-28 02:30", "03-29 03:30", "03-30 02:30"]
    autumn = of_a_week(known, at("2026-10-23 12:00", zone), zone)
    assert clocks(autumn, zone)[:3] == ["10-24 02:30", "10-25 02:30", "10-26 02:30"]
    assert [b.at - a.at for a, b in pairwise(autumn)][:3] == [timedelta(hours=h) for h in (24, 25, 24)]
    assert len({slot.name for slot in (*spring, *autumn)}) == len(spring) + len(autumn)


@given(
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    st.dates(date(2025, 1, 1), date(2027, 12, 1)),
    st.sampled_from([ZONE, "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]),
)
def test_a_checkin_comes_once_a_diary_day_whatever_the_clocks_do(when: time, day: date, zone: str):
    start = at(f"{day} 12:00", zone)
    found = of_a_week(journal(entry(kept(checkin=when, zone=zone), start, zone)), start, zone)
    days = [moment(slot.at, zone).diary_day for slot in found]
    assert days == sorted(set(days))
    assert len(days) in (6, 7, 8)


SLOT = ReminderSlot(ReminderKind.DOSE, "dose/2026-03-02T08:00", at("2026-03-02 08:00"), at("2026-03-02 14:00"))


def told(slot: ReminderSlot, settings: Reminders, *sent: Sent, now: str = "2026-03-02 08:00") -> str | None:
    step = next_round(slot, sent, settings, ZONE, at(now))
    return f"{step.number} {moment(step.at, ZONE).local:%m-%d %H:%M}" if step else None


def sent(number: int, when: str, answer: str = "", answered: str = "") -> Sent:
    return Sent(number, at(when), answer, at(answered) if answered else None)


def test_once_unless_asked_to_repeat_and_then_until_it_is_answered_or_the_next_is_due():
    once, repeated = Reminders(), Reminders(repeat_minutes=30)
    first = sent(0, "2026-03-02 08:00")
    assert told(SLOT, once) == "0 03-02 08:00"
    assert told(SLOT, once, first) is None
    assert told(SLOT, repeated, first) == "1 03-02 08:30"
    assert told(SLOT, repeated, first, sent(1, "2026-03-02 13:45"), now="2026-03-02 13:46") is None
    assert told(replace(SLOT, answered=True), repeated, first) is None
    assert told(replace(SLOT, kind=ReminderKind.CHECKIN), repeated, first) is None, "only doses repeat"


def test_later_means_later():
    later = sent(0, "2026-03-02 08:00", NoticeAnswer.LATER, "2026-03-02 08:10")
    assert told(SLOT, Reminders(later_minutes=60), later) == "1 03-02 09:10"


def test_a_dose_put_off_on_log_comes_when_it_was_to():
    off = replace(SLOT, put_off=at("2026-03-02 08:40"))
    assert told(off, Reminders()) == "0 03-02 08:40"
    assert told(off, Reminders(), sent(0, "2026-03-02 08:00")) == "1 03-02 08:40"
    assert told(off, Reminders(), sent(0, "2026-03-02 08:40")) is None, "it came already"
    assert (
        told(off, Reminders(), sent(0, "2026-03-02 08:00", NoticeAnswer.LATER, "2026-03-02 08:10")) == "1 03-02 08:40"
    )
    carer = for_carer(off, Reminders(carer_minutes=30))
    assert carer is not None
    assert told(carer, Reminders()) == "0 03-02 08:30", "nobody has answered it yet"


def test_what_is_long_past_is_not_told_any_more():
    assert told(SLOT, Reminders(), now="2026-03-02 09:00") == "0 03-02 08:00"
    assert told(SLOT, Reminders(), now="2026-03-02 09:01") is None


def test_quiet_hours_put_a_notice_off_to_their_end_over_midnight_too():
    quiet = Reminders(quiet_from=time(22), quiet_until=time(7))
    night = replace(SLOT, at=at("2026-03-02 02:00"))
    assert told(night, quiet, now="2026-03-02 02:00") == "0 03-02 07:00"
    assert told(replace(night, until=at("2026-03-02 06:00")), quiet, now="2026-03-02 02:00") is None
    day = Reminders(quiet_from=time(7, 30), quiet_until=time(9))
    assert told(SLOT, day) == "0 03-02 09:00"
    assert told(SLOT, Reminders(quiet_from=time(22))) == "0 03-02 08:00"


def test_a_pause_leaves_what_runs_low_and_visits():
    paused = Reminders(paused_until=date(2026, 3, 3))
    assert told(SLOT, paused) is None
    for kind in (ReminderKind.LOW, ReminderKind.VISIT):
        assert told(replace(SLOT, kind=kind), paused) == "0 03-02 08:00"
    assert told(SLOT, Reminders(paused_until=date(2026, 3, 2))) == "0 03-02 08:00", "over"


def test_a_carer_is_told_after_the_delay_once_also_in_quiet_hours():
    settings = Reminders(carer_minutes=45, quiet_from=time(7), quiet_until=time(12))
    carer = for_carer(SLOT, settings)
    assert told(carer, settings, now="2026-03-02 08:00") == "0 03-02 08:45"
    assert told(carer, settings, sent(0, "2026-03-02 08:45"), now="2026-03-02 08:46") is None
    assert told(replace(carer, answered=True), settings) is None
    assert for_carer(SLOT, Reminders()) is None
    assert for_carer(replace(SLOT, kind=ReminderKind.HABIT), settings) is None


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)
def test_nothing_is_told_in_quiet_hours(when: datetime, start: time, end: time):
    when = when.replace(second=0, microsecond=0)
    due = moment(when, ZONE).instant
    slot = ReminderSlot(ReminderKind.CHECKIN, "check-in", due, due + timedelta(days=3))
    step = next_round(slot, (), Reminders(quiet_from=start, quiet_until=end), ZONE, due)
    assert step is not None
    shown = moment(step.at, ZONE).local
    quiet = start <= shown.time() < end if start <= end else shown.time() >= start or shown.time() < end
    skipped = shown.hour != when.hour and shown.date() in (date(2026, 3, 29), date(2026, 10, 25))
    assert not quiet or skipped
