"""Doses beside the plan: compared as they were logged, unknown never missed, nothing said where it cannot be."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from tests.safety.cases import ZONE, Case, entry, raw
from tests.safety.cases import told as told_of
from unknot.journal.entry import (
    AsNeededLimit,
    Body,
    Dose,
    DoseStatus,
    Entry,
    Medicine,
    PlannedDose,
    PlanStep,
    Prescription,
    Settings,
    Stock,
)
from unknot.journal.journal import settle
from unknot.journal.quantity import Quantity
from unknot.safety.alerts import alerts
from unknot.safety.amounts import in_strength, logged_total, planned_total, total
from unknot.safety.facts import facts
from unknot.safety.plan_comparison import Comparing, comparing, last_recorded
from unknot.safety.stock import before_weekend, run_out, to_say

PLAN = "baclofen 10 mg at 08:00 20:00 from 2026-02-01"
TEN = Medicine(name="baclofen", code="baclofen", strength=Quantity(Decimal(10), "mg"))


def mg(value: int) -> Quantity:
    return Quantity(Decimal(value), "mg")


def tablets(value: int) -> Quantity:
    return Quantity(Decimal(value), "{tbl}")


def told(entries: list[Entry[Body]], now: datetime) -> list[tuple[str, bool]]:
    found = alerts(settle(entries), now=now.replace(tzinfo=UTC), zone=ZONE)
    return [(a.rule.code, bool(a.asks)) for a in found]


def taken(at: str, amount: Quantity | None = None, **more) -> Entry[Body]:
    return entry(Dose(medicine=TEN, amount=amount, **more), datetime.fromisoformat(at), f"{at} {amount} {more}")


def test_tablets_are_what_is_in_them_and_unknown_stays_unknown():
    assert in_strength(tablets(2), TEN) == mg(20)
    assert in_strength(tablets(2), Medicine(name="baclofen")) is None
    assert total([mg(10), mg(5)]) == mg(15)
    assert total([mg(10), None]) is None
    assert total([mg(10), Quantity(Decimal(5), "mL")]) is None
    assert total([]) is None


def test_a_dose_without_an_amount_that_answers_a_plan_was_taken_as_planned():
    entries = [*raw(Case(plan=[PLAN])), taken("2026-03-01T08:00"), taken("2026-03-01T20:00")]
    assert told(entries, datetime(2026, 3, 1, 20, 5)) == []


def test_two_plans_of_one_medicine_are_added():
    journal = settle(raw(Case(plan=[PLAN, "baclofen 5 mg at 14:00 from 2026-02-10"])))
    assert planned_total(journal, TEN, date(2026, 2, 9)) == mg(20)
    assert planned_total(journal, TEN, date(2026, 2, 11)) == mg(25)
    assert planned_total(journal, Medicine(name="x"), date(2026, 2, 11)) is None


def test_a_skipped_dose_is_no_amount():
    doses = [taken("2026-03-01T08:00", mg(10)), taken("2026-03-01T20:00", mg(10), status=DoseStatus.SKIPPED)]
    assert logged_total(doses, tuple) == mg(10)
    assert logged_total([taken("2026-03-01T08:00")], tuple) is None


def test_twice_in_tablets_is_more_than_a_plan_in_milligrams():
    entries = [*raw(Case(plan=[PLAN])), taken("2026-03-01T08:00", tablets(3))]
    assert told(entries, datetime(2026, 3, 1, 8, 5)) == [("RF-OD", False)]


def test_as_needed_doses_are_counted_against_their_own_limit():
    limit = Prescription(medicine=TEN, starts=date(2026, 2, 1), as_needed=AsNeededLimit(amount=mg(10), most_a_day=2))
    plan = entry(limit, datetime(2026, 2, 1, 9), "limit")
    doses = [taken(f"2026-03-01T{hour:02}:00", mg(10), as_needed=True) for hour in (8, 12, 16)]
    assert told([plan, *doses[:2]], datetime(2026, 3, 1, 16, 5)) == []
    assert told([plan, *doses], datetime(2026, 3, 1, 16, 5)) == [("RF-OD", False)]


def test_nothing_is_compared_until_doses_are_logged_nor_while_paused():
    def state(entries: list[Entry[Body]], *, paused: bool = False) -> Comparing:
        now = datetime(2026, 3, 2, 12, tzinfo=UTC)
        look = facts(settle(entries), now=now, zone=ZONE, worse_since=None, paused=paused)
        return comparing(look, look.journal.of(Prescription)[0])

    plan = raw(Case(plan=[PLAN]))
    assert state(plan) is Comparing.NOT_LOGGED
    assert state([*plan, taken("2026-02-20T08:00")]) is Comparing.NOT_LOGGED
    assert state([*plan, taken("2026-03-01T08:00")]) is Comparing.YES
    assert state([*plan, taken("2026-03-01T08:00")], paused=True) is Comparing.PAUSED


def test_one_unknown_dose_and_nothing_is_said_of_lower():
    days = [taken(f"2026-02-{day}T{hour}:00", mg(5)) for day in ("27", "28") for hour in ("08", "20")]
    plan = raw(Case(plan=[PLAN]))
    assert told([*plan, *days], datetime(2026, 3, 1, 7)) == [("RF-WD-T", False)]
    assert told([*plan, *days[:3]], datetime(2026, 3, 1, 7)) == []


def test_a_plan_that_was_lowered_changes_what_is_lower():
    """The taper as typed: the days are compared with the step that held on them."""
    plan = raw(Case(plan=["baclofen 10 mg at 08:00 20:00 from 2026-02-01, 5 mg at 08:00 20:00 from 2026-02-27"]))
    days = [taken(f"2026-02-{day}T{hour}:00", mg(5)) for day in ("27", "28") for hour in ("08", "20")]
    assert told([*plan, *days], datetime(2026, 3, 1, 7)) == []


def test_the_question_comes_when_a_day_has_passed_and_a_dose_is_late():
    plan = raw(Case(plan=[PLAN]))
    last = taken("2026-03-01T08:00", mg(10))
    assert told([*plan, last], datetime(2026, 3, 2, 7, 55)) == []
    assert told([*plan, last], datetime(2026, 3, 2, 8, 5)) == [("RF-WD-S", True)]


def test_a_once_a_day_plan_is_not_asked_the_minute_it_is_due():
    plan = raw(Case(plan=["baclofen 10 mg at 08:00 from 2026-02-01"]))
    last = taken("2026-03-01T08:00", mg(10))
    assert told([*plan, last], datetime(2026, 3, 2, 8, 30)) == []
    assert told([*plan, last], datetime(2026, 3, 2, 12, 5)) == [("RF-WD-S", True)]


def test_the_clock_change_moves_no_dose():
    """In Dublin the night of 28 March 2026 has 23 hours: the day still has its two doses."""
    days = [taken(f"2026-03-{day}T{hour}:00", mg(10)) for day in ("27", "28", "29") for hour in ("08", "20")]
    assert told([*raw(Case(plan=[PLAN])), *days], datetime(2026, 3, 30, 7)) == []


def test_the_last_recorded_dose_is_never_a_skipped_one():
    entries = [taken("2026-03-01T08:00", mg(10)), taken("2026-03-01T20:00", mg(10), status=DoseStatus.SKIPPED)]
    look = facts(settle(entries), now=datetime(2026, 3, 2, tzinfo=UTC), zone=ZONE, worse_since=None, paused=False)
    found = last_recorded(look, TEN, look.now)
    assert found is not None
    assert found.id == entries[0].id


def stock_case(left: int) -> tuple[list[Entry[Body]], Entry[Prescription]]:
    doses = tuple(PlannedDose(time(hour), mg(10)) for hour in (8, 20))
    plan = entry(
        Prescription(medicine=TEN, steps=(PlanStep(starts=date(2026, 2, 1), doses=doses),), starts=date(2026, 2, 1)),
        datetime(2026, 2, 1, 7),
        "plan",
    )
    count = entry(Stock(medicine=TEN, left=tablets(left)), datetime(2026, 3, 2, 9), f"stock {left}")
    return [plan, count], plan


def test_the_stock_runs_out_where_the_plan_first_asks_for_more():
    """Nine o'clock, five tablets left: one tonight, two tomorrow, two on the 4th, none for the morning of the 5th."""
    entries, plan = stock_case(5)
    now = datetime(2026, 3, 2, 10, tzinfo=UTC)
    out = run_out(settle(entries), plan, now=now, zone=ZONE)
    assert out is not None
    assert out.on == date(2026, 3, 5)
    assert to_say(out, date(2026, 3, 2))
    assert not to_say(out, date(2026, 2, 20))


