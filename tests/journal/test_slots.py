"""Slots of a plan: which wait, which were put off, and what was recorded twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from unknot.journal.entry import (
    AlertAnswer,
    Body,
    Dose,
    DoseStatus,
    Entry,
    Medicine,
    PlannedDose,
    PlanStep,
    Prescription,
    Provenance,
    Reminders,
    Settings,
)
from unknot.journal.ids import new_id
from unknot.journal.journal import Journal
from unknot.journal.plan import counted, due_doses
from unknot.journal.quantity import Quantity
from unknot.journal.slots import put_off, second_records, slot_key, unanswered, waiting
from unknot.journal.span import Moment, moment

ZONE = "Europe/Dublin"
BACLOFEN = Medicine(name="Baclofen", code="baclofen", strength=Quantity(Decimal(10), "mg"))
TEN = Quantity(Decimal(10), "mg")


def at(text: str, zone: str = ZONE) -> Moment:
    return moment(datetime.fromisoformat(text), zone)


def entry(body: Body, when: Moment) -> Entry[Body]:
    return Entry(id=new_id(when.instant), happened_at=when, provenance=Provenance(recorded_at=when), body=body)


def plan(*times: str, starts: str = "2026-02-01") -> Entry[Body]:
    doses = tuple(PlannedDose(time.fromisoformat(t), TEN) for t in times)
    first = date.fromisoformat(starts)
    return entry(
        Prescription(medicine=BACLOFEN, starts=first, steps=(PlanStep(starts=first, doses=doses),)),
        at(f"{starts}T07:00"),
    )


def taken(when: str, slot: str = "", **more: object) -> Entry[Body]:
    planned = at(slot) if slot else None
    return entry(Dose(medicine=BACLOFEN, amount=TEN, planned_for=planned, **more), at(when))  # type: ignore[arg-type]


def slots(journal: Journal, now: str) -> list[str]:
    return [d.due.local.isoformat(timespec="minutes") for d in waiting(journal, now=at(now).instant, zone=ZONE)]


def test_a_dose_waits_from_an_hour_before_until_it_is_answered():
    journal = Journal(entries=(plan("08:00", "20:00"), taken("2026-03-02T08:03", "2026-03-02T08:00")))
    assert slots(journal, "2026-03-02T18:50") == []
    assert slots(journal, "2026-03-02T19:10") == ["2026-03-02T20:00"]
    answered = Journal(entries=(*journal.entries, taken("2026-03-02T19:15", "2026-03-02T20:00")))
    assert slots(answered, "2026-03-02T19:20") == []


def test_only_the_latest_slot_waits_and_the_earlier_one_stays_unknown():
    journal = Journal(entries=(plan("08:00", "14:00", "20:00"),))
    assert slots(journal, "2026-03-02T14:05") == ["2026-03-02T14:00"]
    day = date(2026, 3, 2)
    due = due_doses(journal, day, day, ZONE, at("2026-03-02T14:05").instant)
    assert [d.due.local.hour for d in unanswered(due, now=at("2026-03-02T14:05").instant)] == [8, 14]


def test_a_slot_that_nobody_answered_leaves_log_after_twelve_hours():
    journal = Journal(entries=(plan("08:00"),))
    assert slots(journal, "2026-03-02T19:59") == ["2026-03-02T08:00"]
    assert slots(journal, "2026-03-02T20:00") == []


def test_later_hides_it_for_as_long_as_the_person_chose():
    journal = Journal(entries=(plan("14:00"),))
    dose = waiting(journal, now=at("2026-03-02T14:05").instant, zone=ZONE)[0]
    later = entry(AlertAnswer(rule="DOSE", key=slot_key(dose), answer="later"), at("2026-03-02T14:06"))
    journal = Journal(entries=(*journal.entries, later))
    assert slots(journal, "2026-03-02T14:35") == []
    assert slots(journal, "2026-03-02T14:36") == ["2026-03-02T14:00"]
    chosen = entry(Settings(zone=ZONE, reminders=Reminders(later_minutes=120)), at("2026-03-01T09:00"))
    longer = Journal(entries=(chosen, *journal.entries))
    assert slots(longer, "2026-03-02T16:05") == []
    ((put, back),) = put_off(longer, now=at("2026-03-02T16:05").instant, zone=ZONE)
    assert (put.due.local.isoformat(), back) == ("2026-03-02T14:00:00", at("2026-03-02T16:06").instant)
    assert slots(longer, "2026-03-02T16:06") == ["2026-03-02T14:00"]


@pytest.mark.parametrize("slot", ["2026-03-02T14:00", ""])
def test_a_second_record_of_one_slot_is_kept_and_asked_about(slot: str):
    first, second = taken("2026-03-02T14:05", "2026-03-02T14:00"), taken("2026-03-02T14:20", slot)
    journal = Journal(entries=(plan("14:00"), first, second))
    found = second_records(journal, now=at("2026-03-02T14:30").instant, zone=ZONE)
    assert [(s.entry.id, s.first.id) for s in found] == [(second.id, first.id)]
    extra = replace(second, body=replace(second.body, status=DoseStatus.EXTRA))
    assert (
        second_records(Journal(entries=(plan("14:00"), first, extra)), now=at("2026-03-02T14:30").instant, zone=ZONE)
        == ()
    )


def test_an_as_needed_dose_and_one_taken_early_are_no_second_record():
    early = taken("2026-03-02T13:10", "2026-03-02T14:00")
    journal = Journal(entries=(plan("14:00"), early, taken("2026-03-02T13:20", as_needed=True)))
    assert second_records(journal, now=at("2026-03-02T13:30").instant, zone=ZONE) == ()


# ---------------------------------------------------------------- the right day


def test_a_midnight_dose_belongs_to_the_day_it_ends():
    journal = Journal(entries=(plan("00:30"),))
    (dose,) = waiting(journal, now=at("2026-03-03T00:35").instant, zone=ZONE)
    assert (dose.day, dose.due.clock_date) == (date(2026, 3, 2), date(2026, 3, 3))
    done = Journal(entries=(*journal.entries, taken("2026-03-03T00:36", "2026-03-03T00:30")))
    day = date(2026, 3, 2)
    assert counted(due_doses(done, day, day, ZONE, at("2026-03-03T01:00").instant)).taken == 1


def test_the_night_the_clocks_go_forward_asks_once_for_a_time_that_does_not_exist():
    journal = Journal(entries=(plan("01:30"),))
    found = waiting(journal, now=at("2026-03-29T02:35").instant, zone=ZONE)
    assert [d.due.local.isoformat(timespec="minutes") for d in found] == ["2026-03-29T02:30"]
    done = Journal(entries=(*journal.entries, taken("2026-03-29T02:36", "2026-03-29T02:30")))
    assert waiting(done, now=at("2026-03-29T02:40").instant, zone=ZONE) == ()


def test_the_night_the_clocks_go_back_asks_once_for_a_time_that_comes_twice():
    journal = Journal(entries=(plan("01:30"), taken("2026-10-25T01:31", "2026-10-25T01:30")))
    later = at("2026-10-25T01:31").instant + timedelta(hours=1)
    assert waiting(journal, now=later, zone=ZONE) == ()


def test_after_a_flight_the_slot_that_was_answered_at_home_is_answered():
    journal = Journal(entries=(plan("08:00", "20:00"), taken("2026-03-02T08:05", "2026-03-02T08:00")))
    away = "America/New_York"
    landed = moment(datetime.fromisoformat("2026-03-02T09:00"), away).instant
    assert waiting(journal, now=landed, zone=away) == ()
    evening = moment(datetime.fromisoformat("2026-03-02T20:05"), away).instant
    assert [d.due.local.hour for d in waiting(journal, now=evening, zone=away)] == [20]
