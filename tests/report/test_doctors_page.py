"""What a clinician looks for in the first minute stands on the page, or that it was not answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from tests.days import entries
from unknot.journal.entry import (
    Answer,
    Asked,
    Body,
    Circumstance,
    DiaryDay,
    Entry,
    Exposure,
    Level,
    Measurement,
    MeasurementKind,
    Medicine,
    PlannedDose,
    PlanStep,
    Prescription,
    Provenance,
    Response,
    Standing,
)
from unknot.journal.ids import new_id
from unknot.journal.journal import settle
from unknot.journal.quantity import Quantity
from unknot.journal.span import moment
from unknot.knowledge.words import as_written
from unknot.report.compose import compose
from unknot.report.profile import Audience, Finding, Interval, SpasmProfile, Verdict

ZONE = "Europe/Dublin"
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 28)
NOW = datetime(2026, 3, 29, 9, tzinfo=UTC)
BACLOFEN = Medicine(name="Baclofen", code="baclofen")


def entry(body: Body, day: date = FIRST, hour: int = 9) -> Entry[Body]:
    at = moment(datetime.combine(day, time(hour)), ZONE)
    return Entry(id=new_id(at.instant), happened_at=at, provenance=Provenance(recorded_at=at), body=body)


def page(*bodies: Entry[Body], log: str = "", **more: object) -> SpasmProfile:
    journal = settle([*bodies, *entries(log)])
    return compose(
        journal, audience=Audience.OWNER, first=FIRST, last=LAST, zone=ZONE, now=NOW, _=as_written,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def step(starts: date, *amounts: tuple[int, str], every: int = 1) -> PlanStep:
    doses = tuple(
        PlannedDose(time(8 + 6 * n), Quantity(Decimal(value), unit)) for n, (value, unit) in enumerate(amounts)
    )
    return PlanStep(starts=starts, doses=doses, every_days=every)


def plan(*steps: PlanStep) -> Prescription:
    return Prescription(medicine=BACLOFEN, starts=steps[0].starts, steps=steps)


def lines(of: SpasmProfile, key: str) -> dict[str, str]:
    return {line.name: line.text for line in of.block(key).lines}


MG = "mg"


def test_a_change_of_dose_is_a_step_in_the_line_of_the_medicine_with_its_sum_as_typed() -> None:
    before, after = step(date(2025, 1, 1), (10, MG), (10, MG)), step(date(2026, 3, 16), (10, MG), (15, MG))
    drawn = page(entry(plan(before, after))).day_by_day.wide
    assert "Baclofen 10 + 10 mg = 20 mg" in drawn
    assert "10 + 15 mg = 25 mg" in drawn


@pytest.mark.parametrize(
    ("doses", "every", "said"),
    [
        (((10, MG), (10, MG), (15, MG)), 1, "35 mg a day as typed"),
        (((10, MG), (15, MG)), 2, "25 mg on such a day as typed"),
        (((10, MG),), 1, ""),
        (((10, MG), (1, "{tbl}")), 1, ""),
        (((2, "{tbl}"), (1, "{tbl}")), 1, "3 tablets a day as typed"),
    ],
)
def test_only_amounts_in_one_unit_are_added_up(doses: tuple[tuple[int, str], ...], every: int, said: str) -> None:
    (line,) = page(entry(plan(step(date(2025, 9, 30), *doses, every=every)))).medicines.lines
    assert line.note.startswith(said)
    assert ("as typed" in line.note) == bool(said)
    assert "since 30 September 2025" in line.note


def test_a_plan_that_starts_on_the_last_day_is_on_the_page_and_one_that_ended_before_is_not() -> None:
    old = Prescription(medicine=Medicine(name="Old"), starts=date(2025, 1, 1), ends=date(2026, 2, 28),
                       steps=(step(date(2025, 1, 1), (5, MG)),))  # fmt: skip
    found = page(entry(plan(step(LAST, (5, MG)))), entry(old))
    assert [line.name for line in found.medicines.lines] == ["Baclofen"]
    assert "since 28 March" in found.medicines.lines[0].note
    assert "Old" not in found.day_by_day.wide


def test_scales_not_answered_say_so_and_answers_have_a_trend() -> None:
    def pain(value: int, day: date) -> Entry[Body]:
        return entry(Response(instrument="nrs-pain", version=1, answers=(Answer("pain", value),)), day)

    empty = lines(page(), "scales")
    assert [empty[name] for name in ("Spasticity (NRS)", "Pain (NRS)", "Spasms (PSFS)")] == ["not answered"] * 3
    answered = lines(page(pain(6, date(2026, 3, 3)), pain(4, date(2026, 3, 24)), pain(8, date(2026, 1, 2))), "scales")
    assert answered["Pain (NRS)"] == "6, 4 from 3 Mar to 24 Mar; before: 8 on 2 Jan"
    older = lines(page(pain(8, date(2026, 1, 2))), "scales")
    assert older["Pain (NRS)"] == "8 on 2 January 2026; not since"


def test_the_last_score_of_a_clinician_stands_whatever_its_age() -> None:
    def ashworth(value: str, day: date) -> Entry[Body]:
        body = Measurement(
            kind=MeasurementKind.SCORE, name="Ashworth, left ankle", code="ashworth", text=value, by="Physio"
        )
        return entry(body, day)

    found = page(ashworth("3", date(2024, 5, 1)), ashworth("2", date(2025, 9, 28)), ashworth("1", date(2026, 4, 2)))
    (line,) = [one for one in found.scales.lines if one.name.startswith("Ashworth")]
    assert (line.text, line.note) == ("2 on 28 September 2025", "from Physio")


def test_stiffness_and_time_in_spasm_say_for_how_many_a_length_was_given() -> None:
    log = """
        2026-03-02 08:00 +90m stiffness left-leg
        2026-03-03 08:00      stiffness left-leg
        2026-03-04 08:00 +4m  spasm left-calf
        2026-03-04 09:00 +30s cramp left-calf
    """
    found = lines(page(log=log), "scales")
    assert found["Stiffness"] == "at least on 2 days, 1 h 30 min in all (length given for 1 of 2)"
    assert found["Time in spasm"] == "4 min in all (length given for 2 of 2)"


def test_kidneys_allergies_and_a_pump_stand_at_the_top_as_they_were_answered() -> None:
    assert page().header.facts == (
        "Kidneys: not answered", "Allergies to medicines: not answered", "Baclofen pump: not answered",
    )  # fmt: skip
    answered = page(
        entry(Circumstance(code="kidney-disease", standing=Standing.NOT_SURE)),
        entry(Circumstance(code="allergy", standing=Standing.YES, detail="penicillin")),
        entry(Circumstance(code="baclofen-pump", standing=Standing.NO)),
    ).header.facts
    assert answered == ("Kidneys: not sure", "Allergy (penicillin)", "Baclofen pump: no")


def test_what_was_looked_for_is_yes_no_or_not_answered() -> None:
    day = DiaryDay(day=date(2026, 3, 4), asked=(Asked("constipation", Level.YES), Asked("infection", Level.NO)))
    found = lines(page(entry(day, date(2026, 3, 4)), entry(Exposure(code="full-bladder", level=Level.NO))), "checklist")
    assert found["Yes"] == "constipation on 4 Mar"
    assert found["No"] == "full bladder, infection"
    assert found["Not answered"].startswith("urinary infection")
    assert page().block("checklist").lines == ()


def test_no_difference_is_one_line_and_estimates_of_medicines_come_first() -> None:
    few = [Finding(Verdict.NO_DIFFERENCE, name, "not ruled out") for name in ("cold", "stress", "alcohol")]
    more = Finding(Verdict.MORE, "poor sleep", "1.9 times", "soon after", ratio=Interval(1.9, 1.1, 3))
    turn = date(2026, 3, 16)
    found = page(
        entry(plan(step(date(2025, 1, 1), (10, MG)), step(turn, (15, MG)))),
        found=[*few, more], estimates={turn: "No clear difference. 0.9 times (0.6 to 1.3).", date(2025, 5, 5): ""},
    )  # fmt: skip
    names = [line.name for line in found.findings.lines]
    assert names == [
        "Baclofen, 08:00 dose: 10 mg to 15 mg, 16 March", "More spasms logged after poor sleep",
        "No doubling for a whole day seen",
    ]  # fmt: skip
    assert found.findings.lines[2].text == "cold, stress, alcohol"


def test_one_count_of_logged_days_stands_on_the_page() -> None:
    more = Finding(Verdict.MORE, "poor sleep", "1.9 times", "soon after")
    found = page(found=[more], found_in="321 logged days")
    assert "321 logged days" in found.findings.hint
    assert "logged days" not in repr(found.findings.lines)


def test_the_page_compares_around_the_last_change_of_a_plan_though_it_lies_before_the_period() -> None:
    turn = date(2026, 1, 30)
    days = "\n".join(f"2026-01-{n:02} none" for n in range(2, 30)) + "\n" + "\n".join(
        f"2026-03-{n:02} none" for n in range(1, 29)
    )  # fmt: skip
    changed = entry(plan(step(date(2025, 1, 1), (10, MG)), step(turn, (15, MG))))
    found = page(changed, log=days).comparison
    assert found.title == "Before and after 30 January"
    assert found.sentences[0] == "Baclofen, 08:00 dose: 10 mg to 15 mg."
    assert found.table is not None
    assert found.table.rows[0][1:3] == ("28 of 28", "28 of 28")


def test_a_private_plan_is_on_no_line_of_a_shared_page() -> None:
    secret = replace(entry(plan(step(date(2025, 1, 1), (10, MG), (10, MG)))), private=True)
    shared = compose(
        settle([secret]), audience=Audience.SHARED, first=FIRST, last=LAST, zone=ZONE, now=NOW, _=as_written
    )
    assert "Baclofen 1" not in repr(shared.sections)
