"""The Spasm Profile: what it says of recorded days, and what it holds back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from tests.days import journal
from unknot.journal.entry import (
    Body,
    Dose,
    DoseStatus,
    Entry,
    Medicine,
    PlannedDose,
    PlanStep,
    Prescription,
    Provenance,
)
from unknot.journal.ids import new_id
from unknot.journal.journal import Journal, settle
from unknot.journal.quantity import Quantity
from unknot.journal.span import moment
from unknot.knowledge.words import as_written
from unknot.madeup.lives import FIRST, LAST, NOW, Life, raw_entries
from unknot.report.compose import ImpossiblePeriod, compose, last_days
from unknot.report.profile import Audience, SpasmProfile

ZONE = "Europe/Dublin"


def page(of: Journal, first: date = FIRST, last: date = LAST, audience: Audience = Audience.OWNER) -> SpasmProfile:
    return compose(of, audience=audience, first=first, last=last, zone=ZONE, now=NOW, _=as_written)


def week(text: str, days: int = 7) -> SpasmProfile:
    return page(journal(text), date(2026, 3, 1), date(2026, 3, days))


def test_a_day_without_word_is_unknown_not_zero() -> None:
    profile = week(
        """
        2026-03-01            none
        2026-03-02 08:10 +4m  spasm 6/10 left-calf
        2026-03-03            none
    """,
        3,
    )
    assert [day.count for day in profile.days] == [0, None, 0]
    assert profile.recorded.parts[0] == "Recorded 2 of 3 days (66 %)"
    assert not profile.recorded.enough
    assert [row[1] for row in profile.day_by_day.table.rows] == ["0", "at least 1", "0"]


def test_too_few_recorded_days_hold_back_every_summary_number() -> None:
    profile = week("""
        2026-03-01            none
        2026-03-02 08:10 +4m  spasm 6/10 left-calf
    """)
    assert profile.recorded.banner == "Too few recorded days for summary numbers: 1 of 7, at least 5 are needed."
    assert [tile.label for tile in profile.tiles] == ["Spasms logged", "Worst bother", "As-needed doses"]
    assert profile.tiles[0].figure == "at least 1"


def test_summary_numbers_stand_on_recorded_days_alone() -> None:
    profile = week(
        """
        2026-03-01            none
        2026-03-02            everything
        2026-03-02 08:10 +4m  spasm 6/10 left-calf
        2026-03-02 09:10 +4m  spasm 2/10 left-calf
        2026-03-03            none
        2026-03-04            none
        2026-03-05 08:00      spasm 9/10 right-calf
        2026-03-06            everything
        2026-03-06 10:00      spasm
    """,
        6,
    )
    assert profile.recorded.vouched == 5
    assert (profile.figures.spasm_days, profile.figures.per_seven) == (2, 7 * 2 / 5)
    assert (profile.figures.median, profile.figures.lower, profile.figures.upper) == (0, 0, 1)
    assert profile.tiles[0].figure == "2 of 5 days"
    assert profile.figures.worst == 9


def test_the_period_is_28_days_ending_yesterday_and_any_up_to_92() -> None:
    assert last_days(NOW, ZONE) == (FIRST, LAST)
    assert last_days(datetime(2026, 3, 24, 3, tzinfo=UTC), ZONE)[1] == date(2026, 3, 22)
    for days in (1, 92):
        assert len(page(Journal(), LAST - timedelta(days=days - 1)).days) == days
    for days in (0, 93):
        with pytest.raises(ImpossiblePeriod):
            page(Journal(), LAST - timedelta(days=days - 1))


def test_an_empty_journal_has_a_page_that_says_so() -> None:
    profile = page(Journal())
    assert profile.recorded.vouched == 0
    assert profile.through_day.sentence == "Too little recorded time to draw the day."
    assert profile.medicines.lines == ()
    assert {line.name: line.text for line in profile.messages.lines} == {"Falls": "none recorded"}


def test_a_made_up_journal_is_marked() -> None:
    assert page(settle(raw_entries(Life(example=True)))).mark == "Made-up example"
    assert page(settle(raw_entries(Life()))).mark == ""


def test_the_same_entries_make_the_same_page_in_any_order_and_code() -> None:
    raw = raw_entries(Life(seed=4))
    assert page(settle(raw)) == page(settle(raw[::-1]))
    assert page(settle(raw)).code != page(settle(raw[:-30])).code


def test_old_entries_change_nothing_on_the_page() -> None:
    raw = raw_entries(Life(seed=6, days=400, medicines=0))
    recent = [
        e
        for e in raw
        if e.happened_at.clock_date > FIRST - timedelta(days=90)
        or type(e.body).__name__ not in ("Episode", "Dose", "Symptom", "Treatment")
    ]
    assert page(settle(raw)) == page(settle(recent))


def test_the_strip_carries_the_doses_that_were_not_taken_and_those_not_known() -> None:
    march = date(2026, 3, 1)
    ten = Quantity(Decimal(10), "mg")
    medicine = Medicine(name="Baclofen", code="baclofen")
    step = PlanStep(starts=march, doses=(PlannedDose(time(8), ten), PlannedDose(time(20), ten)))

    def made(body: Body, at: str) -> Entry[Body]:
        when = moment(datetime.fromisoformat(at), ZONE)
        return Entry(id=new_id(when.instant), happened_at=when, provenance=Provenance(recorded_at=when), body=body)

    def dose(at: str, status: DoseStatus) -> Entry[Body]:
        planned = moment(datetime.fromisoformat(at), ZONE)
        return made(Dose(medicine=medicine, amount=ten, status=status, planned_for=planned), at)

    entries = [
        made(Prescription(medicine=medicine, starts=march, steps=(step,)), "2026-03-01T07:00"),
        dose("2026-03-01T08:00", DoseStatus.TAKEN),
        dose("2026-03-01T20:00", DoseStatus.SKIPPED),
        dose("2026-03-02T08:00", DoseStatus.TAKEN),
    ]
    now = datetime(2026, 3, 4, 12, tzinfo=UTC)
    chart = compose(
        settle(entries), audience=Audience.OWNER, first=march, last=date(2026, 3, 3), zone=ZONE, now=now, _=as_written
    ).day_by_day
    words = [row[4] for row in chart.table.rows]
    assert words == ["1 of 2 taken, 1 not taken", "1 of 2 taken, 1 not known", "0 of 2 taken, 2 not known"]
    assert "dose not taken" in chart.wide
    assert "dose not known" in chart.wide
    assert "Baclofen 10 + 10 mg = 20 mg" in chart.wide
    plain = compose(
        settle(entries[:1]),
        audience=Audience.OWNER,
        first=march,
        last=date(2026, 3, 3),
        zone=ZONE,
        now=now,
        _=as_written,
    ).day_by_day
    assert chart.wide.count("<circle") - plain.wide.count("<circle") == 3 + 2  # two samples in the legend
    assert plain.table.head[-1] == "what changed"
