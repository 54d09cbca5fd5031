"""Side effects: the days since the medicine changed, and spasms and side effects on one axis."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from uuid import UUID

from tests.days import entries
from tests.report.test_before_after import START, at, entry, log, splint
from unknot.analysis.period import period
from unknot.analysis.side_effects import felt_days, is_side_effect, last_turn
from unknot.journal.coverage import coverage
from unknot.journal.entry import Body, Entry, Medicine, PlannedDose, PlanStep, Prescription, Symptom
from unknot.journal.journal import Journal, settle
from unknot.journal.quantity import Quantity
from unknot.knowledge.vocabulary import vocabulary
from unknot.report.compare import side_by_side
from unknot.report.side_effects import side_effects, since_words
from unknot.report.wording import Voice

ZONE = "Europe/Dublin"
VOICE = Voice(lambda text: text)
BACLOFEN = Medicine(name="Baclofen", code="baclofen")
(TEMPLATE,) = entries('2026-01-05 09:00 note "x"')


def plan(*starts: date, ends: date | None = None, n: int = 900) -> Entry[Body]:
    def step(on: date, mg: int) -> PlanStep:
        return PlanStep(starts=on, doses=(PlannedDose(time(8), Quantity(Decimal(mg), "mg")),))

    steps = tuple(step(on, 5 * k) for k, on in enumerate(starts, start=1))
    body = Prescription(medicine=BACLOFEN, steps=steps, starts=starts[0], ends=ends)
    return entry(n, body, at(starts[0], 9))


def sleepy(day: int, n: int, **more: object) -> Entry[Body]:
    return entry(n, Symptom(code="sleepy", **more), at(START + timedelta(days=day), 15))  # type: ignore[arg-type]


# ---------------------------------------------------------------- since when


def test_days_are_counted_from_the_last_start_change_or_stop():
    journal = settle([plan(date(2026, 1, 10), date(2026, 2, 1), ends=date(2026, 2, 20))])
    assert last_turn(journal, "baclofen", date(2026, 1, 9)) is None
    assert last_turn(journal, "baclofen", date(2026, 1, 31)) == (date(2026, 1, 10), True)
    assert last_turn(journal, "BACLOFEN ", date(2026, 2, 13)) == (date(2026, 2, 1), False)
    assert last_turn(journal, "baclofen", date(2026, 3, 1)) == (date(2026, 2, 21), False)
    assert since_words(journal, "baclofen", date(2026, 2, 13), VOICE).startswith(
        "12 days after baclofen was last changed"
    )
    assert since_words(journal, "baclofen", date(2026, 1, 11), VOICE).startswith("1 day after baclofen was started")


def test_a_medicine_without_a_plan_has_no_days():
    assert since_words(Journal(), "Tizanidine", date(2026, 3, 1), VOICE) == ""
    assert since_words(Journal(), "", date(2026, 3, 1), VOICE) == ""


def test_the_labels_list_comes_first_and_a_suspected_medicine_makes_any_symptom_one():
    first = [term.code for term in vocabulary("symptom") if "side-effect" in term.classes]
    assert first[:7] == ["sleepy", "weak", "dizzy", "tired", "sick", "headache", "dry-mouth"]
    assert is_side_effect(Symptom(code="weak"))
    assert not is_side_effect(Symptom(code="fever"))
    assert is_side_effect(Symptom(code="fever", suspected_medicine="Baclofen"))


# ---------------------------------------------------------------- on one axis


def test_the_page_says_before_and_after_and_never_that_fewer_is_better():
    journal = log(58, splint(28), sleepy(20, 2), *(sleepy(30 + n, 10 + n, bother=6) for n in range(4)))
    page = side_effects(journal, coverage(journal), START, START + timedelta(days=55), ZONE, VOICE)
    assert page.lead.endswith("sleepy logged on 1 day before and 4 after.")
    assert "not simply better" in page.caution
    assert page.chart is not None
    assert len(page.chart.table.rows) == 56
    assert sum(row[2] == "sleepy" for row in page.chart.table.rows) == 5
    for svg in (page.chart.narrow, page.chart.wide):
        assert svg.count("<circle") >= 5
        assert ">A<" in svg
    assert page.lines[-1].startswith("25 January: sleepy")


def test_days_without_record_are_hatched_and_called_not_known():
    journal = log(20, sleepy(18, 3), gaps=3)
    page = side_effects(journal, coverage(journal), START, START + timedelta(days=19), ZONE, VOICE)
    assert page.chart is not None
    unknown = [row for row in page.chart.table.rows if row[1] == "not known"]
    assert unknown
    assert page.chart.narrow.count("-hatch)") >= len(unknown)


def test_nothing_logged_is_not_called_none():
    page = side_effects(Journal(), coverage(Journal()), START, START + timedelta(days=9), ZONE, VOICE)
    assert page.chart is None
    assert "does not mean there was none" in page.lead


def test_before_and_after_counts_the_days_with_a_side_effect_in_both_windows():
    journal = log(58, sleepy(20, 2), sleepy(30, 3), replace(sleepy(30, 4), id=UUID(int=4)))
    covered = coverage(journal)
    before = period(journal, covered, START, START + timedelta(days=27), ZONE)
    after = period(journal, covered, START + timedelta(days=28), START + timedelta(days=55), ZONE)
    rows = {row[0]: row[1:3] for row in side_by_side("x", before, after, VOICE).rows}
    assert rows["Days with a side effect"] == ("at least 1", "at least 1")
    assert felt_days(journal, START, START + timedelta(days=55)) == {START + timedelta(days=n) for n in (20, 30)}


def test_what_was_typed_is_drawn_as_text():
    body = Symptom(code="sleepy", suspected_medicine="<script>x</script>", note="<b>")
    journal = settle([entry(1, body, at(START, 15))])
    page = side_effects(journal, coverage(journal), START, START + timedelta(days=6), ZONE, VOICE)
    assert page.chart is not None
    assert "<script" not in page.chart.narrow + page.chart.wide + page.chart.paper