def test_without_a_count_or_a_strength_nothing_is_said_of_stock():
    entries, plan = stock_case(5)
    now = datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert run_out(settle(entries[:1]), plan, now=now, zone=ZONE) is None
    bare = entry(
        Stock(medicine=Medicine(name="baclofen", code="baclofen"), left=tablets(5)), datetime(2026, 3, 2, 9), "b"
    )
    unknown = raw(Case(plan=[PLAN]))
    assert run_out(settle([*unknown, bare]), unknown[0], now=now, zone=ZONE) is None


def test_a_weekend_is_told_on_friday():
    entries, plan = stock_case(13)
    out = run_out(settle(entries), plan, now=datetime(2026, 3, 2, 10, tzinfo=UTC), zone=ZONE)
    assert out is not None
    assert out.on == date(2026, 3, 9)
    assert before_weekend(out, date(2026, 3, 6))
    assert not before_weekend(out, date(2026, 3, 5))


def test_an_old_count_raises_nothing():
    entries, _ = stock_case(5)
    doses = [taken(f"2026-03-{2 + n // 2:02}T{(8, 20)[n % 2]:02}:00", mg(10)) for n in range(40)]
    assert told([*entries, *doses], datetime(2026, 3, 20, 21)) == []
    assert told([*entries, *doses[:3]], datetime(2026, 3, 3, 9)) == [("RF-WD-S", False)]


