"""How alerts behave over time: once, put off, answered, told as usual, asked again; never a word of reassurance."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from benchmarks.ordinary_years import Tally, told
from tests.safety.cases import ZONE, Case, entry, raw
from unknot.journal.entry import AlertAnswer, Body, Entry
from unknot.journal.journal import settle
from unknot.knowledge.rules import Tier, rule, rules
from unknot.safety.alert import NO_MESSAGE, State, read_key, words
from unknot.safety.alerts import URGENT, alerts, history, under

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
PLAN = ["baclofen 10 mg at 08:00 20:00 from 2026-02-01"]


def open_at(entries: list[Entry[Body]], hours: float):
    return alerts(settle(entries), now=START + timedelta(hours=hours), zone=ZONE)


def answer(alert, what: str, hours: float) -> Entry[Body]:
    at = (START + timedelta(hours=hours)).replace(tzinfo=None)
    return entry(AlertAnswer(rule=alert.rule.code, key=alert.key, answer=what), at, f"{what} {hours}")


def days(text: str) -> list[Entry[Body]]:
    return raw(Case(days=text))


def test_an_alert_is_shown_under_the_entry_that_raised_it_and_not_under_the_next():
    fevers = days("2026-03-02 08:00 symptom fever\n2026-03-02 18:00 symptom fever")
    found = open_at(fevers, 10.1)
    assert [a.rule.code for a in found] == ["RF-INF"]
    assert under(found, fevers[0]) is found[0]
    assert under(found, fevers[1]) is None


def test_it_stands_until_answered_and_then_keeps_its_quiet_time():
    fevers = days("2026-03-02 08:00 symptom fever\n2026-03-03 08:00 symptom fever")
    (alert,) = open_at(fevers[:1], 1)
    done = answer(alert, "done", 2)
    assert open_at([*fevers[:1], done], 3) == ()
    assert open_at([*fevers, done], 25) == ()
    assert [a.state for a in history(settle([*fevers, done]), now=START + timedelta(hours=25), zone=ZONE)] == [
        State.ANSWERED
    ]


def test_after_the_quiet_time_it_is_a_new_one():
    fevers = days("2026-03-02 08:00 symptom fever\n2026-03-09 08:00 symptom fever")
    (alert,) = open_at(fevers[:1], 1)
    (again,) = open_at([*fevers, answer(alert, "done", 2)], 7 * 24 + 1)
    assert again.key != alert.key
    assert again.raised_by == fevers[1].id


def test_every_fit_speaks_however_soon_after_an_answer():
    fits = days("2026-03-02 08:00 symptom seizure\n2026-03-02 08:20 symptom seizure")
    (first,) = open_at(fits[:1], 0.1)
    for said in ("done", "later"):
        (second,) = open_at([*fits, answer(first, said, 0.2)], 0.4)
        assert under((second,), fits[1]) is second
        assert second.tier is Tier.EMERGENCY


def test_what_is_done_after_the_last_fit_is_done_for_those_before_it():
    fits = days("2026-03-02 08:00 symptom seizure\n2026-03-02 08:20 symptom seizure")
    both = open_at(fits, 0.4)
    assert {a.raised_by for a in both} == {fit.id for fit in fits}
    last = next(a for a in both if a.raised_by == fits[1].id)
    assert open_at([*fits, answer(last, "done", 0.5)], 0.6) == ()


def test_later_brings_it_back():
    fever = days("2026-03-02 08:00 symptom fever")
    (alert,) = open_at(fever, 1)
    later = answer(alert, "later", 1)
    assert open_at([*fever, later], 2) == ()
    assert [a.key for a in open_at([*fever, later], 6)] == [alert.key]


def test_not_new_for_me_makes_it_usual_for_a_month():
    sweating = "2026-03-02 08:00 symptom sweating\n2026-03-05 08:00 symptom sweating"
    entries = raw(Case(about=["injury-t6-or-above"], days=sweating))
    (alert,) = open_at(entries[:2], 1)
    usual = answer(alert, "not-new", 1)
    assert open_at([*entries, usual], 73) == ()
    new = days("2026-03-06 08:00 symptom sweating new")
    assert [a.rule.code for a in open_at([*entries, usual, *new], 97)] == ["RF-AD"]
    much_later = days("2026-04-20 08:00 symptom sweating")
    assert [a.rule.code for a in open_at([*entries, usual, *much_later], 49 * 24 + 1)] == ["RF-AD"]


def test_an_answer_to_the_lesser_never_settles_the_emergency():
    fever = days("2026-03-02 08:00 symptom fever")
    (alert,) = open_at(fever, 1)
    confused = days("2026-03-02 12:00 symptom confused")
    (worse,) = open_at([*fever, answer(alert, "done", 2), *confused], 5)
    assert (worse.rule.code, worse.tier) == ("RF-INF", Tier.EMERGENCY)
    settled = answer(worse, "called", 5)
    assert open_at([*fever, *confused, settled], 6) == ()


def test_a_new_sign_of_an_emergency_speaks_within_the_quiet_time():
    entries = raw(Case(about=["injury-t6-or-above"], days="2026-03-02 08:00 symptom sweating"))
    (alert,) = open_at(entries, 0.1)
    entries.append(answer(alert, "done", 0.2))
    entries += days("2026-03-02 09:00 symptom pounding-headache")
    assert [a.rule.code for a in open_at(entries, 1.1)] == ["RF-AD"]


def test_the_most_urgent_comes_first():
    entries = days("2026-03-02 08:00 symptom muscle-shrinking\n2026-03-02 08:05 symptom fever")
    entries += days("2026-03-02 08:02 symptom face-droop")
    assert [a.tier for a in open_at(entries, 1)] == [Tier.EMERGENCY, Tier.SAME_DAY, Tier.NEXT_VISIT]


def test_what_was_filled_in_days_later_is_news_when_it_is_logged():
    (late,) = days("2026-02-26 08:00 symptom saddle-numbness")
    recorded = days('2026-03-02 08:00 note "today"')[0].provenance
    filled = Entry(id=late.id, happened_at=late.happened_at, provenance=recorded, body=late.body)
    assert [a.rule.code for a in open_at([filled], 0.1)] == ["RF-CES"]
    assert open_at([late], 0.1) == ()


def test_a_clock_that_runs_ahead_does_not_put_off_an_alarm():
    assert [a.rule.code for a in open_at(days("2026-03-02 10:00 symptom face-droop"), 0)] == ["RF-STROKE"]


def test_a_question_about_doses_is_said_twice_at_most():
    entries = raw(Case(plan=PLAN, days="2026-03-01 20:00 dose baclofen 10mg"))
    (question,) = open_at(entries, 18)
    assert question.asks
    last = datetime(2026, 3, 1, 20, tzinfo=UTC)
    assert question.notices == (last + timedelta(hours=24), last + timedelta(hours=36))
    shown = words(question, str, lambda at: f"{at:%A %H:%M}")
    assert shown.asks == "No baclofen recorded since Sunday 20:00. What happened?"


def test_paused_says_nothing_about_doses():
    entries = settle(raw(Case(plan=PLAN, days="2026-03-01 20:00 dose baclofen 10mg")))
    assert alerts(entries, now=START + timedelta(hours=18), zone=ZONE, paused=True) == ()


def test_a_missed_dose_that_was_said_stays_when_the_next_is_taken():
    entries = raw(Case(plan=PLAN, days="2026-03-01 20:00 dose baclofen 10mg"))
    (question,) = open_at(entries, 18)
    entries.append(answer(question, "missed", 18.1))
    entries += days("2026-03-03 03:00 dose baclofen 10mg")
    assert [(a.rule.code, a.asks) for a in open_at(entries, 20)] == [("RF-WD-S", "")]


def test_on_save_only_the_urgent_rules_run():
    entries = settle(days("2026-03-02 08:00 symptom muscle-shrinking"))
    assert alerts(entries, now=START + timedelta(hours=1), zone=ZONE, tiers=URGENT) == ()


def test_an_imported_past_raises_nothing_now():
    assert open_at(days("2025-03-02 08:00 symptom face-droop"), 1) == ()


def test_a_key_says_what_it_names():
    (alert,) = open_at(days("2026-03-02 08:00 symptom fever"), 1)
    key = read_key(alert.key)
    assert key is not None
    assert (key.rule, key.level, key.entry, key.signs) == ("RF-INF", "same-day", alert.raised_by, ("fever",))
    assert read_key("anything else") is None


def test_nothing_found_reassures_nobody():
    assert NO_MESSAGE == "No message from this short list. It may miss things."
    assert "call" in rule("RF-CES").action


def test_the_alarm_budget_in_short():
    """The long form is benchmarks/ordinary_years.py."""
    tally = Tally()
    for seed in range(6):
        tally.add(told(seed, days=60))
    months = 6 * 2
    assert tally.without_sign == []
    assert sum(n * count for n, count in tally.same_day_months.items()) <= months


def test_the_same_infection_again_within_weeks_is_told_in_a_line():
    fevers = days("2026-03-02 08:00 symptom fever\n2026-03-16 08:00 symptom fever")
    (first,) = open_at(fevers[:1], 1)
    fortnight = 14 * 24 + 1
    (again,) = open_at([*fevers, answer(first, "done", 2)], fortnight)
    assert (again.again, again.notices) == (START + timedelta(hours=2), ())
    (ignored,) = open_at(fevers, fortnight)
    assert ignored.again is None, "what nobody answered is told in full"
    (put_off,) = open_at([*fevers, answer(first, "later", 2)], fortnight)
    assert put_off.again is None
    (after_weeks,) = open_at([*days("2026-04-10 08:00 symptom fever"), answer(first, "done", 2)], 39 * 24 + 1)
    assert after_weeks.again is None


def test_an_emergency_and_another_matter_are_never_told_in_a_line():
    fevers = days("2026-03-02 08:00 symptom fever\n2026-03-16 08:00 symptom fever")
    (first,) = open_at(fevers[:1], 1)
    settled = [*fevers, answer(first, "done", 2)]
    (worse,) = open_at([*settled, *days("2026-03-16 08:30 symptom confused")], 14 * 24 + 1)
    assert (worse.tier, worse.again) == (Tier.EMERGENCY, None)
    clot, infection = open_at([*settled, *days("2026-03-16 08:30 symptom calf-red still")], 14 * 24 + 1)
    assert (clot.rule.code, clot.again) == ("RF-DVT", None)
    assert infection.rule.code == "RF-INF"
    assert infection.again is not None, "and the line comes last"


def test_only_these_may_be_told_in_a_line():
    """Infection of itself; a log below the plan, after the message about missed doses. Nothing else, ever."""
    assert {each.code: each.matter for each in rules() if each.again} == {"RF-INF": "RF-INF", "RF-WD-T": "RF-WD-S"}
    assert all(not each.again for each in rules() if each.tier is Tier.EMERGENCY)


def test_of_two_messages_about_missed_doses_the_graver_is_shown():
    half = """
        2026-03-01 08:00 dose baclofen 10mg
        2026-03-01 20:00 dose baclofen 10mg skipped
        2026-03-02 08:00 dose baclofen 10mg
        2026-03-02 20:00 dose baclofen 10mg skipped
    """
    skipped = "2026-03-03 08:00 dose baclofen 10mg skipped"
    entries = raw(Case(plan=PLAN, days=f"{half}\n{skipped}"))
    found = [a.rule.code for a in open_at(entries, 25)]
    assert "RF-WD-S" in found
    assert "RF-WD-T" not in found
    without = raw(Case(plan=PLAN, days=half))
    assert [a.rule.code for a in open_at(without, 23)] == ["RF-WD-T"]
