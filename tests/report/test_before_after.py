"""Before and after: the same numbers on both sides, or only what is missing; never "because"."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from tests.days import entries
from unknot.analysis.analyse import analyse
from unknot.analysis.change import changes_logged
from unknot.journal.entry import (
    Body,
    DiaryDay,
    Entry,
    Episode,
    Medicine,
    PlannedDose,
    PlanStep,
    Prescription,
    Stage,
    Treatment,
    Word,
)
from unknot.journal.journal import Journal, settle
from unknot.journal.quantity import Quantity
from unknot.journal.span import moment
from unknot.report.before_after import BeforeAfter, before_after
from unknot.report.wording import Voice

ZONE = "Europe/Dublin"
START = date(2026, 1, 5)
(TEMPLATE,) = entries('2026-01-05 09:00 note "x"')
VOICE = Voice(lambda text: text)


def at(day: date, hour: int, minute: int = 0) -> str:
    return datetime.combine(day, time(hour, minute)).isoformat()


def entry(n: int, body: Body, when: str) -> Entry[Body]:
    happened = moment(datetime.fromisoformat(when), ZONE)
    provenance = replace(TEMPLATE.provenance, recorded_at=happened)
    return replace(TEMPLATE, id=UUID(int=n), happened_at=happened, body=body, provenance=provenance)


def log(days: int, *more: Entry[Body], before: int = 4, after: int = 2, turn: int = 28, gaps: int = 0) -> Journal:
    """`before` spasms a day until day `turn`, `after` from then on; of every week the last `gaps` days without word."""
    made: list[Entry[Body]] = list(more)
    for n in range(days):
        day = START + timedelta(days=n)
        if n % 7 >= 7 - gaps:
            continue
        spasms = range(before if n < turn else after)
        made += [entry(1000 + 20 * n + spasm, Episode(bother=5), at(day, 8 + 3 * spasm)) for spasm in spasms]
        made.append(entry(1000 + 20 * n + 19, DiaryDay(day=day, word=Word.EVERYTHING, bother=5), at(day, 23, 30)))
    return settle(made)


def shown(journal: Journal, days: int) -> tuple[BeforeAfter, ...]:
    now = datetime.combine(START + timedelta(days=days), time(9), UTC)
    return before_after(analyse(journal, as_of=now, zone=ZONE), journal, VOICE)


def splint(day: int, stage: Stage = Stage.STARTED, n: int = 1) -> Entry[Body]:
    return entry(n, Treatment(code="splint", stage=stage), at(START + timedelta(days=day), 9))


def test_both_windows_with_n_and_coverage_and_the_interval():
    (one,) = shown(log(58, splint(28)), 58)
    assert one.title == "Splint or brace started"
    assert one.table is not None
    rows = {row[0]: row[1:] for row in one.table.rows}
    assert rows["Recorded days"][:2] == ("28 of 28", "28 of 28")
    assert rows["Median a day"] == ("4 (4–4)", "2 (2–2)", "−2")
    assert one.estimate.startswith("After, 0.5 times (")
    assert "if the log was changing slowly anyway" in one.estimate.lower()
    said = " ".join((one.estimate, *one.sentences))
    assert "Do not change or stop a medicine because of this: ask." in said
    assert "because" not in said.replace("because of this: ask", "").lower()


@pytest.mark.parametrize(("days", "gaps", "missing"), [(38, 0, "After: "), (58, 3, "more needed")])
def test_too_few_recorded_days_give_no_numbers_only_what_is_missing(days: int, gaps: int, missing: str):
    (one,) = shown(log(days, splint(28), gaps=gaps), days)
    assert one.table is None
    assert one.estimate == ""
    assert missing in one.sentences[0]


def test_a_window_ends_where_the_next_change_comes_and_says_so():
    (later, first) = shown(log(60, splint(28), splint(33, Stage.CHANGED, 2)), 60)
    assert (first.title, later.title) == ("Splint or brace started", "Splint or brace changed")
    assert first.table is None
    assert "The next change came 5 days later." in first.sentences
    assert "The change before it was 5 days earlier." in later.sentences


def test_two_changes_of_one_day_are_one_section():
    both = (splint(28), entry(2, Treatment(code="botulinum"), at(START + timedelta(days=28), 11)))
    (one,) = shown(log(56, *both), 56)
    assert one.title == "Splint or brace started; botulinum toxin injection"


def test_a_stop_is_the_first_day_without_the_medicine_and_none_if_another_plan_follows():
    ten = PlannedDose(time(8), Quantity(Decimal(10), "mg"))
    made = Medicine(name="Baclofen", code="baclofen")
    first = Prescription(
        medicine=made, steps=(PlanStep(starts=START, doses=(ten,)),), starts=START, ends=date(2026, 2, 1)
    )
    then = replace(first, starts=date(2026, 2, 2), ends=None, steps=(PlanStep(starts=date(2026, 2, 2), doses=(ten,)),))
    begun = at(START, 9)
    assert changes_logged(settle([entry(1, first, begun)])) == [(START, "baclofen"), (date(2026, 2, 2), "baclofen")]
    both = settle([entry(1, replace(first, ends=date(2026, 1, 20)), begun), entry(2, then, begun)])
    assert changes_logged(both) == [(START, "baclofen"), (date(2026, 2, 2), "baclofen")]


def test_an_injection_is_a_change_each_time_and_a_massage_never():
    done = [
        entry(n, Treatment(code=code), at(START + timedelta(days=n), 9))
        for n, code in enumerate(("botulinum", "massage", "botulinum"), start=1)
    ]
    assert [what for _, what in changes_logged(settle(done))] == ["botulinum", "botulinum"]