def test_no_amount_of_time_makes_the_question_an_alert():
    entries = [*raw(Case(plan=[PLAN])), taken("2026-03-01T08:00", mg(10))]
    start = datetime(2026, 3, 2, 9)
    for hours in range(0, 120, 7):
        assert all(asks for _, asks in told(entries, start + timedelta(hours=hours)))


def test_the_settings_pause_comparing_and_nothing_is_asked():
    entries = [*raw(Case(plan=[PLAN], days="2026-03-01 08:00 dose baclofen 10mg"))]
    now = datetime(2026, 3, 2, 8, 40)
    assert told(entries, now) == [("RF-WD-S", True)]
    stopped = entry(Settings(compare_doses=False), datetime(2026, 3, 1), "settings")
    assert told([*entries, stopped], now) == []


def test_an_extra_dose_of_no_said_amount_is_more_than_the_plan():
    days = "2026-03-02 08:00 dose baclofen 10mg\n2026-03-02 11:00 dose baclofen extra"
    case = Case(plan=["baclofen 10 mg at 08:00 20:00 from 2026-02-01"], days=days)
    assert ("RF-OD", "same-day") in told_of(case)


def test_an_amount_left_open_because_it_was_odd_still_warns():
    days = '2026-03-02 11:00 dose baclofen note:"I took 200 mg of baclofen"'
    assert told_of(Case(days=days))[0] == ("RF-OD", "emergency")


def test_tablets_of_no_said_strength_are_set_beside_a_plan_in_milligrams():
    plan = ["baclofen 10 mg at 08:00 20:00 from 2026-02-01"]
    assert told_of(Case(plan=plan, days="2026-03-02 11:00 dose baclofen 4{tbl}"))[0] == ("RF-OD", "emergency")
    assert told_of(Case(plan=plan, days="2026-03-02 11:00 dose baclofen 2{tbl}")) == []
